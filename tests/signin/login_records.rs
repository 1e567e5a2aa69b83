//! The records of logins that were begun. Rule 1.

use super::app::{App, good, key, text, verdict};
use clever_wasm::error::Code;
use clever_wasm::signin::{Flow, Outcome, Place};
use serde_json::{Value, json};

fn records(app: &App) -> usize {
    let prefix = key("r");
    app.tab.stored().keys().filter(|name| name.starts_with(&prefix)).count()
}

#[test]
fn one_record_for_each_state_with_just_these_members() {
    let mut app = App::new();
    let given = [("returnTo", text("/a?b#c")), ("appState", text("{\"k\": [1, \"ü<\\u2028\"]}"))];
    let begun = app.begin_with(Flow::Redirect, &given).unwrap();
    assert_eq!(app.tab.stored().len(), 1);
    let record: Value = serde_json::from_str(&app.tab.stored()[&key(&begun.state)]).unwrap();
    assert_eq!(
        record,
        json!({
            "v": 1,
            "redirect_uri": "https://app.example/callback",
            "created": 1_767_625_200_000_u64,
            "returnTo": "/a?b#c",
            "appState": { "k": [1, "ü<\u{2028}"] },
            "restart": false,
        })
    );
    let redirected = app.sign_in(&good(&begun.state));
    assert_eq!(redirected.app_state.as_deref(), Some("{\"k\": [1, \"ü<\\u2028\"]}"), "as it was given");
    assert_eq!(redirected.return_to.as_deref(), Some("/a?b#c"));
}

#[test]
fn any_json_is_app_state() {
    for json in ["null", "0", "-1.5e3", "\"\"", "[]", "{\"__proto__\":{\"x\":1}}", "true", "\"\\ud800\""] {
        let mut app = App::new();
        let begun = app.begin_with(Flow::Redirect, &[("appState", text(json))]).unwrap();
        app.reload();
        assert_eq!(app.sign_in(&good(&begun.state)).app_state.as_deref(), Some(json));
    }
}

#[test]
fn two_clients_of_one_page_do_not_meet() {
    let mut app = App::new();
    let state = app.begin();
    let mut other = App::with(&[("clientId", text("other"))]);
    core::mem::swap(&mut app.tab, &mut other.tab);
    assert_eq!(other.refusal(&good(&state)).0, Code::StateUnknown);
    for _ in 0..20 {
        other.begin();
    }
    core::mem::swap(&mut app.tab, &mut other.tab);
    app.sign_in(&good(&state));
}

#[test]
fn a_login_for_another_callback_is_not_burned() {
    let mut app = App::new();
    let state = app.begin();
    let elsewhere = App::with(&[("redirectUri", text("https://app.example/other"))]);
    let page = ["https://app.example/other", &good(&state)].concat();
    let (callback, _) = elsewhere.signin.capture(&page).unwrap();
    let mut signin = elsewhere.signin;
    signin.redeem(&mut app.tab, &callback, Place::Page).unwrap_err();
    app.sign_in(&good(&state));
}

#[test]
fn a_popups_record_never_reaches_storage() {
    let mut app = App::new();
    let begun = app.begin_with(Flow::Popup, &[("returnTo", text("/x")), ("appState", text("1"))]).unwrap();
    assert_eq!((app.tab.writes, app.signin.pending_logins(&app.tab)), (0, 1));
    // On the popup's page it is not looked up, not even when it is good.
    assert_eq!(app.redeem(&good(&begun.state)), Ok(Outcome::Relay(begun.state.clone())));
    assert_eq!(app.redeem_at(&good(&begun.state), Place::Framed), Ok(Outcome::Relay(begun.state.clone())));
    let outcome = app.redeem_at(&good(&begun.state), Place::Opener);
    let Ok(Outcome::SignedIn(redirected)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((redirected.return_to.as_deref(), redirected.app_state.as_deref()), (Some("/x"), Some("1")));
    assert_eq!(app.signin.pending_logins(&app.tab), 0);
}

#[test]
fn every_answer_to_a_popup_is_relayed_unjudged() {
    let mut app = App::new();
    let state = format!("p{}", "A".repeat(22));
    for tail in [
        format!("#error=access_denied&state={state}"),
        format!("?code=x&state={state}"),
        format!("#access_token=%0A&token_type=mac&state={state}"),
        format!("?access_token=x&state={state}"),
    ] {
        assert_eq!(app.redeem(&tail), Ok(Outcome::Relay(state.clone())), "{tail}");
    }
}

#[test]
fn an_abandoned_popup_answers_nothing() {
    let mut app = App::new();
    let (first, second) =
        (app.begin_with(Flow::Popup, &[]).unwrap().state, app.begin_with(Flow::Popup, &[]).unwrap().state);
    app.signin.abandon(&first);
    let error = app.redeem_at(&good(&first), Place::Opener).unwrap_err();
    assert_eq!(verdict(&error), (Code::StateMismatch, None));
    assert!(matches!(app.redeem_at(&good(&second), Place::Opener), Ok(Outcome::SignedIn(_))));
}

#[test]
fn abandoning_a_popup_leaves_redirects() {
    let mut app = App::new();
    let state = app.begin();
    app.signin.abandon(&state);
    app.sign_in(&good(&state));
}

#[test]
fn copies_in_a_popups_storage_are_removed_there_alone() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let first = app.begin();
    app.sign_in(&good(&first));
    let state = app.begin();
    app.tab.tamper("clever:another-client:rX", "theirs");
    app.tab.tamper("app:own", "theirs");
    let mut popup = App::with(&[("sessionStore", text("session"))]);
    popup.tab = app.tab.clone();
    popup.signin.forget_copies(&mut popup.tab);
    let left: Vec<&String> = popup.tab.stored().keys().collect();
    assert_eq!(left, ["app:own", "clever:another-client:rX"]);
    assert_eq!(popup.token(), None);
    app.sign_in(&good(&state));
}

#[test]
fn at_most_sixteen_and_the_oldest_goes() {
    let mut app = App::new();
    let mut states = Vec::new();
    for _ in 0..40 {
        states.push(app.begin());
        app.tab.wait(1.0);
        assert!(records(&app) <= 16);
    }
    assert_eq!(records(&app), 16);
    assert_eq!(app.signin.pending_logins(&app.tab), 16);
    for (index, state) in states.iter().enumerate() {
        assert_eq!(app.holds(state), index >= 24, "{index}");
    }
    // Popups count as well.
    for _ in 0..20 {
        app.begin_with(Flow::Popup, &[]).unwrap();
        assert!(app.signin.pending_logins(&app.tab) <= 16);
    }
}

#[test]
fn stale_records_are_swept_at_the_next_login() {
    let mut app = App::new();
    let old = app.begin();
    app.tab.wait(1_000_000.0);
    let younger = app.begin();
    app.tab.wait(800_001.0);
    assert!(app.holds(&old), "kept until the next login, so that a late answer says state_expired");
    app.begin();
    assert!(!app.holds(&old));
    assert!(app.holds(&younger));
    // Records from the future are stale as well.
    app.tab.wall_ms -= 3_600_000.0;
    let now = app.begin();
    assert_eq!(records(&app), 1);
    app.sign_in(&good(&now));
}

#[test]
fn a_popups_sweep_counts_for_redirects() {
    let mut app = App::new();
    let old = app.begin();
    app.tab.wait(1_800_001.0);
    app.begin_with(Flow::Popup, &[]).unwrap();
    assert!(!app.holds(&old));
}
