// Everyone on Clever's login page, by redirect and in a window, through the demo.
import assert from "node:assert/strict";

const PERSONAS = ["library_teacher", "teacher", "student", "staff", "district_admin", "contact", "multi_role", "no_email", "explorer"];
const ROLES = { student: "Student", teacher: "Teacher", staff: "Staff", district_admin: "District admin", contact: "Contact" };

const byRedirect = (persona) => async (scene) => {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  const before = await tab.historyLength();
  await tab.click("login");
  await tab.choose(persona);
  await isGreeted(scene, tab, persona);
  // The page at Clever, and the page that Clever sends back to: scrubbing adds nothing.
  assert.ok((await tab.historyLength()) - before <= 2, "at most two entries more than before");
  assert.equal(await tab.run(() => watch.historyLength - history.length), 0);
  await wasAskedOnce(scene, "r");
  await sees(scene, tab, persona);
};

const inWindow = (persona) => async (scene) => {
  const tab = await scene.open("/");
  await tab.view("signed-out");
  const before = await tab.historyLength();
  const popup = await scene.popup(() => tab.click("login-popup"));
  await popup.choose(persona);
  await scene.gone(popup);
  await isGreeted(scene, tab, persona);
  assert.equal(await tab.historyLength(), before);
  await wasAskedOnce(scene, "p");
  await sees(scene, tab, persona);
};

/** The person is the one that Clever knows. */
async function isGreeted(scene, tab, persona) {
  await tab.view("signed-in");
  const { user, info } = await scene.clever.person(persona);
  const { first, last } = user.name ?? {};
  await tab.see("who-name", [first, last].filter(Boolean).join(" "));
  const roles = Object.entries(user.roles ?? {}).filter(([, role]) => role).map(([name]) => ROLES[name]);
  assert.ok(roles.length > 0 || info.user_type);
  await tab.see("who-roles", (roles.length > 0 ? roles : [ROLES[info.user_type]]).join(""));
  assert.equal(await tab.address(), `${scene.clever.app}/`);
}

/** What their kind of token reaches. */
async function sees(scene, tab, persona) {
  if (persona === "library_teacher" || persona === "explorer") {
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
    await tab.press("[data-testid=sections] li:first-child a");
    await tab.until(() => document.querySelectorAll("[data-testid=students] tr").length > 0);
    assert.equal(await tab.isShown("reach"), false);
    assert.equal(await tab.isShown("explorer"), persona === "explorer");
  } else {
    await tab.until(() => document.querySelector("[data-testid=reach]") !== null);
    assert.equal(await tab.isShown("reach"), true);
    const without = persona === "district_admin" || persona === "contact";
    await tab.see("who-schools", without ? /^None/ : /^This sign-in cannot read it; known by id only/);
    const sections = await scene.clever.journal({ origin: "api", path: /\/sections$/ });
    assert.deepEqual(sections.map(({ status }) => status), [404]);
  }
}

/** One question of Clever, with a state of that flow; one of tokeninfo; the API hears of a token in a header only. */
async function wasAskedOnce(scene, flow) {
  const [asked, ...more] = await scene.clever.journal({ path: "/oauth/authorize" });
  assert.equal(more.length, 0);
  const parameters = new URLSearchParams(asked.query);
  assert.equal(parameters.get("response_type"), "token");
  assert.equal(parameters.get("redirect_uri"), `${scene.clever.app}/`);
  assert.match(parameters.get("state"), new RegExp(`^${flow}[A-Za-z0-9_-]{22,}$`));
  assert.equal((await scene.clever.journal({ path: "/oauth/tokeninfo" })).length, 1);
  const calls = await scene.clever.journal({ origin: "api" });
  assert.ok(calls.length > 0 && calls.every(({ authorized }) => authorized));
}

export default Object.fromEntries(
  PERSONAS.flatMap((persona) => [
    [`${persona} by redirect`, byRedirect(persona)],
    [`${persona} in a window`, inWindow(persona)],
  ]),
);
