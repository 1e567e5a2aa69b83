//! Pending logins in the real sessionStorage, whoever else uses it.

use super::app::{ANYWHERE, App, CleverError, GIVEN, HERE, POPUP, Result};
use super::page;
use clever_emulator::Client;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const OURS: &str = "clever:";

fn ours() -> Vec<String> {
    page::stored().into_iter().map(|entry| entry.0).filter(|key| key.starts_with(OURS)).collect()
}

fn foreign() -> Vec<(String, String)> {
    page::stored().into_iter().filter(|entry| !entry.0.starts_with(OURS)).collect()
}

/// Fills the storage with another script's entries until not one more character fits.
fn fill() {
    let storage = page::storage();
    let mut length = 1 << 20;
    let mut number = 0;
    while length > 0 {
        if storage.set_item(&format!("app:{number}"), &"x".repeat(length)).is_ok() {
            number += 1;
            assert!(number < 1000, "this storage has no end");
        } else {
            length /= 2;
        }
    }
    assert!(storage.set_item("z", "").is_err());
}

fn begun(app: &App) -> Result<String> {
    app.begin(HERE, []).map(|(_, state)| state)
}

fn unavailable(error: &CleverError) {
    assert_eq!(error.verdict(), ("storage_unavailable", ""));
    assert!(error.hint().contains("loginWithPopup"), "{error:?}");
}

#[wasm_bindgen_test]
fn a_full_storage_is_told_and_nobody_else_pays() {
    let mut app = App::new();
    fill();
    let foreign_before = foreign();
    unavailable(&begun(&app).unwrap_err());
    unavailable(&app.begin(ANYWHERE, []).unwrap_err());
    assert!(foreign() == foreign_before, "entries of the app are gone");
    assert!(ours().is_empty());
    // A popup's login needs no storage, nor does what follows it.
    let (url, _) = app.begin(POPUP, []).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    assert!(app.settle(&back, super::app::OPENER).unwrap()["session"].is_object());
    assert!(foreign() == foreign_before, "entries of the app are gone");
    page::clear();
    begun(&app).unwrap();
}

#[wasm_bindgen_test]
fn a_session_that_finds_no_room_lives_in_memory() {
    let mut app = App::new().reload([("sessionStore", JsValue::from("session"))]);
    let (url, _) = app.begin(POPUP, []).unwrap();
    fill();
    let foreign_before = foreign();
    let back = app.clever.sign_in(&url, "teacher");
    assert!(app.settle(&back, super::app::OPENER).unwrap()["session"].is_object());
    assert!(app.session().is_object());
    assert!(ours().is_empty() && foreign() == foreign_before);
    page::clear();
}

#[wasm_bindgen_test]
fn own_unanswered_logins_make_room() {
    let app = App::new();
    let given_up: Vec<_> = (0..3).map(|_| begun(&app).unwrap()).collect();
    fill();
    let foreign_before = foreign();
    let state = begun(&app).unwrap();
    assert_eq!(ours(), [["clever:", Client::DEFAULT_ID, ":", &state].concat()], "{given_up:?}");
    assert!(foreign() == foreign_before, "entries of the app are gone");
    page::clear();
}

#[wasm_bindgen_test]
fn sixteen_logins_are_kept() {
    let app = App::new();
    let storage = page::storage();
    let others = ["clever:other:r0123456789012345678901", "clever:", "unrelated"];
    for key in others {
        storage.set_item(key, "{}").unwrap();
    }
    // What nobody can read is swept.
    storage.set_item(&["clever:", Client::DEFAULT_ID, ":r0123456789012345678901"].concat(), "{\"v\":2}").unwrap();
    let states: Vec<_> = (0..20).map(|_| begun(&app).unwrap()).collect();
    let kept = |state: &String| storage.get_item(&["clever:", Client::DEFAULT_ID, ":", state].concat()).unwrap().is_some();
    assert_eq!(states.iter().filter(|state| kept(state)).count(), 16);
    assert!(states[19..].iter().all(kept));
    assert_eq!(page::stored().len(), 16 + others.len());
    let described = app.decide("describe", 0.0, &[]).unwrap();
    assert_eq!((&described["storage"], &described["pendingLogins"]), (&true.into(), &16.into()));
}

#[wasm_bindgen_test]
fn a_record_that_was_tampered_with_is_none() {
    let mut app = App::new();
    for (from, to) in [("\"v\":1", "\"v\":2"), ("/callback", "/elsewhere"), ("{", ""), ("\"restart\":false", "\"restart\":7")] {
        let (url, state) = app.begin(HERE, []).unwrap();
        let key = ["clever:", Client::DEFAULT_ID, ":", &state].concat();
        let record = page::storage().get_item(&key).unwrap().unwrap();
        assert!(record.contains(from), "{record}");
        page::storage().set_item(&key, &record.replacen(from, to, 1)).unwrap();
        let back = app.clever.sign_in(&url, "teacher");
        assert_eq!(app.settle(&back, GIVEN).unwrap_err().code(), "state_unknown", "{from}");
        page::clear();
    }
    // An edited path leads home at most.
    let (url, state) = app.begin(HERE, [("returnTo", "/classes".into())]).unwrap();
    let key = ["clever:", Client::DEFAULT_ID, ":", &state].concat();
    let record = page::storage().get_item(&key).unwrap().unwrap().replace("/classes", "//evil.example");
    page::storage().set_item(&key, &record).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    assert_eq!(app.settle(&back, GIVEN).unwrap()["returnTo"], "/");
}
