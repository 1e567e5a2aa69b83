// Tables for people, who open them in spreadsheets.

/** A cell that a spreadsheet would take for a formula gets an apostrophe: ids and names come from outside. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line, with its end. @param {readonly unknown[]} cells */
export const csvLine = (cells) => `${cells.map(quoted).join(",")}\r\n`;

function quoted(cell) {
  let text = String(cell);
  if (FORMULA.test(text)) text = `'${text}`;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
