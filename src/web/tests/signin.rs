//! Whole sign-ins: begun here, answered by Clever, checked with its tokeninfo.

use super::app::{ANYWHERE, App, FRAMED, GIVEN, HERE, NO_PAGE, OPENER, PAGE, POPUP, callback};
use super::object::nothing;
use super::page;
use clever_emulator::{Client, Cors, Options, PERSONAS};
use serde_json::Value;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const ME: &str = "https://elsewhere.example/cb";

fn small() -> Options {
    Options { users: 60, ..Options::default() }
}

fn key(name: &str) -> String {
    ["clever:", Client::DEFAULT_ID, ":", name].concat()
}

fn stored(name: &str) -> Option<String> {
    page::storage().get_item(&key(name)).unwrap()
}

/// A good answer to a login, from whoever knows its state.
fn forged(state: &str) -> String {
    [&callback(), "#access_token=ilforged&token_type=bearer&state=", state].concat()
}

#[wasm_bindgen_test]
fn each_persona_signs_in_by_redirect() {
    for persona in PERSONAS {
        let mut app = App::new();
        let app_state = r#"{"n":[1,"\u00e9"]}"#;
        let (url, state) = app
            .begin(
                HERE,
                [("returnTo", "/classes?a=1#b".into()), ("appState", app_state.into()), ("confirmed", true.into())],
            )
            .unwrap();
        let query = url.strip_prefix(&*app.clever.authorize_url()).unwrap();
        let encoded: String = js_sys::encode_uri_component(&callback()).into();
        assert_eq!(
            query,
            format!(
                "?response_type=token&client_id={}&redirect_uri={encoded}&state={state}&confirmed=true",
                Client::DEFAULT_ID
            )
        );
        let record: Value = serde_json::from_str(&stored(&state).unwrap()).unwrap();
        assert_eq!((&record["redirect_uri"], &record["returnTo"]), (&callback().into(), &"/classes?a=1#b".into()));

        let back = app.clever.sign_in(&url, &persona.key);
        page::arrive(&back);
        assert_eq!(app.capture().unwrap(), false, "it is no popup's");
        assert_eq!(page::address(), callback());
        let judged = app.decide("redeem", PAGE, &[Some(&*back)]).unwrap();
        assert_eq!(stored(&state), None, "a state answers once");
        let ticket = judged["ticket"].as_f64().expect("tokeninfo is asked");
        assert!(app.session().is_null(), "signed in before tokeninfo agreed");
        let outcome = app.verify(ticket, judged["token"].as_str().unwrap()).unwrap();
        assert_eq!(outcome["returnTo"], "/classes?a=1#b");
        assert_eq!(outcome["portalLaunch"], false);
        assert_eq!(outcome["appState"], serde_json::json!({ "n": [1, "é"] }));
        let session = app.session();
        assert_eq!(session, outcome["session"]);
        assert_eq!(session["clientId"], Client::DEFAULT_ID);
        assert_eq!(session["token"].as_str(), app.clever.tokens.last().map(String::as_str));
        assert!(session["scopes"].as_array().unwrap().contains(&"read:user_id".into()));
        assert_eq!(session["expiryIsAssumed"], true);
        let left = app.decide("remaining", 0.0, &[]).unwrap().as_f64().unwrap();
        assert!((86_300_000.0..=86_400_000.0).contains(&left), "{left}");
        assert_eq!(page::stored(), [(key("used"), format!(" {state}"))], "memory keeps the session");
    }
}

#[wasm_bindgen_test]
fn what_the_app_keeps_comes_back_as_it_was() {
    let mut app = App::with([("verifyAudience", "off".into())]);
    for app_state in [r#"{"n":[1e400,-0,12345678901234567890],"s":"\ud800\u0000é","s":{}}"#, "null", "\"\"", "false"] {
        let (url, _) = app.begin(HERE, [("appState", app_state.into())]).unwrap();
        assert!(!url.contains("appState"));
        let back = app.clever.sign_in(&url, "teacher");
        let outcome = app.ask("redeem", app.client, PAGE, &[Some(&back)], &nothing()).unwrap().unwrap();
        assert!(outcome.ends_with(&[",null,", app_state, ",false]"].concat()), "{app_state}");
    }
}

