//! Whose token is it? Rule 9.

use super::app::{App, TOKEN, configure, good, key, stranger, text, verdict};
use clever_wasm::error::{Code, Reason, Result};
use clever_wasm::secret::AccessToken;
use clever_wasm::signin::{Flow, Outcome, Place, Redirected, SignIn};

const OURS: &str = "{\"client_id\":\"4c63c1cf623dce82caac\",\"scopes\":[\"read:user_id\",\"read:students\"]}";
const ANOTHERS: &str = "{\"client_id\":\"other\",\"scopes\":[]}";

/// Bodies that say nothing about whose token it is.
const SILENCE: [Option<&str>; 12] = [
    None,
    Some(""),
    Some("{}"),
    Some("null"),
    Some("[]"),
    Some("<html>maintenance</html>"),
    Some("{\"client_id\":null}"),
    Some("{\"client_id\":7}"),
    Some("{\"clientId\":\"4c63c1cf623dce82caac\"}"),
    Some("{\"client_id\":\"4c63c1cf623dce82caac\""),
    Some("{\"client_id\":\"4c63c1cf623dce82caac\"} trailing"),
    Some("{\"data\":{\"client_id\":\"4c63c1cf623dce82caac\"}}"),
];

fn app(mode: &str) -> App {
    let mut app = App::new();
    app.signin = SignIn::new(configure(&[("verifyAudience", text(mode))]).unwrap());
    app
}

/// A login's answer, up to the question.
fn asked(app: &mut App) -> (u32, AccessToken) {
    let given = [("returnTo", text("/x")), ("appState", text("7"))];
    let begun = app.begin_with(Flow::Redirect, &given).unwrap();
    match app.redeem(&good(&begun.state)) {
        Ok(Outcome::Verify(ticket, token)) => (ticket, token),
        other => panic!("{other:?}"),
    }
}

fn answered(app: &mut App, body: Option<&str>) -> Result<Redirected> {
    let (ticket, _) = asked(app);
    app.signin.verified(&mut app.tab, ticket, body)
}

#[test]
fn the_session_stands_only_after_the_answer() {
    for mode in ["warn", "strict"] {
        let mut app = app(mode);
        let (ticket, token) = asked(&mut app);
        assert_eq!(token.reveal(), TOKEN);
        assert_eq!(app.token(), None);
        assert!(!format!("{:?}", app.tab.stored()).contains("canary"));
        let redirected = app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap();
        assert_eq!(app.token().as_deref(), Some(TOKEN));
        assert_eq!((redirected.return_to.as_deref(), redirected.app_state.as_deref()), (Some("/x"), Some("7")));
        assert_eq!(redirected.session.scopes().unwrap(), ["read:user_id", "read:students"]);
    }
}

#[test]
fn nobody_is_asked_when_it_is_off() {
    let mut app = app("off");
    let state = app.begin();
    app.sign_in(&good(&state));
}

#[test]
fn s58_another_clients_token_is_refused() {
    for mode in ["warn", "strict"] {
        for body in [ANOTHERS, "{\"client_id\":\"\"}", "{\"client_id\":\"4C63C1CF623DCE82CAAC\"}"] {
            let mut app = app(mode);
            let error = answered(&mut app, Some(body)).unwrap_err();
            assert_eq!(verdict(&error), (Code::TokenRefused, Some(Reason::OtherClient)), "{body}");
            assert_eq!((error.return_to.as_deref(), error.app_state.as_deref()), (Some("/x"), Some("7")));
            assert_eq!(app.token(), None);
            assert!(!format!("{:?}", app.tab.stored()).contains("canary"));
        }
    }
}

#[test]
fn s58_a_refused_token_leaves_the_session_that_stands() {
    let mut app = app("warn");
    answered(&mut app, Some(OURS)).unwrap();
    answered(&mut app, Some(ANOTHERS)).unwrap_err();
    assert_eq!(app.token().as_deref(), Some(TOKEN));
}

#[test]
fn silence_is_tolerated_under_warn_and_not_asked_again_in_this_tab() {
    for body in SILENCE {
        let mut app = app("warn");
        let redirected = answered(&mut app, body).unwrap_or_else(|error| panic!("{body:?}: {error}"));
        assert_eq!(redirected.session.scopes(), None, "{body:?}");
        assert_eq!(app.token().as_deref(), Some(TOKEN));
        for _ in 0..2 {
            let state = app.begin();
            app.sign_in(&good(&state));
            app.reload();
        }
        // Another tab asks for itself.
        app.tab.clear();
        app.reload();
        asked(&mut app);
    }
}

