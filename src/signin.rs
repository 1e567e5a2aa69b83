//! Signing in through Clever's implicit grant.
//!
//! [`SignIn`] decides everything: it draws the state, writes the authorize address, recognises and checks the answer,
//! and says what happens next. A driver performs that: it navigates, opens windows, asks tokeninfo.
//!
//! ```text
//! begin ──► (Clever) ──► redeem ──► Verify ──► verified ──► signed in
//!                           ├─────► SignedIn
//!                           ├─────► Restart (a portal launch: once round again)
//!                           ├─────► Relay   (a popup: the opener decides)
//!                           └─────► Nothing (not an answer)
//! ```
//!
//! What the implicit grant cannot protect: the token passes through the address bar and through this page's memory, so a
//! script that runs in the page can take it; `state` stops a stranger's answer, not theft. Source: RFC 9700, RFC 6819.

mod callback;
mod entries;
mod pending;
mod redeem;
mod return_to;
mod session;
pub(crate) mod text;

pub use callback::{Answer, Callback};
pub use pending::Flow;
pub use redeem::{Outcome, Place, Redirected};
pub use return_to::is_return_path;
pub use session::Session;

use crate::config::{Config, SessionStore, Source, Value};
use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use crate::percent;
use crate::prelude::*;
use crate::search::parts;
use pending::{Logins, Pending};

/// The sign-in half of a client.
#[derive(Debug)]
pub struct SignIn {
    config: Config,
    logins: Logins,
    session: Option<Session>,
    /// The steady clock's time at which the session ends.
    steady_end_ms: f64,
    /// The store was looked into.
    hydrated: bool,
    /// Tokeninfo gave no answer in this tab; it is not asked again.
    audience_silent: bool,
    /// Signed in as soon as tokeninfo agrees, each under its ticket.
    provisional: Vec<(u32, Redirected)>,
    tickets: u32,
}

/// A login that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Begun {
    /// Clever's authorize address.
    pub url: String,
    /// The state that was drawn.
    pub state: String,
}

impl SignIn {
    /// A client with these options, nobody signed in.
    #[must_use]
    pub fn new(config: Config) -> SignIn {
        SignIn {
            config,
            logins: Logins::default(),
            session: None,
            steady_end_ms: 0.0,
            hydrated: false,
            audience_silent: false,
            provisional: Vec::new(),
            tickets: 0,
        }
    }

    /// The checked options.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Begins a login: checks its options, draws the state, keeps the record. `lasting` says that the page will be left,
    /// so that a record in memory would be lost.
    ///
    /// # Errors
    /// `invalid_argument`, `crypto_unavailable`, `storage_unavailable`.
    pub fn begin(&mut self, host: &mut dyn Host, flow: Flow, lasting: bool, options: Source<'_>) -> Result<Begun> {
        let district_id = match options("districtId") {
            Value::Absent => self.config.district_id.clone(),
            Value::Text(id) if crate::config::is_word(&id) => Some(id),
            _ => return Err(Error::argument("districtId", "districtId must be a non-empty string without spaces")),
        };
        let return_to = match options("returnTo") {
            Value::Absent => None,
            Value::Text(path) if is_return_path(&path) => Some(path),
            _ => return Err(Error::argument("returnTo", "returnTo must be a path of this site, such as /classes")),
        };
        let confirmed = match options("confirmed") {
            Value::Absent => None,
            Value::Flag(confirmed) => Some(confirmed),
            _ => return Err(Error::argument("confirmed", "confirmed must be true or false")),
        };
        let app_state = match options("appState") {
            Value::Text(json) => Some(json),
            Value::Absent => None,
            _ => return Err(Error::argument("appState", "appState must be a JSON value")),
        };
        if lasting && !host.has_storage() {
            return Err(Error::from(Code::StorageUnavailable));
        }
        let pending = Pending { is_own: true, created_ms: host.wall_ms(), return_to, app_state, restart: false };
        self.draw(host, flow, pending, district_id.as_deref(), confirmed)
    }

