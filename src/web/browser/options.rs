//! What a client and a login are given.

use super::tab::canonical;
use crate::config::{Config, PortalLaunch, SessionStore, Value, VerifyAudience};
use crate::error::Result;

/// Declares options: method, name in the contract, type, how it is read, meaning.
macro_rules! options {
    ($($method:ident $name:literal: $type:ty => $value:expr, $about:literal;)*) => {
        /// The options of a client. They are checked by [`Clever::new`](super::Clever::new).
        ///
        /// ```
        /// use clever_wasm::browser::Options;
        ///
        /// let options = Options::new("c1e7e27a11d0c0de5eed", "https://app.example/callback")
        ///     .district_id("5a7b38c1a3b6d40001f0a8f1")
        ///     .timeout_ms(10_000);
        /// ```
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct Options {
            given: Vec<(&'static str, Value)>,
        }

        impl Options {
            $(
                #[doc = $about]
                pub fn $method(self, $method: $type) -> Self {
                    self.with($name, ($value)($method))
                }
            )*
        }
    };
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn number(number: impl Into<f64>) -> Value {
    Value::Number(number.into())
}

options! {
    api_version "apiVersion": impl Into<String> => text, "Version of Clever's API: `v3.1` (default) or `v3.0`.";
    district_id "districtId": impl Into<String> => text, "Skips Clever's \"find your school\" page; [`LoginOptions::district_id`] overrides it.";
    authorize_url "authorizeUrl": impl Into<String> => text, "Another authorize address, such as an emulator's.";
    token_info_url "tokenInfoUrl": impl Into<String> => text, "Another tokeninfo address. Default: `/oauth/tokeninfo` at the authorize address's origin.";
    api_url "apiUrl": impl Into<String> => text, "Another API address; may have a path prefix.";
    session_store "sessionStore": SessionStore => |store| text(match store {
        SessionStore::Memory => "memory",
        SessionStore::Session => "session",
    }), "Where the session rests. In memory (default) a reload signs out; in sessionStorage every script of the page can read the token.";
    portal_launch "portalLaunch": PortalLaunch => |launch| text(match launch {
        PortalLaunch::Restart => "restart",
        PortalLaunch::Reject => "reject",
    }), "What a launch leads to that Clever began: by default its answer is dropped, and one login of our own begins at once.";
    verify_audience "verifyAudience": VerifyAudience => |verify| text(match verify {
        VerifyAudience::Off => "off",
        VerifyAudience::Warn => "warn",
        VerifyAudience::Strict => "strict",
    }), "Whether Clever is asked whose token it is. By default another client's is refused, silence tolerated.";
    login_max_age_secs "loginMaxAgeSecs": u32 => number, "How long a login that was begun stays good. Seconds, default 1800.";
    assumed_token_lifetime_secs "assumedTokenLifetimeSecs": u32 => number, "Lifetime of a token for which Clever names none. Seconds, default 86400.";
    timeout_ms "timeoutMs": u32 => number, "Per attempt: until the headers, then without a byte for that long. Milliseconds, default 30000; 0 is none.";
    attempts "retry.attempts": u32 => number, "How often a GET is tried after network faults, 429, 500, 502, 503 and 504, the first included. Default 4; 1 is never again.";
    max_delay_ms "retry.maxDelayMs": u32 => number, "The longest wait between two attempts. Milliseconds, default 60000.";
    strict "validation": bool => |strict: bool| text(if strict { "strict" } else { "report" }), "Whether a record that breaks Clever's published shape is an `invalid_response`. By default what does not fit reads as `None` and is listed in [`Page::issues`](super::Page::issues).";
}

impl Options {
    /// The application's public id, and where Clever sends people back, sent byte for byte: absolute, https (http on
    /// loopback), no fragment. There is no option for a secret: none may reach a browser.
    pub fn new(client_id: impl Into<String>, redirect_uri: impl Into<String>) -> Self {
        let given = vec![("clientId", text(client_id)), ("redirectUri", text(redirect_uri))];
        Options { given }
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.given.retain(|(given, _)| *given != name);
        self.given.push((name, value));
        self
    }

    pub(super) fn check(&self) -> Result<Config> {
        let find = |name: &str| match self.given.iter().find(|(given, _)| *given == name) {
            Some((_, value)) => value.clone(),
            // Its members are looked at where there is an object.
            None if name == "retry" && self.given.iter().any(|(given, _)| given.starts_with("retry.")) => Value::Object,
            None => Value::Absent,
        };
        Config::read(&find, &canonical).map_err(named)
    }
}

/// The same error, naming the option as it is called here.
fn named(error: crate::error::Error) -> crate::error::Error {
    error.with(|details| {
        let Some(path) = details.path.take() else { return };
        let name = match path.as_str() {
            "retry.attempts" => "attempts".to_owned(),
            "retry.maxDelayMs" => "max_delay_ms".to_owned(),
            _ => snake(&path),
        };
        if let Some(rest) = details.sentence.strip_prefix(path.as_str()) {
            details.sentence = [name.as_str(), rest].concat().into();
        }
        details.path = Some(name);
    })
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

/// The options of one login.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct LoginOptions {
    district_id: Option<String>,
    return_to: Option<String>,
    confirmed: Option<bool>,
    app_state: Option<serde_json::Value>,
}

impl LoginOptions {
    /// Nothing in particular.
    pub fn new() -> Self {
        LoginOptions::default()
    }

    /// Skips Clever's "find your school" page.
    pub fn district_id(mut self, district_id: impl Into<String>) -> Self {
        self.district_id = Some(district_id.into());
        self
    }

    /// Where to come back to: a path of this site, handed out by
    /// [`RedirectResult::return_to`](super::RedirectResult::return_to).
    pub fn return_to(mut self, path: impl Into<String>) -> Self {
        self.return_to = Some(path.into());
        self
    }

    /// Clever's "is this you?" page, for shared devices.
    pub fn confirmed(mut self, confirmed: bool) -> Self {
        self.confirmed = Some(confirmed);
        self
    }

    /// Any JSON value; it stays in this tab's storage, never in a URL.
    pub fn app_state(mut self, app_state: impl Into<serde_json::Value>) -> Self {
        self.app_state = Some(app_state.into());
        self
    }

    pub(super) fn value(&self, name: &str) -> Value {
        let text = |text: &Option<String>| text.clone().map_or(Value::Absent, Value::Text);
        match name {
            "districtId" => text(&self.district_id),
            "returnTo" => text(&self.return_to),
            "confirmed" => self.confirmed.map_or(Value::Absent, Value::Flag),
            "appState" => self.app_state.as_ref().map_or(Value::Absent, |state| Value::Text(state.to_string())),
            _ => Value::Absent,
        }
    }
}

/// The same error, naming the argument as it is called here.
pub(super) fn argument(error: crate::error::Error) -> crate::error::Error {
    named(error)
}
