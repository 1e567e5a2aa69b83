//! The options of `createClever`, checked once and then relied on.

use crate::prelude::*;
use crate::error::{Error, Result};
use crate::href::{Canonical, Href};

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
    /// The same, taken apart.
    pub redirect: Href,
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

const YEAR_SECS: f64 = 31_536_000.0;
const DAY_MS: f64 = 86_400_000.0;

impl Config {
    /// Checks every option.
    ///
    /// # Errors
    /// `invalid_config`, naming the option in `path`.
    pub fn read(source: Source<'_>, canonical: Canonical<'_>) -> Result<Config> {
        let options = Options { source, canonical };
        for name in ["clientSecret", "client_secret"] {
            if source(name) != Value::Absent {
                return Err(Error::config(name, [name, " must never reach a browser: take it out"].concat())
                    .hinting("Revoke the secret if it was published; calls that need it belong to a server."));
            }
        }
        let client_id = options.word("clientId")?.ok_or_else(|| Error::config("clientId", "clientId is missing"))?;
        let (redirect_uri, redirect) = options
            .address("redirectUri")?
            .ok_or_else(|| Error::config("redirectUri", "redirectUri is missing"))
            .map(|(text, _, href)| (text, href))?;
        if redirect_uri.contains('#') {
            return Err(Error::config("redirectUri", "redirectUri must have no fragment (#): the answer comes there"));
        }
        let (_, authorize_url, authorize) = match options.address("authorizeUrl")? {
            Some(given) => given,
            None => options.known("https://clever.com/oauth/authorize")?,
        };
        if authorize.fragment().is_some() {
            return Err(Error::config("authorizeUrl", "authorizeUrl must have no fragment (#)"));
        }
        let token_info_url = match options.address("tokenInfoUrl")? {
            Some((_, canonical, _)) => canonical,
            None => [authorize.origin(), "/oauth/tokeninfo"].concat(),
        };
        let api_url = match options.address("apiUrl")? {
            Some((_, canonical, href)) => {
                if href.query().is_some() || href.fragment().is_some() {
                    return Err(Error::config("apiUrl", "apiUrl must have no query and no fragment"));
                }
                canonical.trim_end_matches('/').to_owned()
            }
            None => String::from("https://api.clever.com"),
        };
        let (attempts, max_delay_ms) = match source("retry") {
            Value::Flag(false) => (1.0, 0.0),
            Value::Absent => (4.0, 60_000.0),
            Value::Other => (
                options.number("retry.attempts", 1.0, 100.0, true)?.unwrap_or(4.0),
                options.number("retry.maxDelayMs", 0.0, DAY_MS, false)?.unwrap_or(60_000.0),
            ),
            _ => return Err(Error::config("retry", "retry must be false or { attempts, maxDelayMs }")),
        };
        Ok(Config {
            client_id,
            redirect_uri,
            redirect,
            api_version: options.choice("apiVersion", &["v3.1", "v3.0"])?,
            district_id: options.word("districtId")?,
            authorize_url,
            token_info_url,
            api_url,
            session_store: match options.choice("sessionStore", &["memory", "session"])? {
                "session" => SessionStore::Session,
                _ => SessionStore::Memory,
            },
            portal_launch: match options.choice("portalLaunch", &["restart", "reject"])? {
                "reject" => PortalLaunch::Reject,
                _ => PortalLaunch::Restart,
            },
            verify_audience: match options.choice("verifyAudience", &["warn", "off", "strict"])? {
                "off" => VerifyAudience::Off,
                "strict" => VerifyAudience::Strict,
                _ => VerifyAudience::Warn,
            },
            login_max_age_ms: options.number("loginMaxAgeSecs", 1.0, YEAR_SECS, false)?.unwrap_or(1800.0) * 1000.0,
            assumed_token_lifetime_ms: options
                .number("assumedTokenLifetimeSecs", 1.0, YEAR_SECS, false)?
                .unwrap_or(86_400.0)
                * 1000.0,
            timeout_ms: options.number("timeoutMs", 0.0, DAY_MS, false)?.unwrap_or(30_000.0),
            attempts: attempts as u32,
            max_delay_ms,
            strict_validation: options.choice("validation", &["report", "strict"])? == "strict",
        })
    }
}

struct Options<'a> {
    source: Source<'a>,
    canonical: Canonical<'a>,
}

impl Options<'_> {
    /// A non-empty string without white space and control characters.
    fn word(&self, name: &str) -> Result<Option<String>> {
        match (self.source)(name) {
            Value::Absent => Ok(None),
            Value::Text(text) if is_word(&text) => Ok(Some(text)),
            _ => Err(Error::config(name, [name, " must be a non-empty string without spaces"].concat())),
        }
    }

    /// An address in three forms: as given, canonical, taken apart.
    fn address(&self, name: &str) -> Result<Option<(String, String, Href)>> {
        let refuse = |must: &str| Err(Error::config(name, [name, must].concat()));
        let text = match (self.source)(name) {
            Value::Absent => return Ok(None),
            Value::Text(text) => text,
            _ => return refuse(" must be a string"),
        };
        // The platform would silently drop tabs and newlines, trim spaces and mend `https:x` and backslashes;
        // what is compared byte for byte elsewhere must not need mending.
        let odd = |byte: u8| byte <= b' ' || byte == b'\\' || byte == 0x7f;
        let spelled = ["https://", "http://"].iter().any(|scheme| {
            text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        });
        let canonical = if spelled && !text.bytes().any(odd) { (self.canonical)(&text) } else { None };
        let Some((canonical, href)) =
            canonical.and_then(|canonical| Href::parse(&canonical).map(|href| (canonical, href)))
        else {
            return refuse(" must be absolute, such as https://app.example/callback");
        };
        if href.has_credentials() {
            return refuse(" must have no user name or password");
        }
        if !href.is_confidential() {
            return refuse(" must be https (http only on localhost, 127.0.0.0/8 or [::1])");
        }
        Ok(Some((text, canonical, href)))
    }

    /// A default address, which is canonical as it stands.
    fn known(&self, text: &str) -> Result<(String, String, Href)> {
        Href::parse(text)
            .map(|href| (text.to_owned(), text.to_owned(), href))
            .ok_or_else(|| Error::from(crate::error::Code::Internal))
    }

    /// One of a few words; the first is the default.
    fn choice(&self, name: &str, words: &[&'static str]) -> Result<&'static str> {
        let found = match (self.source)(name) {
            Value::Absent => words.first(),
            Value::Text(text) => words.iter().find(|word| **word == text),
            _ => None,
        };
        found.copied().ok_or_else(|| {
            let mut sentence = [name, " must be "].concat();
            for (index, word) in words.iter().enumerate() {
                sentence.push_str(if index == 0 { "\"" } else { " or \"" });
                sentence.push_str(word);
                sentence.push('"');
            }
            Error::config(name, sentence)
        })
    }

    /// A number within bounds.
    fn number(&self, name: &str, least: f64, most: f64, whole: bool) -> Result<Option<f64>> {
        match (self.source)(name) {
            Value::Absent => Ok(None),
            Value::Number(number) if number >= least && number <= most && !(whole && number % 1.0 != 0.0) => {
                Ok(Some(number))
            }
            _ => {
                let mut sentence = [name, " must be a ", if whole { "whole " } else { "" }, "number from "].concat();
                crate::json::integer(&mut sentence, least);
                sentence.push_str(" to ");
                crate::json::integer(&mut sentence, most);
                Err(Error::config(name, sentence))
            }
        }
    }
}

/// Whether `text` can stand as an id: not empty, not absurdly long, no spaces, no control characters.
pub(crate) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= 512 && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}
