// The JavaScript that does what the form does.

export function code({ name, parameters, query, body, isList }, given) {
  const text = (value) => JSON.stringify(value ?? "");
  const words = parameters.map((parameter) => text(given[parameter]));
  if (body) words.push((given.body ?? "{}").replace(/\s*\n\s*/g, " "));
  const options = given.fields ? `{ fields: ${JSON.stringify(given.fields.split(/[\s,]+/).filter(Boolean))} }` : "";
  const asked = query.filter((parameter) => given[parameter.name] !== undefined);
  if (isList && (asked.length || options)) {
    words.push(`{${asked.map((parameter) => ` ${parameter.name}: ${parameter.name === "limit" ? Number(given.limit) : text(given[parameter.name])}`).join(",")} }`);
  }
  if (options) words.push(options);
  const call = `clever.${name}(${words.join(", ")})`;
  if (!isList) return `const answer = await ${call};\n`;
  return given.take === "everything"
    ? `for await (const record of ${call}) {\n  console.log(record);\n}\n`
    : `const page = await ${call};\nconsole.log(page.data, page.hasNext);\n`;
}
