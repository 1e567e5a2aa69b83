//! An app that uses the sign-in core in one simulated tab, as a driver would.

use super::tab::Tab;
use clever_wasm::config::{Config, Value};
use clever_wasm::error::{Code, Error, Reason, Result};
use clever_wasm::signin::{Begun, Flow, Outcome, Place, Redirected, SignIn};
use url::Url;

pub(super) const CLIENT: &str = "4c63c1cf623dce82caac";
pub(super) const CALLBACK: &str = "https://app.example/callback";
/// Every token of these tests begins with it, so that a leak is found by searching for `canary`.
pub(super) const TOKEN: &str = "ilcanary0.aZ-_~+/==";

/// Options as the caller gives them.
pub(super) type Given<'a> = &'a [(&'a str, Value)];

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A source that answers from `given`, and else from `rest`.
fn lookup(given: Given<'_>, rest: Given<'_>, name: &str) -> Value {
    given.iter().chain(rest).find(|(key, _)| *key == name).map_or(Value::Absent, |(_, value)| value.clone())
}

/// Checks options; clientId and redirectUri stand there unless given otherwise.
pub(super) fn configure(given: Given<'_>) -> Result<Config> {
    let rest = [("clientId", text(CLIENT)), ("redirectUri", text(CALLBACK))];
    Config::read(&|name| lookup(given, &rest, name), &|address| Url::parse(address).ok().map(String::from))
}

/// A code with its reason, to be compared at one glance.
pub(super) type Verdict = (Code, Option<Reason>);

pub(super) fn verdict(error: &Error) -> Verdict {
    (error.code, error.reason)
}

#[derive(Debug)]
pub(super) struct App {
    pub(super) tab: Tab,
    pub(super) signin: SignIn,
}

impl App {
    /// A client that does not ask tokeninfo.
    pub(super) fn new() -> App {
        App::with(&[])
    }

    pub(super) fn with(given: Given<'_>) -> App {
        let mut all = given.to_vec();
        all.push(("verifyAudience", text("off")));
        App { tab: Tab::new(7), signin: SignIn::new(configure(&all).unwrap()) }
    }

    /// The same page once more: memory is gone, storage is not.
    pub(super) fn reload(&mut self) {
        self.signin = SignIn::new(self.signin.config().clone());
    }

    pub(super) fn begin(&mut self) -> String {
        self.begin_with(Flow::Redirect, &[]).unwrap().state
    }

    pub(super) fn begin_with(&mut self, flow: Flow, given: Given<'_>) -> Result<Begun> {
        let lasting = flow == Flow::Redirect;
        self.signin.begin(&mut self.tab, flow, lasting, &|name| lookup(given, &[], name))
    }

    /// Judges the answer in `tail`, what stands behind the callback's address.
    pub(super) fn redeem_at(&mut self, tail: &str, place: Place) -> Result<Outcome> {
        let page = [CALLBACK, tail].concat();
        let (callback, clean) = self.signin.capture(&page).unwrap_or_else(|| panic!("{tail} is no callback"));
        assert!(!clean.contains("canary"), "{clean}");
        self.signin.redeem(&mut self.tab, &callback, place)
    }

    pub(super) fn redeem(&mut self, tail: &str) -> Result<Outcome> {
        self.redeem_at(tail, Place::Page)
    }

    /// Signed in by the answer in `tail`, or else the test fails.
    pub(super) fn sign_in(&mut self, tail: &str) -> Redirected {
        match self.redeem(tail) {
            Ok(Outcome::SignedIn(redirected)) => redirected,
            other => panic!("{tail}: {other:?}"),
        }
    }

    /// The error that the answer in `tail` leads to.
    pub(super) fn error(&mut self, tail: &str) -> Error {
        match self.redeem(tail) {
            Err(error) => error,
            Ok(outcome) => panic!("{tail}: {outcome:?}"),
        }
    }

    pub(super) fn refusal(&mut self, tail: &str) -> Verdict {
        verdict(&self.error(tail))
    }

    /// The token of the session that stands.
    pub(super) fn token(&mut self) -> Option<String> {
        self.signin.session(&mut self.tab).map(|session| session.token.reveal().to_owned())
    }

    /// Whether a login with this state is stored in the tab.
    pub(super) fn holds(&self, state: &str) -> bool {
        self.tab.stored().contains_key(&key(state))
    }
}

/// The key of one of the client's entries.
pub(super) fn key(name: &str) -> String {
    ["clever:", CLIENT, ":", name].concat()
}

/// A state of the right form that nobody drew.
pub(super) fn stranger() -> String {
    ["r", &"E".repeat(22)].concat()
}

/// Clever's answer to a login.
pub(super) fn good(state: &str) -> String {
    ["#access_token=", TOKEN, "&token_type=bearer&expires_in=3600&state=", state].concat().replace('+', "%2B")
}

/// The same without the state, and `more` in its place.
pub(super) fn good_but(more: &str) -> String {
    good("").replace("state=", more)
}
