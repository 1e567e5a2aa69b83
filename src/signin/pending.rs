//! Logins that were begun and not yet answered: one record per state.

use super::{entries, is_return_path};
use crate::config::Config;
use crate::decode::reader;
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::json::Writer;
use crate::prelude::*;
use crate::search::parts;

/// Most records that are kept; beginning another drops the oldest.
const MOST_PENDING: usize = 16;
/// How many answered states are remembered.
const MOST_USED: usize = 16;
/// How far in the future a record may lie: clocks are corrected by a little all the time.
const CLOCK_SLACK_MS: f64 = 5000.0;
/// Base64url characters of 128 bits.
const STATE_CHARACTERS: usize = 22;

/// How the login is shown, and with it the state's first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flow {
    /// The page itself goes to Clever.
    Redirect,
    /// A window of its own does.
    Popup,
}

impl Flow {
    fn letter(self) -> char {
        match self {
            Flow::Redirect => 'r',
            Flow::Popup => 'p',
        }
    }

    /// The flow that a state of ours names; `None` for anything that no login here could have drawn.
    #[must_use]
    pub fn of_state(state: &str) -> Option<Flow> {
        let drawn = |rest: &str| {
            rest.len() == STATE_CHARACTERS
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if state.strip_prefix('r').is_some_and(drawn) {
            Some(Flow::Redirect)
        } else if state.strip_prefix('p').is_some_and(drawn) {
            Some(Flow::Popup)
        } else {
            None
        }
    }
}

/// What is remembered of a login that was begun.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pending {
    /// Begun for this client's own redirect URI.
    pub(crate) is_own: bool,
    pub(crate) created_ms: f64,
    pub(crate) return_to: Option<String>,
    /// JSON text.
    pub(crate) app_state: Option<String>,
    /// Begun by this crate in place of a portal launch.
    pub(crate) restart: bool,
}

impl Pending {
    fn to_json(&self, config: &Config) -> String {
        let mut record = Writer::object();
        record.number("v", 1.0);
        record.string("redirect_uri", &config.redirect_uri);
        record.number("created", self.created_ms);
        record.optional("returnTo", self.return_to.as_deref());
        if let Some(app_state) = &self.app_state {
            record.raw("appState", app_state);
        }
        record.boolean("restart", self.restart);
        record.end()
    }

    /// `None` for whatever this crate would not have written.
    fn from_json(text: &str, config: &Config) -> Option<Pending> {
        let [version, redirect_uri, created, return_to, app_state, restart] =
            reader::pick(text, "v redirect_uri created returnTo appState restart")?;
        let (Some("1"), Some(created), Some(restart)) =
            (version, created.and_then(reader::integer), restart.and_then(reader::boolean))
        else {
            return None;
        };
        Some(Pending {
            is_own: reader::string(redirect_uri?)? == config.redirect_uri,
            created_ms: created as f64,
            // Checked again: someone may have edited the record.
            return_to: return_to
                .and_then(reader::string)
                .map(|path| if is_return_path(&path) { path } else { String::from("/") }),
            app_state: app_state.map(str::to_owned),
            restart,
        })
    }

    /// Whether the record is neither too old nor from the future.
    pub(crate) fn is_fresh(&self, config: &Config, wall_ms: f64) -> bool {
        let age = wall_ms - self.created_ms;
        (-CLOCK_SLACK_MS..=config.login_max_age_ms).contains(&age)
    }
}

/// What else is pending, when a state was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    /// Logins that may still be answered.
    Fresh,
    /// Only leftovers.
    Stale,
    /// Nothing.
    Nothing,
}

/// The pending logins of one client: in this tab's storage, or in memory where there is none or it must not be used.
#[derive(Debug, Default)]
pub(crate) struct Logins {
    memory: Vec<(String, Pending)>,
    /// See [`with_used`].
    used: String,
}

impl Logins {
    /// Draws a state and keeps the record under it. A popup's record, and any record where storage is denied, stays in
    /// memory.
    pub(crate) fn begin(
        &mut self,
        host: &mut dyn Host,
        config: &Config,
        flow: Flow,
        pending: Pending,
    ) -> Result<String> {
        let state = draw(host, flow)?;
        self.sweep(host, config, MOST_PENDING - 1);
        if flow == Flow::Popup || !host.has_storage() {
            self.memory.push((state.clone(), pending));
            return Ok(state);
        }
        let record = pending.to_json(config);
        if !entries::set(host, config, &state, &record) {
            // Most likely full. Stale logins are gone already; what else is ours and may go is the memory of answered
            // ones. A login that may still be answered is not given up, nor anybody else's entry.
            entries::remove(host, config, "used");
            if !entries::set(host, config, &state, &record) {
                return Err(Error::from(Code::StorageUnavailable));
            }
        }
        Ok(state)
    }

