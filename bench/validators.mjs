// The same schema in zod, valibot and ajv: types, null and ids checked, unknown members kept, enumerations open.
import Ajv from "ajv";
import * as v from "valibot";
import * as z from "zod";

import { pageSchema } from "./facts.mjs";

const whole = (type) => type === "integer";

const zod = {
  scalar: (type) => (type === "string" ? z.string() : type === "boolean" ? z.boolean() : whole(type) ? z.number().int() : z.number()),
  anything: () => z.unknown(),
  list: (each) => z.array(each),
  nullable: (plain) => z.nullable(plain),
  object: (members, required) =>
    z.looseObject(Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, required.includes(name) ? schema : z.optional(schema)]))),
};

const valibot = {
  scalar: (type) => (type === "string" ? v.string() : type === "boolean" ? v.boolean() : whole(type) ? v.pipe(v.number(), v.integer()) : v.number()),
  anything: () => v.unknown(),
  list: (each) => v.array(each),
  nullable: (plain) => v.nullable(plain),
  object: (members, required) =>
    v.looseObject(Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, required.includes(name) ? schema : v.optional(schema)]))),
};

const json = {
  scalar: (type) => ({ type }),
  anything: () => ({}),
  list: (items) => ({ type: "array", items }),
  nullable: (plain) => (plain.type ? { ...plain, type: [plain.type, "null"] } : plain),
  object: (properties, required) => ({ type: "object", properties, required }),
};

/** By library: what checks a parsed page of that record and gives it back, or throws. @param {string} record */
export function validators(record) {
  const [zodPage, valibotPage] = [pageSchema(zod, record), pageSchema(valibot, record)];
  const ajvPage = new Ajv({ allowUnionTypes: true }).compile(pageSchema(json, record));
  return {
    zod: (page) => zodPage.parse(page),
    valibot: (page) => v.parse(valibotPage, page),
    ajv(page) {
      if (!ajvPage(page)) throw new Error(JSON.stringify(ajvPage.errors));
      return page;
    },
  };
}
