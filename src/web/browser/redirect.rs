//! Going to Clever and coming back.

use super::client::Clever;
use super::departure::Departure;
use super::fetch;
use super::memo::Memo;
use super::options::{LoginOptions, argument};
use super::session::RedirectResult;
use super::tab::{self, Tab};
use crate::error::{Code, Error, Result};
use crate::href::Href;
use crate::signin::{Callback, Flow, Outcome, Place, Redirected};
use futures_util::FutureExt;
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};

impl Clever {
    /// Goes to Clever: draws a random state, keeps the login in this tab, and navigates. What it gives may be dropped; it
    /// is for those who want to know that the page is still, or again, here.
    ///
    /// # Errors
    /// `framed` in a frame of another site, `storage_unavailable` where the login would be lost, `crypto_unavailable`,
    /// `invalid_argument`.
    pub fn login(&self, options: LoginOptions) -> Result<Departure> {
        if tab::is_framed() {
            return Err(Error::from(Code::Framed));
        }
        let url = self.begin(true, &options)?;
        let departure = Departure::begin();
        if let Some(window) = tab::page() {
            // Refused only in frames that may not navigate; the departure then notices.
            let _ = window.location().assign(&url);
        }
        Ok(departure)
    }

    /// The same without navigating: for links, shells and tests.
    ///
    /// # Errors
    /// As [`Clever::login`] gives, without `framed`.
    pub fn login_url(&self, options: LoginOptions) -> Result<String> {
        self.begin(false, &options)
    }

    fn begin(&self, lasting: bool, options: &LoginOptions) -> Result<String> {
        let mut core = self.core();
        let begun =
            core.signin.begin(&mut Tab, Flow::Redirect, lasting, &|name| options.value(name)).map_err(argument)?;
        core.forget(false);
        Ok(begun.url)
    }

    /// When the page is a callback: its answer leaves the address bar before anybody else can read it.
    pub(super) fn capture(&self) -> Result<()> {
        let Some(page) = tab::address() else { return Ok(()) };
        let is_popup = {
            let mut core = self.core();
            let Some((callback, clean)) = core.signin.capture(&page) else { return Ok(()) };
            tab::scrub(&clean)?;
            let is_popup = callback.is_of_popup();
            core.captured = Some(page);
            is_popup
        };
        // A login's window has nothing to show: it hands over at once, whether or not the app asks.
        if is_popup {
            self.redeem_page();
        }
        Ok(())
    }

    /// Begins to redeem the answer that this page came with, once; gives what comes of it.
    fn redeem_page(&self) -> Option<Memo> {
        let (captured, memo) = {
            let mut core = self.core();
            let captured = core.captured.take();
            if captured.is_some() {
                core.redeemed = Some(Memo::default());
            }
            (captured, core.redeemed.clone())
        };
        let memo = memo?;
        if let Some(address) = captured {
            let place = if tab::is_framed() { Place::Framed } else { Place::Page };
            self.redeem(&memo, address, place);
        }
        Some(memo)
    }

    /// Redeems the answer that this page came with; safe to call on every page load. The page was no callback: `None`.
    /// It was: every caller gets the same result, once it is checked; `None` again after that session has ended. While
    /// a portal launch starts over, it stays pending.
    ///
    /// # Errors
    /// `state_missing`, `state_unknown`, `state_mismatch`, `state_expired`, `callback_invalid`, `oauth_error`,
    /// `portal_loop`, `token_refused`; for a portal launch also `framed`, `storage_unavailable`, `crypto_unavailable`.
    pub async fn handle_redirect(&self) -> Result<Option<RedirectResult>> {
        // A route that only changed the fragment is a callback as well.
        self.capture()?;
        match self.redeem_page() {
            Some(memo) => memo.outcome().await,
            None => Ok(None),
        }
    }

    /// The same for an address that is not the page's: for shells, tests, and routers that took the fragment first. The
    /// address bar is left alone. A relative address stands on the redirect URI.
    ///
    /// # Errors
    /// As [`Clever::handle_redirect`] gives, and `invalid_argument`.
    pub async fn handle_redirect_at(&self, url: &str) -> Result<Option<RedirectResult>> {
        let address = self.resolve(url).ok_or_else(|| Error::argument("url", "url must be an address"))?;
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        let key = hasher.finish();
        let (memo, is_new) = {
            let mut core = self.core();
            match &core.given {
                Some((known, memo)) if *known == key => (memo.clone(), false),
                _ => {
                    let memo = Memo::default();
                    core.given = Some((key, memo.clone()));
                    (memo, true)
                }
            }
        };
        if is_new {
            let place = if tab::page().is_some() && !tab::is_framed() { Place::Given } else { Place::NoPage };
            self.redeem(&memo, address, place);
        }
        memo.outcome().await
    }

    fn resolve(&self, url: &str) -> Option<String> {
        if let Some(address) = tab::canonical(url) {
            return Some(address);
        }
        let base = match url.chars().next() {
            Some('/') => Href::parse(&self.client.config.redirect)?.origin(),
            Some('?' | '#') => self.client.config.redirect.clone(),
            _ => return None,
        };
        tab::canonical(&[&base, url].concat())
    }

    /// The outcome is the page's: it comes whether or not anybody waits for it.
    fn redeem(&self, memo: &Memo, address: String, place: Place) {
        let (clever, memo) = (self.clone(), memo.clone());
        let settling = async move { memo.settle(clever.settle(&address, place).await) };
        if cfg!(target_arch = "wasm32") {
            wasm_bindgen_futures::spawn_local(settling);
        } else {
            // Without a page nothing is waited for.
            settling.now_or_never();
        }
    }

    pub(super) async fn settle(&self, address: &str, place: Place) -> Result<Option<RedirectResult>> {
        let Some(callback) = Callback::recognise(&self.client.config.redirect, address) else { return Ok(None) };
        // Whoever is still in this tab's store is replaced, not overwritten unseen.
        self.current();
        let outcome = self.core().signin.redeem(&mut Tab, &callback, place)?;
        let redirected = match outcome {
            Outcome::Nothing => return Ok(None),
            Outcome::Restart(url) => {
                if let Some(window) = tab::page() {
                    let _ = window.location().replace(&url);
                }
                return std::future::pending().await;
            }
            Outcome::Relay(state) => return self.relay(&state, address).await.map(|()| None),
            Outcome::Verify(ticket, token) => {
                let body = fetch::token_info(self, &token).await;
                self.core().signin.verified(&mut Tab, ticket, body.as_deref())?
            }
            Outcome::SignedIn(redirected) => redirected,
        };
        Ok(Some(self.finish(redirected)))
    }

    fn finish(&self, redirected: Redirected) -> RedirectResult {
        let app_state = redirected.app_state.and_then(|json| serde_json::from_str(&json).ok());
        RedirectResult {
            session: self.sign_in(&redirected.session),
            return_to: redirected.return_to,
            app_state: app_state.unwrap_or(Value::Null),
            portal_launch: redirected.portal_launch,
        }
    }
}
