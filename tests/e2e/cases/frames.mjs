// The app within another site's page, as a learning platform shows it.
import assert from "node:assert/strict";

/** A site around a page of the app; gives the tab, which has entered the frame. */
async function framed(scene, path) {
  const site = await scene.site({ pages: { "/": `<!doctype html><title>A platform</title><iframe width="1100" height="900" src="${scene.clever.app}${path}"></iframe>` } });
  const tab = await scene.open(`${site.origin}/`);
  tab.enter("iframe");
  return tab;
}

export default {
  async "S70 login in another site's frame is refused before a state is drawn"(scene) {
    const tab = await framed(scene, "/e2e/app.html");
    await scene.arrived(tab);
    await tab.click("login");
    await tab.until(() => arrival === "rejected");
    assert.equal(await tab.run(() => outcome.code), "framed");
    assert.equal(await tab.run(() => clever.diagnose().framed), true);
    assert.equal(await tab.run(() => sessionStorage.length), 0);
    assert.deepEqual(await scene.clever.journal({ origin: "clever", path: /oauth/ }), []);
  },

  async "S70 a window works from there, in the demo"(scene) {
    const tab = await framed(scene, "/");
    await tab.view("signed-out");
    await tab.click("login");
    const { code, title } = await tab.failure();
    assert.equal(code, "framed");
    assert.match(title, /frame/);
    const popup = await scene.popup(() => tab.click("error-action"));
    await popup.choose("library_teacher");
    await scene.gone(popup);
    await tab.view("signed-in");
    await tab.until(() => document.querySelectorAll("[data-testid=sections] a").length > 0);
  },

  async "S70 a launch by Clever does not start over in a frame"(scene) {
    const tab = await framed(scene, "/e2e/app.html?code=abc");
    await scene.arrived(tab);
    assert.equal(await tab.run(() => outcome.code), "framed");
    assert.deepEqual(await scene.clever.journal({ origin: "clever", path: /oauth/ }), []);
  },

  async "S65 messages of the site around it do not sign in"(scene) {
    const tab = await framed(scene, "/e2e/app.html");
    await scene.arrived(tab);
    const popup = await scene.popup(() => tab.click("login-popup"));
    await popup.until(() => location.pathname === "/oauth/authorize");
    const { query } = (await scene.clever.journal({ path: "/oauth/authorize" })).at(-1);
    const state = new URLSearchParams(query).get("state");
    const answer = `#access_token=${await scene.clever.token("district_admin")}&token_type=bearer&state=${state}`;
    tab.enter(null);
    await tab.run((told) => {
      for (const data of [told, JSON.stringify(told), { ...told, received: true }]) frames[0].postMessage(data, "*");
    }, { clever: state, answer });
    tab.enter("iframe");
    // Messages come in their order: the page has had those before when it has this one.
    await tab.run(() => new Promise((heard) => {
      addEventListener("message", (event) => event.data === "last" && heard());
      postMessage("last", location.origin);
    }));
    assert.equal(await tab.run(() => app.popups[0].outcome), null);
    await popup.choose("student");
    await tab.until(() => app.popups[0].outcome !== null);
    assert.equal(await tab.run(async () => (await clever.me()).id), (await scene.clever.person("student")).me.id);
  },
};
