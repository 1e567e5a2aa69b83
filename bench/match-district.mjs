// A district's students twice: as Clever has them, and as an application's accounts, with what goes wrong in between.
// Always the same for the same size.

function randomness(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FIRST = ["Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Sophia", "Mason", "Guadalupe", "DeShawn", "Aaliyah", "Priya", "Katarina", "Ben", "Grace", "Leo"];
const LAST = ["Smith", "Johnson", "Garcia", "Miller", "Rodriguez", "Washington", "O'Neil", "Nguyen", "Venkataraman", "Brown", "Kim", "Lee"];
// A twenty-fifth of the names is not ASCII.
const WIDE = ["José Luis", "Zoë", "Iñaki", "Renée", "Nguyễn", "Łukasz"];
const digits = (number, length) => String(number).padStart(length, "0");

/**
 * @param {number} size records a side
 * @returns {{ owner: (row: number) => string | null, bytes: () => object, objects: () => object }}
 */
export function createDistrict(size) {
  // Of the roster's students nine in ten have an account; the others have left. Accounts come in an order of their own.
  const order = new Uint32Array(size).map((_, index) => index);
  const random = randomness(size);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  const isThere = (student) => student % 10 !== 3;
  const id = (student) => `5f${student.toString(16).padStart(22, "0")}`;

  function person(student, seed) {
    const own = randomness(student * 2 + seed);
    const pick = (list) => list[Math.floor(own() * list.length)];
    const [first, last] = [own() < 0.04 ? pick(WIDE) : pick(FIRST), own() < 0.04 ? pick(WIDE) : pick(LAST)];
    // Siblings share their parents' address now and then.
    const family = own() < 0.03;
    const address = family ? `family${student >> 2}@mail.example.org` : `${first}.${last}${student}@students.example-district.org`.normalize("NFD").replace(/[^\w.@-]/g, "").toLowerCase();
    return {
      first, last,
      dob: [2004 + Math.floor(own() * 15), 1 + Math.floor(own() * 12), 1 + Math.floor(own() * 28)],
      sis_id: digits(10_000_000 + student, 8),
      student_number: digits(student, 8),
      state_id: digits(4_000_000_000 + student * 3, 10),
      email: address,
    };
  }

  function account(row) {
    const student = order[row];
    const stranger = !isThere(student);
    // Strangers are people of their own: numbers of another range.
    const known = person(stranger ? student + 3 * size : student, 1);
    const spoil = randomness(row * 2 + 7);
    const cells = {
      sis_id: known.sis_id, student_number: known.student_number, state_id: known.state_id, email: known.email,
      first: known.first, last: known.last, dob: `${known.dob[0]}-${digits(known.dob[1], 2)}-${digits(known.dob[2], 2)}`,
    };
    const fate = spoil();
    if (fate < 0.1) cells.sis_id = "";
    else if (fate < 0.11) cells.sis_id = "N/A";
    if (spoil() < 0.2) cells.student_number = "";
    if (spoil() < 0.3) cells.state_id = "";
    if (spoil() < 0.1) cells.email = cells.email.toUpperCase();
    if (spoil() < 0.05) cells.first = ` ${cells.first} `;
    return cells;
  }

  function student(number) {
    const known = person(number, 1);
    const record = {
      created: "2023-08-14T16:21:01.441Z", district: "5b2ad81a709e300001e2cd7a", email: known.email, id: id(number),
      last_modified: "2024-09-02T09:00:12.003Z", name: { first: known.first, last: known.last, middle: "" },
      roles: {
        student: {
          dob: `${known.dob[1]}/${known.dob[2]}/${known.dob[0]}`, grade: "5", school: "58da8c58155b940248000007",
          schools: ["58da8c58155b940248000007"], sis_id: known.sis_id, state_id: known.state_id, student_number: known.student_number,
        },
      },
    };
    return { data: record, uri: `/v3.1/users/${record.id}` };
  }

  const COLUMNS = ["sis_id", "student_number", "state_id", "email", "first", "last", "dob"];
  const HEADER = "Student ID,Student Number,State ID,Email,First Name,Last Name,Date of Birth\n";
  return {
    owner: (row) => (isThere(order[row]) ? id(order[row]) : null),
    /** A table, and one row a line. */
    bytes: () => ({
      local: encoded(size, (row) => `${COLUMNS.map((name) => account(row)[name]).join(",")}\n`, HEADER),
      roster: encoded(size, (number) => `${JSON.stringify(student(number))}\n`),
    }),
    objects: () => ({
      local: Array.from({ length: size }, (_, row) => {
        const { sis_id, student_number, state_id, email, first, last, dob } = account(row);
        return { sis_id, student_number, state_id, email, first_name: first, last_name: last, dob };
      }),
      roster: Array.from({ length: size }, (_, number) => student(number).data),
    }),
  };
}

function encoded(count, line, start = "") {
  const encoder = new TextEncoder();
  const pieces = [encoder.encode(start)];
  for (let at = 0; at < count; at += 5000) {
    let text = "";
    for (let row = at; row < Math.min(at + 5000, count); row++) text += line(row);
    pieces.push(encoder.encode(text));
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return whole;
}
