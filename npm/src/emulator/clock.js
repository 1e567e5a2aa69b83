// The emulator's time: the platform's, moved, or standing still.
import { EmulatorError } from "./error.js";

function milliseconds(time) {
  const at = time instanceof Date ? time.getTime() : typeof time === "string" ? Date.parse(time) : time;
  if (typeof at !== "number" || !(at >= 0) || at > 8.64e15) {
    throw new EmulatorError("invalid_option", "a time is a Date, Unix milliseconds or an ISO 8601 text, not before 1970");
  }
  return at;
}

export function createClock(start) {
  let still = null;
  let ahead = 0;
  const clock = {
    now: () => still ?? Date.now() + ahead,
    set(time) {
      still = milliseconds(time);
    },
    advance(ms) {
      if (!Number.isFinite(ms)) throw new EmulatorError("invalid_option", "the clock moves by a number of milliseconds");
      if (still === null) ahead += ms;
      else still += ms;
    },
    follow() {
      still = null;
      ahead = 0;
    },
  };
  const reset = () => {
    clock.follow();
    if (start !== undefined) clock.set(start);
  };
  reset();
  return {
    clock: Object.freeze(clock),
    reset,
    save: () => ({ still, ahead }),
    restore: (saved) => ([still, ahead] = [saved.still, saved.ahead]),
  };
}
