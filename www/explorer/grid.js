// A table of any length, of which only the rows in sight exist.
import { element } from "../element.js";

const ROW = 36;
const SPARE = 8;

/** @param {HTMLElement} box @param {string[]} names @param {object[]} rows */
export function createGrid(box, names, rows) {
  let order = rows;
  let shown = rows;
  let sorted = { name: null, down: false };

  const body = element("div", { class: "body", role: "rowgroup" });
  const head = element("div", { class: "head", role: "row" }, ...names.map((name) =>
    element("div", { role: "columnheader", "aria-sort": "none" }, element("button", { type: "button", onclick: () => sort(name) }, name))));
  box.replaceChildren(element("div", { role: "table", "aria-rowcount": String(rows.length + 1), "aria-label": "Records" }, element("div", { role: "rowgroup" }, head), body));
  box.onscroll = draw;
  box.scrollTop = 0;
  draw();

  function draw() {
    body.style.height = `${shown.length * ROW}px`;
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - SPARE);
    const last = Math.min(shown.length, Math.ceil((box.scrollTop + (box.clientHeight || 480)) / ROW) + SPARE);
    const drawn = [];
    for (let index = first; index < last; index++) {
      const row = element("div", { role: "row", "aria-rowindex": String(index + 2) }, ...names.map((name) => {
        const value = shown[index][name];
        const text = value === null || value === undefined || value === "" ? "–" : String(value);
        return element("div", { role: "cell", title: text }, text);
      }));
      row.style.top = `${index * ROW}px`;
      drawn.push(row);
    }
    body.replaceChildren(...drawn);
  }

  function sort(name) {
    sorted = { name, down: sorted.name === name && !sorted.down };
    const way = sorted.down ? -1 : 1;
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const text = (row) => String(row[name] ?? "");
    order = [...rows].sort((a, b) => way * compare(text(a), text(b)));
    [...head.children].forEach((cell, index) => cell.setAttribute("aria-sort", names[index] !== name ? "none" : sorted.down ? "descending" : "ascending"));
    grid.filter(grid.wanted);
  }

  const grid = {
    wanted: "",
    filter(text) {
      grid.wanted = text;
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      shown = words.length ? order.filter((row) => { const all = Object.values(row).join(" ").toLowerCase(); return words.every((word) => all.includes(word)); }) : order;
      box.scrollTop = 0;
      draw();
    },
  };
  return grid;
}
