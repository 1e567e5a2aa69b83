// What Clever's v3.1 definition says, for generating schemas and pages: facts only, and what was observed beside it.
import definitions from "../emulator/definitions.json" with { type: "json" };

export const { operations, records } = definitions.apis.find(({ version }) => version === "v3.1");

/** Members that every recorded answer has and no definition names: a schema that rejects or drops them is of no use. */
const OBSERVED = { Student: { email: { type: "string", nullable: true } } };

/** The members of a record by name. @param {string} record */
export const membersOf = (record) => ({ ...records[record], ...OBSERVED[record] });

/** Whether the record is of no use without this member: `id`, wherever there is one. @param {string} name */
export const isRequired = (name) => name === "id";

/**
 * One schema out of the facts, in the words of whichever library.
 * @template S
 * @param {{ scalar(type: string): S, anything(): S, list(each: S): S, object(members: Record<string, S>, required: string[]): S, nullable(plain: S): S }} kit
 * @returns {(record: string) => S}
 */
export function schemasIn(kit) {
  const built = new Map();
  const shaped = (shape) => {
    const plain = shape.record ? recordOf(shape.record)
      : shape.list ? kit.list(shaped(shape.list))
      // Enumerations are open: Clever adds values, and a value that is new must not be refused.
      : shape.type && shape.type !== "object" ? kit.scalar(shape.type)
      : kit.anything();
    return shape.nullable ? kit.nullable(plain) : plain;
  };
  const recordOf = (record) => {
    if (!built.has(record)) {
      const members = Object.entries(membersOf(record)).map(([name, shape]) => [name, shaped(shape)]);
      built.set(record, kit.object(Object.fromEntries(members), Object.keys(membersOf(record)).filter(isRequired)));
    }
    return built.get(record);
  };
  return recordOf;
}

/** The schema of a page of wrapped rows. @param {Parameters<typeof schemasIn>[0]} kit @param {string} record */
export function pageSchema(kit, record) {
  const recordOf = schemasIn(kit);
  const row = kit.object({ data: recordOf(record), uri: kit.scalar("string") }, ["data"]);
  return kit.object({ data: kit.list(row), links: kit.list(recordOf("Link")) }, ["data"]);
}
