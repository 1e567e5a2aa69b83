//! Who is signed in, in the build without the API.

use super::app::{App, CleverError};
use super::clever::Fetched;
use super::object::nothing;
use clever_emulator::{PERSONAS, TokenKind};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

fn judged(app: &App, of: &str, status: u16, body: &str) -> Result<Value, CleverError> {
    let record = app.ask("identity", 0, f64::from(status), &[Some(of), Some(body)], &nothing())?;
    Ok(serde_json::from_str(&record.unwrap()).unwrap())
}

fn fetched(app: &mut App, path: &str, token: &str) -> (u16, String) {
    let url = [&app.clever.api_url(), path].concat();
    match app.clever.fetch("GET", &url, token, None) {
        Fetched::Came(response) => (response.status, response.text()),
        lost => panic!("{path}: {lost:?}"),
    }
}

#[wasm_bindgen_test]
fn each_persona_is_somebody() {
    for persona in PERSONAS {
        let mut app = App::new();
        let token = app.sign_in(&persona.key)["session"]["token"].as_str().unwrap().to_owned();
        let (status, body) = fetched(&mut app, "/v3.1/me", &token);
        let me = judged(&app, "me", status, &body).unwrap();
        assert_eq!(me, serde_json::from_str::<Value>(&body).unwrap()["data"]);
        let (status, body) = fetched(&mut app, "/userinfo", &token);
        let userinfo = judged(&app, "userinfo", status, &body).unwrap();
        assert_eq!(userinfo["sub"], me["id"]);
    }
}

#[wasm_bindgen_test]
fn a_district_is_nobody() {
    let mut app = App::new();
    let token = app.clever.emulator.mint(TokenKind::District, "teacher", "", js_sys::Date::now() as u64).unwrap();
    app.clever.tokens.push(token.clone());
    let (status, body) = fetched(&mut app, "/v3.1/me", &token);
    assert_eq!(judged(&app, "me", status, &body).unwrap_err().verdict(), ("token_refused", "district_token"));
}

#[wasm_bindgen_test]
fn any_other_answer_is_an_error() {
    let mut app = App::new();
    let token = app.sign_in("teacher")["session"]["token"].as_str().unwrap().to_owned();
    app.clever.emulator.revoke(None);
    let (status, body) = fetched(&mut app, "/v3.1/me", &token);
    assert_eq!(judged(&app, "me", status, &body).unwrap_err().code(), "unauthorized");
    for (status, code) in [
        (403, "forbidden"),
        (404, "not_found"),
        (429, "rate_limited"),
        (500, "server_error"),
        (302, "unexpected_redirect"),
    ] {
        let error = judged(&app, "me", status, r#"{"data":{"id":"a"}}"#).unwrap_err();
        assert_eq!((error.code(), &error.0["status"]), (code, &status.into()));
    }
    for body in ["", "{", "<html>", "[]", r#"{"data":"#, r#"{"data":7}"#, r#"{"data":{"id":7}}"#, r#"{"id":"a"}"#] {
        let error = judged(&app, "me", 200, body).unwrap_err();
        assert_eq!((error.code(), &error.0["status"]), ("invalid_response", &200.into()), "{body}");
    }
    for body in ["", "[]", "{}", r#"{"sub":null}"#, r#"{"sub":"a""#] {
        assert_eq!(judged(&app, "userinfo", 200, body).unwrap_err().code(), "invalid_response", "{body}");
    }
}
