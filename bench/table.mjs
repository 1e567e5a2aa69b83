// Results for people who watch the terminal.

const number = (value) => (value === undefined ? "" : typeof value !== "number" ? value : value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** @param {string} name @param {string} engine @param {Record<string, object>} measured @param {number} load */
export function printMeasure(name, engine, measured, load) {
  console.log(`\n== ${name}${engine === "any" ? "" : ` in ${engine}`} (load ${load})`);
  const rows = Object.entries(measured).flatMap(([title, figures]) =>
    Object.values(figures).every((value) => typeof value === "object")
      ? Object.entries(figures).map(([inner, deeper]) => [`${title} ${inner}`, deeper])
      : [[title, figures]]);
  const columns = [...new Set(rows.flatMap(([, figures]) => Object.keys(figures)))];
  print(["", ...columns], rows.map(([title, figures]) => [title, ...columns.map((column) => number(figures[column]))]));
}

/** @param {ReturnType<typeof import("./budgets.mjs").judge>} budgets */
export function printBudgets(budgets) {
  const engines = [...new Set(budgets.flatMap(({ seen }) => Object.keys(seen)))];
  console.log("\n== budgets");
  print(["", "goal", ...engines, ""], budgets.map(({ what, goal, unit, seen, held }) =>
    [what, `${number(goal)}${unit === "ratio" ? "" : ` ${unit}`}`, ...engines.map((engine) => number(seen[engine])), held ? "held" : "missed"]));
}

function print(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  for (const line of lines) {
    console.log(line.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column] + 2))).join("").trimEnd());
  }
}
