// Pages of users with everything that JSON allows, the same for the same seed; also what it does not allow.

/** A small seeded generator. */
export function dice(seed) {
  let state = (seed * 2654435761 + 1) >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(random() * limit);
  return { below, chance: (odds) => random() < odds, pick: (list) => list[below(list.length)] };
}

const PIECES = ["a", "Z", "7", " ", "-", "é", "ß", "小", "€", "😀", "\u2028", "\ufeff", "\u007f", "\u0080", "\uffff",
  '\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u0026", "\\u00E9", "\\u5c0f", "\\uD83D\\uDE00",
  "\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\uFEFF", "abcdefgh", "0123456789abcdef"];
const NUMBERS = ["0", "-0", "1", "-1", "90", "12345678", "123456789", "9007199254740993", "-9007199254740993", "1e400", "-1E+400",
  "1e-400", "0.1", "-0.0", "3.0", "1E5", "123456789012345678901234567890", "2.2250738585072014e-308"];
const WORDS = ["Y", "N", "", "Free", "English", "5f0123456789abcdef012345", "2024-08-20", "a string of more than thirty-two characters, seen often"];

/** The text of a page of users: `known` says how many of the members it takes from Clever. */
export function document(seed) {
  const { below, chance, pick } = dice(seed);
  const space = () => (chance(0.85) ? "" : pick([" ", "\n", "\t\r\n  "]));
  const string = () => `"${chance(0.5) ? pick(WORDS) : Array.from({ length: below(12) }, () => pick(PIECES)).join("")}"`;
  const any = (depth = 0) => {
    const kind = below(depth > 4 ? 5 : 7);
    if (kind < 2) return string();
    if (kind === 2) return pick(NUMBERS);
    if (kind === 3) return pick(["true", "false", "null"]);
    if (kind === 4) return pick(["{}", "[]", "{ }", "[ ]"]);
    return kind === 5 ? list(() => any(depth + 1)) : object(Array.from({ length: below(4) }, () => [name(), any(depth + 1)]));
  };
  const name = () => (chance(0.2) ? pick(['"__proto__"', '"constructor"', '"toString"', '"0"', '""', '"na\\u006de"', '"r\\u006fles"', '"length"']) : string());
  const list = (each) => `[${space()}${Array.from({ length: below(4) }, () => space() + each() + space()).join(",")}${space()}]`;
  /** Members in any order, some twice. */
  const object = (members) => {
    const kept = members.filter(() => chance(0.9));
    if (kept.length > 0 && chance(0.15)) kept.push(pick(kept));
    if (chance(0.3)) kept.sort(() => below(3) - 1);
    return `{${space()}${kept.map(([key, value]) => `${space()}${key}${space()}:${space()}${value}${space()}`).join(",")}${space()}}`;
  };
  const odd = (value) => (chance(0.04) ? any() : chance(0.08) ? "null" : value());
  const members = (shape) => {
    const held = Object.entries(shape).map(([key, value]) => [`"${key}"`, odd(value)]);
    if (chance(0.2)) held.push([name(), any()]);
    return object(held);
  };
  const fullName = () => members({ first: string, last: string, middle: string });
  const ext = () => (chance(0.5) ? "{}" : object([[name(), any()], [name(), any()]]));
  const student = () => members({
    created: string, credentials: () => members({ district_username: string }), dob: string, email: string,
    enrollments: () => list(() => members({ end_date: string, school: string, start_date: string })), ext, grade: string,
    location: () => members({ address: string, city: string, lat: string, lon: string, state: string, zip: string }),
    preferred_name: fullName, school: string, schools: () => list(string), sis_id: string, weighted_gpa: string,
  });
  const teacher = () => members({ created: string, name: fullName, schools: () => list(string), ext, title: string });
  const roles = () => members(chance(0.8) ? { [pick(["student", "teacher"])]: () => (chance(0.5) ? student() : teacher()) } : { student, teacher, staff: any });
  const user = (id) => {
    const held = [['"id"', id], ...Object.entries({ created: string, district: string, email: string, name: fullName, roles, lms_status: () => members({ synced_in_lms: () => pick(["true", "false"]) }) }).map(([key, value]) => [`"${key}"`, odd(value)])];
    if (chance(0.3)) held.push([name(), any()]);
    // The id is never left out: that would be no page.
    return `{${held.filter(([key]) => key === '"id"' || chance(0.9)).sort(() => below(3) - 1).map(([key, value]) => `${space()}${key}:${space()}${value}`).join(",")}}`;
  };
  const row = (_, index) => {
    const data = `"data":${space()}${user(chance(0.9) ? `"5f${String(seed * 100 + index).padStart(22, "0")}"` : string())}`;
    return chance(0.5) ? `{${data},"uri":${string()}}` : `{"uri":${string()},${space()}${data}${space()}}`;
  };
  const data = `"data":${space()}[${Array.from({ length: below(7) }, row).join(`${space()},${space()}`)}${space()}]`;
  const links = `"links":[{"rel":"self","uri":"/v3.1/users"}]`;
  return `${pick(["", "", "\ufeff", "\n "])}{${pick([data, `${links},${data}`, `${data},${space()}${links}`, `"new":${any()},${data}`])}}${space()}`;
}
