//! Answers that are late, broken, limited or not Clever's.

use super::app::{App, Result};
use super::flight::Played;
use clever_emulator::{Effect, Fault, Options};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn explorer() -> App {
    let mut app = App::new();
    app.sign_in("explorer");
    app
}

/// The call of `getUsers` that meets this.
fn met(app: &mut App, effect: Effect, count: Option<u32>) -> Played {
    app.clever.emulator.fault(Fault { count, ..Fault::once("/v3.1/users", effect) });
    app.play("getUsers", &[], Some(r#"{"limit":5}"#), None)
}

fn codes(played: &Played) -> Vec<&str> {
    played.waits.iter().map(|(_, code)| code.as_str()).collect()
}

fn rows(end: Result<(Value, String)>) -> usize {
    serde_json::from_str::<Value>(&end.unwrap().1).unwrap()["data"].as_array().unwrap().len()
}

#[wasm_bindgen_test]
fn too_many_requests_wait_for_the_minute() {
    let mut app = explorer();
    let limited =
        Effect::Status { status: 429, body: None, content_type: None, retry_after: Some("1".into()), cors: true };
    let played = met(&mut app, limited, Some(1));
    assert_eq!(codes(&played), ["rate_limited"]);
    // Retry-After is not among the headers that a page may read: what is left is our own minute, and some spread.
    assert!((30_000.0..=60_000.0).contains(&played.waits[0].0), "{:?}", played.waits);
    assert_eq!(rows(played.end), 5);
    let error = met(&mut app, Effect::status(429), Some(4)).error();
    assert_eq!((error.code(), &error.0["status"]), ("rate_limited", &429.into()));
    assert!(error.0["retryAfterMs"].as_f64().unwrap() > 0.0);
}

#[wasm_bindgen_test]
fn a_server_that_recovers_is_asked_again() {
    let mut app = explorer();
    for status in [500, 502, 503, 504] {
        let played = met(&mut app, Effect::status(status), Some(3));
        assert_eq!(codes(&played), ["server_error"; 3]);
        let bounds = [500.0, 1000.0, 2000.0];
        assert!(played.waits.iter().zip(bounds).all(|((ms, _), most)| (0.0..=most).contains(ms)), "{:?}", played.waits);
        let attempts: Vec<_> = played.sent.iter().map(|send| send["attempt"].as_u64().unwrap()).collect();
        assert_eq!(attempts, [1, 2, 3, 4]);
        assert_eq!(rows(played.end), 5);
    }
    assert_eq!(met(&mut app, Effect::status(501), Some(1)).error().code(), "server_error");
}

#[wasm_bindgen_test]
fn no_retry_where_none_is_wanted() {
    let mut app = App::at(Options { users: 60, ..Options::default() }, [("retry", JsValue::FALSE)]);
    app.sign_in("explorer");
    let played = met(&mut app, Effect::status(503), Some(1));
    assert_eq!((played.sent.len(), played.error().code()), (1, "server_error"));
}

#[wasm_bindgen_test]
fn what_breaks_off_is_asked_again() {
    let mut app = explorer();
    for effect in [Effect::Truncate { at: 0 }, Effect::Truncate { at: 100 }, Effect::Drop, Effect::WithoutCors] {
        let played = met(&mut app, effect.clone(), Some(1));
        assert_eq!(codes(&played), ["network"], "{effect:?}");
        assert_eq!(rows(played.end), 5);
        let played = met(&mut app, effect, Some(4));
        assert_eq!(played.sent.len(), 4, "the network was seen to work");
        let error = played.error();
        assert_eq!((error.code(), &error.0["retryable"]), ("network", &true.into()));
    }
}

#[wasm_bindgen_test]
fn a_change_is_never_sent_twice() {
    let mut app = explorer();
    for effect in [Effect::Drop, Effect::status(503), Effect::status(429), Effect::Truncate { at: 3 }] {
        app.clever.emulator.fault(Fault::once("/v3.1/sections", effect));
        let played = app.play("createAssignmentForSection", &["5f0a"], None, Some("{}"));
        assert_eq!((played.sent.len(), played.waits.len()), (1, 0));
        assert!(played.end.is_err());
    }
}

#[wasm_bindgen_test]
fn what_is_not_json_is_told() {
    let mut app = explorer();
    let error = met(&mut app, Effect::Html, Some(1)).error();
    assert_eq!(error.verdict(), ("invalid_response", "malformed"));
    assert!(error.hint().contains("apiUrl"), "{error:?}");
    let error = met(&mut app, Effect::EmptyBody, Some(1)).error();
    assert_eq!(error.verdict(), ("invalid_response", "malformed"));
    for (body, verdict) in [
        ("{\"data\":[", ("invalid_response", "malformed")),
        ("{\"data\":[]}x", ("invalid_response", "malformed")),
        ("[]", ("invalid_response", "broken_page")),
        (r#"{"data":[{"data":{"id":7}}]}"#, ("invalid_response", "wrong_type")),
    ] {
        let effect =
            Effect::Status { status: 200, body: Some(body.into()), content_type: None, retry_after: None, cors: true };
        let error = met(&mut app, effect, Some(1)).error();
        assert_eq!((error.verdict(), &error.0["status"]), (verdict, &200.into()), "{body}");
    }
    let played = met(&mut app, Effect::Redirect { location: "https://evil.example/".into() }, Some(1));
    assert_eq!(played.sent.len(), 1);
    assert_eq!(played.error().code(), "unexpected_redirect");
}

#[wasm_bindgen_test]
fn an_odd_record_is_delivered_and_reported() {
    let mut app = explorer();
    let (done, page) = met(&mut app, Effect::InvalidRecords, Some(1)).answer();
    let issues = done["issues"].as_array().unwrap();
    assert_eq!((issues.len(), page["data"].as_array().unwrap().len()), (5, 5));
    for (row, issue) in issues.iter().enumerate() {
        assert!(issue["path"].as_str().unwrap().starts_with(&format!("data[{row}].data.")), "{issue}");
        assert_eq!(issue["reason"], "wrong_type");
    }
    let (done, page) = met(&mut app, Effect::MalformedUtf8, Some(1)).answer();
    assert_eq!(done["issues"].as_array().unwrap().len(), 1);
    assert_eq!(done["issues"][0]["reason"], "invalid_utf8");
    assert!(page.to_string().contains('\u{fffd}'), "decoded as the platform does");
    for effect in [Effect::UnknownMembers, Effect::ShuffleKeys] {
        let (done, page) = met(&mut app, effect.clone(), Some(1)).answer();
        assert!(done["issues"].is_null(), "{effect:?}: {done}");
        assert_eq!(page.to_string().contains("x_emulator_unknown"), effect == Effect::UnknownMembers);
    }

    let mut app = App::at(Options { users: 60, ..Options::default() }, [("validation", "strict".into())]);
    app.sign_in("explorer");
    let error = met(&mut app, Effect::InvalidRecords, Some(1)).error();
    assert_eq!(error.verdict(), ("invalid_response", "wrong_type"));
    assert!(error.path().starts_with("data[0].data."), "{error:?}");
    assert_eq!(met(&mut app, Effect::MalformedUtf8, Some(1)).error().verdict(), ("invalid_response", "invalid_utf8"));
}

#[wasm_bindgen_test]
fn malformed_text_is_found_across_pieces() {
    let mut app = explorer();
    let whole = met(&mut app, Effect::MalformedUtf8, Some(1)).end.unwrap();
    for piece in [1, 2, 3, 7, 64] {
        app.piece = piece;
        assert!(met(&mut app, Effect::MalformedUtf8, Some(1)).end.unwrap() == whole, "pieces of {piece}");
    }
}

#[wasm_bindgen_test]
fn an_echoed_token_is_taken_out() {
    let mut app = explorer();
    let token = app.clever.tokens[0].clone();
    for (status, code) in [(400, "bad_request"), (401, "unauthorized"), (403, "forbidden"), (501, "server_error")] {
        for body in [json!({ "message": format!("bad token {token}!") }).to_string(), format!("bad token {token}!")] {
            let effect = Effect::Status { status, body: Some(body), content_type: None, retry_after: None, cors: true };
            let error = met(&mut app, effect, Some(1)).error();
            assert_eq!(error.code(), code);
            assert!(error.message().contains("bad token [redacted]!"), "{error:?}");
        }
    }
}
