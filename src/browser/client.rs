//! A client: whose session it is, what is under way, who listens.

use super::memo::Memo;
use super::notice::{Notice, SignedOut};
use super::options::Options;
use super::page::Page;
use super::session::Session;
use super::slots::Slots;
use super::tab::{self, Tab};
use crate::call::Wire;
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::secret::AccessToken;
use crate::signin::{self, SignIn};
use send_wrapper::SendWrapper;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::Waker;

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

/// What changes. Nothing of the app runs while it is locked.
pub(super) struct Core {
    pub(super) signin: SignIn,
    pub(super) wire: Wire,
    /// Counts the sessions.
    number: u64,
    is_signed_in: bool,
    reason: Option<SignedOut>,
    flights: Vec<Flight>,
    last_flight: u64,
    /// The address of a callback of this page that is not redeemed yet.
    pub(super) captured: Option<String>,
    /// The outcome of this page's callback.
    pub(super) redeemed: Option<Memo>,
    /// The same for an address that the caller handed over, which the number names without holding it.
    pub(super) given: Option<(u64, Memo)>,
}

/// A call under way.
struct Flight {
    number: u64,
    stopped: Option<Error>,
    waker: Option<Waker>,
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
        let core = Core {
            signin: SignIn::new(config.clone()),
            wire: Wire::new(),
            number: 0,
            is_signed_in: false,
            reason: None,
            flights: Vec::new(),
            last_flight: 0,
            captured: None,
            redeemed: None,
            given: None,
        };
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

    /// The session and its number. What was found in this tab's store was there all along, and what has run out ends
    /// here.
    pub(super) fn current(&self) -> Option<(u64, signin::Session)> {
        let mut core = self.core();
        let found = core.signin.session(&mut Tab).cloned();
        let was_signed_in = core.is_signed_in;
        let Some(session) = found else {
            drop(core);
            if was_signed_in {
                self.core().signin.end(&mut Tab);
                self.end(SignedOut::Expired);
            }
            return None;
        };
        if was_signed_in {
            return Some((core.number, session));
        }
        let number = core.begin();
        drop(core);
        self.watch(&session);
        // Another tab may have signed out while this one was away.
        if let Some(stamp) = self.page().and_then(|page| page.tabs.stamp()) {
            self.signed_out_elsewhere(stamp);
        }
        self.core().is_signed_in.then_some((number, session))
    }

    pub(super) fn reason(&self) -> Option<SignedOut> {
        self.core().reason
    }

    /// Whoever calls must be signed in: the number of the session, and its token.
    pub(super) fn bearer(&self) -> Result<(u64, AccessToken)> {
        match self.current() {
            Some((number, session)) => Ok((number, session.token)),
            None if self.reason() == Some(SignedOut::Expired) => Err(Error::from(Code::SessionExpired)),
            None => Err(Error::from(Code::NotSignedIn)),
        }
    }

    /// A 401: that session is over, once, however many calls fail.
    pub(super) fn unauthorized(&self, number: u64) {
        if self.current().is_some_and(|(current, _)| current == number) {
            self.core().signin.end(&mut Tab);
            self.end(SignedOut::Unauthorized);
        }
    }
}

impl Clever {
    /// Somebody has signed in; a session that this one replaces ends first. Gives what users hold.
    pub(super) fn sign_in(&self, session: &signin::Session) -> Session {
        let replaced = self.core().is_signed_in;
        if replaced {
            self.end(SignedOut::Replaced);
        }
        let number = self.core().begin();
        self.watch(session);
        let session = Session::new(self, number, session);
        self.tell(&Notice::SignedIn { session: session.clone(), replaced });
        session
    }

    /// The session is over: nothing of it is delivered any more.
    fn end(&self, why: SignedOut) {
        let wakers = {
            let mut core = self.core();
            if !core.is_signed_in {
                return;
            }
            core.is_signed_in = false;
            core.reason = Some(why);
            core.forget(why == SignedOut::Replaced);
            core.stop(match why {
                SignedOut::Unauthorized => Code::Unauthorized,
                SignedOut::Expired => Code::SessionExpired,
                _ => Code::SignedOut,
            })
        };
        if let Some(page) = self.page() {
            page.expiry.end();
        }
        wakers.into_iter().for_each(Waker::wake);
        self.tell(&Notice::SignedOut(why));
    }

    /// Another tab signed out at that moment.
    pub(super) fn signed_out_elsewhere(&self, stamp_ms: f64) {
        if self.current().is_some_and(|(_, session)| stamp_ms > session.signed_in_at) {
            self.core().signin.end(&mut Tab);
            self.end(SignedOut::OtherTab);
        }
    }

    fn watch(&self, session: &signin::Session) {
        if let Some(page) = self.page() {
            page.expiry.begin(&self.client, session.expires_at - session.signed_in_at);
            page.tabs.open(&self.client);
        }
    }

    /// Registers a call; whatever ends the session stops it.
    pub(super) fn depart(&self) -> u64 {
        let mut core = self.core();
        core.last_flight += 1;
        let number = core.last_flight;
        core.flights.push(Flight { number, stopped: None, waker: None });
        number
    }

    /// Why a call has to stop, once it has to.
    pub(super) fn stopped(&self, number: u64, waker: &Waker) -> Option<Error> {
        let mut core = self.core();
        let flight = core.flights.iter_mut().find(|flight| flight.number == number)?;
        flight.waker = Some(waker.clone());
        flight.stopped.clone()
    }

    /// A call is over.
    pub(super) fn arrived(&self, number: u64) {
        self.core().flights.retain(|flight| flight.number != number);
    }
}

impl Core {
    fn begin(&mut self) -> u64 {
        self.number += 1;
        self.is_signed_in = true;
        self.reason = None;
        self.number
    }

    /// From here on the callback was answered: nothing for whoever asks again. Where one session replaces another, what
    /// brings the new one is not over yet.
    pub(super) fn forget(&mut self, settled_only: bool) {
        let is_forgotten = |memo: &Memo| !settled_only || memo.is_settled();
        if self.redeemed.as_ref().is_some_and(is_forgotten) {
            self.redeemed = None;
        }
        if self.given.as_ref().is_some_and(|(_, memo)| is_forgotten(memo)) {
            // Kept as answered, so that the same address is not judged again.
            let key = self.given.take().map(|(key, _)| key);
            self.given = key.map(|key| (key, Memo::nothing()));
        }
    }

    fn stop(&mut self, code: Code) -> Vec<Waker> {
        let stop = |flight: &mut Flight| {
            flight.stopped.get_or_insert_with(|| Error::from(code));
            flight.waker.take()
        };
        self.flights.iter_mut().filter_map(stop).collect()
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
