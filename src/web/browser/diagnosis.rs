//! What a support ticket needs.

use super::client::Clever;
use super::notice::SignedOut;
use super::tab::{self, Tab};
use crate::host::Host;
use crate::href::Href;
use serde_json::{Value, json};

impl Clever {
    /// A report of environment and state for support tickets, as the npm package gives it: an object that can be printed.
    /// It holds no token, and nothing about a person.
    #[must_use]
    pub fn diagnose(&self) -> Value {
        let session = self.current();
        let config = &self.client.config;
        let core = self.core();
        let redirect_origin = Href::parse(&config.redirect).map(|redirect| redirect.origin());
        let origin = tab::page().and_then(|page| page.location().origin().ok());
        let reason = core.reason().map(|why| match why {
            SignedOut::Logout => "logout",
            SignedOut::Expired => "expired",
            SignedOut::Unauthorized => "unauthorized",
            SignedOut::Replaced => "replaced",
            SignedOut::OtherTab => "other_tab",
        });
        json!({
            "clientId": config.client_id,
            "redirectUri": config.redirect_uri,
            "apiVersion": config.api_version,
            "authorizeUrl": config.authorize_url,
            "tokenInfoUrl": config.token_info_url,
            "apiUrl": config.api_url,
            "loginMaxAgeMs": config.login_max_age_ms,
            "timeoutMs": config.timeout_ms,
            "storage": Tab.has_storage(),
            "pendingLogins": core.signin.pending_logins(&Tab),
            "page": tab::page().is_some(),
            "origin": origin,
            // The most frequent cause of lost logins: storage belongs to an origin, www or not, http or https, port.
            "redirectUriIsOnThisOrigin": origin.as_deref().map(|origin| Some(origin) == redirect_origin.as_deref()),
            "framed": origin.as_ref().map(|_| tab::is_framed()),
            "broadcastChannel": tab::has_channels(),
            "signedIn": session.is_some(),
            "expiresAt": session.as_ref().map(|(_, session)| session.expires_at),
            "scopes": session.as_ref().and_then(|(_, session)| session.scopes()),
            "lastSignOut": reason,
            "requestsInFlight": core.in_flight(),
        })
    }
}
