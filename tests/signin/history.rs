//! What must be true of a tab at every moment of any history: a model that remembers which logins were begun and which
//! token was admitted, beside the client that is watched.

use super::app::{CLIENT, key};
use super::tab::Tab;
use clever_wasm::config::SessionStore;
use clever_wasm::error::Error;
use clever_wasm::signin::{Flow, SignIn};
use std::collections::{BTreeMap, BTreeSet};

mod answer;

pub(super) const MAX_AGE_MS: f64 = 1_800_000.0;

/// Fails the history with what is needed to play it again.
macro_rules! ensure {
    ($page:expr, $holds:expr, $($what:tt)+) => {
        assert!($holds, "{}\n{}", format_args!($($what)+), $page.replay)
    };
}
pub(super) use ensure;

/// A login that was begun and not answered yet.
#[derive(Clone, Debug)]
pub(super) struct Login {
    pub(super) flow: Flow,
    created_ms: f64,
    in_memory: bool,
    /// So many were begun since that it may have been given up.
    crowded: bool,
}

/// The session that was admitted last.
#[derive(Clone, Debug)]
struct Admitted {
    token: String,
    wall_end_ms: f64,
    /// Unknown after a reload, when the steady clock begins anew.
    steady_end_ms: Option<f64>,
}

/// A question to tokeninfo that is under way.
#[derive(Clone, Debug)]
pub(super) struct Question {
    ticket: u32,
    token: String,
    /// A sign-out came in between.
    void: bool,
}

/// One tab with one page of the app in it.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) tab: Tab,
    pub(super) signin: Watched,
    pub(super) live: BTreeMap<String, Login>,
    pub(super) used: BTreeSet<String>,
    /// Records that were overwritten with junk.
    junk: BTreeSet<String>,
    pub(super) questions: Vec<Question>,
    admitted: Option<Admitted>,
    /// A token that could not be removed, storage being denied at that moment.
    leftover: Option<String>,
    pub(super) replay: String,
}

/// The client; a clone of a page is a duplicate tab, which begins with a client of its own.
#[derive(Debug)]
pub(super) struct Watched(pub(super) SignIn);

impl Clone for Watched {
    fn clone(&self) -> Watched {
        Watched(SignIn::new(self.0.config().clone()))
    }
}

impl Page {
    pub(super) fn new(signin: SignIn, tab: Tab, replay: String) -> Page {
        Page {
            tab,
            signin: Watched(signin),
            live: BTreeMap::new(),
            used: BTreeSet::new(),
            junk: BTreeSet::new(),
            questions: Vec::new(),
            admitted: None,
            leftover: None,
            replay,
        }
    }

    fn stores_sessions(&self) -> bool {
        self.signin.0.config().session_store == SessionStore::Session
    }

    fn is_fresh(&self, login: &Login) -> bool {
        (-5000.0..=MAX_AGE_MS).contains(&(self.tab.wall_ms - login.created_ms))
    }

    /// States of the records in storage.
    fn stored_logins(&self) -> BTreeSet<String> {
        let prefix = key("");
        let states = self.tab.stored().keys().filter_map(|name| name.strip_prefix(&prefix));
        states.filter(|state| state.len() == 23 && Flow::of_state(state).is_some()).map(str::to_owned).collect()
    }

    fn token(&mut self) -> Option<String> {
        self.signin.0.session(&mut self.tab).map(|session| session.token.reveal().to_owned())
    }

    /// Begins a login and checks what it did to the others.
    pub(super) fn begin(&mut self, flow: Flow, lasting: bool) -> Option<Error> {
        let (before, pending) = (self.stored_logins(), self.signin.0.pending_logins(&self.tab));
        let begun = self.signin.0.begin(&mut self.tab, flow, lasting, &|_| clever_wasm::config::Value::Absent);
        match begun {
            Ok(begun) => {
                self.count_in(&begun.state, flow);
                self.only_the_superfluous_went(&before, pending);
                let now = self.signin.0.pending_logins(&self.tab);
                ensure!(self, now <= 16, "{now} logins are pending");
                None
            }
            Err(error) => {
                self.only_the_superfluous_went(&before, pending);
                Some(error)
            }
        }
    }

    fn count_in(&mut self, state: &str, flow: Flow) {
        ensure!(self, !self.live.contains_key(state) && !self.used.contains(state), "{state} was drawn twice");
        let in_memory = flow == Flow::Popup || self.tab.denied;
        ensure!(self, in_memory != self.tab.stored().contains_key(&key(state)), "{state} is kept in the wrong place");
        let login = Login { flow, created_ms: self.tab.wall_ms, in_memory, crowded: false };
        self.live.insert(state.to_owned(), login);
    }

