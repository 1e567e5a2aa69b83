// Records as rows of a table: what lies inside others gets a dotted name.

/** @param {object} record */
export function flat(record) {
  const row = {};
  const walk = (value, name) => {
    if (Array.isArray(value)) row[name] = value.every((entry) => typeof entry !== "object") ? value.join(" ") : JSON.stringify(value);
    else if (value !== null && typeof value === "object") for (const [key, inner] of Object.entries(value)) walk(inner, name ? `${name}.${key}` : key);
    else row[name] = value;
  };
  walk(record, "");
  return row;
}

/** Every name that any row has, in the order in which they were seen. */
export function columns(rows) {
  const names = new Set();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

/** RFC 4180. What a spreadsheet would take for a formula is kept from it by an apostrophe. */
export function csv(records) {
  const rows = records.map(flat);
  const names = columns(rows);
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(cell).join(",")).join("\r\n");
}
