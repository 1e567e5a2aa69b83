//! This tab: its clocks, its randomness, its storage, its address.

use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use crate::prelude::*;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Storage, Window};

#[wasm_bindgen]
extern "C" {
    /// The platform's URL, of which only the parser is wanted. `web_sys::Url` would bring its whole class along.
    type URL;

    #[wasm_bindgen(constructor, catch)]
    fn new(text: &str) -> core::result::Result<URL, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn href(this: &URL) -> String;

    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Option<JsValue>;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: Window;
}

/// The place this module runs in.
#[derive(Debug)]
pub(crate) struct Tab {
    storage: Option<Storage>,
}

/// The global object. Test environments fake a window without its class, so the class is not asked for.
fn window() -> Window {
    GLOBAL.with(Clone::clone)
}

impl Tab {
    /// Looks for the storage afresh: a browser may take it away at any time.
    pub(crate) fn here() -> Tab {
        // Without a document nothing belongs to a tab: records and session then belong to the client alone.
        let storage = if has_document() { window().session_storage().ok().flatten() } else { None };
        Tab { storage }
    }
}

/// Whether this is a page.
pub(crate) fn has_document() -> bool {
    DOCUMENT.with(Option::is_some)
}

/// The platform's canonical text of an address.
pub(crate) fn canonical(text: &str) -> Option<String> {
    URL::new(text).ok().map(|url| url.href())
}

/// The page's address.
pub(crate) fn address() -> Option<String> {
    if has_document() { window().location().href().ok() } else { None }
}

/// Replaces the page's address without a history entry and without disturbing a router's state.
pub(crate) fn scrub(clean: &str) -> Result<()> {
    let window = window();
    let replaced = window
        .history()
        .and_then(|history| history.state().and_then(|state| history.replace_state_with_url(&state, "", Some(clean))));
    if replaced.is_ok() {
        return Ok(());
    }
    // Some embedders refuse replaceState; going to the clean address costs a reload at most.
    let gone = window.location().replace(clean).is_ok() && address().as_deref() == Some(clean);
    if gone { Ok(()) } else { Err(Error::new(Code::CallbackInvalid).because(Reason::ScrubFailed)) }
}

impl Host for Tab {
    fn wall_ms(&self) -> f64 {
        js_sys::Date::now()
    }

    fn steady_ms(&self) -> f64 {
        window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
    }

    fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }

    fn has_storage(&self) -> bool {
        self.storage.is_some()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.storage.as_ref()?.get_item(key).ok().flatten()
    }

    fn set(&mut self, key: &str, value: &str) -> bool {
        self.storage.as_ref().is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    fn remove(&mut self, key: &str) {
        if let Some(storage) = &self.storage {
            // Refused: then nothing of ours can be there either.
            let _ = storage.remove_item(key);
        }
    }

    fn keys(&self) -> Vec<String> {
        let Some(storage) = &self.storage else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect()
    }
}
