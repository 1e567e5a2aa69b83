import { refusedArgument } from "./argument.js";

/** A district without a connected system has none, and Clever may come to name others than those known here. */
export function requireLmsType(lmsType) {
  if (lmsType != null && typeof lmsType !== "string") throw refusedArgument("lmsType", "lmsType must be a district's lms_type");
}