    /// A login may go without an answer only if it is stale, junk, or one of more than sixteen.
    fn only_the_superfluous_went(&mut self, before: &BTreeSet<String>, pending: usize) {
        let now = self.stored_logins();
        for state in before.difference(&now) {
            let fresh = self.live.get(state).is_some_and(|login| self.is_fresh(login));
            ensure!(self, !fresh || pending >= 16, "{state} was given up with only {pending} pending");
            self.live.remove(state);
            self.junk.remove(state);
        }
        let stale: Vec<String> = self
            .live
            .iter()
            .filter(|(_, login)| login.in_memory && !self.is_fresh(login))
            .map(|(state, _)| state.clone())
            .collect();
        for state in stale {
            self.live.remove(&state);
        }
        if pending >= 16 {
            self.live.values_mut().filter(|login| login.in_memory).for_each(|login| login.crowded = true);
        }
    }

    /// The session that stands is over; where storage is denied, its record cannot go.
    fn forget(&mut self) {
        let gone = self.admitted.take();
        if self.tab.denied && self.leftover.is_none() {
            self.leftover = gone.map(|admitted| admitted.token);
        } else if !self.tab.denied {
            self.leftover = None;
        }
    }

    pub(super) fn sign_out(&mut self) {
        self.signin.0.end(&mut self.tab);
        self.questions.iter_mut().for_each(|question| question.void = true);
        self.forget();
        let now = self.token();
        ensure!(self, now.is_none(), "signed in after signing out");
    }

    pub(super) fn reload(&mut self) {
        self.signin = self.signin.clone();
        self.questions.clear();
        self.live.retain(|_, login| !login.in_memory);
        let stored = self.tab.stored().get(&key("session")).cloned().unwrap_or_default();
        let kept = self
            .admitted
            .take()
            .filter(|admitted| self.stores_sessions() && stored.contains(&["\"", &admitted.token, "\""].concat()));
        self.admitted = kept.map(|admitted| Admitted { steady_end_ms: None, ..admitted });
        let (now, wall_ms) = (self.token(), self.tab.wall_ms);
        if let Some(admitted) = &self.admitted {
            let alive = wall_ms < admitted.wall_end_ms && !self.tab.denied;
            ensure!(self, !alive || now.is_some(), "the stored session was lost");
        }
    }

    /// A duplicate tab: the storage is copied, the memory is not.
    pub(super) fn duplicate(&self, seed: u64) -> Page {
        let mut page = self.clone();
        page.tab.reseed(seed);
        page.reload();
        page
    }

    pub(super) fn abandon(&mut self, state: &str) {
        self.signin.0.abandon(state);
        if self.live.get(state).is_some_and(|login| login.in_memory) {
            self.live.remove(state);
        }
    }

    /// Someone writes junk over a record.
    pub(super) fn tamper(&mut self, state: &str, junk: &str) {
        if self.tab.stored().contains_key(&key(state)) {
            self.tab.tamper(&key(state), junk);
            self.live.remove(state);
            self.junk.insert(state.to_owned());
        }
    }

    pub(super) fn says_no_token(&self, error: &Error) {
        let said = format!("{error:?} {error} {}", error.to_json());
        ensure!(self, !said.contains("canary"), "an error holds a token: {said}");
    }

    /// What holds at every moment.
    pub(super) fn audit(&mut self, foreign: &BTreeMap<String, String>, thorough: bool) {
        let records = self.stored_logins().len();
        ensure!(self, records <= 16, "{records} records");
        let prefix = key("");
        let mut others = 0;
        for (name, value) in self.tab.stored() {
            if foreign.contains_key(name) {
                ensure!(self, foreign.get(name) == Some(value), "{name} was changed");
                others += 1;
            } else {
                ensure!(self, name.starts_with(&prefix), "{name} is nobody's");
            }
            let may = *name == key("session") && self.stores_sessions();
            ensure!(self, may || !value.contains("canary"), "{name} holds a token: {value}");
        }
        ensure!(self, others == foreign.len(), "a foreign key went");
        if let Some(token) = self.token() {
            let (wall_ms, steady_ms) = (self.tab.wall_ms, self.tab.steady_ms);
            match &self.admitted {
                Some(admitted) if admitted.token == token => {
                    ensure!(self, wall_ms < admitted.wall_end_ms, "outlived its wall clock");
                    ensure!(
                        self,
                        admitted.steady_end_ms.is_none_or(|end| steady_ms < end),
                        "outlived its steady clock"
                    );
                }
                _ => ensure!(self, self.leftover.as_ref() == Some(&token), "{token} was never admitted, or has ended"),
            }
        }
        if thorough {
            let shown = format!("{:?}", self.signin);
            ensure!(self, !shown.contains("canary"), "{CLIENT} shows a token: {shown}");
        }
    }
}
