// Ids of before v3, one for each role of a user, and the ids that took their place.
import { refusedArgument } from "../lms/argument.js";

/** @type {typeof import("../../types/migrate.d.ts").legacyIds} */
export function legacyIds(users) {
  if (typeof users?.[Symbol.iterator] !== "function" || typeof users === "string") {
    throw refusedArgument("users", "users must be an iterable of users", "Await `getUsers().all()` first.");
  }
  const map = new Map();
  const missing = new Map();
  const rivals = new Map();
  let index = 0;
  for (const user of users) {
    const path = `users[${index++}].id`;
    if (typeof user?.id !== "string" || user.id === "") throw refusedArgument(path, `${path} must be the user's id`);
    for (const [role, legacyId] of claims(user)) {
      const first = map.get(legacyId);
      // Lists by role have a person of several roles in each of them, so the same may come again.
      if (!legacyId) missing.set(`${user.id} ${role}`, { user: user.id, role });
      else if (first === undefined) map.set(legacyId, user.id);
      else if (first !== user.id) rivals.set(legacyId, (rivals.get(legacyId) ?? new Set([first])).add(user.id));
    }
  }
  for (const legacyId of rivals.keys()) map.delete(legacyId);
  const conflicts = Array.from(rivals, ([legacyId, ids]) => ({ legacyId, users: [...ids] }));
  return { map, missing: [...missing.values()], conflicts };
}

/** Each role of a user with its id of before v3; students kept theirs, and mostly have it in no other place. */
function claims(user) {
  const roles = Object.entries(user.roles ?? {}).filter(([, role]) => role != null);
  if (roles.length === 0) return [[null, null]];
  return roles.map(([role, { legacy_id }]) => {
    const named = typeof legacy_id === "string" && legacy_id !== "";
    return [role, named ? legacy_id : role === "student" ? user.id : null];
  });
}

/** What `legacyIds` made of the users, or a Map of the application's own. */
export function requireIds(ids) {
  if (ids != null && typeof ids.get !== "function") throw refusedArgument("ids", "ids must be a Map, such as legacyIds().map");
}