    fn draw(
        &mut self,
        host: &mut dyn Host,
        flow: Flow,
        pending: Pending,
        district_id: Option<&str>,
        confirmed: Option<bool>,
    ) -> Result<Begun> {
        let state = self.logins.begin(host, &self.config, flow, pending)?;
        let mut url = self.config.authorize_url.clone();
        percent::append(&mut url, "response_type", "token");
        percent::append(&mut url, "client_id", &self.config.client_id);
        percent::append(&mut url, "redirect_uri", &self.config.redirect_uri);
        percent::append(&mut url, "state", &state);
        if let Some(district_id) = district_id {
            percent::append(&mut url, "district_id", district_id);
        }
        if let Some(confirmed) = confirmed {
            percent::append(&mut url, "confirmed", if confirmed { "true" } else { "false" });
        }
        Ok(Begun { url, state })
    }

    /// Forgets a popup's login.
    pub fn abandon(&mut self, state: &str) {
        self.logins.drop_popup(state);
    }

    /// The answer in this page's address, if it holds one, and the address without it.
    #[must_use]
    pub fn capture<'a>(&self, page: &'a str) -> Option<(Callback<'a>, String)> {
        let callback = Callback::recognise(&self.config.redirect, page)?;
        let clean = callback.scrub(page);
        Some((callback, clean))
    }

    /// In a popup's window whose opener took the answer: removes the copies of our entries that the browser made from
    /// the opener's storage. Not before: a forged popup answer must not sign anybody out.
    pub fn forget_copies(&self, host: &mut dyn Host) {
        let prefix = entries::key(&self.config, "");
        for key in parts(&host.keys(), b'\0').filter(|key| key.starts_with(&prefix)) {
            host.remove(key);
        }
    }

    /// What it means that no opener took a popup's answer: nothing while somebody is signed in here.
    pub fn orphaned(&mut self, host: &mut dyn Host) -> Option<Error> {
        let gone = "popup_opener_gone: the page that opened this window is gone; close it and start the login again.";
        let error = Error::new(Code::StateUnknown).because(Reason::OtherContext).hinting(gone);
        if self.session(host).is_some() { None } else { Some(error) }
    }

    /// The session, unless it has run out. The first call reads the store that was asked for.
    pub fn session(&mut self, host: &mut dyn Host) -> Option<&Session> {
        if !self.hydrated {
            self.hydrated = true;
            if self.config.session_store == SessionStore::Session
                && let Some(text) = entries::get(host, &self.config, "session")
            {
                match Session::from_json(&text, &self.config.client_id, host.wall_ms()) {
                    Some(session) => self.hold(host, session),
                    None => entries::remove(host, &self.config, "session"),
                }
            }
        }
        if self.remaining_ms(host) <= 0.0 { None } else { self.session.as_ref() }
    }

    /// Milliseconds that the session still has, by whichever clock is stricter; 0 or less when it has none.
    pub fn remaining_ms(&self, host: &dyn Host) -> f64 {
        match &self.session {
            Some(session) => session.remaining_ms(host.wall_ms()).min(self.steady_end_ms - host.steady_ms()),
            None => 0.0,
        }
    }

    /// Takes over a session that another client of this page signed in, or that outlived a trap.
    pub fn adopt(&mut self, host: &dyn Host, record: &str) {
        self.hydrated = true;
        if let Some(session) = Session::from_json(record, &self.config.client_id, host.wall_ms()) {
            self.hold(host, session);
        }
    }

    fn hold(&mut self, host: &dyn Host, session: Session) {
        self.steady_end_ms = host.steady_ms() + session.remaining_ms(host.wall_ms());
        self.session = Some(session);
    }

    /// Ends the session here and in the store.
    pub fn end(&mut self, host: &mut dyn Host) {
        self.hydrated = true;
        self.session = None;
        self.provisional.clear();
        entries::remove(host, &self.config, "session");
    }

    /// How many logins are pending, for `diagnose()`.
    #[must_use]
    pub fn pending_logins(&self, host: &dyn Host) -> usize {
        self.logins.count(host, &self.config)
    }
}
