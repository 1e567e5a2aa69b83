//! The session as users hold it.

use super::Clever;
use super::client::Client;
use super::notice::SignedOut;
use crate::error::{Code, Error, Result};
use crate::secret::AccessToken;
use crate::signin;
use serde_json::Value;
use std::sync::{Arc, Weak};

/// A signed-in session. What it holds stays; [`Session::access_token`] ends with it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Session {
    /// The application that it belongs to.
    pub client_id: String,
    /// Unix milliseconds.
    pub signed_in_at: f64,
    /// Unix milliseconds.
    pub expires_at: f64,
    /// Clever sent no lifetime; the configured one was assumed.
    pub expiry_is_assumed: bool,
    /// What the token may read, where Clever says so.
    pub scopes: Option<Vec<String>>,
    client: Weak<Client>,
    number: u64,
}

impl Session {
    pub(super) fn new(clever: &Clever, number: u64, session: &signin::Session) -> Self {
        Session {
            client_id: session.client_id.clone(),
            signed_in_at: session.signed_in_at,
            expires_at: session.expires_at,
            expiry_is_assumed: session.expiry_is_assumed,
            scopes: session.scopes(),
            client: Arc::downgrade(&clever.client),
            number,
        }
    }

    /// The bearer token, for calls that this crate does not make.
    ///
    /// # Errors
    /// `session_expired` or `signed_out`, once the session has ended.
    pub fn access_token(&self) -> Result<AccessToken> {
        let Some(clever) = Clever::of(&self.client) else { return Err(Error::from(Code::SignedOut)) };
        match clever.current() {
            Some((number, session)) if number == self.number => Ok(session.token),
            None if clever.reason() == Some(SignedOut::Expired) => Err(Error::from(Code::SessionExpired)),
            _ => Err(Error::from(Code::SignedOut)),
        }
    }
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && self.client.ptr_eq(&other.client)
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Session")
            .field("client_id", &self.client_id)
            .field("expires_at", &self.expires_at)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// A finished login.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RedirectResult {
    /// Who has signed in.
    pub session: Session,
    /// Where to go on: a path of this site.
    pub return_to: Option<String>,
    /// What the login was given; null where that was nothing.
    pub app_state: Value,
    /// Clever began it, and this crate went round once more.
    pub portal_launch: bool,
}
