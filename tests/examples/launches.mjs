// A page and one function: the portal's launches are the function's, the button is the page's.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { CLIENT_ID, startEmulator } from "../e2e/emulator.mjs";

export async function launches(scene) {
  const clever = await startEmulator({ app: `${scene.place}/public`, mounts: {} });
  scene.later(() => clever.stop());
  const server = spawn(process.execPath, ["server.mjs"], {
    cwd: scene.place,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: "0",
      CLEVER_CLIENT_SECRET: await clever.secret(),
      CLEVER_AUTHORIZE_URL: `${clever.clever}/oauth/authorize`,
      CLEVER_TOKENS_URL: `${clever.clever}/oauth/tokens`,
      CLEVER_API_URL: clever.api,
      SESSION_KEY: randomBytes(32).toString("base64"),
    },
  });
  const exited = once(server, "exit");
  scene.later(() => (server.kill(), exited));
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const [app] = await Promise.race([once(createInterface({ input: server.stdout }), "line"), exited.then(() => assert.fail(said))]);
  await clever.register({ client_id: CLIENT_ID, name: "Classes", redirect_uris: [`${app}/api/launch`, `${app}/`] });

  const tab = await scene.open(clever, app);
  const name = async (persona) => `Hello ${(await clever.person(persona)).user.name.first}`;
  const exchanges = async (status) => (await clever.journal({ method: "POST", path: "/oauth/tokens", status })).length;
  const shown = () => tab.run(() => document.querySelectorAll("[data-testid=sections] li").length);
  const signedOut = () => tab.until(() => document.querySelector("[data-testid=login]").checkVisibility());
  await tab.go("/");
  await signedOut();

  // A tile: its own code is dropped, and one with our state is redeemed.
  await tab.go(`${clever.clever}/in/cedar-ridge`);
  await tab.choose("library_teacher");
  await tab.press("a[data-client]");
  await tab.see("who", await name("library_teacher"));
  assert.equal(await tab.address(), `${app}/`);
  assert.ok((await shown()) >= 2);
  assert.equal(await exchanges(200), 1);
  assert.equal(await tab.run(() => document.cookie), "");
  assert.deepEqual((await tab.storage()).session, {});
  const session = (await scene.cookies(tab)).find((cookie) => cookie.name === "session");
  assert.equal(session, undefined, "the page's path gets none of the function's cookies");
  await tab.reload();
  await tab.see("who", await name("library_teacher"));

  // A stranger's code, planted by a link, is never redeemed: whoever sits here signs in as themselves.
  await tab.go("/api/launch?code=strangers");
  await tab.see("who", await name("library_teacher"));
  assert.deepEqual([await exchanges(200), await exchanges(400)], [2, 0]);
  for (const [query, words] of [["code=strangers&state=guessed", /not begun here/], ["code=strangers&state=", /not begun here/]]) {
    await tab.go(`/api/launch?${query}`);
    await tab.see("error", words);
  }
  assert.deepEqual([await exchanges(200), await exchanges(400)], [2, 0]);

  await tab.click("logout");
  await signedOut();
  await tab.reload();
  await signedOut();

  // The button is the page's own: implicit grant, no server asked.
  await tab.click("login");
  await tab.see("who", await name("library_teacher"));
  assert.equal(await tab.address(), `${app}/`);
  assert.equal(await exchanges(200), 2);
  await tab.click("logout");
  await signedOut();

  // A token that Clever takes back ends the server's session too; a code that Clever refuses is said to have failed.
  await tab.go("/api/launch?code=x");
  await tab.see("who", await name("library_teacher"));
  await clever.revoke("library_teacher");
  await tab.reload();
  await signedOut();
  await clever.faultOnce("/oauth/tokens", { kind: "status", status: 503 });
  await tab.go("/api/launch");
  await tab.see("error", /could not be asked/);
  assert.ok(said.includes("server_error"), said);
  assert.doesNotMatch(said, /\bil[A-Za-z0-9]{38}\b|[0-9a-f]{40}/, "nothing secret is logged");
}
