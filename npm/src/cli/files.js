// Static files of the app.
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".json": "application/json; charset=utf-8", ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
  ".ico": "image/x-icon", ".woff2": "font/woff2", ".wasm": "application/wasm",
};

/** The path's segments, decoded; null where one of them could leave the folder. */
function segments(path) {
  let parts;
  try {
    parts = path.split("/").filter((part) => part !== "").map(decodeURIComponent);
  } catch {
    return null;
  }
  return parts.some((part) => part.startsWith(".") || /[/\\\0:]/.test(part)) ? null : parts;
}

async function read(file) {
  try {
    const found = (await stat(file)).isDirectory() ? join(file, "index.html") : file;
    return { type: TYPES[extname(found)] ?? "application/octet-stream", body: await readFile(found) };
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(error.code)) return null;
    throw error;
  }
}

/** The file of a path, or null. @param {string} folder @param {boolean} spa @param {string} path still percent-encoded */
export async function file(folder, spa, path) {
  const parts = segments(path);
  if (parts === null) return null;
  return (await read(join(folder, ...parts))) ?? (spa && !parts.at(-1)?.includes(".") ? read(folder) : null);
}
