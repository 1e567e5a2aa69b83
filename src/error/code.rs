//! The error codes: one row each, from which the Rust enum, the TypeScript union and the documentation follow.

use crate::search::line;

/// Declares the codes. A row: variant, wire name, whether trying again can help, what happened, what to do.
macro_rules! codes {
    ($($variant:ident $name:literal $retryable:literal $sentence:literal $hint:literal;)*) => {
        /// What went wrong, as a stable word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $sentence] $variant,)* }

        impl Code {
            /// Every code, in the order of the contract.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code's name in JavaScript, such as `state_unknown`.
            #[must_use]
            pub fn name(self) -> &'static str {
                line(concat!($($name, "\n"),*), self as usize)
            }

            /// Whether the same call may succeed later without a change.
            #[must_use]
            pub const fn retryable(self) -> bool {
                match self { $(Code::$variant => $retryable,)* }
            }

            /// One sentence: what happened.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                line(concat!($($sentence, "\n"),*), self as usize)
            }

            /// One sentence: what to do about it.
            #[must_use]
            pub fn hint(self) -> &'static str {
                line(concat!($($hint, "\n"),*), self as usize)
            }

            /// The code of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Code> {
                Code::ALL.iter().copied().find(|code| code.name() == name)
            }
        }
    };
}

codes! {
    InvalidConfig "invalid_config" false "an option of createClever() cannot be used" "Correct the option that `path` names.";
    InvalidArgument "invalid_argument" false "an argument cannot be used" "Correct the argument that `path` names.";
    StateMissing "state_missing" false "the answer carries no state, so nothing shows that this page asked for it" "Start the login from this app.";
    StateUnknown "state_unknown" false "no login that was begun here has this state" "Start the login again.";
    StateMismatch "state_mismatch" false "the answer belongs to none of the logins pending here" "Start the login again; a pending one is still good.";
    StateExpired "state_expired" false "the login was begun too long ago" "Start the login again.";
    CallbackInvalid "callback_invalid" false "the answer is not one that an implicit grant gives" "Start the login again.";
    OauthError "oauth_error" false "Clever refused the login" "See `oauthError`; let the person try again.";
    PortalLoop "portal_loop" false "Clever answered a fresh login with a code again" "Implicit grant is not enabled for this client id: ask Clever to enable it.";
    TokenRefused "token_refused" false "the token is not one that this app may use" "See `reason`.";
    NotSignedIn "not_signed_in" false "nobody is signed in" "Call login() first.";
    SessionExpired "session_expired" false "the session has ended: its token ran out" "Call login() again.";
    SignedOut "signed_out" false "the session has ended" "Call login() to go on.";
    ClientClosed "client_closed" false "close() was called on this client" "Create a new client.";
    StorageUnavailable "storage_unavailable" false "this tab's sessionStorage cannot be used, so a login would be lost" "Allow site data for this page, or use loginWithPopup().";
    CryptoUnavailable "crypto_unavailable" false "no source of secure randomness" "Serve the page over https in a current browser.";
    Framed "framed" false "the page stands in a frame of another site, where Clever cannot be shown" "Use loginWithPopup(), or open the app in its own tab.";
    PopupBlocked "popup_blocked" false "the browser did not open the window" "Call loginWithPopup() in the click handler itself, or use login().";
    Cancelled "cancelled" false "the caller or the person cancelled" "Offer to try again.";
    Timeout "timeout" true "no answer in time" "Try again, or raise `timeoutMs`.";
    Network "network" true "the request did not reach the server, or its answer may not be read" "Check the connection; a burst of calls can look like this too, as Clever's rate limit is not readable from a page.";
    BadRequest "bad_request" false "the server did not understand the request" "See the message; correct the arguments.";
    Unauthorized "unauthorized" false "the token is not, or no longer, valid" "Call login() again.";
    Forbidden "forbidden" false "this token may not do that" "See which token reaches what.";
    NotFound "not_found" false "there is no such record, or this token cannot see it" "Check the id, and which token reaches what.";
    PayloadTooLarge "payload_too_large" false "more was asked for than the server gives at once" "Lower `limit` (at most 10000).";
    RateLimited "rate_limited" true "too many requests: Clever allows 1200 a minute for each token" "Wait `retryAfterMs`, then try again.";
    ServerError "server_error" true "the server failed" "Try again later.";
    UnexpectedRedirect "unexpected_redirect" false "the server answered with a redirect, which a token must not follow" "Check `apiUrl`.";
    InvalidResponse "invalid_response" false "the answer does not have the shape that Clever publishes" "See `reason` and `path`.";
    UntrustedLink "untrusted_link" false "the page's link leads elsewhere than the API, so nothing was sent" "Check `apiUrl`; if it is Clever's own, report it.";
    CursorExpired "cursor_expired" false "the place in the list is no longer known" "Start from the first page.";
    WasmBlocked "wasm_blocked" false "the page's Content-Security-Policy forbids it to start" "Add 'wasm-unsafe-eval' to script-src.";
    WasmUnavailable "wasm_unavailable" false "this environment cannot run it" "Use Chromium 114, Firefox 115, Safari 16.4, Node 20.19 or later.";
    Internal "internal" false "a defect of clever-wasm; the session is kept" "Call again; please report it.";
}

