// How one writes matching by hand: a Map for each key on each side, a value that stands twice links nobody, the strongest
// key that leads somewhere wins. It has none of the objections of clever-wasm/match, and so some wrong links.

const trim = (text) => (text ?? "").normalize("NFC").trim().toLowerCase();
const NOTHING = new Set(["", "n/a", "na", "none", "null", "-", "0", "unknown"]);
const value = (text) => {
  const folded = trim(text);
  return NOTHING.has(folded) ? null : folded;
};
const email = (text) => {
  const folded = value(text);
  return folded !== null && folded.includes("@") ? folded : null;
};
const date = (text) => {
  const slashes = /^(\d+)\/(\d+)\/(\d{4})$/.exec(trim(text));
  if (slashes) return `${slashes[3]}-${slashes[1].padStart(2, "0")}-${slashes[2].padStart(2, "0")}`;
  return /^\d{4}-\d\d-\d\d/.exec(trim(text))?.[0] ?? null;
};
const person = (first, last, dob) => {
  const parts = [value(first), value(last), date(dob)];
  return parts.includes(null) ? null : parts.join("|");
};

const KEYS = [
  [(account) => value(account.sis_id), (user) => value(user.roles.student.sis_id)],
  [(account) => value(account.student_number), (user) => value(user.roles.student.student_number)],
  [(account) => value(account.state_id), (user) => value(user.roles.student.state_id)],
  [(account) => email(account.email), (user) => email(user.email)],
  [
    (account) => person(account.first_name, account.last_name, account.dob),
    (user) => person(user.name.first, user.name.last, user.roles.student.dob),
  ],
];
const SEVERAL = -1;

function index(records, read) {
  const rows = new Map();
  for (let row = 0; row < records.length; row++) {
    const key = read(records[row]);
    if (key !== null) rows.set(key, rows.has(key) ? SEVERAL : row);
  }
  return rows;
}

/** @returns {[number, string][]} local rows and Clever ids */
export function matchByMaps(local, roster, look) {
  const links = new Int32Array(local.length).fill(-1);
  const taken = new Uint8Array(roster.length);
  const maps = KEYS.map(([ofAccount, ofUser]) => [index(local, ofAccount), index(roster, ofUser)]);
  look();
  for (const [ours, theirs] of maps) {
    for (const [key, row] of ours) {
      const other = theirs.get(key);
      if (row === SEVERAL || other === undefined || other === SEVERAL || links[row] >= 0 || taken[other]) continue;
      links[row] = other;
      taken[other] = 1;
    }
  }
  const list = [];
  for (let row = 0; row < links.length; row++) if (links[row] >= 0) list.push([row, roster[links[row]].id]);
  return list;
}

const NAMES = { "Student ID": "sis_id", "Student Number": "student_number", "State ID": "state_id", Email: "email", "First Name": "first_name", "Last Name": "last_name", "Date of Birth": "dob" };

/** A table's records: quotes are honoured where a line has any. */
export function recordsOfCsv(bytes) {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const names = cells(lines[0]).map((name) => NAMES[name]);
  const records = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at] === "") continue;
    const row = cells(lines[at]);
    const record = {};
    for (let column = 0; column < names.length; column++) record[names[column]] = row[column];
    records.push(record);
  }
  return records;
}

function cells(line) {
  if (!line.includes('"')) return line.split(",");
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

/** One row of Clever's a line. A million of them are no string that JavaScript could hold, so they are read in pieces. */
export function recordsOfLines(bytes) {
  const decoder = new TextDecoder();
  const records = [];
  for (let at = 0, rest = ""; at < bytes.length; at += 1 << 22) {
    const lines = (rest + decoder.decode(bytes.subarray(at, at + (1 << 22)), { stream: true })).split("\n");
    rest = lines.pop();
    for (const line of lines) records.push(JSON.parse(line).data);
  }
  return records;
}
