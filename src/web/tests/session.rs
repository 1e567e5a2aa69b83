//! The session in this tab's storage, and handed from client to client.

use super::app::App;
use super::page;
use clever_emulator::Client;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn in_tab() -> [(&'static str, JsValue); 1] {
    [("sessionStore", "session".into())]
}

fn key() -> String {
    ["clever:", Client::DEFAULT_ID, ":session"].concat()
}

#[wasm_bindgen_test]
fn a_reload_keeps_what_the_tab_keeps() {
    let mut app = App::with(in_tab());
    let session = app.sign_in("teacher")["session"].clone();
    let stored = page::storage().get_item(&key()).unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), session);
    let app = app.reload(in_tab());
    assert_eq!(app.session(), session);
    let left = app.decide("remaining", 0.0, &[]).unwrap().as_f64().unwrap();
    assert!(left > 0.0 && left <= 86_400_000.0);
    let app = app.reload([]);
    assert!(app.session().is_null(), "memory looks into the store");
    let app = app.reload(in_tab());
    app.decide("end", 0.0, &[]).unwrap();
    assert!(app.session().is_null());
    assert_eq!(page::storage().get_item(&key()).unwrap(), None);
    assert!(app.reload(in_tab()).session().is_null());
}

#[wasm_bindgen_test]
fn memory_stores_no_token() {
    let mut app = App::new();
    app.sign_in("teacher");
    let token = app.clever.tokens[0].clone();
    assert!(page::stored().iter().all(|(_, value)| !value.contains(&token)));
    assert!(app.reload([]).session().is_null());
}

#[wasm_bindgen_test]
fn anything_odd_in_the_store_is_deleted() {
    let mut app = App::with(in_tab());
    app.sign_in("teacher");
    let good = page::storage().get_item(&key()).unwrap().unwrap();
    let session: Value = serde_json::from_str(&good).unwrap();
    let changed = |name: &str, value: Value| {
        let mut session = session.clone();
        session[name] = value;
        session.to_string()
    };
    for odd in [
        String::new(),
        "{".into(),
        "null".into(),
        "[]".into(),
        changed("v", 2.into()),
        changed("v", Value::Null),
        changed("clientId", "other".into()),
        changed("token", "a b".into()),
        changed("token", "".into()),
        changed("token", "0123456789abcdef0123456789abcdef01234567".into()),
        changed("expiresAt", 1.into()),
        changed("expiresAt", "soon".into()),
        changed("expiresAt", 9_000_000_000_000_000_u64.into()),
        changed("expiryIsAssumed", 1.into()),
    ] {
        page::storage().set_item(&key(), &odd).unwrap();
        app = app.reload(in_tab());
        assert!(app.session().is_null(), "{odd}");
        assert_eq!(page::storage().get_item(&key()).unwrap(), None, "{odd}");
    }
    page::storage().set_item(&key(), &good).unwrap();
    assert!(app.reload(in_tab()).session().is_object());
}

#[wasm_bindgen_test]
fn clients_of_a_page_hand_it_over() {
    let mut app = App::new();
    let session = app.sign_in("teacher")["session"].clone();
    let first = app.client;
    app.client = app.open(&app.options([])).unwrap();
    assert_ne!(app.client, first);
    assert!(app.session().is_null());
    app.decide("adopt", 0.0, &[Some(&session.to_string())]).unwrap();
    assert_eq!(app.session(), session);
    app.decide("end", 0.0, &[]).unwrap();
    assert!(app.session().is_null());
    app.client = first;
    assert_eq!(app.session(), session, "each client ends for itself");
    app.decide("shut", 0.0, &[]).unwrap();
    assert_eq!(app.decide("session", 0.0, &[]).unwrap_err().code(), "client_closed");
    assert_eq!(app.open(&app.options([])).unwrap(), first + 2, "a number came again");
}
