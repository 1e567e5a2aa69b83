//! This page: its address, its history, its storage.

use wasm_bindgen::JsValue;
use web_sys::{History, Storage, Window};

pub(super) fn window() -> Window {
    web_sys::window().unwrap()
}

pub(super) fn origin() -> String {
    window().location().origin().unwrap()
}

pub(super) fn address() -> String {
    window().location().href().unwrap()
}

pub(super) fn history() -> History {
    window().history().unwrap()
}

/// This tab's storage.
pub(super) fn storage() -> Storage {
    window().session_storage().unwrap().unwrap()
}

/// Every entry of the storage, sorted by its key.
pub(super) fn stored() -> Vec<(String, String)> {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).map(|index| storage.key(index).unwrap().unwrap());
    let mut entries: Vec<_> = keys.map(|key| (storage.get_item(&key).unwrap().unwrap(), key)).collect();
    entries.sort_by(|one, other| one.1.cmp(&other.1));
    entries.into_iter().map(|(value, key)| (key, value)).collect()
}

/// The page is at this address now, as after a navigation within it. Browsers limit how often a page may do that, so
/// tests that are not about the address bar hand addresses over instead.
pub(super) fn arrive(address: &str) {
    history().push_state_with_url(&JsValue::NULL, "", Some(address)).unwrap();
    assert_eq!(self::address(), address);
}

/// As a tab begins: nothing stored.
pub(super) fn clear() {
    storage().clear().unwrap();
}
