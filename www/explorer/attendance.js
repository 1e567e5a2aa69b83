// Attendance of a school by day and status, as a picture and, for those who cannot see it, as its table.
import { byId, element } from "../element.js";
import { showFailure } from "../failure.js";

const STATUSES = ["present", "absent", "tardy"];
const SHAPES = "http://www.w3.org/2000/svg";

export async function showAttendance({ clever, signal }) {
  byId("attendance-chart").replaceChildren();
  byId("attendance-status").textContent = "";
  const form = byId("attendance-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    count(clever, byId("attendance-school").value, signal);
  };
  try {
    const schools = await clever.getSchools({ limit: 1000 }, { signal }).all({ max: 1000 });
    byId("attendance-school").replaceChildren(...schools.map(({ id, name }) => element("option", { value: id }, name)));
    byId("attendance-message").replaceChildren();
  } catch (error) {
    if (!signal.aborted) showFailure(byId("attendance-message"), error, { heading: "h2", retry: () => showAttendance({ clever, signal }) });
  }
}

async function count(clever, school, signal) {
  const controller = new AbortController();
  signal.addEventListener("abort", () => controller.abort(), { signal: controller.signal });
  const cancel = byId("attendance-cancel");
  cancel.hidden = false;
  cancel.onclick = () => controller.abort();
  const days = new Map();
  let seen = 0;
  try {
    for await (const { attendance_date: date, attendance_status: status } of clever.listAttendanceForSchool(school, { limit: 1000 }, { signal: controller.signal })) {
      const day = days.get(date) ?? days.set(date, { present: 0, absent: 0, tardy: 0 }).get(date);
      if (status in day) day[status] += 1;
      if (++seen % 1000 === 0) byId("attendance-status").textContent = `${seen} rows so far…`;
    }
    byId("attendance-status").textContent = `${seen} rows on ${days.size} days.`;
  } catch (error) {
    if (signal.aborted) return;
    if (error.code === "cancelled") byId("attendance-status").textContent = `Cancelled after ${seen} rows.`;
    else showFailure(byId("attendance-message"), error, { heading: "h2", retry: () => count(clever, school, signal) });
  } finally {
    cancel.hidden = true;
    controller.abort();
  }
  draw([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function draw(days) {
  if (!days.length) return byId("attendance-chart").replaceChildren(element("p", { class: "muted" }, "No attendance was reported."));
  const most = Math.max(...days.map(([, day]) => day.present + day.absent + day.tardy));
  const picture = shape("svg", { viewBox: `0 0 ${Math.max(days.length * 24, 240)} 180`, role: "img", "aria-label": "Attendance by day; the table below has the numbers" });
  days.forEach(([date, day], index) => {
    let top = 150;
    for (const status of STATUSES) {
      const height = (day[status] / most) * 140;
      top -= height;
      const bar = shape("rect", { x: index * 24 + 2, y: top, width: 20, height, class: status });
      bar.append(Object.assign(shape("title", {}), { textContent: `${date}: ${day[status]} ${status}` }));
      picture.append(bar);
    }
    // Every other day is named: there is no room for more.
    if (index % 2 === 0) picture.append(Object.assign(shape("text", { x: index * 24 + 3, y: 164 }), { textContent: (date ?? "").slice(5) }));
  });
  const row = ([date, day]) => element("tr", {}, element("th", { scope: "row" }, date), ...STATUSES.map((status) => element("td", { class: "number" }, String(day[status]))));
  byId("attendance-chart").replaceChildren(picture, element("table", { "data-testid": "attendance-table" },
    element("thead", {}, element("tr", {}, ...["Day", ...STATUSES].map((name, index) => element("th", { scope: "col", class: index ? `number ${name}` : null }, name)))),
    element("tbody", {}, ...days.map(row))));
}

function shape(name, attributes) {
  const made = document.createElementNS(SHAPES, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
