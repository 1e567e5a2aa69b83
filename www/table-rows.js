import { encodingOf } from "./table-encoding.js";

/**
 * Records of a table or of JSON lines, for people to look at: `[header, record]` pairs by their numbers. The file is read
 * once, when the first is asked for.
 */
export function rowsOf(file) {
  let reading;
  return async (row) => {
    const { names, rows } = await (reading ??= read(file));
    const cells = rows[row] ?? [];
    return names.map((name, index) => [name, cells[index] ?? ""]).filter(([, cell]) => cell !== "");
  };
}

async function read(file) {
  const text = new TextDecoder(await encodingOf(file)).decode(await file.arrayBuffer());
  if (/^\s*[[{]/.test(text)) {
    const records = /^\s*\[/.test(text) ? JSON.parse(text) : text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
    const names = [...new Set(records.flatMap(Object.keys))];
    const shown = (value) => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
    return { names, rows: records.map((record) => names.map((name) => shown(record[name]))) };
  }
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter) => first.split(delimiter).length;
  const delimiter = [",", "\t", ";", "|"].reduce((best, other) => (count(other) > count(best) ? other : best));
  const [names = [], ...rows] = split(text, delimiter);
  return { names, rows };
}

/** The cells of each line that is not blank. */
function split(text, delimiter) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[(at += 1)];
        else break;
      }
      at += 1;
    }
    const rest = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
    row.push(cell + text.slice(rest, at));
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push("");
    }
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    at += 1;
  }
  return rows;
}