impl Code {
    /// What an answer's status means, where that is no 2xx.
    #[cfg_attr(not(feature = "api"), allow(dead_code, reason = "only the npm package's build asks then"))]
    pub(crate) fn of_status(status: u16) -> Code {
        match status {
            0 => Code::Network,
            // Where another answer was wanted than the one there is.
            200..=299 => Code::InvalidResponse,
            401 => Code::Unauthorized,
            403 => Code::Forbidden,
            404 | 410 => Code::NotFound,
            408 => Code::Timeout,
            413 => Code::PayloadTooLarge,
            429 => Code::RateLimited,
            300..=399 => Code::UnexpectedRedirect,
            400..=499 => Code::BadRequest,
            _ => Code::ServerError,
        }
    }
}

/// Declares the reasons: variant, wire name, hint (empty: the code's own).
macro_rules! reasons {
    ($($variant:ident $name:literal $hint:literal;)*) => {
        /// What exactly, within a code that has several causes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Reason { $(#[doc = $name] $variant,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant,)*];

            /// The reason's name in JavaScript.
            #[must_use]
            pub fn name(self) -> &'static str {
                line(concat!($($name, "\n"),*), self as usize)
            }

            /// The reason of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Reason> {
                Reason::ALL.iter().copied().find(|reason| reason.name() == name)
            }

            /// What to do, where that differs from the code's own hint.
            #[must_use]
            pub fn hint(self) -> Option<&'static str> {
                Some(line(concat!($($hint, "\n"),*), self as usize)).filter(|hint| !hint.is_empty())
            }
        }
    };
}

reasons! {
    // callback_invalid
    Malformed "malformed" "";
    TooLarge "too_large" "";
    DuplicateParameter "duplicate_parameter" "";
    AmbiguousResponse "ambiguous_response" "";
    TokenInQuery "token_in_query" "";
    UnsupportedResponseType "unsupported_response_type" "Implicit grant is not enabled for this client id: ask Clever to enable it.";
    UnsupportedTokenType "unsupported_token_type" "";
    InvalidToken "invalid_token" "";
    ScrubFailed "scrub_failed" "The address bar still shows the answer: leave this page.";
    // state_unknown
    AlreadyUsed "already_used" "This answer was used before; start the login again if nobody is signed in.";
    NoRecord "no_record" "";
    OtherContext "other_context" "The login was begun in another browser, app or tab: start it again here.";
    // token_refused
    DistrictToken "district_token" "This is a district token, which must never reach a browser: revoke it, and use clever-wasm/server.";
    OtherClient "other_client" "The token was issued to another app: start the login again.";
    AudienceUnverified "audience_unverified" "Clever did not say whose token it is: try again, or set verifyAudience to \"warn\".";
    // invalid_response
    TooDeep "too_deep" "";
    WrongType "wrong_type" "";
    InvalidUtf8 "invalid_utf8" "";
    BrokenPage "broken_page" "";
}
