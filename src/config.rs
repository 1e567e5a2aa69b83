//! The options of `createClever`, checked once and then relied on.

use crate::error::{Error, Result};
use crate::href::{Canonical, Href};
use crate::prelude::*;
use crate::search::{has, parts, without_end};

/// A value as the caller gave it, before anything is known about it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// undefined, null or not there.
    Absent,
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// An object, but a list.
    Object,
    /// Anything else.
    Other,
}

/// Where options are read from, by name; `retry.attempts` looks into the object `retry`.
pub type Source<'a> = &'a dyn Fn(&str) -> Value;

/// Where the signed-in session rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionStore {
    /// In this page: a reload signs out.
    Memory,
    /// In this tab's sessionStorage.
    Session,
}

/// What becomes of a launch that Clever began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PortalLaunch {
    /// Drop it and sign in afresh, once.
    Restart,
    /// `state_missing`.
    Reject,
}

/// How much tokeninfo's answer matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyAudience {
    /// Do not ask.
    Off,
    /// Refuse another client's token; tolerate silence.
    Warn,
    /// Refuse silence too.
    Strict,
}

/// Checked options.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The application's public id.
    pub client_id: String,
    /// As given, byte for byte.
    pub redirect_uri: String,
    /// The page that it leads to: canonical, without query.
    pub redirect: String,
    /// `v3.0` or `v3.1`.
    pub api_version: &'static str,
    /// Preselected district.
    pub district_id: Option<String>,
    /// Canonical authorize address; may carry a query.
    pub authorize_url: String,
    /// Canonical tokeninfo address.
    pub token_info_url: String,
    /// Canonical API address: origin and path prefix, no `/` at the end.
    pub api_url: String,
    /// Where the session rests.
    pub session_store: SessionStore,
    /// What a portal launch leads to.
    pub portal_launch: PortalLaunch,
    /// Whether tokeninfo is asked.
    pub verify_audience: VerifyAudience,
    /// How long a begun login stays good, in milliseconds.
    pub login_max_age_ms: f64,
    /// Lifetime of a token without `expires_in`, in milliseconds.
    pub assumed_token_lifetime_ms: f64,
    /// Per attempt, in milliseconds; 0 is none.
    pub timeout_ms: f64,
    /// Attempts for a GET, the first included.
    pub attempts: u32,
    /// Longest wait between attempts, in milliseconds.
    pub max_delay_ms: f64,
    /// Whether an odd record is an error.
    pub strict_validation: bool,
}

const YEAR_SECS: u32 = 31_536_000;
const DAY_MS: u32 = 86_400_000;

impl Config {
    /// Checks every option.
    ///
    /// # Errors
    /// `invalid_config`, naming the option in `path`: the first that cannot be used.
    pub fn read(source: Source<'_>, canonical: Canonical<'_>) -> Result<Config> {
        let mut options = Options { source, canonical, refusal: None };
        for name in ["clientSecret", "client_secret"] {
            if source(name) != Value::Absent {
                options.refuse(name, " must never reach a browser: take it out");
                options.refusal = options.refusal.map(|refusal| {
                    refusal.hinting("Revoke the secret if it was published; calls that need it belong to a server.")
                });
            }
        }
        let client_id = options.word("clientId");
        if client_id.is_none() {
            options.refuse("clientId", IS_MISSING);
        }
        let redirect = options.address("redirectUri", "");
        if has(&redirect.given, b'#') {
            options.refuse("redirectUri", " must have no fragment (#): the answer comes there");
        }
        let authorize = options.address("authorizeUrl", "https://clever.com/oauth/authorize");
        if has(&authorize.canonical, b'#') {
            options.refuse("authorizeUrl", " must have no fragment (#)");
        }
        let token_info = options.address("tokenInfoUrl", &[&authorize.origin(), "/oauth/tokeninfo"].concat());
        let api = options.address("apiUrl", "https://api.clever.com");
        if has(&api.canonical, b'?') || has(&api.canonical, b'#') {
            options.refuse("apiUrl", " must have no query and no fragment");
        }
        let (mut attempts, mut max_delay_ms) = (4.0, 60_000.0);
        match source("retry") {
            Value::Flag(false) => (attempts, max_delay_ms) = (1.0, 0.0),
            Value::Absent => {}
            Value::Object => {
                attempts = options.number("retry.attempts", 4, 1, 100);
                if attempts % 1.0 != 0.0 {
                    options.refuse("retry.attempts", " must be a whole number");
                }
                max_delay_ms = options.number("retry.maxDelayMs", 60_000, 0, DAY_MS);
            }
            _ => options.refuse("retry", " must be false or { attempts, maxDelayMs }"),
        }
        let config = Config {
            client_id: client_id.unwrap_or_default(),
            redirect: redirect.page(),
            redirect_uri: redirect.given,
            api_version: if options.choice("apiVersion", "v3.1 v3.0") == 0 { "v3.1" } else { "v3.0" },
            district_id: options.word("districtId"),
            authorize_url: authorize.canonical,
            token_info_url: token_info.canonical,
            api_url: without_end(&api.canonical, b'/').to_owned(),
            session_store: match options.choice("sessionStore", "memory session") {
                0 => SessionStore::Memory,
                _ => SessionStore::Session,
            },
            portal_launch: match options.choice("portalLaunch", "restart reject") {
                0 => PortalLaunch::Restart,
                _ => PortalLaunch::Reject,
            },
            verify_audience: match options.choice("verifyAudience", "warn off strict") {
                0 => VerifyAudience::Warn,
                1 => VerifyAudience::Off,
                _ => VerifyAudience::Strict,
            },
            login_max_age_ms: options.number("loginMaxAgeSecs", 1800, 1, YEAR_SECS) * 1000.0,
            assumed_token_lifetime_ms: options.number("assumedTokenLifetimeSecs", 86_400, 1, YEAR_SECS) * 1000.0,
            timeout_ms: options.number("timeoutMs", 30_000, 0, DAY_MS),
            attempts: attempts as u32,
            max_delay_ms,
            strict_validation: options.choice("validation", "report strict") != 0,
        };
        match options.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(config),
        }
    }
}

