// Clever's v3.1 as an OpenAPI 3 document, from facts: what the generators of clients are fed with.
import { isRequired, membersOf, operations, records } from "./facts.mjs";

/** `users.created` is no name for a type. */
const nameOf = (record) => record.replace(/(^|\.)([a-z])/g, (_, dot, letter) => letter.toUpperCase());
const reference = (record) => ({ $ref: `#/components/schemas/${nameOf(record)}` });
const list = (items) => ({ type: "array", items });
const object = (properties, required) => ({ type: "object", properties, ...(required.length > 0 ? { required } : {}), additionalProperties: true });

/** Enumerations stay open, as for everyone who is measured: Clever adds values. */
function shaped(shape) {
  const nullable = shape.nullable ? { nullable: true } : {};
  if (shape.record) return shape.nullable ? { allOf: [reference(shape.record)], ...nullable } : reference(shape.record);
  if (shape.list) return { ...list(shaped(shape.list)), ...nullable };
  return shape.type && shape.type !== "object" ? { type: shape.type, ...nullable } : {};
}

function component(record) {
  const members = Object.entries(membersOf(record));
  return object(Object.fromEntries(members.map(([name, shape]) => [name, shaped(shape)])), members.map(([name]) => name).filter(isRequired));
}

function answer({ record, list: many, wrapped }) {
  const one = reference(record);
  const row = wrapped ? object({ data: one, uri: { type: "string" } }, ["data"]) : one;
  return object({ data: many ? list(row) : one, links: list(reference("Link")) }, ["data"]);
}

function operation({ id, tag, parameters, body, response }) {
  const json = (schema) => ({ content: { "application/json": { schema } } });
  const parameter = ({ name, in: place, required, type, list: each }) => ({
    name, in: place, required: place === "path" || required === true, schema: each ? list({ type: each.type }) : { type },
  });
  return {
    operationId: id,
    tags: [tag],
    parameters: parameters.filter(({ in: place }) => place !== "body").map(parameter),
    ...(body ? { requestBody: { required: true, ...json(reference(body)) } } : {}),
    responses: response ? { 200: { description: "OK", ...json(answer(response)) } } : { 204: { description: "Done" } },
  };
}

/** @returns {object} */
export function document() {
  const paths = {};
  for (const each of operations) (paths[each.path] ??= {})[each.method.toLowerCase()] = operation(each);
  return {
    openapi: "3.0.3",
    info: { title: "Clever", version: "3.1" },
    servers: [{ url: "https://api.clever.com/v3.1" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.keys(records).map((record) => [nameOf(record), component(record)])),
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
  };
}
