// An assignment's whole life in the district's learning management system: made, handed out, graded, deleted.
import { byId, element, orDash } from "../element.js";
import { showFailure } from "../failure.js";
import { fullName } from "../profile.js";

export async function showAssignments({ clever, signal }) {
  const form = byId("assignment-form");
  const failed = (error, retry) => {
    byId("assignment-status").textContent = "";
    if (!signal.aborted) showFailure(byId("assignment-message"), error, { heading: "h2", retry });
  };
  /** Does one step of it; what the step says is shown. */
  const step = async (words, act) => {
    byId("assignment-message").replaceChildren();
    byId("assignment-status").textContent = words;
    try {
      byId("assignment-status").textContent = await act();
    } catch (error) {
      failed(error, () => step(words, act));
    }
  };
  close();
  byId("assignment-due").value = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  form.onsubmit = (event) => {
    event.preventDefault();
    create(byId("assignment-section").value, new FormData(form));
  };
  await step("Reading the sections…", async () => {
    const { data } = await clever.getSections({ limit: 100 }, { signal });
    byId("assignment-section").replaceChildren(...data.map(({ id, name }) => element("option", { value: id }, name)));
    return "";
  });

  function create(section, given) {
    return step("Handing it out…", async () => {
      const assignment = await clever.createAssignmentForSection(section, {
        title: given.get("title"),
        description: given.get("description"),
        due_date: new Date(`${given.get("due")}T15:00:00Z`).toISOString(),
        points_possible: 10,
        grading_type: "points",
        submission_types: ["text"],
      }, { signal });
      await open(section, assignment);
      return "Handed out. Clever lists no assignments: an app keeps the id.";
    });
  }

  async function open(section, assignment) {
    const people = new Map((await clever.getUsersForSection(section, { role: "student", limit: 1000 }, { signal }).all({ max: 1000 })).map((user) => [user.id, user]));
    const submissions = await clever.getSubmissionsForAssignment(section, assignment.id, {}, { signal }).all({ max: 1000 });
    byId("assignment-title").textContent = assignment.title;
    byId("assignment-facts").textContent = [assignment.id, assignment.state, `due ${orDash(assignment.due_date)}`, `${orDash(assignment.points_possible)} points`].filter(Boolean).join(" · ");
    byId("submissions").replaceChildren(...submissions.map((submission) => row(section, submission, fullName(people.get(submission.user_id)) || submission.user_id)));
    byId("assignment-delete").onclick = () => remove(section, assignment.id);
    byId("assignment").hidden = false;
    byId("assignment-title").focus();
  }

  function row(section, submission, name) {
    const state = element("td", {}, orDash(submission.state));
    const grade = element("td", { class: "number" }, orDash(submission.grade_points));
    const points = element("input", { type: "number", min: "0", max: "10", value: "9", "aria-label": `Points for ${name}` });
    const give = () => step("Grading…", async () => {
      const graded = await clever.updateSubmissionForAssignment(section, submission.assignment_id, submission.user_id,
        { grade_points: Number(points.value), grade: points.value, ...(state.textContent === "created" ? {} : { state: "returned" }) }, { signal });
      state.textContent = orDash(graded.state);
      grade.textContent = orDash(graded.grade_points);
      return `${name} has ${graded.grade_points} points.`;
    });
    return element("tr", {}, element("th", { scope: "row" }, name), state, grade,
      element("td", {}, element("div", { class: "row points" }, points, element("button", { type: "button", class: "quiet", "aria-label": `Grade ${name}`, onclick: give }, "Grade"))));
  }

  function remove(section, id) {
    return step("Deleting…", async () => {
      await clever.deleteAssignmentForSection(section, id, { signal });
      close();
      try {
        await clever.getAssignmentForSection(section, id, { signal });
      } catch (error) {
        if (error.code === "not_found") return "Deleted: asked for it again, Clever knows of none (not_found).";
        throw error;
      }
      return "Clever still has it.";
    });
  }
}

function close() {
  byId("assignment").hidden = true;
  byId("submissions").replaceChildren();
}
