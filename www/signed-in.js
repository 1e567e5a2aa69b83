// What only a signed-in page needs, in one import.
export { countDown, spellTime } from "./countdown.js";
export { showProfile } from "./profile.js";
export { clearSections, showSections } from "./sections.js";
