//! This tab: its clocks, its randomness, its storage, its address. On a server there is none of that, and nothing here
//! fails for it.

use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use web_sys::{Storage, Window};

/// The place this runs in. A browser may take its storage away at any time, so nothing of it is kept.
#[derive(Debug)]
pub(super) struct Tab;

/// The page, where there is one: not on a server, nor in a worker.
pub(super) fn page() -> Option<Window> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    web_sys::window().filter(|window| window.document().is_some())
}

/// The platform's canonical text of an address.
#[cfg(target_arch = "wasm32")]
pub(super) fn canonical(text: &str) -> Option<String> {
    web_sys::Url::new(text).ok().map(|url| url.href())
}

/// The same on a server.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn canonical(text: &str) -> Option<String> {
    url::Url::parse(text).ok().map(String::from)
}

/// The page's address; nothing where there is no page.
pub(super) fn address() -> Option<String> {
    page()?.location().href().ok()
}

/// Replaces the page's address without a history entry and without disturbing a router's state.
pub(super) fn scrub(clean: &str) -> Result<()> {
    let Some(window) = page() else { return Ok(()) };
    let replaced = window.history().and_then(|history| {
        let state = history.state()?;
        history.replace_state_with_url(&state, "", Some(clean))
    });
    // Some embedders refuse it; going to the clean address costs a reload at most.
    let is_clean = || window.location().replace(clean).is_ok() && address().as_deref() == Some(clean);
    if replaced.is_ok() || is_clean() {
        Ok(())
    } else {
        Err(Error::new(Code::CallbackInvalid).because(Reason::ScrubFailed))
    }
}

/// Whether a page of another site stands around this one.
pub(super) fn is_framed() -> bool {
    let Some(mut frame) = page() else { return false };
    let own = frame.location().origin().ok();
    while let Ok(Some(parent)) = frame.parent() {
        if js_sys::Object::is(&parent, &frame) {
            return false;
        }
        match parent.location().origin() {
            Ok(origin) if Some(&origin) == own.as_ref() => frame = parent,
            _ => return true,
        }
    }
    false
}

/// Whether tabs and windows of this site can tell each other anything beside storage.
pub(super) fn has_channels() -> bool {
    cfg!(target_arch = "wasm32")
        && js_sys::Reflect::has(&js_sys::global(), &wasm_bindgen::JsValue::from_str("BroadcastChannel"))
            .unwrap_or(false)
}

fn storage() -> Option<Storage> {
    page()?.session_storage().ok().flatten()
}

impl Host for Tab {
    #[cfg(target_arch = "wasm32")]
    fn wall_ms(&self) -> f64 {
        js_sys::Date::now()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn wall_ms(&self) -> f64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0.0, |since| since.as_millis() as f64)
    }

    #[cfg(target_arch = "wasm32")]
    fn steady_ms(&self) -> f64 {
        page().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |performance| performance.now())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn steady_ms(&self) -> f64 {
        static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        BEGAN.get_or_init(std::time::Instant::now).elapsed().as_secs_f64() * 1000.0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }

    fn has_storage(&self) -> bool {
        storage().is_some()
    }

    fn get(&self, key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    fn set(&mut self, key: &str, value: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    fn remove(&mut self, key: &str) {
        // Refused: then nothing of ours can be there either.
        let _ = storage().map(|storage| storage.remove_item(key));
    }

    fn keys(&self) -> String {
        let Some(storage) = storage() else { return String::new() };
        let length = storage.length().unwrap_or(0);
        (0..length).filter_map(|index| storage.key(index).ok().flatten()).collect::<Vec<_>>().join("\0")
    }
}
