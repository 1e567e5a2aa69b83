//! A simulated tab: two clocks that can jump, a source of randomness that can be missing, a sessionStorage that can be
//! full, refuse, be denied, be tampered with and be cloned as browsers clone it for a duplicate tab or a popup.

use super::random::Random;
use clever_wasm::host::Host;
use std::collections::BTreeMap;

/// 2026-01-05T15:00:00Z, a school morning.
pub(super) const MORNING_MS: f64 = 1_767_625_200_000.0;

#[derive(Clone, Debug)]
pub(super) struct Tab {
    pub(super) wall_ms: f64,
    pub(super) steady_ms: f64,
    /// `None`: a platform without secure randomness.
    pub(super) random: Option<Random>,
    /// Reading the `sessionStorage` property throws.
    pub(super) denied: bool,
    /// `setItem` throws, whatever the size.
    pub(super) refusing: bool,
    /// Room for keys and values together, in characters.
    pub(super) quota: usize,
    /// How often `setItem` was tried.
    pub(super) writes: usize,
    entries: BTreeMap<String, String>,
}

impl Tab {
    pub(super) fn new(seed: u64) -> Tab {
        Tab {
            wall_ms: MORNING_MS,
            steady_ms: 1000.0,
            random: Some(Random::new(seed)),
            denied: false,
            refusing: false,
            quota: 5_000_000,
            writes: 0,
            entries: BTreeMap::new(),
        }
    }

    /// Lets time pass by both clocks.
    pub(super) fn wait(&mut self, ms: f64) {
        self.wall_ms += ms;
        self.steady_ms += ms;
    }

    /// Fresh randomness, as every tab has its own.
    pub(super) fn reseed(&mut self, seed: u64) {
        self.random = Some(Random::new(seed));
    }

    /// Someone else of the same origin writes, past every check.
    pub(super) fn tamper(&mut self, key: &str, value: &str) {
        self.entries.insert(key.to_owned(), value.to_owned());
    }

    /// Clears the tab's storage.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }

    /// What is stored, whether or not it may be read just now.
    pub(super) fn stored(&self) -> &BTreeMap<String, String> {
        &self.entries
    }

    /// Room that is taken.
    pub(super) fn used(&self) -> usize {
        self.entries.iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    /// Leaves room for `more` characters and not one beyond.
    pub(super) fn leave_room(&mut self, more: usize) {
        self.quota = self.used() + more;
    }
}

impl Host for Tab {
    fn wall_ms(&self) -> f64 {
        self.wall_ms
    }

    fn steady_ms(&self) -> f64 {
        self.steady_ms
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        match &mut self.random {
            Some(random) => {
                random.fill(bytes);
                true
            }
            None => false,
        }
    }

    fn has_storage(&self) -> bool {
        !self.denied
    }

    fn get(&self, key: &str) -> Option<String> {
        if self.denied { None } else { self.entries.get(key).cloned() }
    }

    fn set(&mut self, key: &str, value: &str) -> bool {
        self.writes += 1;
        let replaced = self.entries.get(key).map_or(0, |old| key.len() + old.len());
        let fits = self.used() - replaced + key.len() + value.len() <= self.quota;
        let written = fits && !self.denied && !self.refusing;
        if written {
            self.entries.insert(key.to_owned(), value.to_owned());
        }
        written
    }

    fn remove(&mut self, key: &str) {
        if !self.denied {
            self.entries.remove(key);
        }
    }

    fn keys(&self) -> String {
        if self.denied { String::new() } else { self.entries.keys().cloned().collect::<Vec<_>>().join("\0") }
    }
}

#[test]
fn a_tab_keeps_the_contract_of_a_host() {
    let mut tab = Tab::new(1);
    assert_eq!(tab.get("x"), None);
    assert!(tab.set("x", ""));
    assert_eq!(tab.get("x").as_deref(), Some(""));
    tab.leave_room(3);
    assert!(tab.set("x", "123"), "replacing counts once");
    assert!(!tab.set("x", "1234"));
    assert_eq!(tab.get("x").as_deref(), Some("123"), "a refused write leaves the old value");
    tab.denied = true;
    assert!(!tab.has_storage() && tab.get("x").is_none() && tab.keys().is_empty() && !tab.set("y", ""));
    tab.remove("x");
    assert_eq!(tab.stored().len(), 1);
    tab.random = None;
    assert!(!tab.fill_random(&mut [0; 16]));
}