    /// Drops what is stale or corrupt, then the oldest until at most `most` are left.
    fn sweep(&mut self, host: &mut dyn Host, config: &Config, most: usize) {
        let now = host.wall_ms();
        self.memory.retain(|(_, pending)| pending.is_fresh(config, now));
        let keys = host.keys();
        let mut stored: Vec<(f64, &str)> = Vec::new();
        logins(&keys, config, &mut |key| match read(host, config, key) {
            Some(pending) if pending.is_fresh(config, now) => stored.push((pending.created_ms, key)),
            _ => host.remove(key),
        });
        let excess = (stored.len() + self.memory.len()).saturating_sub(most);
        let rest = excess.saturating_sub(stored.len());
        // There are few: to look for the oldest each time is shorter than to sort.
        for _ in 0..excess.min(stored.len()) {
            let mut oldest = 0;
            let mut since = f64::INFINITY;
            for (index, (created, _)) in stored.iter().enumerate() {
                if *created < since {
                    (oldest, since) = (index, *created);
                }
            }
            host.remove(stored.remove(oldest).1);
        }
        self.memory.drain(..rest.min(self.memory.len()));
    }

    /// Takes the record out: it answers once. A record for another address, or one that cannot be read, is none.
    pub(crate) fn take(&mut self, host: &mut dyn Host, config: &Config, state: &str) -> Option<Pending> {
        let found = match self.memory.iter().position(|(held, _)| held == state) {
            Some(index) => Some(self.memory.swap_remove(index).1),
            None => {
                Flow::of_state(state)?;
                let key = entries::key(config, state);
                let found = Pending::from_json(&host.get(&key)?, config);
                // Another address's login is not ours to burn; what cannot be read is nobody's.
                if found.as_ref().is_some_and(|pending| !pending.is_own) {
                    return None;
                }
                host.remove(&key);
                found
            }
        }?;
        self.remember_used(host, config, state);
        Some(found)
    }

    /// Forgets a login that will not be answered.
    pub(crate) fn drop_popup(&mut self, state: &str) {
        self.memory.retain(|(held, _)| held != state);
    }

    /// What is pending besides the state that was asked for.
    pub(crate) fn others(&self, host: &dyn Host, config: &Config) -> Others {
        let now = host.wall_ms();
        let fresh = |pending: &Pending| pending.is_own && pending.is_fresh(config, now);
        let mut others = match self.memory.is_empty() {
            true => Others::Nothing,
            false if self.memory.iter().any(|(_, pending)| fresh(pending)) => Others::Fresh,
            false => Others::Stale,
        };
        logins(&host.keys(), config, &mut |key| {
            if others != Others::Fresh {
                others =
                    if read(host, config, key).as_ref().is_some_and(fresh) { Others::Fresh } else { Others::Stale };
            }
        });
        others
    }

    /// How many are pending, for `diagnose()`.
    pub(crate) fn count(&self, host: &dyn Host, config: &Config) -> usize {
        let mut count = self.memory.len();
        logins(&host.keys(), config, &mut |_| count += 1);
        count
    }

    /// Whether this state was answered before, as far as is remembered.
    pub(crate) fn was_used(&self, host: &dyn Host, config: &Config, state: &str) -> bool {
        let stored = entries::get(host, config, "used").unwrap_or_default();
        !state.is_empty() && [&self.used, &stored].iter().any(|used| parts(used, b' ').any(|used| used == state))
    }

    fn remember_used(&mut self, host: &mut dyn Host, config: &Config, state: &str) {
        self.used = with_used(&self.used, state);
        if host.has_storage() {
            let stored = entries::get(host, config, "used").unwrap_or_default();
            // Refused for want of room: only a kinder error is lost.
            entries::set(host, config, "used", &with_used(&stored, state));
        }
    }
}

/// Calls `each` with those of the `keys` under which logins of this client are stored.
fn logins<'a>(keys: &'a str, config: &Config, each: &mut dyn FnMut(&'a str)) {
    let prefix = entries::key(config, "");
    for key in parts(keys, b'\0') {
        if key.strip_prefix(&prefix).is_some_and(|state| Flow::of_state(state).is_some()) {
            each(key);
        }
    }
}

fn read(host: &dyn Host, config: &Config, key: &str) -> Option<Pending> {
    Pending::from_json(&host.get(key)?, config)
}

/// The answered states with one more: all of one length, each behind a space, the oldest first.
fn with_used(used: &str, state: &str) -> String {
    let excess = used.len().saturating_sub((MOST_USED - 1) * (STATE_CHARACTERS + 2));
    [used.get(excess..).unwrap_or_default(), " ", state].concat()
}

/// 128 random bits behind the flow's letter.
fn draw(host: &mut dyn Host, flow: Flow) -> Result<String> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut random = [0u8; 16];
    if !host.fill_random(&mut random) {
        return Err(Error::from(Code::CryptoUnavailable));
    }
    let mut bits = u128::from_be_bytes(random);
    let mut state = String::with_capacity(STATE_CHARACTERS + 1);
    state.push(flow.letter());
    for _ in 0..STATE_CHARACTERS {
        state.push(char::from(ALPHABET.get((bits & 63) as usize).copied().unwrap_or(b'A')));
        bits >>= 6;
    }
    Ok(state)
}
