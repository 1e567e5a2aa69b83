//! The signed-in session: a token, whose it is by client, and until when.

use crate::config::Config;
use crate::decode::reader::{self, LAST_MS};
use crate::json::{self, Writer};
use crate::prelude::*;
use crate::search::parts;
use crate::secret::AccessToken;

/// A signed-in session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Session {
    /// The client that it belongs to.
    pub client_id: String,
    /// The bearer token.
    pub token: AccessToken,
    /// Unix milliseconds.
    pub signed_in_at: f64,
    /// Unix milliseconds.
    pub expires_at: f64,
    /// Clever sent no lifetime; the configured one was assumed.
    pub expiry_is_assumed: bool,
    /// From the fragment, else from tokeninfo: a list in JSON.
    pub(crate) scopes: Option<String>,
}

impl Session {
    pub(crate) fn new(config: &Config, token: AccessToken, lifetime_ms: Option<f64>, wall_ms: f64) -> Session {
        Session {
            client_id: config.client_id.clone(),
            token,
            signed_in_at: wall_ms,
            expires_at: (wall_ms + lifetime_ms.unwrap_or(config.assumed_token_lifetime_ms)).min(LAST_MS),
            expiry_is_assumed: lifetime_ms.is_none(),
            scopes: None,
        }
    }

    /// What the token may read, as far as Clever said.
    #[must_use]
    pub fn scopes(&self) -> Option<Vec<String>> {
        self.scopes.as_deref().and_then(reader::strings)
    }

    /// Milliseconds left by the wall clock. A clock that was set back gives no longer life than was granted.
    #[must_use]
    pub fn remaining_ms(&self, wall_ms: f64) -> f64 {
        remaining_ms(self.signed_in_at, self.expires_at, wall_ms)
    }

    /// The session as JSON, token included: for the store that was asked for, and for the driver that outlives a trap.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut record = Writer::object();
        record.number("v", 1.0);
        record.string("clientId", &self.client_id);
        record.string("token", self.token.reveal());
        record.number("signedInAt", self.signed_in_at);
        record.number("expiresAt", self.expires_at);
        record.boolean("expiryIsAssumed", self.expiry_is_assumed);
        record.raw("scopes", self.scopes.as_deref().unwrap_or("null"));
        record.end()
    }

    /// Reads what [`Session::to_json`] wrote; `None` for anything odd: another version or client, a token that is none
    /// or that no browser may hold, a lifetime that has run out.
    #[must_use]
    pub fn from_json(text: &str, client_id: &str, wall_ms: f64) -> Option<Session> {
        let [version, owner, token, signed_in_at, expires_at, assumed, scopes] =
            reader::pick(text, "v clientId token signedInAt expiresAt expiryIsAssumed scopes")?;
        let (Some("1"), Some(signed_in_at), Some(expires_at), Some(expiry_is_assumed)) = (
            version,
            signed_in_at.and_then(reader::integer),
            expires_at.and_then(reader::integer),
            assumed.and_then(reader::boolean),
        ) else {
            return None;
        };
        let (signed_in_at, expires_at) = (signed_in_at as f64, expires_at as f64);
        let is_ours = owner.and_then(reader::string).is_some_and(|owner| owner == client_id);
        let token = AccessToken::new(&token.and_then(reader::string)?)?;
        let left = remaining_ms(signed_in_at, expires_at, wall_ms);
        if !is_ours || token.is_district_token() || left <= 0.0 || expires_at > LAST_MS {
            return None;
        }
        Some(Session {
            client_id: client_id.to_owned(),
            token,
            signed_in_at,
            expires_at,
            expiry_is_assumed,
            scopes: scopes.filter(|scopes| reader::is_strings(scopes)).map(str::to_owned),
        })
    }
}

fn remaining_ms(signed_in_at: f64, expires_at: f64, wall_ms: f64) -> f64 {
    (expires_at - wall_ms).min(expires_at - signed_in_at)
}

/// Scopes as a list in JSON; what is no scope token (RFC 6749 section 3.3) is left out.
pub(crate) fn scopes(text: &str) -> String {
    let fits = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    json::strings(parts(text, b' ').filter(|scope| !scope.is_empty() && scope.bytes().all(fits)))
}
