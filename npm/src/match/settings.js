// Options of the caller's, as the module reads them.
import { refused } from "./errors.js";

const CHOICES = {
  leadingZeros: ["keep", "ignore"],
  dates: ["month-first", "day-first"],
  format: ["csv", "tsv", "json"],
};
const KNOWN = ["fields", "format", "delimiter", "header", "encoding", "keys", "districtId", "placeholders", "worker", "signal", "onProgress", "incremental", ...Object.keys(CHOICES)];

/** Throws `invalid_argument` for what no run can use. Names of kinds, keys and fields are the module's to check. */
export function checkOptions(options) {
  const wrong = (name, what) => {
    throw refused(`options.${name}`, `${name} must be ${what}`);
  };
  if (options === null || typeof options !== "object") throw refused("options", "options must be an object");
  for (const name of Object.keys(options)) if (!KNOWN.includes(name)) wrong(name, "left out: there is no such option");
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (options[name] !== undefined && !choices.includes(options[name])) wrong(name, `one of ${choices.join(", ")}`);
  }
  const check = (name, is, what) => options[name] !== undefined && !is(options[name]) && wrong(name, what);
  const texts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");
  check("fields", (value) => value !== null && typeof value === "object" && !Array.isArray(value), "an object: field names, and where each is found");
  for (const [name, where] of Object.entries(options.fields ?? {})) {
    const usable = where === undefined || typeof where === "function" || (typeof where === "string" && where !== "") || (Number.isInteger(where) && where >= 0);
    if (!usable) wrong(`fields.${name}`, "the name of a column, its index, or a function of a record");
  }
  check("keys", texts, "a list of key names");
  check("placeholders", texts, "a list of words");
  check("districtId", (value) => typeof value === "string" && value !== "", "an id");
  check("delimiter", (value) => typeof value === "string" && /^[\x01-\x7f]$/.test(value) && !/["\r\n]/.test(value), "one ASCII character, no quote and no line end");
  check("header", (value) => typeof value === "boolean", "true or false");
  check("encoding", (value) => typeof value === "string" && isEncoding(value), "a label that TextDecoder knows, such as windows-1252");
  check("worker", (value) => typeof value === "boolean" || typeof value === "function", "true, false, or a function that starts a worker");
  check("onProgress", (value) => typeof value === "function", "a function");
  check("incremental", (value) => typeof value === "boolean", "true or false");
  check("signal", (value) => typeof value?.addEventListener === "function", "an AbortSignal");
}

function isEncoding(label) {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

/**
 * @param {string} kind @param {object} options
 * @param {"batch" | "delimited" | "json"} local @param {"batch" | "json"} roster how the two sides come
 * @param {readonly (readonly [string, string])[]} mapping fields, and their columns
 */
export function settingsText(kind, options, local, roster, mapping) {
  const lines = [["kind", kind], ["local", local], ["roster", roster]];
  const add = (name, value) => value !== undefined && lines.push([name, value]);
  add("keys", options.keys?.join(" "));
  add("leadingZeros", options.leadingZeros);
  add("dates", options.dates);
  add("district", options.districtId);
  add("delimiter", options.delimiter ?? (options.format === "tsv" ? "\t" : undefined));
  add("header", options.header === undefined ? undefined : options.header ? "present" : "missing");
  for (const word of options.placeholders ?? []) add("placeholder", plain(word));
  for (const [field, column] of mapping) lines.push(["map", plain(field), plain(column)]);
  return lines.map((words) => words.join("\u001f")).join("\u001e");
}

/** The text's own structure must not be in its words. */
const plain = (word) => String(word).replace(/[\u001d-\u001f]/g, " ");
