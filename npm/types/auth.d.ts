// The sign-in half: the same clients without Clever's API beyond me() and userinfo().
import type { Clever as WholeClever, CleverOptions } from "./index.js";

export type {
  CleverError, CleverErrorCode, CleverEvents, CleverOptions, InvalidRecord, LoginOptions, RedirectResult, RequestEvent,
  RequestOptions, Session,
} from "./index.js";
export type { AuthorizedBy, Me, MeType, Name, UserInfo, UserType } from "./records.js";
export { isCleverError } from "./errors.js";

/**
 * A client that signs in, and asks who it was: once, so that `retry` has no effect, and without a look at more of the answer
 * than the id, so that `validation` and `onInvalid` have none.
 */
export type Clever = Pick<
  WholeClever,
  | "login" | "loginUrl" | "loginWithPopup" | "handleRedirect" | "session" | "logout" | "on" | "close" | "diagnose"
  | "me" | "userinfo"
>;

/** As `createClever` of `clever-wasm`. A page's clients of one client id share their session, whichever entry they come from. */
export function createClever(options: CleverOptions): Clever;