#[test]
fn silence_is_refused_under_strict_every_time() {
    for body in SILENCE {
        let mut app = app("strict");
        for _ in 0..2 {
            let error = answered(&mut app, body).unwrap_err();
            assert_eq!(verdict(&error), (Code::TokenRefused, Some(Reason::AudienceUnverified)), "{body:?}");
            assert_eq!(error.return_to.as_deref(), Some("/x"));
            assert_eq!(app.token(), None);
        }
        answered(&mut app, Some(OURS)).unwrap();
    }
}

#[test]
fn silence_is_remembered_without_storage_too() {
    let mut app = app("warn");
    app.tab.denied = true;
    let state = app.begin_with(Flow::Popup, &[]).unwrap().state;
    let Ok(Outcome::Verify(ticket, _)) = app.redeem_at(&good(&state), Place::Opener) else { panic!() };
    app.signin.verified(&mut app.tab, ticket, None).unwrap();
    let state = app.begin_with(Flow::Popup, &[]).unwrap().state;
    assert!(matches!(app.redeem_at(&good(&state), Place::Opener), Ok(Outcome::SignedIn(_))));
}

#[test]
fn strict_asks_although_an_earlier_silence_was_tolerated() {
    let mut app = app("strict");
    app.tab.tamper(&key("tokeninfo"), "silent");
    asked(&mut app);
}

#[test]
fn the_fragments_scopes_stand_above_tokeninfos() {
    let mut app = app("warn");
    let state = app.begin();
    let tail = [&good(&state), "&scope=from_fragment"].concat();
    let Ok(Outcome::Verify(ticket, _)) = app.redeem(&tail) else { panic!() };
    let redirected = app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap();
    assert_eq!(redirected.session.scopes().unwrap(), ["from_fragment"]);
}

#[test]
fn odd_scopes_are_no_scopes() {
    for scopes in ["null", "\"read:user_id\"", "[1]", "{}", "[\"a\",null]"] {
        let body = format!("{{\"client_id\":\"4c63c1cf623dce82caac\",\"scopes\":{scopes}}}");
        assert_eq!(answered(&mut app("strict"), Some(&body)).unwrap().session.scopes(), None, "{scopes}");
    }
}

#[test]
fn a_ticket_counts_once_and_only_if_it_was_given() {
    let mut app = app("warn");
    let (ticket, _) = asked(&mut app);
    let wrong = app.signin.verified(&mut app.tab, ticket.wrapping_add(1), Some(OURS)).unwrap_err();
    assert_eq!(verdict(&wrong), (Code::Cancelled, None));
    assert_eq!(app.token(), None);
    app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap();
    app.signin.end(&mut app.tab);
    let twice = app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap_err();
    assert_eq!(verdict(&twice), (Code::Cancelled, None));
    assert_eq!(app.token(), None);
}

#[test]
fn a_sign_out_in_between_wins() {
    let mut app = app("warn");
    let (ticket, _) = asked(&mut app);
    app.signin.end(&mut app.tab);
    let error = app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap_err();
    assert_eq!(verdict(&error), (Code::Cancelled, None));
    assert_eq!(app.token(), None);
}

#[test]
fn two_questions_at_once_are_answered_each_for_its_own_token() {
    let mut app = app("strict");
    let (first, second) = (app.begin(), app.begin());
    let answer = |token: &str, state: &str| format!("#access_token={token}&token_type=bearer&state={state}");
    let Ok(Outcome::Verify(a, _)) = app.redeem(&answer("ilcanaryA", &first)) else { panic!() };
    let Ok(Outcome::Verify(b, _)) = app.redeem(&answer("ilcanaryB", &second)) else { panic!() };
    assert_ne!(a, b);
    assert_eq!(app.signin.verified(&mut app.tab, b, Some(OURS)).unwrap().session.token.reveal(), "ilcanaryB");
    app.signin.verified(&mut app.tab, a, Some(ANOTHERS)).unwrap_err();
    assert_eq!(app.token().as_deref(), Some("ilcanaryB"));
}

#[test]
fn a_forged_answer_meanwhile_changes_nothing() {
    let mut app = app("warn");
    let (ticket, _) = asked(&mut app);
    app.redeem(&good(&stranger())).unwrap_err();
    app.redeem("#error=x").unwrap_err();
    app.signin.verified(&mut app.tab, ticket, Some(OURS)).unwrap();
}
