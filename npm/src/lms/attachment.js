// What an assignment or a submission may carry, by learning management system.
import { refusedArgument } from "./argument.js";
import { requireLmsType } from "./lms_type.js";

/** @type {typeof import("../../types/lms.d.ts").attachmentFor} */
export function attachmentFor(lmsType, attachment) {
  requireLmsType(lmsType);
  const { url, title, type = "link" } = attachment ?? {};
  if (!isAddress(url)) throw refusedArgument("url", "url must be an absolute https or http address without white space");
  if (title != null && typeof title !== "string") throw refusedArgument("title", "title must be a string");
  if (type !== "link" && type !== "file") throw refusedArgument("type", 'type must be "link" or "file"');
  if (type === "link" && lmsType === "schoology") return { type: "text", text: html(url, title) };
  return title ? { type, url, title } : { type, url };
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]);

/** Schoology reads the text as HTML, and a teacher opens what stands there. */
const html = (url, title) => (title ? `<a href="${escaped(url)}">${escaped(title)}</a>` : escaped(url));

/** A parser skips line breaks and blanks, so what looks harmless to a pattern may be `javascript:` to a browser. */
function isAddress(url) {
  if (typeof url !== "string" || /[\s\0-\x1f\x7f]/.test(url)) return false;
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
