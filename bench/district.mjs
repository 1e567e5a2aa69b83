// Pages of users as Clever sends them, always the same for the same seed: observed members in, ASCII or mixed.

/** A small seeded generator of numbers in [0, 1). */
export function randomness(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FIRST = ["Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Sophia", "Mason", "Guadalupe", "DeShawn", "Aaliyah", "Priya", "Katarina"];
const LAST = ["Smith", "Johnson", "Garcia", "Miller", "Rodriguez", "Washington-Carver", "O'Neil", "Nguyen", "Venkataraman"];
// A twenty-fifth of the names is Latin-1, every two-hundredth is beyond it.
const FIRST_WIDE = ["José", "Zoë", "Renée", "Iñaki"];
const LAST_WIDE = ["Muñoz", "Peña", "Núñez", "Müller"];
const FIRST_WIDER = ["Nguyễn", "Łukasz", "小明", "Đức"];
const LAST_WIDER = ["O’Brien", "Nowakówski-Żak", "Trần", "Çelikoğlu"];
const STREETS = ["Main St", "Oak Ave", "Elm Street", "Martin Luther King Jr Blvd", "5th Avenue"];
const CITIES = ["Los Angeles", "New York", "San Francisco", "Austin", "Cedar Rapids"];
const RACES = ["Caucasian", "Asian", "Black or African American", "Two or More Races", "Unknown", ""];

/**
 * `count` rows of a users page.
 * @param {number} count @param {{ mixed?: boolean, seed?: number }} [options]
 */
export function usersPage(count, { mixed = false, seed = 1 } = {}) {
  const random = randomness(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const chance = (odds) => random() < odds;
  const digits = (length) => Array.from({ length }, () => below(10)).join("");
  const id = () => "5" + Array.from({ length: 23 }, () => below(16).toString(16)).join("");
  const two = (number) => String(number).padStart(2, "0");
  const instant = () =>
    `20${10 + below(15)}-${two(1 + below(12))}-${two(1 + below(28))}T${two(below(24))}:${two(below(60))}:${two(below(60))}.${digits(3)}Z`;
  const name = (plain, wide, wider) => (mixed && chance(0.04) ? pick(wide) : mixed && chance(0.005) ? pick(wider) : pick(plain));
  const first = () => name(FIRST, FIRST_WIDE, FIRST_WIDER);
  const last = () => name(LAST, LAST_WIDE, LAST_WIDER);

  const schools = Array.from({ length: 60 }, id);
  const district = id();
  const student = (created, modified, username, school, all) => ({
    created,
    credentials: { district_username: username },
    ...(chance(0.08) ? { disability: { disability_code: "sld", disability_status: "Y", disability_type: "Specific learning disability" } } : {}),
    dob: `${1 + below(12)}/${1 + below(28)}/${2004 + below(15)}`,
    ell_status: pick(["Y", "N", ""]),
    email: `${username}@students.example-district.org`,
    enrollments: Array.from({ length: chance(0.25) ? 2 : 1 }, () => ({ end_date: "2025-06-15", school: pick(schools), start_date: "2024-08-20" })),
    ext: chance(0.1) ? { locker: digits(4), bus: { route: below(90), am: chance(0.5) } } : {},
    frl_status: pick(["Free", "Reduced", "Paid"]),
    gender: pick(["M", "F", "X", ""]),
    gifted_status: chance(0.5) ? pick(["Y", "N"]) : null,
    grade: pick(["Kindergarten", "1", "2", "5", "9", "12"]),
    graduation_year: String(2024 + below(12)),
    hispanic_ethnicity: pick(["Y", "N", ""]),
    home_language: chance(0.7) ? "English" : pick(["Spanish", "Vietnamese", "Arabic"]),
    home_language_code: chance(0.7) ? "eng" : "spa",
    iep_status: chance(0.2) ? "Y" : "N",
    last_modified: modified,
    location: {
      address: `${1 + below(9999)} ${pick(STREETS)}`,
      city: pick(CITIES),
      lat: chance(0.3) ? (30 + random() * 10).toFixed(6) : null,
      lon: chance(0.3) ? (-120 + random() * 40).toFixed(6) : null,
      state: pick(["CA", "NY", "TX", "IA"]),
      zip: digits(5),
    },
    preferred_name: { first: chance(0.2) ? first() : null, last: null, middle: null },
    race: pick(RACES),
    school,
    schools: all,
    section_504_status: chance(0.5) ? pick(["Y", "N"]) : null,
    sis_id: digits(8),
    state_id: digits(10),
    student_number: digits(8),
  });
  const teacher = (created, modified, username, school, all) => ({
    created,
    credentials: { district_username: username },
    district,
    ext: {},
    last_modified: modified,
    legacy_id: id(),
    school,
    schools: all,
    sis_id: digits(6),
    state_id: chance(0.5) ? digits(8) : null,
    teacher_number: digits(6),
    title: pick(["Math Teacher", 'Teacher "Lead"', "Science Teacher", "", null]),
  });
  const staff = (username, all) => ({
    credentials: { district_username: username },
    department: pick(["Front Office", "Library", null]),
    ext: {},
    legacy_id: id(),
    roles: ["School Admin", "Office Staff"].slice(0, 1 + below(2)),
    schools: all,
    staff_id: digits(6),
    title: pick(["Librarian", "Principal\\Registrar", "Secretary"]),
  });
  const contact = () => ({
    legacy_id: id(),
    phone: `(${digits(3)}) ${digits(3)}-${digits(4)}`,
    phone_type: pick(["Cell", "Home", "Work"]),
    sis_id: digits(7),
    student_relationships: Array.from({ length: 1 + below(3) }, () => ({ relationship: pick(["Parent", "Guardian"]), student: id(), type: pick(["Primary", "Family"]) })),
  });

  const rows = Array.from({ length: count }, () => {
    const person = { first: first(), last: last(), middle: chance(0.6) ? first() : "" };
    const school = pick(schools);
    const all = chance(0.15) ? [school, pick(schools)] : [school];
    const username = `${person.first}.${person.last}${below(1000)}`.normalize("NFD").replace(/[^A-Za-z0-9.]/g, "").toLowerCase();
    const [created, modified] = [instant(), instant()];
    const kind = random();
    const roles =
      kind < 0.74 ? { student: student(created, modified, username, school, all) }
      : kind < 0.86 ? { teacher: teacher(created, modified, username, school, all) }
      : kind < 0.91 ? { staff: staff(username, all) }
      : kind < 0.985 ? { contact: contact() }
      : { district_admin: { legacy_id: id(), title: chance(0.5) ? "Superintendent" : null } };
    const email = chance(0.92) ? `${username}@students.example-district.org` : chance(0.5) ? null : "";
    const data = { created, district, email, id: id(), last_modified: modified, name: person, roles };
    return { data, uri: `/v3.1/users/${data.id}` };
  });
  const next = `/v3.1/users?limit=${count}&starting_after=${rows.at(-1).data.id}`;
  return { data: rows, links: [{ rel: "self", uri: `/v3.1/users?limit=${count}` }, { rel: "next", uri: next }] };
}

/** The same page with its members in another order, at every depth. */
export function shuffled(value, random = randomness(7)) {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, random));
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, inner]) => [random(), name, shuffled(inner, random)]);
  return Object.fromEntries(members.sort((a, b) => a[0] - b[0]).map(([, name, inner]) => [name, inner]));
}

/** The same page with a member in each record that Clever does not publish. */
export const withUnknown = (page) => ({
  ...page,
  data: page.data.map((row) => ({ ...row, data: { ...row.data, observed_elsewhere: `x${row.data.id}` } })),
});
