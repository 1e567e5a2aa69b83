//! Pending logins in the real sessionStorage, whoever else uses it.

use super::app::{ANYWHERE, App, CleverError, GIVEN, HERE, OPENER, POPUP, Result};
use super::page;
use clever_emulator::Client;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const OURS: &str = "clever:";

fn key(name: &str) -> String {
    [OURS, Client::DEFAULT_ID, ":", name].concat()
}

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
    // An entry needs room for its key as well.
    let mut first = storage.get_item("app:0").unwrap().unwrap();
    while storage.set_item("app:0", &first).is_ok() {
        first.push('x');
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
    assert!(app.settle(&back, OPENER).unwrap()["session"].is_object());
    assert!(foreign() == foreign_before, "entries of the app are gone");
    page::clear();
    begun(&app).unwrap();
}

#[wasm_bindgen_test]
fn a_session_that_finds_no_room_lives_in_memory() {
    let mut app = App::with([("sessionStore", "session".into())]);
    let session = key("session");
    app.sign_in("teacher");
    assert!(page::storage().get_item(&session).unwrap().is_some());
    let (url, _) = app.begin(POPUP, []).unwrap();
    fill();
    let foreign_before = foreign();
    // The explorer's record is longer than the teacher's.
    let back = app.clever.sign_in(&url, "explorer");
    let outcome = app.settle(&back, OPENER).unwrap();
    assert_eq!(app.session(), outcome["session"]);
    assert_eq!(page::storage().get_item(&session).unwrap(), None, "an older session would come back");
    assert!(foreign() == foreign_before, "entries of the app are gone");
    page::clear();
}

#[wasm_bindgen_test]
fn pending_logins_are_not_given_up_for_room() {
    let app = App::new();
    let states: Vec<_> = (0..3).map(|_| begun(&app).unwrap()).collect();
    fill();
    let before = page::stored();
    unavailable(&begun(&app).unwrap_err());
    assert!(page::stored() == before);
    // One that is too old to be answered is.
    let stale = key(&states[1]);
    let record: Value = serde_json::from_str(&page::storage().get_item(&stale).unwrap().unwrap()).unwrap();
    let created = record["created"].to_string();
    let aged = record.to_string().replace(&created, &"1".repeat(created.len()));
    page::storage().set_item(&stale, &aged).unwrap();
    let state = begun(&app).unwrap();
    let mut kept = [&states[0], &states[2], &state].map(|state| key(state));
    kept.sort();
    assert_eq!(ours(), kept);
    page::clear();
}

#[wasm_bindgen_test]
fn the_memory_of_answered_logins_makes_room() {
    let mut app = App::new();
    for _ in 0..16 {
        let (url, _) = app.begin(HERE, []).unwrap();
        let back = app.clever.deny(&url);
        assert_eq!(app.settle(&back, GIVEN).unwrap_err().code(), "oauth_error");
    }
    assert_eq!(ours(), [key("used")]);
    fill();
    let foreign_before = foreign();
    let state = begun(&app).unwrap();
    assert_eq!(ours(), [key(&state)]);
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
    storage.set_item(&key("r0123456789012345678901"), "{\"v\":2}").unwrap();
    let states: Vec<_> = (0..20).map(|_| begun(&app).unwrap()).collect();
    let kept = |state: &String| storage.get_item(&key(state)).unwrap().is_some();
    assert_eq!(states.iter().filter(|state| kept(state)).count(), 16);
    assert!(states[19..].iter().all(kept));
    assert_eq!(page::stored().len(), 16 + others.len());
    let described = app.decide("describe", 0.0, &[]).unwrap();
    assert_eq!((&described["storage"], &described["pendingLogins"]), (&true.into(), &16.into()));
}

#[wasm_bindgen_test]
fn a_record_that_was_tampered_with_is_none() {
    let mut app = App::new();
    for (from, to) in
        [("\"v\":1", "\"v\":2"), ("/callback", "/elsewhere"), ("{", ""), ("\"restart\":false", "\"restart\":7")]
    {
        let (url, state) = app.begin(HERE, []).unwrap();
        let key = key(&state);
        let record = page::storage().get_item(&key).unwrap().unwrap();
        assert!(record.contains(from), "{record}");
        page::storage().set_item(&key, &record.replacen(from, to, 1)).unwrap();
        let back = app.clever.sign_in(&url, "teacher");
        assert_eq!(app.settle(&back, GIVEN).unwrap_err().code(), "state_unknown", "{from}");
        page::clear();
    }
    // An edited path leads home at most.
    let (url, state) = app.begin(HERE, [("returnTo", "/classes".into())]).unwrap();
    let key = key(&state);
    let record = page::storage().get_item(&key).unwrap().unwrap().replace("/classes", "//evil.example");
    page::storage().set_item(&key, &record).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    assert_eq!(app.settle(&back, GIVEN).unwrap()["returnTo"], "/");
}