#[wasm_bindgen_test]
fn states_are_drawn_from_the_platforms_source() {
    let app = App::new();
    let mut seen = BTreeSet::new();
    let mut letters = BTreeSet::new();
    for _ in 0..200 {
        let (url, state) = app.begin(POPUP, []).unwrap();
        assert!(url.ends_with(&["&state=", &state].concat()), "{url}");
        assert_eq!((state.len(), &state[..1]), (23, "p"));
        letters.extend(state[1..].bytes());
        assert!(seen.insert(state), "drawn twice");
    }
    assert!(letters.iter().all(|letter| letter.is_ascii_alphanumeric() || b"-_".contains(letter)));
    // 4400 draws of 64 letters: that one of them never comes is less likely than 1e-28.
    assert_eq!(letters.len(), 64);
    assert!(page::stored().is_empty(), "a popup's login is stored");
    assert_eq!(&app.begin(ANYWHERE, []).unwrap().1[..1], "r");
}

#[wasm_bindgen_test]
fn a_forged_answer_burns_nothing() {
    let mut app = App::new();
    let stranger = ["r", &"E".repeat(22)].concat();
    assert_eq!(app.settle(&forged(&stranger), PAGE).unwrap_err().verdict(), ("state_unknown", "other_context"));
    let (url, state) = app.begin(HERE, []).unwrap();
    let stored = page::stored();
    for place in [PAGE, FRAMED, GIVEN, NO_PAGE, OPENER] {
        assert_eq!(app.settle(&forged(&stranger), place).unwrap_err().verdict(), ("state_mismatch", ""));
    }
    for tail in ["#access_token=ilx&state=%ZZ", "#access_token=ilx&access_token=ily&state=S", "?code=1&code=2&state=S"]
    {
        let error = app.settle(&[callback(), tail.replace('S', &state)].concat(), PAGE).unwrap_err();
        assert_eq!(error.code(), "callback_invalid", "{tail}");
    }
    assert_eq!(page::stored(), stored);
    let back = app.clever.sign_in(&url, "teacher");
    assert!(app.settle(&back, PAGE).unwrap()["session"].is_object());
    assert_eq!(app.settle(&forged(&stranger), PAGE).unwrap(), serde_json::json!({}), "the session stays");
}

#[wasm_bindgen_test]
fn an_answer_is_good_once() {
    let mut app = App::new();
    let (url, _) = app.begin(HERE, []).unwrap();
    let back = app.clever.sign_in(&url, "student");
    let first = app.settle(&back, PAGE).unwrap();
    assert_eq!(app.settle(&back, PAGE).unwrap(), serde_json::json!({}), "Back or a reload while signed in");
    assert_eq!(app.session(), first["session"]);
    assert_eq!(app.settle(&back, GIVEN).unwrap_err().verdict(), ("state_unknown", "already_used"));
    app.decide("end", 0.0, &[]).unwrap();
    assert_eq!(app.settle(&back, PAGE).unwrap_err().verdict(), ("state_unknown", "already_used"));
    let mut app = app.reload([]);
    assert_eq!(app.settle(&back, PAGE).unwrap_err().verdict(), ("state_unknown", "already_used"));
}

#[wasm_bindgen_test]
fn a_refusal_is_told_with_what_the_app_kept() {
    let mut app = App::new();
    let (url, state) = app.begin(HERE, [("returnTo", "/mine".into()), ("appState", "[7]".into())]).unwrap();
    let back = app.clever.deny(&url);
    let error = app.settle(&back, PAGE).unwrap_err();
    assert_eq!((error.code(), &error.0["oauthError"]), ("oauth_error", &"access_denied".into()));
    assert_eq!(error.0["oauthErrorDescription"], "The user canceled the login.");
    assert_eq!((&error.0["returnTo"], &error.0["appState"]), (&"/mine".into(), &serde_json::json!([7])));
    assert_eq!(stored(&state), None);
    assert!(app.session().is_null());
}

#[wasm_bindgen_test]
fn another_clients_token_is_refused() {
    let mut app = App::new();
    let other = Client { client_id: "other".into(), redirect_uris: vec![ME.into()], ..Client::default() };
    app.clever.emulator.register(other).unwrap();
    let token = app.clever.emulator.mint(
        clever_emulator::TokenKind::DistrictSso,
        "student",
        "other",
        js_sys::Date::now() as u64,
    );
    app.clever.tokens.extend(token.clone());
    let (_, state) = app.begin(HERE, []).unwrap();
    let back = forged(&state).replace("ilforged", &token.unwrap());
    assert_eq!(app.settle(&back, PAGE).unwrap_err().verdict(), ("token_refused", "other_client"));
    assert!(app.session().is_null());
    let (_, state) = app.begin(HERE, []).unwrap();
    let district = "0123456789abcdef0123456789abcdef01234567";
    app.clever.tokens.push(district.into());
    let error = app.settle(&forged(&state).replace("ilforged", district), PAGE).unwrap_err();
    assert_eq!(error.verdict(), ("token_refused", "district_token"));
}

