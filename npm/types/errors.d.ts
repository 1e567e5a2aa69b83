// The one error class. The codes and reasons are those of src/error/code.rs; a test compares them.

/** Whether `value` is an error of this package, perhaps of one code. Holds across copies of the package. */
export function isCleverError(value: unknown, code?: CleverErrorCode): value is CleverError;

/** A real `Error`. It holds no token: not in message, stack, cause, JSON or inspection. */
export interface CleverError extends Error {
  readonly name: "CleverError";
  /** What went wrong, as a stable word. */
  readonly code: CleverErrorCode;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** How long to wait before that. Milliseconds. */
  readonly retryAfterMs?: number;
  /** One sentence: what to do. */
  readonly hint?: string;
  /** `oauth_error`: Clever's code, capped, control characters removed. */
  readonly oauthError?: string;
  /** `oauth_error`: Clever's words, capped, control characters removed. Show them as text only. */
  readonly oauthErrorDescription?: string;
  /**
   * What exactly:
   * - `callback_invalid`: `malformed`, `too_large`, `duplicate_parameter`, `ambiguous_response`, `token_in_query`,
   *   `unsupported_response_type`, `unsupported_token_type`, `invalid_token`, `scrub_failed`
   * - `state_unknown`: `already_used`, `no_record`, `other_context`
   * - `token_refused`: `district_token`, `other_client`, `audience_unverified`
   * - `invalid_response`: `too_deep`, `too_large`, `malformed`, `wrong_type`, `invalid_utf8`, `broken_page`
   */
  readonly reason?: string;
  /** Which option, argument or member of the answer, such as `data[17].data.roles.student.grade`. */
  readonly path?: string;
  /** Lists: where to resume. */
  readonly cursor?: string;
  /** Lists: how many records of the page at `cursor` were delivered. */
  readonly delivered?: number;
  /** Where the login was to lead, once its state held. */
  readonly returnTo?: string | null;
  /** What the login was given, once its state held. */
  readonly appState?: unknown;
}

/** What can go wrong. */
export type CleverErrorCode =
  | "invalid_config"
  | "invalid_argument"
  | "state_missing"
  | "state_unknown"
  | "state_mismatch"
  | "state_expired"
  | "callback_invalid"
  | "oauth_error"
  | "portal_loop"
  | "token_refused"
  | "not_signed_in"
  | "session_expired"
  | "signed_out"
  | "client_closed"
  | "storage_unavailable"
  | "crypto_unavailable"
  | "framed"
  | "popup_blocked"
  | "cancelled"
  | "timeout"
  | "network"
  | "bad_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "payload_too_large"
  | "rate_limited"
  | "server_error"
  | "unexpected_redirect"
  | "invalid_response"
  | "untrusted_link"
  | "cursor_expired"
  | "wasm_blocked"
  | "wasm_unavailable"
  | "internal";
