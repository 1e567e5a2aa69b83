// The page that matches a table of accounts with Clever's roster, in a worker, under the strict policy.
import assert from "node:assert/strict";

import { chooseFiles } from "../files.mjs";

async function students(scene, count) {
  const headers = { Authorization: `Bearer ${await scene.clever.token("explorer")}` };
  const answer = await fetch(`${scene.clever.api}/v3.1/users?role=student&limit=${count}`, { headers });
  return (await answer.json()).data.map(({ data }) => data);
}

const line = (cells) => cells.map((cell) => `"${String(cell ?? "").replaceAll('"', '""')}"`).join(",");

export default {
  async "accounts are linked in a worker, twins are decided by hand, the rest is told"(scene) {
    const people = (await students(scene, 30)).filter(({ roles, email }) => roles.student.sis_id && email);
    const [twin] = people;
    const rows = people.slice(1).map(({ roles, name }) => [roles.student.sis_id, "", name.first]);
    rows.push(["", twin.email, "Castor"], ["", twin.email.toUpperCase(), "Pollux"], ["no-such", "nobody@nowhere.example", "Nemo"]);
    const table = ["Student ID,Email,First Name", ...rows.map(line)].join("\r\n");

    const tab = await scene.open("/");
    await tab.view("signed-out");
    await tab.click("login");
    await tab.choose("explorer");
    await tab.view("signed-in");
    await tab.go("/match.html");
    await tab.until(() => document.querySelector("#from-clever").checked);
    await chooseFiles(tab, [["match-local", "accounts.csv", table]]);
    await tab.click("match-run");
    await tab.see("match-status", `${people.length - 1} linked, in a worker.`);
    const totals = await tab.run(() => [...document.querySelectorAll("[data-testid=match-totals] strong")].map(({ textContent }) => Number(textContent)));
    assert.deepEqual(totals.slice(0, 4), [people.length - 1, 2, 0, 1]);
    assert.match(await tab.text("match-columns"), /Student ID is sis_id, Email is email/);

    assert.equal(await tab.count("[data-testid=match-group]"), 1);
    await tab.until(() => /Castor[^]*Pollux/.test(document.querySelector("[data-testid=match-group]").textContent));
    await tab.until((email) => document.querySelector("[data-testid=match-group]").textContent.includes(email), twin.email);
    // The policy lets no script fetch what a click saves.
    await tab.run(() => {
      // Firefox's driver shows its scripts a page of their own, behind which the real one is.
      const page = window.wrappedJSObject ?? window;
      const create = page.URL.createObjectURL.bind(page.URL);
      page.URL.createObjectURL = (file) => create((page.exportedFile = file));
    });
    await tab.run((id) => {
      const select = document.querySelector("[data-testid=match-group] select");
      select.value = id;
      select.dispatchEvent(new Event("change"));
    }, twin.id);
    const lines = (await tab.run(() => (window.wrappedJSObject ?? window).exportedFile.text())).split("\r\n");
    assert.ok(lines.includes(`${rows.length - 3},,chosen,${twin.id},,,`), lines.join(" | "));
    assert.ok(lines.includes(`${rows.length - 1},,unmatched,,,,`), lines.join(" | "));
  },

  async "a roster from a file, and a table that nobody can read"(scene) {
    const tab = await scene.open("/match.html");
    await tab.until(() => document.querySelector("#from-file").checked);
    const roster = '{"data":{"id":"u1","email":"a@x.org","roles":{"student":{}}}}\n{"data":{"id":"u2","email":"b@x.org","roles":{"student":{}}}}\n';
    await chooseFiles(tab, [["match-local", "accounts.tsv", "Name\tMail\nx\tB@x.org\n"], ["match-roster", "roster.jsonl", roster]]);
    await tab.click("match-run");
    await tab.see("match-status", "1 linked, in a worker.");
    await chooseFiles(tab, [["match-local", "accounts.csv", "colour,size\nred,7\n"]]);
    await tab.click("match-run");
    await tab.until(() => /colour, size/.test(document.querySelector("#message").textContent));
    assert.equal(await tab.text("error-code"), "invalid_argument");
  },

  async "tables as spreadsheets write them: UTF-16, Windows-1252, and an empty one"(scene) {
    const tab = await scene.open("/match.html");
    await tab.until(() => document.querySelector("#from-file").checked);
    const roster = '{"data":{"id":"u1","name":{"first":"Zo\u00eb","last":"M\u00fc"},"roles":{"student":{"sis_id":"7","dob":"1/2/2012"}}}}\n';
    const table = 'SIS ID;First Name;Last Name;Birthdate\r\n;"Zo\u00eb";M\u00fc;1/2/2012\r\n';
    const twins = `${table};Zo\u00eb;"M\u00fc";1/2/2012\r\n`;
    const tables = [
      ["latin.csv", Buffer.from(table, "latin1"), "1 linked, in a worker.", /Read as Windows-1252, as it is not UTF-8/],
      ["utf16.csv", Buffer.from(`\ufeff${twins}`, "utf16le"), "0 linked, in a worker.", /Birthdate is dob\.$/],
      ["latin2.csv", Buffer.from(twins, "latin1"), "0 linked, in a worker.", /Windows-1252/],
      ["empty.csv", Buffer.alloc(0), "0 linked, in a worker.", /^Your table is empty\.$/],
    ];
    for (const [name, bytes, status, columns] of tables) {
      await chooseFiles(tab, [["match-local", name, bytes], ["match-roster", "roster.jsonl", roster]]);
      await tab.run(() => (document.querySelector("#columns").textContent = document.querySelector("#status").textContent = ""));
      await tab.click("match-run");
      await tab.see("match-status", status);
      assert.match(await tab.text("match-columns"), columns, name);
      if (bytes.length > table.length * 1.2) await tab.until(() => document.querySelector("[data-testid=match-group]").textContent.includes("Zo\u00eb"), name);
    }
    assert.match(await tab.text("match-totals"), /1person without an account/);
  },
};
