//! This tab: its clocks, its randomness, its storage, its address.
//!
//! A few functions of `tab.js` stand for what would be some twenty imports of single members: each of those costs the
//! browser more than what it does.

use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use crate::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/web/tab.js")]
extern "C" {
    fn tab(what: u32, text: &str, value: &str) -> Option<String>;
    fn now(steady: bool) -> f64;
    fn random(bytes: &mut [u8]) -> bool;
}

const CANONICAL: u32 = 0;
const ADDRESS: u32 = 1;
const SCRUB: u32 = 2;
const GET: u32 = 3;
const SET: u32 = 4;
const REMOVE: u32 = 5;
const KEYS: u32 = 6;

/// The place this module runs in. A browser may take its storage away at any time, so nothing of it is kept.
#[derive(Debug)]
pub(crate) struct Tab;

/// The platform's canonical text of an address.
pub(crate) fn canonical(text: &str) -> Option<String> {
    tab(CANONICAL, text, "")
}

/// The page's address; nothing where there is no page.
pub(crate) fn address() -> Option<String> {
    tab(ADDRESS, "", "")
}

/// Replaces the page's address without a history entry and without disturbing a router's state.
pub(crate) fn scrub(clean: &str) -> Result<()> {
    match tab(SCRUB, clean, "") {
        Some(_) => Ok(()),
        None => Err(Error::new(Code::CallbackInvalid).because(Reason::ScrubFailed)),
    }
}

impl Host for Tab {
    fn wall_ms(&self) -> f64 {
        now(false)
    }

    fn steady_ms(&self) -> f64 {
        now(true)
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        random(bytes)
    }

    fn has_storage(&self) -> bool {
        tab(KEYS, "", "").is_some()
    }

    fn get(&self, key: &str) -> Option<String> {
        tab(GET, key, "")
    }

    fn set(&mut self, key: &str, value: &str) -> bool {
        tab(SET, key, value).is_some()
    }

    fn remove(&mut self, key: &str) {
        // Refused: then nothing of ours can be there either.
        let _ = tab(REMOVE, key, "");
    }

    fn keys(&self) -> String {
        tab(KEYS, "", "").unwrap_or_default()
    }
}
