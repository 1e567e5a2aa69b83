// How one writes matching by hand: values in arrays, a Map for each key on each side. It does what clever-wasm/match does,
// and comes to the same links, conflicts, groups and lists (bench/match.mjs compares them): the same normalisation (blanks,
// case, normal form, addresses, dates, placeholders), the same priorities and objections, one record an id, one district.
// What most values are, plain ASCII, takes a short way. It knows neither `explain` nor snapshots, gives way to nobody, and
// keeps nothing small.

const PLAIN = /^[\x21-\x7e]*$/;
const BLANKS = /[\s\p{Cc}]+/gu;
const INVISIBLE = /[\ufeff\u200b-\u200d\u2060\u00ad]/g;
const STARTS_PLAINLY = /^[a-z0-9]/;
const SAYS = /[\p{L}\p{N}]/u;
const NOTHING = new Set(`#n/a;(blank);(none);(null);<null>;blank;empty;missing;n.a.;n/a;na;nan;nil;no email;no id;no name;no number;
noname;none;not applicable;not available;not provided;nothing;null;tba;tbd;undefined;unk;unknown;unspecified`.split(/;\n?/));
const NOBODY = new Set("n.a n/a na nil no-email no.email no_email noemail nomail none null unknown".split(" "));
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FILLER = /^(?:0+|9{6,})$/;
/** A text that is no value. */
const REFUSED = Symbol("refused");

function fold(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  const blanks = text.replace(BLANKS, " ").trim();
  // JavaScript has no case folding; of what upper and then lower case makes equal, no two names differ.
  return blanks.normalize("NFD").toUpperCase().toLowerCase().replace(INVISIBLE, "").normalize("NFC");
}

/** `null` where there is none. */
function word(text) {
  const folded = fold(text ?? "");
  if (folded === "") return null;
  if (NOTHING.has(folded) || folded.includes("\ufffd")) return REFUSED;
  return STARTS_PLAINLY.test(folded) || SAYS.test(folded) ? folded : REFUSED;
}

function identifier(text) {
  const folded = word(text);
  return typeof folded === "string" && FILLER.test(folded) ? REFUSED : folded;
}

function email(text) {
  const folded = word(text);
  if (typeof folded !== "string") return folded;
  const at = folded.indexOf("@");
  if (at < 1 || at === folded.length - 1 || folded.includes("@", at + 1) || folded.includes(" ")) return REFUSED;
  return NOBODY.has(folded.slice(0, at)) ? REFUSED : folded;
}

function date(text) {
  const trimmed = (text ?? "").trim();
  if (trimmed === "") return null;
  let parts = /^(\d{4})([-/])(\d\d?)\2(\d\d?)(?:[Tt ].*)?$/.exec(trimmed);
  if (parts) return day(parts[1], parts[3], parts[4]);
  if ((parts = /^(\d\d?)([-/])(\d\d?)\2(\d{4})(?:[Tt ].*)?$/.exec(trimmed))) return day(parts[4], parts[1], parts[3]);
  if ((parts = /^(\d\d?)\.(\d\d?)\.(\d{4})(?:[Tt ].*)?$/.exec(trimmed))) return day(parts[3], parts[2], parts[1]);
  if ((parts = /^(\d{4})(\d\d)(\d\d)$/.exec(trimmed))) return day(parts[1], parts[2], parts[3]);
  parts = /^(\d\d?)([-/. ])([A-Za-z]{3,})\2(\d{4})(?:[Tt ].*)?$/.exec(trimmed);
  return parts ? day(parts[4], MONTHS.indexOf(parts[3].slice(0, 3).toLowerCase()) + 1, parts[1]) : REFUSED;
}

function day(year, month, number) {
  const time = new Date(Date.UTC(+year, month - 1, +number));
  const isReal = time.getUTCFullYear() === +year && time.getUTCMonth() === month - 1 && time.getUTCDate() === +number;
  if (!isReal || year < 1901 || year > 2200) return REFUSED;
  const shown = time.getTime();
  return shown === 0 ? REFUSED : shown;
}

function person(first, last, dob) {
  const names = [word(first), word(last)];
  const born = date(dob);
  if (names.includes(null) || born === null) return null;
  return names.includes(REFUSED) || born === REFUSED ? REFUSED : `${names[0]}|${names[1]}|${born}`;
}

// Strongest first.
const KEYS = [
  [(account) => identifier(account.sis_id), (user) => identifier(user.roles.student.sis_id)],
  [(account) => identifier(account.student_number), (user) => identifier(user.roles.student.student_number)],
  [(account) => identifier(account.state_id), (user) => identifier(user.roles.student.state_id)],
  [(account) => email(account.email), (user) => email(user.email)],
  [
    (account) => person(account.first_name, account.last_name, account.dob),
    (user) => person(user.name.first, user.name.last, user.roles.student.dob),
  ],
];
const [EMAIL, NAME] = [3, 4];

