// Through the views of the pages, as a person would go: for whoever looks at each of them.
import { chooseFiles } from "./files.mjs";

/** @typedef {(tab: object, view: string) => Promise<void>} Look is called where a view stands still */

/** @param {Look} look */
export async function walkDemo(scene, look) {
  const tab = await scene.open("/");
  await welcome(tab);
  await look(tab, "demo-signed-out");
  await tab.click("login");
  await tab.choose("library_teacher");
  await tab.view("signed-in");
  await tab.press("[data-testid=sections] a");
  await tab.see("students-status", /^Page 1: \d/);
  await look(tab, "demo-signed-in");
  await tab.click("logout");
  await tab.view("signed-out");
  await look(tab, "demo-signed-out-again");
  await tab.go("/?error=access_denied&state=nobodys");
  await tab.view("error");
  await look(tab, "demo-error");
}

/** @param {Look} look */
export async function walkExplorer(scene, look) {
  const tab = await scene.open("/explorer.html");
  await welcome(tab);
  await look(tab, "explorer-signed-out");
  await tab.click("login");
  await tab.choose("explorer");
  await tab.view("operations");
  await tab.click("call");
  await tab.see("result-status", /^100 records/);
  await look(tab, "explorer-operations");
  await tab.click("as-json");
  await look(tab, "explorer-json");
  await tab.click("show-roster");
  await tab.press("#tree summary");
  await tab.until(() => document.querySelectorAll("#tree summary").length > 1);
  await look(tab, "explorer-roster");
  await tab.click("show-attendance");
  await tab.until(() => document.querySelectorAll("#attendance-school option").length > 0);
  await tab.click("attendance-show");
  await tab.see("attendance-status", /^\d+ rows on \d+ days\.$/);
  await look(tab, "explorer-attendance");
  await tab.click("show-events");
  await tab.see("events-status", /^[1-9]\d* events\.$/);
  await look(tab, "explorer-events");
  await tab.click("show-assignments");
  await tab.until(() => document.querySelectorAll("[data-testid=assignment-section] option").length > 1);
  await tab.click("assignment-create");
  await tab.see("assignment-status", /^Handed out\./);
  await look(tab, "explorer-assignments");
  await tab.click("show-weather");
  await tab.click("weather-A filter in between");
  await tab.see("verdict-A filter in between", /^invalid_response: /);
  await look(tab, "explorer-weather");
}

/** @param {Look} look */
export async function walkMatch(scene, look) {
  const tab = await scene.open("/match.html");
  await tab.until(() => document.querySelector("#from-file").checked);
  await look(tab, "match-before");
  const people = Array.from({ length: 12 }, (_, at) => ({ data: { id: `u${at}`, email: `p${at >> 1}@x.org`, name: { first: "Pat", last: `No. ${at}` }, roles: { student: {} } } }));
  const accounts = "Name,Mail\nPat,p1@x.org\nPol,p2@x.org\nNobody,n@x.org\n";
  await chooseFiles(tab, [["match-local", "accounts.csv", accounts], ["match-roster", "roster.jsonl", people.map((one) => JSON.stringify(one)).join("\n")]]);
  await tab.click("match-run");
  await tab.see("match-status", "0 linked, in a worker.");
  await tab.until(() => document.querySelectorAll("[data-testid=match-group]").length === 2);
  await look(tab, "match");
}

async function welcome(tab) {
  await tab.view("signed-out");
  await tab.until(() => document.querySelectorAll("[data-testid=personas] li").length > 1);
}
