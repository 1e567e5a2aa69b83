//! Whose session it is, and what is under way for it.

use super::client::Clever;
use super::memo::Memo;
use super::notice::{Notice, SignedOut};
use super::session::Session;
use super::tab::Tab;
use crate::call::Wire;
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::secret::AccessToken;
use crate::signin::{self, SignIn};
use std::task::Waker;

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
        self.core().reason()
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
    pub(super) fn end(&self, why: SignedOut) {
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
    pub(super) fn new(config: Config) -> Self {
        Core {
            signin: SignIn::new(config),
            wire: Wire::new(),
            number: 0,
            is_signed_in: false,
            reason: None,
            flights: Vec::new(),
            last_flight: 0,
            captured: None,
            redeemed: None,
            given: None,
        }
    }

    pub(super) fn reason(&self) -> Option<SignedOut> {
        self.reason
    }

    /// How many calls are under way.
    pub(super) fn in_flight(&self) -> usize {
        self.flights.len()
    }

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
