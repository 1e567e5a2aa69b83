// clever-wasm/lms: attachments, what is ignored, attendance cursors. `cargo xtask build` makes what is tested here.
import assert from "node:assert/strict";
import test from "node:test";
import { attachmentFor, ignoredBy, readAttendanceCursor } from "../../pkg/dist/lms.js";
import { refused } from "./refusal.mjs";

const url = "https://app.example/work/7";
const encode = (text) => Buffer.from(text).toString("base64");

test("Canvas and Google Classroom get links, and so does what is not known", () => {
  for (const lms of ["canvas", "google_classroom", "moodle", "", null, undefined, "constructor"]) {
    assert.deepEqual(attachmentFor(lms, { url, title: "Seven" }), { type: "link", url, title: "Seven" });
    assert.deepEqual(attachmentFor(lms, { url }), { type: "link", url });
  }
});

test("Schoology gets no link: the address alone, or the title as HTML", () => {
  assert.deepEqual(attachmentFor("schoology", { url }), { type: "text", text: url });
  assert.deepEqual(attachmentFor("schoology", { url, title: "" }), { type: "text", text: url });
  assert.deepEqual(attachmentFor("schoology", { url, title: null }), { type: "text", text: url });
  assert.deepEqual(attachmentFor("schoology", { url, title: "Seven" }), { type: "text", text: `<a href="${url}">Seven</a>` });
});

test("Schoology's text is safe as HTML, in the title and in the address", () => {
  const title = `<img src=x onerror=alert(1)> & "Tom's"`;
  const odd = `https://app.example/?a=1&copy=2&q="><script>'`;
  const { text } = attachmentFor("schoology", { url: odd, title });
  assert.equal(
    text,
    '<a href="https://app.example/?a=1&amp;copy=2&amp;q=&quot;&gt;&lt;script&gt;&#39;">' +
      "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Tom&#39;s&quot;</a>",
  );
  assert.equal(attachmentFor("schoology", { url: odd }).text, "https://app.example/?a=1&amp;copy=2&amp;q=&quot;&gt;&lt;script&gt;&#39;");
  assert.deepEqual(attachmentFor("canvas", { url: odd, title }), { type: "link", url: odd, title });
});

test("a file is a file everywhere", () => {
  for (const lms of ["canvas", "google_classroom", "schoology", ""]) {
    assert.deepEqual(attachmentFor(lms, { url, title: "Seven", type: "file" }), { type: "file", url, title: "Seven" });
  }
});

test("an address that people must not open, or cannot, is refused", () => {
  const secret = "c2VjcmV0";
  const bad = [
    `javascript:alert("${secret}")`, `java\nscript:${secret}`, `  javascript:${secret}`, `data:text/html,${secret}`,
    `//app.example/${secret}`, `/${secret}`, secret, `https://`, `https://app.example/${secret} x`, `file:///${secret}`,
    "", null, undefined, 7, new URL(url), [url],
  ];
  for (const lms of ["schoology", "canvas"]) {
    for (const address of bad) refused("url", () => attachmentFor(lms, { url: address }), null, secret);
  }
  refused("url", () => attachmentFor("canvas"));
  refused("url", () => attachmentFor("canvas", null));
  refused("title", () => attachmentFor("canvas", { url, title: { toString: () => "x" } }));
  refused("type", () => attachmentFor("canvas", { url, type: "text" }));
  refused("lmsType", () => attachmentFor({ lms_type: "canvas" }, { url }));
});

test("Canvas ignores three members; of the others nothing is known; nobody shares the list", () => {
  const canvas = ignoredBy("canvas");
  assert.deepEqual(canvas, [
    { member: "start_date", instead: "display_date" },
    { member: "state", instead: null },
    { member: "term_id", instead: null },
  ]);
  canvas[0].member = "title";
  canvas.pop();
  assert.equal(ignoredBy("canvas").length, 3);
  assert.equal(ignoredBy("canvas")[0].member, "start_date");
  for (const lms of ["schoology", "google_classroom", "", null, undefined, "moodle", "__proto__"]) assert.deepEqual(ignoredBy(lms), []);
  refused("lmsType", () => ignoredBy(7));
});

const [student, section, school] = ["5f0a", "60b1", "71c2"].map((start) => start + "e".repeat(20));
const none = "0".repeat(24);

test("a cursor says which record was the last", () => {
  const cursor = encode(`2025-04-01_${student}_${section}_${school}`);
  assert.equal(cursor.length, 116);
  assert.ok(cursor.endsWith("=="));
  assert.deepEqual(readAttendanceCursor(cursor), { date: "2025-04-01", student, section, school });
  assert.deepEqual(readAttendanceCursor(cursor.replace(/=+$/, "")), { date: "2025-04-01", student, section, school });
  assert.deepEqual(readAttendanceCursor(encode(`2024-02-29_${student.toUpperCase()}_${section}_${school}`)).student, student.toUpperCase());
});

test("an id of zeros is none", () => {
  const read = (...ids) => readAttendanceCursor(encode(["2025-04-01", ...ids].join("_")));
  assert.deepEqual(read(student, none, school), { date: "2025-04-01", student, section: null, school });
  assert.deepEqual(read(none, none, none), { date: "2025-04-01", student: null, section: null, school: null });
  assert.equal(read(student, `${none.slice(1)}1`, school).section, `${none.slice(1)}1`);
});

test("what is no cursor is refused", () => {
  const key = `2025-04-01_${student}_${section}_${school}`;
  const bad = [
    "", key, encode(key).slice(0, -3), encode(key).replaceAll("=", "%3D"), encode(`${key}_${school}`), encode(key.slice(1)),
    encode(`2025-02-30_${student}_${section}_${school}`), encode(`2025-13-01_${student}_${section}_${school}`),
    encode(`2025-04-01_${student}_${section}`), encode(`2025-04-01_${student}__${school}`), encode(`${key}\n`),
    encode(key.replace("e", "g")), "é", "\0", student, null, undefined, 7, [encode(key)],
  ];
  for (const cursor of bad) refused("cursor", () => readAttendanceCursor(cursor), null, student);
});