const IS_MISSING: &str = " is missing";

/// An address in two forms.
#[derive(Default)]
struct Address {
    given: String,
    canonical: String,
}

impl Address {
    fn page(&self) -> String {
        Href::parse(&self.canonical).map_or_else(String::new, |href| href.page())
    }

    fn origin(&self) -> String {
        Href::parse(&self.canonical).map_or_else(String::new, |href| href.origin())
    }
}

/// Reads options one by one. What cannot be used reads as if it were absent, and the first of it is kept: an early
/// return at each option would cost the browser a kilobyte.
struct Options<'a> {
    source: Source<'a>,
    canonical: Canonical<'a>,
    refusal: Option<Error>,
}

impl Options<'_> {
    fn refuse(&mut self, name: &str, must: &str) {
        if self.refusal.is_none() {
            self.refusal = Some(Error::config(name, [name, must].concat()));
        }
    }

    /// A non-empty string without white space and control characters.
    fn word(&mut self, name: &str) -> Option<String> {
        match (self.source)(name) {
            Value::Absent => {}
            Value::Text(text) if is_word(&text) => return Some(text),
            _ => self.refuse(name, " must be a non-empty string without spaces"),
        }
        None
    }

    /// An address; it must be there where there is no default.
    fn address(&mut self, name: &str, default: &str) -> Address {
        let must = match (self.source)(name) {
            Value::Absent if default.is_empty() => IS_MISSING,
            // Ours is canonical.
            Value::Absent => return Address { given: String::new(), canonical: default.to_owned() },
            Value::Text(given) => {
                let canonical = self.canonical(&given);
                match canonical.as_deref().and_then(Href::parse) {
                    None => " must be absolute, such as https://app.example/callback",
                    Some(href) if href.has_credentials() => " must have no user name or password",
                    Some(href) if !href.is_confidential() => {
                        " must be https (http only on localhost, 127.0.0.0/8 or [::1])"
                    }
                    Some(_) => return Address { given, canonical: canonical.unwrap_or_default() },
                }
            }
            _ => " must be a string",
        };
        self.refuse(name, must);
        Address::default()
    }

    fn canonical(&self, given: &str) -> Option<String> {
        // The platform would silently drop tabs and newlines, trim spaces and mend `https:x` and backslashes;
        // what is compared byte for byte elsewhere must not need mending.
        let odd = |byte: u8| byte <= b' ' || byte == b'\\' || byte == 0x7f;
        let spelled = ["https://", "http://"]
            .iter()
            .any(|scheme| given.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
        if !spelled || given.bytes().any(odd) {
            return None;
        }
        (self.canonical)(given)
    }

    /// The place of one of a few words; the first is the default.
    fn choice(&mut self, name: &str, words: &str) -> usize {
        let found = match (self.source)(name) {
            Value::Absent => return 0,
            Value::Text(text) => parts(words, b' ').position(|word| word == text),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let mut must = String::from(" must be ");
            for (index, word) in parts(words, b' ').enumerate() {
                must.push_str(if index == 0 { "\"" } else { " or \"" });
                must.push_str(word);
                must.push('"');
            }
            self.refuse(name, &must);
            0
        })
    }

    /// A number within bounds.
    fn number(&mut self, name: &str, default: u32, least: u32, most: u32) -> f64 {
        let (default, least, most) = (f64::from(default), f64::from(least), f64::from(most));
        match (self.source)(name) {
            Value::Absent => {}
            Value::Number(number) if number >= least && number <= most => return number,
            _ => {
                let mut must = String::from(" must be a number from ");
                crate::json::integer(&mut must, least);
                must.push_str(" to ");
                crate::json::integer(&mut must, most);
                self.refuse(name, &must);
            }
        }
        default
    }
}

/// Whether `text` can stand as an id: not empty, not absurdly long, no spaces, no control characters.
pub(crate) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= 512 && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}
