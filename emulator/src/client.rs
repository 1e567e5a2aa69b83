//! Registered applications.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::{
    options::Options,
    redirect_uri::{self, UnregistrableUri},
    seed::{HEX, letters},
};

/// An application registered with Clever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Client {
    /// Public.
    pub client_id: String,
    /// What the login page calls it.
    pub name: String,
    /// The allowlist, compared as whole strings; the first is the primary one. Among the options' clients, empty means
    /// the usual paths of the app's origin. Each absolute, without fragment, https, or http on loopback.
    #[serde(deserialize_with = "texts")]
    pub redirect_uris: Vec<String>,
    /// Whether `response_type=token` is allowed. Clever enables it on request only.
    pub implicit_enabled: bool,
}

/// A list of strings; of anything else it is said which member it is.
fn texts<'de, D: Deserializer<'de>>(given: D) -> Result<Vec<String>, D::Error> {
    Vec::deserialize(given).map_err(|_| {
        D::Error::custom("`redirect_uris` must be a list of strings, such as [\"http://localhost:5173/callback\"]")
    })
}

impl Default for Client {
    fn default() -> Self {
        Self {
            client_id: Self::DEFAULT_ID.to_owned(),
            name: "Demo app".to_owned(),
            redirect_uris: Vec::new(),
            implicit_enabled: true,
        }
    }
}

impl Client {
    /// The client id of an emulator that was given no clients.
    pub const DEFAULT_ID: &'static str = "c1e7e27a11d0c0de5eed";

    /// Whether Clever would register it.
    ///
    /// # Errors
    /// The first member that it would not take.
    pub fn check(&self) -> Result<(), Unregistrable> {
        if self.client_id.is_empty() {
            return Err(Unregistrable::Nameless);
        }
        self.redirect_uris.iter().try_for_each(|uri| redirect_uri::check(uri)).map_err(Unregistrable::RedirectUri)
    }

    /// The options' clients, or one, without the redirect URIs that Clever would not register.
    pub(crate) fn registered(options: &Options) -> Vec<Self> {
        let mut clients = Self::asked_for(options);
        for client in &mut clients {
            client.redirect_uris.retain(|uri| redirect_uri::check(uri).is_ok());
        }
        clients
    }

    /// The options' clients, or one; those without redirect URIs live at the app's origin.
    pub(crate) fn asked_for(options: &Options) -> Vec<Self> {
        let app = &options.origins.app;
        let redirect_uris = ["/", "/callback", "/callback.html", "/index.html"].map(|path| format!("{app}{path}"));
        let at_home = |client: &Self| match client.redirect_uris.is_empty() {
            true => Self { redirect_uris: redirect_uris.to_vec(), ..client.clone() },
            false => client.clone(),
        };
        if options.clients.is_empty() {
            return vec![at_home(&Self::default())];
        }
        options.clients.iter().map(at_home).collect()
    }

    pub(crate) fn primary(&self) -> &str {
        self.redirect_uris.first().map_or("", String::as_str)
    }

    /// What a server exchanges codes with, derived from the id; a browser never sees it.
    pub fn secret(&self) -> String {
        let place = self.client_id.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        letters(place, 0x5EC, 0, 40, HEX)
    }

    /// Whether an origin is that of a redirect URI.
    pub(crate) fn has_origin(&self, origin: &str) -> bool {
        self.redirect_uris
            .iter()
            .any(|uri| uri.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }
}

/// Why Clever does not register an application; displayed, it says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unregistrable {
    /// It has no id.
    Nameless,
    /// Nobody can be sent back there.
    RedirectUri(UnregistrableUri),
}

impl fmt::Display for Unregistrable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nameless => formatter.write_str("`client_id` is empty"),
            Self::RedirectUri(refusal) => refusal.fmt(formatter),
        }
    }
}

impl std::error::Error for Unregistrable {}
