// Which of the three origins an address belongs to. An origin may be given with a path.

import { EmulatorError } from "./error.js";

/** An address that a test gave as one of its options. */
function parsed(option, address) {
  try {
    return new URL(address);
  } catch {
    throw new EmulatorError("invalid_option", `${option} must be an absolute address (URL)`);
  }
}

/** @param {{ app: string, clever: string, api: string }} origins */
export function createAddresses(origins) {
  const places = ["clever", "api", "app"].map((origin) => {
    const { origin: host, pathname } = parsed(origin, origins[origin]);
    return { origin, host, prefix: pathname.replace(/\/+$/, "") };
  });
  // Of two that fit, the one further down: an app at `/demo` has its Clever at `/demo/clever`.
  places.sort((one, other) => other.prefix.length - one.prefix.length);
  return {
    page: new URL(origins.app).origin,
    /** The origin and what is asked of it; null for an address elsewhere. @param {string | URL} url */
    find(url) {
      const { origin: host, pathname, search } = new URL(url);
      const place = places.find(
        ({ host: at, prefix }) => at === host && (pathname === prefix || pathname.startsWith(`${prefix}/`)),
      );
      return place ? { origin: place.origin, host, target: (pathname.slice(place.prefix.length) || "/") + search } : null;
    },
  };
}
