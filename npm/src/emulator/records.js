// Every record of the district, read and written as its source system would.

export function createRecords(control) {
  const path = (collection, id) => `records/${collection}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
  const write = (collection, action, id, members) =>
    control("POST", "records", { collection, action, id, members }, "invalid_write").ids[0];
  const get = (collection, id) => control("GET", path(collection, String(id)), undefined, "unknown_record").record;
  return Object.freeze({
    get,
    list(collection, { role, skip, limit } = {}) {
      const asked = Object.entries({ role, skip, limit }).filter(([, value]) => value !== undefined);
      return control("GET", `${path(collection)}?${new URLSearchParams(asked)}`, undefined, "unknown_record").records;
    },
    create: (collection, members = {}) => get(collection, write(collection, "create", "", members)),
    update: (collection, id, members) => get(collection, write(collection, "update", id, members)),
    delete: (collection, id) => void write(collection, "delete", id, {}),
  });
}
