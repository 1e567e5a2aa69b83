// The roster as a tree that is fetched as it is opened.
import { byId, element, orDash } from "../element.js";
import { showFailure } from "../failure.js";
import { fullName } from "../profile.js";

export function showRoster({ clever, signal }) {
  const options = { signal };
  const districts = async () => (await clever.getDistricts({}, options)).data.map((district) => branch(district.name, schools));
  const schools = () => every(clever.getSchools({ limit: 1000 }, options), (school) => branch(`${school.name} (${orDash(school.low_grade)} to ${orDash(school.high_grade)})`, () => sections(school.id)));
  const sections = (school) => every(clever.getSectionsForSchool(school, { limit: 1000 }, options), (section) => branch(`${section.name}, ${section.students?.length ?? 0} students`, () => people(section.id)));
  const people = (section) => every(clever.getUsersForSection(section, { limit: 1000 }, options), (user) => branch(`${fullName(user) || user.id} (${Object.keys(user.roles ?? {}).join(", ")})`, () => facts(user)));
  const tree = element("div", {});
  byId("tree").replaceChildren(tree);
  fill(tree, districts);

  function branch(name, inside) {
    const box = element("div", {});
    let filled = false;
    return element("details", { ontoggle: () => !filled && ((filled = true), fill(box, inside)) }, element("summary", {}, name), box);
  }

  async function fill(box, inside) {
    box.replaceChildren(element("p", { class: "muted small", role: "status" }, "Reading…"));
    try {
      const children = await inside();
      if (!signal.aborted) box.replaceChildren(...(children.length ? children : [element("p", { class: "muted small" }, "Nothing here.")]));
    } catch (error) {
      if (!signal.aborted) showFailure(box, error, { heading: "h3", retry: () => fill(box, inside) });
    }
  }
}

async function every(list, make) {
  return (await list.all({ max: 2000 })).map(make);
}

function facts(user) {
  const role = Object.values(user.roles ?? {})[0] ?? {};
  const known = { id: user.id, email: user.email, grade: role.grade, number: role.student_number ?? role.teacher_number, school: role.school ?? role.schools?.join(" ") };
  return [element("ul", {}, ...Object.entries(known).filter(([, value]) => value).map(([name, value]) => element("li", { class: "small" }, `${name}: ${value}`)))];
}
