//! The Clever origin: where a browser goes to sign in, and what answers about tokens.

mod authorize;
mod discovery;
mod login;
mod pages;
mod portal;
mod tokens;

pub(crate) use crate::district::SHORTNAME;

use serde::{Deserialize, Serialize};

use crate::{
    emulator::Emulator,
    persona::Persona,
    request::Request,
    response::Response,
    seed::{BASE62, letters},
};

/// The cookie of Clever's own session.
pub(crate) const COOKIE: &str = "clever_session";

/// Clever's memory of who signed in on a browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Their key.
    pub(crate) persona: String,
    pub(crate) since_ms: u64,
}

/// An authorization code, until it is used or too old.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    /// Their key.
    pub(crate) persona: String,
    pub(crate) issued_ms: u64,
}

impl Emulator {
    pub(crate) fn clever(&mut self, request: &Request, now_ms: u64) -> Response {
        let method = request.method.as_str();
        let response = match (method, request.path.as_str()) {
            ("GET", "/oauth/authorize" | "/oauth/instant-login") => self.authorize(request, now_ms),
            ("POST", "/login") => self.login(request, now_ms),
            (_, "/oauth/tokeninfo") => self.token_info(request, now_ms),
            ("POST", "/oauth/tokens") => self.exchange(request, now_ms),
            ("GET", "/oauth/tokens") => self.list_tokens(request, now_ms),
            ("GET", "/.well-known/openid-configuration") => self.discovery(),
            ("GET", path) if path.starts_with("/in/") => self.portal(request, now_ms),
            _ => pages::error(404, "not_found", "There is no such page.", "The address does not exist at Clever."),
        };
        if response.header("cache-control").is_some() { response } else { response.with("Cache-Control", "no-store") }
    }

    /// Whom Clever remembers on this browser.
    fn remembered(&self, request: &Request, now_ms: u64) -> Option<Persona> {
        let session = self.sessions.get(request.cookie(COOKIE)?)?;
        let age = now_ms.saturating_sub(session.since_ms);
        (age < self.options.session_lifetime_secs.saturating_mul(1_000))
            .then(|| self.persona(&session.persona).cloned())
            .flatten()
    }

    fn face(&self) -> pages::Face<'_> {
        pages::Face { personas: &self.personas, prefix: self.clever_prefix() }
    }

    /// The path of [`crate::Origins::clever`], which addresses within its pages begin with.
    fn clever_prefix(&self) -> &str {
        let address = self.options.origins.clever.trim_end_matches('/');
        let place = address.split_once("://").map_or(address, |(_, rest)| rest);
        place.find('/').and_then(|at| place.get(at..)).unwrap_or_default()
    }

    fn draw_letters(&mut self, what: u64, length: usize) -> String {
        self.draws += 1;
        letters(self.options.seed, what, self.draws, length, BASE62)
    }
}
