//! The clients of this module, each behind a number.

use super::options::value;
use super::tab::{Tab, canonical};
use super::{Ask, Core};
#[cfg(feature = "api")]
use crate::call::Wire;
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::json::{self, Writer};
use crate::prelude::*;
use crate::signin::SignIn;

/// Everything that is remembered for one client.
#[derive(Debug)]
pub(crate) struct Client {
    number: u32,
    pub(crate) signin: SignIn,
    #[cfg(feature = "api")]
    pub(crate) wire: Wire,
}

/// Checks the options and makes a client of them; gives its number.
pub(super) fn open(core: &mut Core, _: &Ask<'_>) -> Result<Option<String>> {
    let config = Config::read(&value, &canonical)?;
    core.last_client = core.last_client.wrapping_add(1);
    core.clients.push(Client {
        number: core.last_client,
        signin: SignIn::new(config),
        #[cfg(feature = "api")]
        wire: Wire::new(),
    });
    Ok(Some(json::whole(f64::from(core.last_client))))
}

/// Drops a client. Its number is not given out again, so that a late call cannot reach another one; nothing else of it
/// stays, as a server makes millions.
pub(super) fn shut(core: &mut Core, ask: &Ask<'_>) -> Result<Option<String>> {
    if let Some(index) = core.clients.iter().position(|client| client.number == ask.id) {
        drop(core.clients.swap_remove(index));
    }
    Ok(None)
}

/// The client of that number.
pub(super) fn of(clients: &mut [Client], id: u32) -> Result<&mut Client> {
    clients.iter_mut().find(|client| client.number == id).ok_or_else(|| Error::from(Code::ClientClosed))
}

/// What the driver needs of the checked options, and what `diagnose()` reports.
pub(super) fn describe(core: &mut Core, ask: &Ask<'_>) -> Result<Option<String>> {
    let tab = Tab;
    let client = of(&mut core.clients, ask.id)?;
    let config = client.signin.config();
    let mut json = Writer::object();
    json.string("clientId", &config.client_id);
    json.string("redirect", &config.redirect);
    json.string("redirectUri", &config.redirect_uri);
    json.string("apiVersion", config.api_version);
    json.string("authorizeUrl", &config.authorize_url);
    json.string("tokenInfoUrl", &config.token_info_url);
    json.string("apiUrl", &config.api_url);
    json.number("loginMaxAgeMs", config.login_max_age_ms);
    json.number("timeoutMs", config.timeout_ms);
    json.boolean("storage", tab.has_storage());
    json.number("pendingLogins", client.signin.pending_logins(&tab) as f64);
    Ok(Some(json.end()))
}
