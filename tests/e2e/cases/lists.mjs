// Lists over real responses: pages, progress, the next page ahead of its turn.
import assert from "node:assert/strict";

async function enter(scene, options = {}) {
  await scene.set({ options });
  const tab = await scene.openApp();
  await tab.run((token) => app.enter(token).then(() => null), await scene.clever.token("explorer"));
  return tab;
}

const pages = (scene) => scene.clever.journal({ path: "/v3.1/users" });

export default {
  async "every record once, with progress after each page"(scene) {
    const tab = await enter(scene);
    const found = await tab.run(async () => {
      const steps = [];
      const users = await clever.getUsers({ limit: 100, role: "student" }).all({ onProgress: (seen) => steps.push(seen) });
      return { steps, length: users.length, distinct: new Set(users.map(({ id }) => id)).size, students: users.every(({ roles }) => roles.student) };
    });
    const count = await tab.run(() => clever.getUsers({ role: "student" }).count());
    assert.ok(count > 300, `${count} students`);
    assert.deepEqual([found.length, found.distinct, found.students], [count, count, true]);
    assert.deepEqual(found.steps, Array.from({ length: Math.ceil(count / 100) }, (_, page) => Math.min(count, (page + 1) * 100)));
    const asked = await pages(scene);
    assert.equal(asked.length, found.steps.length + 1);
    assert.ok(asked.every(({ status }) => status === 200));
  },

  async "nothing is asked before somebody wants it"(scene) {
    const tab = await enter(scene);
    await tab.run(async () => {
      app.list = clever.getUsers({ limit: 10 });
      await new Promise((next) => setTimeout(next));
    });
    assert.equal((await pages(scene)).length, 0);
    await tab.run(async () => (await app.list).data.length);
    await tab.run(async () => (await app.list).data.length);
    assert.equal((await pages(scene)).length, 1, "the first page is kept, and awaiting fetches nothing ahead");
  },

  async "iterating asks for one page ahead, and no further"(scene) {
    const tab = await enter(scene);
    await tab.run(async () => {
      app.walk = clever.getUsers({ limit: 10 }).pages();
      app.page = (await app.walk.next()).value;
    });
    await scene.until(async () => (await pages(scene)).length === 2, "the page ahead");
    await tab.until(() => app.requests.filter(({ pathTemplate }) => pathTemplate.endsWith("/users")).length === 2);
    assert.equal((await pages(scene)).length, 2);
    await tab.run(() => app.walk.return());
    assert.equal(await tab.run(() => app.page.data.length), 10);
    assert.equal((await pages(scene)).length, 2);
  },

  async "leaving an iteration cancels what is ahead"(scene) {
    const tab = await enter(scene);
    const controls = { path: "/v3.1/users", skip: 1, count: null, effects: [{ kind: "latency", ms: 60_000 }] };
    await scene.clever.faults(controls);
    const ids = await tab.run(async () => {
      const seen = [];
      for await (const { id } of clever.getUsers({ limit: 10 })) {
        seen.push(id);
        if (seen.length === 10) break;
      }
      return seen;
    });
    assert.equal(ids.length, 10);
    await tab.until(() => app.requests.some(({ code }) => code === "cancelled"));
    assert.equal(await tab.run(() => clever.diagnose().requestsInFlight), 0);
  },

  async "a page that fails is reached only in its turn, and says where to go on"(scene) {
    const tab = await enter(scene, { retry: false });
    await scene.clever.faults({ path: "/v3.1/users", skip: 2, count: null, effects: [{ kind: "status", status: 500 }] });
    const found = await tab.run(async () => {
      const seen = [];
      try {
        for await (const { id } of clever.getUsers({ limit: 10 })) seen.push(id);
      } catch (error) {
        return { seen, error: describe(error) };
      }
      return null;
    });
    assert.equal(found.seen.length, 20, "everything before the failure was delivered");
    assert.deepEqual([found.error.code, found.error.cursor], ["server_error", found.seen[19]]);
    await scene.clever.clearFaults();
    const rest = await tab.run(async (cursor) => (await clever.getUsers({ limit: 10, starting_after: cursor })).data.map(({ id }) => id), found.error.cursor);
    assert.equal(rest.filter((id) => found.seen.includes(id)).length, 0);
    assert.equal(rest.length, 10);
  },

  async "given up in the middle by signal"(scene) {
    const tab = await enter(scene);
    const found = await tab.run(async () => {
      const controller = new AbortController();
      let seen = 0;
      try {
        for await (const _ of clever.getUsers({ limit: 10 }, { signal: controller.signal })) {
          seen += 1;
          if (seen === 15) controller.abort(new Error("enough"));
        }
      } catch (error) {
        return { seen, code: error.code, cause: error.cause.message, inFlight: clever.diagnose().requestsInFlight };
      }
      return { seen };
    });
    // Records come while their page does, so how many of the second one had come is the network's affair.
    const { seen, ...end } = found;
    assert.ok(seen >= 15 && seen <= 20, `${seen} records`);
    assert.deepEqual(end, { code: "cancelled", cause: "enough", inFlight: 0 });
  },

  async "next and prev, and the last page"(scene) {
    const tab = await enter(scene);
    const found = await tab.run(async () => {
      const one = await clever.getUsers({ limit: 10 });
      const two = await one.next();
      const back = await two.prev();
      const ids = (page) => page.data.map(({ id }) => id).join();
      const all = await clever.getTerms({ limit: 1000 });
      return { distinct: ids(one) !== ids(two), same: ids(back) === ids(one), memo: (await one.next()) === two, cursor: one.cursor === one.data.at(-1).id, hasNext: [one.hasNext, all.hasNext], end: await all.next() };
    });
    assert.deepEqual(found, { distinct: true, same: true, memo: true, cursor: true, hasNext: [true, false], end: null });
  },

  async "S49 S51 a link to another site is not followed"(scene) {
    const site = await scene.site({ pages: {} });
    const tab = await enter(scene);
    for (const uri of [site.origin, "//evil.example", scene.clever.app, `${scene.clever.api}@evil.example`, `${scene.clever.api}.evil.example`, "/v3.1/..", "/oauth"]) {
      await scene.clever.fault("/v3.1/users", { kind: "links", links: [{ rel: "next", uri: `${uri}/v3.1/users?starting_after=5a0000000000000000000001` }] });
      const refused = await tab.refusal(async () => {
        const page = await clever.getUsers({ limit: 10 });
        await page.next();
      });
      assert.equal(refused.code, "untrusted_link", uri);
      await scene.clever.clearFaults();
    }
    assert.deepEqual(site.requests, []);
  },

  async "a page that breaks in the middle is asked for again, and no record comes twice"(scene) {
    const tab = await enter(scene, { retry: { attempts: 3, maxDelayMs: 20 } });
    await scene.clever.faults({ path: "/v3.1/users", skip: 1, count: 1, effects: [{ kind: "truncate", at: 3000 }] });
    const walk = () => tab.run(async () => (await clever.getUsers({ limit: 50 }).all({ max: 200 })).map(({ id }) => id));
    if (scene.cannot.noticeBreak) {
      await assert.rejects(walk(), ({ thrown }) => thrown.code === "invalid_response" && thrown.cursor !== undefined);
      return scene.cannot.noticeBreak;
    }
    const ids = await walk();
    assert.deepEqual([ids.length, new Set(ids).size], [200, 200]);
    return undefined;
  },

  async "records that break the published shape are delivered and reported"(scene) {
    const tab = await enter(scene);
    await scene.clever.fault("/v3.1/users", { kind: "invalid_records" });
    const found = await tab.run(async () => {
      const page = await clever.getUsers({ limit: 5 });
      const strict = createClever({ ...app.options, validation: "strict" });
      const refused = await strict.getUsers({ limit: 5 }).then(() => null, (error) => [error.code, error.reason, error.path]);
      return { length: page.data.length, issues: page.issues.length, told: app.issues.length, refused };
    });
    assert.equal(found.length, 5);
    assert.ok(found.issues > 0);
    assert.equal(found.told, found.issues);
    assert.deepEqual(found.refused.slice(0, 2), ["invalid_response", "wrong_type"]);
    assert.match(found.refused[2], /^data\[\d+\]\.data\./);
  },

  async "shuffled and unknown members, and text that is no UTF-8"(scene) {
    const tab = await enter(scene);
    const plain = await tab.run(async () => (await clever.getUsers({ limit: 20 })).data);
    await scene.clever.fault("/v3.1/users", { kind: "shuffle_keys" }, { kind: "unknown_members" });
    const shuffled = await tab.run(async () => (await clever.getUsers({ limit: 20 })).data);
    for (const [index, record] of plain.entries()) {
      for (const [name, value] of Object.entries(record)) assert.deepEqual(shuffled[index][name], value, name);
      assert.ok(Object.keys(shuffled[index]).length > Object.keys(record).length, "unknown members are kept");
    }
    await scene.clever.clearFaults();
    await scene.clever.fault("/v3.1/users", { kind: "malformed_utf8" });
    const odd = await tab.run(async () => {
      const { data, issues } = await clever.getUsers({ limit: 20 });
      return { issues: issues.map(({ reason }) => reason), replaced: JSON.stringify(data).includes("\ufffd") };
    });
    assert.deepEqual([odd.issues.includes("invalid_utf8"), odd.replaced], [true, true]);
  },

  async "the demo pages through a section, and loads a district with progress until it is cancelled"(scene) {
    const tab = await scene.open("/");
    await tab.click("login");
    await tab.choose("explorer");
    await tab.view("signed-in");
    await tab.click("section-all");
    await tab.see("students-status", "Page 1: 10 students.");
    await tab.click("next");
    await tab.see("students-status", "Page 2: 10 students.");
    await tab.click("prev");
    await tab.see("students-status", "Page 1: 10 students.");
    assert.equal(await tab.count("[data-testid=students] tr"), 10);
    // The fourth page does not come: there is time to cancel.
    await scene.clever.faults({ path: "/v3.1/users", skip: 4, count: null, effects: [{ kind: "latency", ms: 60_000 }] });
    await tab.click("load-all");
    await tab.until(() => document.querySelector("[data-testid=progress]").value === 30);
    assert.ok((await tab.run(() => document.querySelector("[data-testid=progress]").max)) > 300);
    await tab.click("cancel");
    await tab.see("students-status", /^Cancelled\. 30 students/);
    assert.equal(await tab.count("[data-testid=students] tr"), 30);
    await scene.clever.clearFaults();
    await tab.click("load-all"); // now "Show in pages"
    await tab.see("students-status", "Page 1: 10 students.");
    await tab.click("load-all");
    await tab.see("students-status", /^All \d{3,} students loaded\.$/);
  },
};
