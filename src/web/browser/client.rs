//! A client: whose session it is, what is under way, who listens.

use super::notice::{Notice, SignedOut};
use super::options::Options;
use super::page::Page;
use super::seat::Core;
use super::session::Session;
use super::slots::Slots;
use super::tab::{self, Tab};
use crate::config::Config;
use crate::error::Result;
use send_wrapper::SendWrapper;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// A client of Clever. Cheap to clone: all clones are one client, and share its session.
///
/// It can be sent between threads and stored wherever an app keeps its state, so that a Leptos context or a Dioxus
/// signal may hold it; on a server it checks its options, and nobody is signed in. Requests under way, listeners and
/// timers end with the last clone.
#[derive(Clone)]
pub struct Clever {
    pub(super) client: Arc<Client>,
}

pub(super) struct Client {
    pub(super) config: Config,
    pub(super) slots: Slots,
    core: Mutex<Core>,
    /// What belongs to the page; nothing on a server.
    page: Option<SendWrapper<Page>>,
}

impl Clever {
    /// Checks the options and, when the page is the callback, takes the answer out of the address bar before a router, a
    /// logger or an analytics script can read it: create the client first of all. Nothing is sent.
    ///
    /// # Errors
    /// `invalid_config`, naming the option in `path`; `callback_invalid` (`scrub_failed`).
    pub fn new(options: Options) -> Result<Clever> {
        let config = options.check()?;
        let page = tab::page().map(|_| SendWrapper::new(Page::new(&config.client_id)));
        let core = Core::new(config.clone());
        let clever =
            Clever { client: Arc::new(Client { config, slots: Slots::default(), core: Mutex::new(core), page }) };
        clever.capture()?;
        Ok(clever)
    }

    /// The client, unless it has ended.
    pub(super) fn of(client: &Weak<Client>) -> Option<Clever> {
        client.upgrade().map(|client| Clever { client })
    }

    pub(super) fn core(&self) -> MutexGuard<'_, Core> {
        self.client.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn page(&self) -> Option<&Page> {
        self.client.page.as_deref()
    }

    /// The session; `None` when nobody is signed in, or no longer.
    #[must_use]
    pub fn session(&self) -> Option<Session> {
        self.current().map(|(number, session)| Session::new(self, number, &session))
    }

    /// Forgets the session here and in this app's other tabs. Clever's own session stays: the next login may be silent.
    pub fn logout(&self) {
        self.current();
        {
            let mut core = self.core();
            core.signin.end(&mut Tab);
            core.forget(false);
        }
        self.end(SignedOut::Logout);
        if let Some(page) = self.page() {
            page.tabs.announce();
        }
    }

    /// Calls `listener` with everything that happens, until what this gives is dropped. On a server nothing happens.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), clever_wasm::error::Error> {
    /// # let clever = clever_wasm::Clever::new(clever_wasm::Options::new("c1e7", "https://app.example/"))?;
    /// use clever_wasm::browser::Notice;
    ///
    /// let subscription = clever.on(|notice| {
    ///     if let Notice::SignedOut(why) = notice {
    ///         println!("signed out: {why:?}");
    ///     }
    /// });
    /// # Ok(()) }
    /// ```
    pub fn on(&self, listener: impl Fn(&Notice) + 'static) -> Subscription {
        let number = self.page().map_or(0, |page| page.listeners.add(listener));
        Subscription { client: Arc::downgrade(&self.client), number }
    }

    pub(super) fn tell(&self, notice: &Notice) {
        if let Some(page) = self.page() {
            page.listeners.tell(notice);
        }
    }
}

impl PartialEq for Clever {
    /// Whether it is the same client.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.client, &other.client)
    }
}

impl Eq for Clever {}

impl std::fmt::Debug for Clever {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Clever").field("client_id", &self.client.config.client_id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Client")
    }
}

/// Listening, until it is dropped; see [`Clever::on`].
#[derive(Debug)]
#[must_use = "listening ends when this is dropped"]
pub struct Subscription {
    client: Weak<Client>,
    number: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(page) = self.client.upgrade().as_ref().and_then(|client| client.page.as_deref()) {
            page.listeners.remove(self.number);
        }
    }
}
