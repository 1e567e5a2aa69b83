//! What an answer is worth: the checks of RFC 6749 section 4.2.2 and of the sign-in rules, in their order.

use super::callback::{Answer, Callback};
use super::pending::{Flow, Others, Pending};
use super::session::{Session, scopes};
use super::text::shown;
use super::{SignIn, entries};
use crate::config::{PortalLaunch, SessionStore, VerifyAudience};
use crate::decode::reader;
use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use crate::json;
use crate::prelude::*;
use crate::secret::AccessToken;

const NOT_ENABLED: &str = "Implicit grant is not enabled for this client id: ask Clever to enable it.";
const NOT_SHARED: &str = "Perhaps this app is not shared with the person's school: ask the district's administrator.";

/// Where the answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The page itself, at the top of its tab.
    Page,
    /// The page itself, inside a frame of another site.
    Framed,
    /// An address that the caller handed over, in a page.
    Given,
    /// An address that the caller handed over, where nothing can be navigated.
    NoPage,
    /// A popup's window relayed it.
    Opener,
}

/// What the driver does next.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// Not an answer, or one that changes nothing.
    Nothing,
    /// Replace the page by this address: a portal launch starts over.
    Restart(String),
    /// This window belongs to a login of its opener: hand the answer over under this state.
    Relay(String),
    /// Ask tokeninfo with the token, then call [`SignIn::verified`] with the ticket.
    Verify(u32, AccessToken),
    /// Signed in.
    SignedIn(Redirected),
}

/// A finished login.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Redirected {
    /// The new session.
    pub session: Session,
    /// Where to go on; checked again.
    pub return_to: Option<String>,
    /// JSON text.
    pub app_state: Option<String>,
    /// Clever began it.
    pub portal_launch: bool,
}

impl SignIn {
    /// Judges an answer.
    ///
    /// # Errors
    /// `callback_invalid`, `state_missing`, `state_unknown`, `state_mismatch`, `state_expired`, `oauth_error`,
    /// `portal_loop`, `token_refused`; for a portal launch also `framed`, `storage_unavailable`, `crypto_unavailable`.
    pub fn redeem(&mut self, host: &mut dyn Host, callback: &Callback<'_>, place: Place) -> Result<Outcome> {
        let answer = callback.read()?;
        let Some(state) = answer.state() else { return self.stateless(host, &answer, place) };
        let on_page = matches!(place, Place::Page | Place::Framed);
        if on_page && Flow::of_state(state) == Some(Flow::Popup) {
            return Ok(Outcome::Relay(state.to_owned()));
        }
        let Some(mut pending) = self.logins.take(host, &self.config, state) else {
            return if on_page && self.session(host).is_some() {
                Ok(Outcome::Nothing)
            } else {
                Err(self.unknown(host, state))
            };
        };
        // From here on the state holds: the login is spent, and every error says where it was to lead.
        let outcome = self.matched(host, &answer, &mut pending);
        outcome.map_err(|error| leading(error, pending.return_to, pending.app_state))
    }

    /// Nobody here asked for it, as far as anything shows.
    fn stateless(&mut self, host: &mut dyn Host, answer: &Answer, place: Place) -> Result<Outcome> {
        let missing = Error::new(Code::StateMissing);
        let launched = answer.get("code").is_some() || (answer.get("access_token").is_some() && !answer.in_query);
        if answer.get("error").is_some() {
            return Err(missing.hinting(NOT_SHARED));
        }
        if !launched || self.config.portal_launch == PortalLaunch::Reject || place == Place::Opener {
            return Err(missing);
        }
        if place == Place::NoPage {
            return Err(missing.hinting("Clever began this launch: answer it by a login of your own, see loginUrl()."));
        }
        if self.restarted(host) {
            return Err(Error::from(Code::PortalLoop));
        }
        if place == Place::Framed {
            return Err(Error::from(Code::Framed));
        }
        let stamp = json::whole(host.wall_ms());
        if !host.has_storage() || !entries::set(host, &self.config, "launch", &stamp) {
            return Err(Error::from(Code::StorageUnavailable));
        }
        let district_id = self.config.district_id.clone();
        let pending =
            Pending { is_own: true, created_ms: host.wall_ms(), return_to: None, app_state: None, restart: true };
        match self.draw(host, Flow::Redirect, pending, district_id.as_deref(), None) {
            Ok(begun) => Ok(Outcome::Restart(begun.url)),
            Err(error) => {
                entries::remove(host, &self.config, "launch");
                Err(error)
            }
        }
    }

    /// Whether this tab's last restart has not been followed by a sign-in. One that was given up longer ago than a login
    /// may last is no sign of a loop.
    fn restarted(&self, host: &dyn Host) -> bool {
        let stamp = entries::get(host, &self.config, "launch");
        let begun = stamp.as_deref().and_then(reader::integer);
        begun.is_some_and(|begun| host.wall_ms() - begun as f64 <= self.config.login_max_age_ms)
    }

    fn unknown(&self, host: &dyn Host, state: &str) -> Error {
        if self.logins.was_used(host, &self.config, state) {
            return Error::new(Code::StateUnknown).because(Reason::AlreadyUsed);
        }
        match self.logins.others(host, &self.config) {
            Others::Fresh => Error::new(Code::StateMismatch),
            Others::Stale if host.has_storage() => Error::new(Code::StateUnknown).because(Reason::NoRecord),
            _ => Error::new(Code::StateUnknown).because(Reason::OtherContext),
        }
    }

