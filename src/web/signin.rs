//! Sign-in, exported.

use super::clients::with;
use super::options::{Options, value};
use super::tab::{Tab, address, canonical, scrub};
use crate::error::{Error, Result};
use crate::href::Href;
use crate::json::Writer;
use crate::signin::{Callback, Flow, Outcome, Place, Redirected};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Thrown<T> = core::result::Result<T, JsValue>;

/// When the page is this client's callback: scrubs the address bar and gives the address as it was, and whether a popup's
/// login is answered, as JSON.
///
/// # Errors
/// `callback_invalid` / `scrub_failed`.
#[wasm_bindgen]
pub fn capture(id: u32) -> Thrown<Option<String>> {
    with(id, |client| {
        let Some(page) = address() else { return Ok(None) };
        let Some((callback, clean)) = client.signin.capture(&page) else { return Ok(None) };
        scrub(&clean)?;
        let state = callback.read().ok().and_then(|answer| answer.state);
        let mut json = Writer::object();
        json.string("address", &page);
        json.boolean("popup", state.is_some_and(|state| Flow::of_state(&state) == Some(Flow::Popup)));
        Ok(Some(json.end()))
    })
}

/// Judges the answer in `address`. `place`: 0 page, 1 page in a foreign frame, 2 given, 3 given without a page,
/// 4 relayed by a popup. Gives the outcome as JSON.
///
/// # Errors
/// As [`SignIn::redeem`](crate::signin::SignIn::redeem).
#[wasm_bindgen]
pub fn redeem(id: u32, address: &str, place: u8) -> Thrown<String> {
    with(id, |client| {
        let place = match place {
            0 => Place::Page,
            1 => Place::Framed,
            2 => Place::Given,
            4 => Place::Opener,
            _ => Place::NoPage,
        };
        let Some(href) = canonical(address).as_deref().and_then(Href::parse) else {
            return Err(Error::argument("url", "url must be an absolute address"));
        };
        let redirect = &client.signin.config().redirect;
        let Some(callback) = Callback::recognise(redirect, &href) else { return outcome(&Outcome::Nothing) };
        outcome(&client.signin.redeem(&mut Tab::here(), &callback, place)?)
    })
}

/// Judges what tokeninfo said: the body of a 200, nothing otherwise. Gives the outcome as JSON.
///
/// # Errors
/// As [`SignIn::verified`](crate::signin::SignIn::verified).
#[wasm_bindgen]
pub fn verified(id: u32, ticket: u32, body: Option<String>) -> Thrown<String> {
    with(id, |client| Ok(redirected(&client.signin.verified(&mut Tab::here(), ticket, body.as_deref())?)))
}

/// Begins a login; gives `{url, state}` as JSON.
///
/// # Errors
/// As [`SignIn::begin`](crate::signin::SignIn::begin).
#[wasm_bindgen]
pub fn begin(id: u32, popup: bool, lasting: bool, options: &Options) -> Thrown<String> {
    with(id, |client| {
        let flow = if popup { Flow::Popup } else { Flow::Redirect };
        let begun = client.signin.begin(&mut Tab::here(), flow, lasting, &|name| value(options, name))?;
        let mut json = Writer::object();
        json.string("url", &begun.url);
        json.string("state", &begun.state);
        Ok(json.end())
    })
}

/// Forgets a popup's login.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn abandon(id: u32, state: &str) -> Thrown<()> {
    with(id, |client| {
        client.signin.abandon(state);
        Ok(())
    })
}

/// The opener took the answer: removes the copies of its entries that the browser put into this window's storage.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn forget_copies(id: u32) -> Thrown<()> {
    with(id, |client| {
        client.signin.forget_copies(&mut Tab::here());
        Ok(())
    })
}

/// No opener took the answer: the error as JSON, nothing while somebody is signed in here.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn orphaned(id: u32) -> Thrown<Option<String>> {
    with(id, |client| Ok(client.signin.orphaned(&mut Tab::here()).map(|error| error.to_json())))
}

/// The session's record as JSON, unless it has run out.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn session(id: u32) -> Thrown<Option<String>> {
    with(id, |client| Ok(client.signin.session(&mut Tab::here()).map(crate::signin::Session::to_json)))
}

/// Milliseconds that the session has left.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn remaining(id: u32) -> Thrown<f64> {
    with(id, |client| Ok(client.signin.remaining_ms(&Tab::here())))
}

/// Takes over a session's record.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn adopt(id: u32, record: &str) -> Thrown<()> {
    with(id, |client| {
        client.signin.adopt(&mut Tab::here(), record);
        Ok(())
    })
}

/// Ends the session, in the store too.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn end(id: u32) -> Thrown<()> {
    with(id, |client| {
        client.signin.end(&mut Tab::here());
        Ok(())
    })
}

/// What the driver needs of the checked options, and what `diagnose()` reports, as JSON.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn describe(id: u32) -> Thrown<String> {
    with(id, |client| {
        let tab = Tab::here();
        let config = client.signin.config();
        let mut json = Writer::object();
        json.string("clientId", &config.client_id);
        json.string("redirect", &[config.redirect.origin(), config.redirect.path()].concat());
        json.string("redirectUri", &config.redirect_uri);
        json.string("apiVersion", config.api_version);
        json.string("authorizeUrl", &config.authorize_url);
        json.string("tokenInfoUrl", &config.token_info_url);
        json.string("apiUrl", &config.api_url);
        json.number("loginMaxAgeMs", config.login_max_age_ms);
        json.number("timeoutMs", config.timeout_ms);
        json.boolean("storage", crate::host::Host::has_storage(&tab));
        json.number("pendingLogins", client.signin.pending_logins(&tab) as f64);
        Ok(json.end())
    })
}

fn outcome(outcome: &Outcome) -> Result<String> {
    let mut json = Writer::object();
    match outcome {
        Outcome::Nothing => {}
        Outcome::Restart(url) => json.string("restart", url),
        Outcome::Relay(state) => json.string("relay", state),
        Outcome::Verify(ticket, token) => {
            json.number("ticket", f64::from(*ticket));
            json.string("token", token.reveal());
        }
        Outcome::SignedIn(done) => return Ok(redirected(done)),
    }
    Ok(json.end())
}

fn redirected(done: &Redirected) -> String {
    let mut json = Writer::object();
    json.string("session", &done.session.to_json());
    json.optional("returnTo", done.return_to.as_deref());
    json.raw("appState", done.app_state.as_deref().unwrap_or("null"));
    json.boolean("portalLaunch", done.portal_launch);
    json.end()
}