#[wasm_bindgen_test]
fn a_silent_tokeninfo_is_tolerated_once_or_not_at_all() {
    let silent = || Options { tokeninfo_cors: Cors::None, ..small() };
    let mut app = App::at(silent(), []);
    assert!(app.sign_in("teacher")["session"]["scopes"].is_null());
    assert_eq!(stored("tokeninfo").as_deref(), Some("silent"));
    let (url, _) = app.begin(ANYWHERE, []).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    assert!(app.decide("redeem", GIVEN, &[Some(&back)]).unwrap()["session"].is_string(), "asked again");

    let mut app = App::at(silent(), [("verifyAudience", "strict".into())]);
    let (url, _) = app.begin(ANYWHERE, []).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    assert_eq!(app.settle(&back, GIVEN).unwrap_err().verdict(), ("token_refused", "audience_unverified"));
    assert!(app.session().is_null());

    let mut app = App::at(silent(), [("verifyAudience", "off".into())]);
    app.sign_in("teacher");
    assert_eq!(stored("tokeninfo"), None);
}

#[wasm_bindgen_test]
fn a_sign_out_comes_before_tokeninfos_answer() {
    let mut app = App::new();
    let (url, _) = app.begin(ANYWHERE, []).unwrap();
    let back = app.clever.sign_in(&url, "teacher");
    let ticket = app.decide("redeem", GIVEN, &[Some(&back)]).unwrap()["ticket"].as_f64().unwrap();
    app.decide("end", 0.0, &[]).unwrap();
    let body = format!("{{\"client_id\":\"{}\"}}", Client::DEFAULT_ID);
    assert_eq!(app.decide("verified", ticket, &[Some(&body)]).unwrap_err().code(), "cancelled");
    assert!(app.session().is_null());
}

#[wasm_bindgen_test]
fn a_portal_launch_goes_round_once() {
    let launch = [&callback(), "?code=abc&scope=read"].concat();
    let mut app = App::new();
    let (_, pending) = app.begin(HERE, []).unwrap();
    let restart = app.settle(&launch, PAGE).unwrap()["restart"].as_str().unwrap().to_owned();
    assert!(restart.starts_with(&app.clever.authorize_url()) && !restart.contains("abc"), "{restart}");
    assert!(stored("launch").is_some() && stored(&pending).is_some());
    let mut app = app.reload([]);
    let back = app.clever.sign_in(&restart, "teacher");
    let outcome = app.settle(&back, PAGE).unwrap();
    assert_eq!((&outcome["portalLaunch"], &outcome["returnTo"]), (&true.into(), &Value::Null));
    assert_eq!(stored("launch"), None);

    assert!(app.settle(&launch, PAGE).unwrap()["restart"].is_string());
    assert_eq!(app.settle(&launch, PAGE).unwrap_err().code(), "portal_loop");
    page::clear();
    assert_eq!(app.settle(&launch, FRAMED).unwrap_err().code(), "framed");
    assert_eq!(app.settle(&launch, NO_PAGE).unwrap_err().code(), "state_missing");
    assert_eq!(app.settle(&launch, OPENER).unwrap_err().code(), "state_missing");
    assert!(page::stored().is_empty());
    let mut app = app.reload([("portalLaunch", JsValue::from("reject"))]);
    assert_eq!(app.settle(&launch, PAGE).unwrap_err().code(), "state_missing");
}

#[wasm_bindgen_test]
fn a_popups_answer_is_its_openers() {
    let mut app = App::new();
    let (url, state) = app.begin(POPUP, [("returnTo", "/x".into())]).unwrap();
    let back = app.clever.sign_in(&url, "contact");
    // The popup's window has this tab's storage, and another instance.
    let window = App::bare(super::clever::Clever::new(small()));
    let client = window.open(&app.options([])).unwrap();
    let relayed = window.ask("redeem", client, PAGE, &[Some(&back)], &nothing()).unwrap().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&relayed).unwrap(), serde_json::json!(["relay", state]));
    assert!(app.settle(&back, OPENER).unwrap()["session"].is_object());

    let (url, state) = app.begin(POPUP, []).unwrap();
    let back = app.clever.sign_in(&url, "contact");
    app.decide("abandon", 0.0, &[Some(&state)]).unwrap();
    assert_eq!(app.settle(&back, OPENER).unwrap_err().code(), "state_unknown");
    assert!(app.decide("orphaned", 0.0, &[]).is_ok(), "signed in already");
    app.decide("end", 0.0, &[]).unwrap();
    let orphaned = app.decide("orphaned", 0.0, &[]).unwrap_err();
    assert!(orphaned.code() == "state_unknown" && orphaned.hint().contains("popup_opener_gone"), "{orphaned:?}");
}
