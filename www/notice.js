import { byId, element } from "./element.js";

/** Shows a message above the view until it is dismissed or replaced; its region is announced politely. */
export function showNotice(text, { caution = false, action = null } = {}) {
  const notice = byId("notice");
  notice.classList.toggle("caution", caution);
  const buttons = element("span", { class: "row" });
  if (action) buttons.append(element("button", { type: "button", class: "quiet", onclick: action.run }, action.label));
  buttons.append(element("button", { type: "button", class: "quiet", "aria-label": "Dismiss message", onclick: clearNotice }, "Dismiss"));
  notice.replaceChildren(element("span", {}, text), buttons);
}

/** Takes the message away. */
export function clearNotice() {
  byId("notice").replaceChildren();
}
