import { byId, element, orDash } from "./element.js";

const ROLE_WORDS = {
  student: "Student",
  teacher: "Teacher",
  staff: "Staff",
  district_admin: "District admin",
  contact: "Contact",
};

/** Roles that Clever's records give no school. */
const SCHOOLLESS = ["district_admin", "contact"];

/** A person's name as Clever has it; contacts may carry all of theirs in `last`. */
export function fullName(person) {
  const { first, last } = person?.name ?? {};
  return [first, last].filter(Boolean).join(" ");
}

/** Settles a request into its value, or into words about why there is none. */
async function reading(promise, signal) {
  try {
    return { value: await promise };
  } catch (error) {
    signal.throwIfAborted();
    const beyond = error?.code === "not_found" || error?.code === "forbidden";
    return { missing: beyond ? "This sign-in cannot read it" : `Could not be read (${error?.code ?? "unexpected"})` };
  }
}

/** Reads and shows who is signed in; resolves with their `Me`. Only a failing `me()` is an error. */
export async function showProfile(clever, signal) {
  const options = { signal };
  const me = await clever.me(options);
  const [user, info, district, schools] = await Promise.all([
    reading(clever.getUser(me.id, options), signal),
    reading(clever.userinfo(options), signal),
    me.district
      ? reading(clever.getDistrict(me.district, options), signal)
      : { missing: "Withheld: a Library sign-in carries no district" },
    reading(clever.getSchoolsForUser(me.id, {}, options).all(), signal),
  ]);
  signal.throwIfAborted();

  byId("who-name").textContent =
    fullName(user.value) || fullName(info.value) || user.value?.email || info.value?.email || "person without a name";

  byId("profile").replaceChildren(
    ...fact("Roles", roleTags(user.value, info.value), "who-roles"),
    ...fact("Signed in as", orDash(info.value?.user_type ?? info.missing)),
    ...fact("E-mail", user.value?.email || info.value?.email || "None on record, which is normal"),
    ...fact("District", district.value ? orDash(district.value.name) : district.missing, "who-district"),
    ...fact("School", schools.value ? schoolNames(schools.value) : unreadSchools(schools.missing, user.value), "who-schools"),
    ...fact("Authorized by", authorizedBy(me.authorized_by)),
    ...fact("Clever id", element("code", {}, me.id)),
  );
  return { me, schools: schools.value ?? [] };
}

function fact(term, description, testId = null) {
  return [element("dt", {}, term), element("dd", { "data-testid": testId }, description)];
}

/** Every role the person holds; without the user record only the one they signed in with is known. */
function roleTags(user, info) {
  const held = Object.entries(user?.roles ?? {}).filter(([, role]) => role).map(([name]) => name);
  const names = held.length > 0 ? held : [info?.user_type].filter(Boolean);
  if (names.length === 0) return "–";
  const tags = names.map((name) => element("span", { class: "tag" }, ROLE_WORDS[name] ?? name));
  return element("span", { class: "row" }, ...tags);
}

const schoolNames = (schools) => schools.map((school) => orDash(school.name)).join(", ") || "None";

/** Schools whose records are out of reach are still named by id in the person's own record. */
function unreadSchools(why, user) {
  const roles = Object.entries(user?.roles ?? {}).filter(([, role]) => role);
  const ids = new Set(roles.flatMap(([, role]) => role.schools ?? role.school ?? []));
  if (ids.size === 0) return roles.length > 0 && roles.every(([name]) => SCHOOLLESS.includes(name)) ? "None, as for everyone in this role" : why;
  return element("span", {}, `${why}; known by id only: `, element("code", {}, [...ids].join(", ")));
}

function authorizedBy(value) {
  if (value === "teacher") return "Teacher (Clever Library)";
  if (value === "district") return "District (District SSO)";
  return orDash(value);
}