/** Of each value the row that has it, or all of them. */
function index(values) {
  const rows = new Map();
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === REFUSED) continue;
    const known = rows.get(value);
    if (known === undefined) rows.set(value, row);
    else if (typeof known === "number") rows.set(value, [known, row]);
    else known.push(row);
  }
  return rows;
}

/** Whoever is a student, each id once: where an id comes twice with two values, that key is of no use. */
function studentsOf(roster) {
  const students = [];
  const columns = KEYS.map(() => []);
  const rows = new Map();
  let district;
  for (const user of roster) {
    if (!user.id || !user.roles?.student) continue;
    if (user.district && user.district !== (district ??= user.district)) throw new Error("two districts");
    const values = KEYS.map(([, read]) => read(user));
    const known = rows.get(user.id);
    if (known === undefined) {
      rows.set(user.id, students.length);
      students.push(user);
      for (let key = 0; key < values.length; key++) columns[key].push(values[key]);
      continue;
    }
    for (let key = 0; key < values.length; key++) {
      const before = columns[key][known];
      if (before === null || before === REFUSED) columns[key][known] = values[key] ?? before;
      else if (typeof values[key] === "string" && values[key] !== before) columns[key][known] = Symbol("two values");
    }
  }
  return { students, columns };
}

/** @returns {{ matches: [number, string, number, string][], conflicts: object[], ambiguous: object[], unmatchedLocal: number[], unmatchedRoster: number[] }} */
export function matchByMaps(local, roster, look) {
  const { students, columns: theirs } = studentsOf(roster);
  const ours = KEYS.map(([read]) => local.map(read));
  const [ourRows, theirRows] = [ours.map(index), theirs.map(index)];
  look();
  const isSaid = (value) => value !== null && value !== REFUSED;
  const [matches, conflicts, ambiguous] = [[], [], []];
  const localStatus = new Array(local.length).fill("unmatched");
  const rosterStatus = new Array(students.length).fill("unmatched");
  const open = KEYS.map(() => new Set());

  /** The strongest key that speaks against a link. */
  function objection(row, other, link) {
    for (let key = 0; key < link; key++) {
      const [here, there] = [ours[key][row], theirs[key][other]];
      if (isSaid(here) && here === there) continue;
      if (isSaid(here) && theirRows[key].has(here)) return key;
      if (isSaid(there) && ourRows[key].has(there)) return key;
      if (isSaid(here) && isSaid(there) && (key < EMAIL || link === NAME)) return key;
    }
    return -1;
  }

  function confidence(row, other, link) {
    let [agree, differ] = [0, 0];
    for (let key = 0; key < KEYS.length; key++) {
      const [here, there] = [ours[key][row], theirs[key][other]];
      if (key === link || !isSaid(here)) continue;
      if (here === there) agree += 1;
      else if (isSaid(there)) differ += 1;
    }
    if (link === NAME) return agree > 0 ? "medium" : "low";
    if (agree > 0) return "high";
    if (link === EMAIL) return differ > 0 ? "low" : "medium";
    return differ > 0 ? "medium" : "high";
  }

  for (let row = 0; row < local.length; row++) {
    let linked = false;
    for (let key = 0; key < KEYS.length; key++) {
      const value = ours[key][row];
      if (!isSaid(value)) continue;
      const other = theirRows[key].get(value);
      if (other === undefined) continue;
      if (typeof other !== "number" || typeof ourRows[key].get(value) !== "number") {
        open[key].add(value);
        continue;
      }
      const against = objection(row, other, key);
      if (against >= 0) {
        conflicts.push({ row, other, key, against });
        if (localStatus[row] !== "matched") localStatus[row] = "conflict";
        if (rosterStatus[other] !== "matched") rosterStatus[other] = "conflict";
      } else if (!linked) {
        matches.push([row, students[other].id, key, confidence(row, other, key)]);
        localStatus[row] = rosterStatus[other] = "matched";
        linked = true;
      }
    }
  }
  for (let key = 0; key < KEYS.length; key++) {
    for (const value of open[key]) {
      const [locals, rosters] = [[ourRows[key].get(value)].flat(), [theirRows[key].get(value)].flat()];
      for (const row of locals) if (localStatus[row] === "unmatched") localStatus[row] = "ambiguous";
      for (const row of rosters) if (rosterStatus[row] === "unmatched") rosterStatus[row] = "ambiguous";
      if (locals.some((row) => localStatus[row] !== "matched") || rosters.some((row) => rosterStatus[row] !== "matched")) {
        ambiguous.push({ key, locals, rosters });
      }
    }
  }
  const unmatched = (statuses) => [...statuses.keys()].filter((row) => statuses[row] === "unmatched");
  return { matches, conflicts, ambiguous, unmatchedLocal: unmatched(localStatus), unmatchedRoster: unmatched(rosterStatus) };
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