    fn matched(&mut self, host: &mut dyn Host, answer: &Answer, pending: &mut Pending) -> Result<Outcome> {
        let invalid = |reason| Err(Error::new(Code::CallbackInvalid).because(reason));
        if !pending.is_fresh(&self.config, host.wall_ms()) {
            return Err(Error::from(Code::StateExpired));
        }
        let (token, error) = (answer.get("access_token"), answer.get("error"));
        if answer.twofold || (token.is_some() && (error.is_some() || answer.get("code").is_some())) {
            return invalid(Reason::AmbiguousResponse);
        }
        if let Some(error) = error {
            return Err(refused(error, answer.get("error_description").or_else(|| answer.get("error_reason"))));
        }
        let Some(token) = token else {
            return if pending.restart && self.restarted(host) {
                Err(Error::new(Code::PortalLoop).hinting(NOT_ENABLED))
            } else {
                invalid(Reason::UnsupportedResponseType)
            };
        };
        if answer.in_query {
            return invalid(Reason::TokenInQuery);
        }
        if !answer.get("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return invalid(Reason::UnsupportedTokenType);
        }
        let Some(token) = AccessToken::new(token) else { return invalid(Reason::InvalidToken) };
        if token.is_district_token() {
            return Err(Error::new(Code::TokenRefused).because(Reason::DistrictToken));
        }
        let lifetime = answer.get("expires_in").and_then(reader::milliseconds);
        if lifetime == Some(0.0) {
            return invalid(Reason::InvalidToken);
        }
        let mut session = Session::new(&self.config, token, lifetime, host.wall_ms());
        session.scopes = answer.get("scope").map(scopes);
        let redirected = Redirected {
            session,
            return_to: pending.return_to.take(),
            app_state: pending.app_state.take(),
            portal_launch: pending.restart,
        };
        if self.asks_audience(host) {
            let token = redirected.session.token.clone();
            self.tickets = self.tickets.wrapping_add(1);
            self.provisional.push((self.tickets, redirected));
            return Ok(Outcome::Verify(self.tickets, token));
        }
        Ok(Outcome::SignedIn(self.admit(host, redirected)))
    }

    fn asks_audience(&self, host: &dyn Host) -> bool {
        match self.config.verify_audience {
            VerifyAudience::Off => false,
            VerifyAudience::Strict => true,
            VerifyAudience::Warn => {
                !self.audience_silent && entries::get(host, &self.config, "tokeninfo").as_deref() != Some("silent")
            }
        }
    }

    /// Judges tokeninfo's answer: `body` where it was a 200, `None` for any other status and for no answer at all.
    ///
    /// # Errors
    /// `token_refused`: `other_client`, `audience_unverified`; `cancelled` when a sign-out came in between.
    pub fn verified(&mut self, host: &mut dyn Host, ticket: u32, body: Option<&str>) -> Result<Redirected> {
        let Some(index) = self.provisional.iter().position(|(held, _)| *held == ticket) else {
            return Err(Error::from(Code::Cancelled));
        };
        let (_, mut redirected) = self.provisional.swap_remove(index);
        let [client_id, scopes] = body.and_then(|body| reader::pick(body, "client_id scopes")).unwrap_or_default();
        let refuse = |reason, redirected: Redirected| {
            let error = Error::new(Code::TokenRefused).because(reason);
            Err(leading(error, redirected.return_to, redirected.app_state))
        };
        match client_id.and_then(reader::string) {
            Some(client_id) => {
                if client_id != self.config.client_id {
                    return refuse(Reason::OtherClient, redirected);
                }
                if redirected.session.scopes.is_none() {
                    redirected.session.scopes = scopes.filter(|scopes| reader::is_strings(scopes)).map(str::to_owned);
                }
            }
            _ if self.config.verify_audience == VerifyAudience::Strict => {
                return refuse(Reason::AudienceUnverified, redirected);
            }
            _ => {
                self.audience_silent = true;
                entries::set(host, &self.config, "tokeninfo", "silent");
            }
        }
        Ok(self.admit(host, redirected))
    }

    /// The session counts from here on.
    fn admit(&mut self, host: &mut dyn Host, redirected: Redirected) -> Redirected {
        entries::remove(host, &self.config, "launch");
        // Refused for want of room: the session then lives as long as the page does, and an older one must not come back
        // in its place.
        if self.config.session_store == SessionStore::Session
            && !entries::set(host, &self.config, "session", &redirected.session.to_json())
        {
            entries::remove(host, &self.config, "session");
        }
        self.hydrated = true;
        self.hold(host, redirected.session.clone());
        redirected
    }
}

/// The error of a login whose state held: it says where that was to lead.
fn leading(error: Error, return_to: Option<String>, app_state: Option<String>) -> Error {
    error.with(|details| (details.return_to, details.app_state) = (return_to, app_state))
}

fn refused(error: &str, description: Option<&str>) -> Error {
    let error = shown(error, 100);
    Error::new(Code::OauthError).saying(["Clever refused the login (", &error, ")"].concat()).with(|details| {
        details.oauth_error = Some(error);
        details.oauth_error_description = description.map(|text| shown(text, 500));
    })
}
