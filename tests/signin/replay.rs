//! Answers that come again, with a session and without. Rules 6 and 10.

use super::app::{App, TOKEN, good, key, stranger, text, verdict};
use super::state::{UNKNOWN_HERE, USED};
use clever_wasm::signin::{Flow, Outcome, Place, SignIn};

#[test]
fn s06_s07_a_replay_with_a_session_changes_nothing() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let state = app.begin();
    app.sign_in(&good(&state));
    let before = app.tab.stored().clone();
    for reloaded in [false, true] {
        for place in [Place::Page, Place::Framed] {
            let replayed = app.redeem_at(&good(&state).replace(TOKEN.split('+').next().unwrap(), "ilother"), place);
            assert_eq!(replayed, Ok(Outcome::Nothing), "reloaded: {reloaded}");
            assert_eq!(app.token().as_deref(), Some(TOKEN));
        }
        app.reload();
    }
    assert_eq!(*app.tab.stored(), before);
}

#[test]
fn s07_a_replay_without_a_session_says_so() {
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    app.reload();
    let error = app.error(&good(&state));
    assert_eq!(verdict(&error), USED);
    assert!(!error.hint.is_empty());
    assert_eq!(app.token(), None);
}

#[test]
fn s07_the_last_sixteen_answered_states_are_remembered() {
    let mut app = App::new();
    let states: Vec<String> = (0..17)
        .map(|_| {
            let state = app.begin();
            app.error(&format!("#error=access_denied&state={state}"));
            state
        })
        .collect();
    for reloaded in [false, true] {
        assert_eq!(app.refusal(&good(&states[0])), UNKNOWN_HERE, "reloaded: {reloaded}");
        for state in &states[1..] {
            assert_eq!(app.refusal(&good(state)), USED, "reloaded: {reloaded}");
        }
        app.reload();
    }
}

#[test]
fn signed_in_already_a_stranger_is_ignored() {
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    for with_pending in [false, true] {
        for tail in
            [good(&stranger()), format!("#error=x&state={}", stranger()), format!("?code=x&state={}", stranger())]
        {
            assert_eq!(app.redeem(&tail), Ok(Outcome::Nothing), "{tail}, pending: {with_pending}");
        }
        assert_eq!(app.token().as_deref(), Some(TOKEN));
        if !with_pending {
            app.begin();
        }
    }
}

#[test]
fn s07_a_page_out_of_the_back_forward_cache_takes_no_answer_that_another_page_took() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let (answered, open) = (app.begin(), app.begin());
    let fresh = SignIn::new(app.signin.config().clone());
    let frozen = std::mem::replace(&mut app.signin, fresh);
    app.sign_in(&good(&answered));
    // Its memory is as it was, the tab's storage is not.
    app.signin = frozen;
    assert_eq!(app.redeem_at(&good(&answered), Place::Given).map_err(|error| verdict(&error)), Err(USED));
    let stored = app.tab.stored().get(&key("session")).cloned();
    assert!(stored.is_some_and(|record| record.contains(TOKEN)), "the other page's session stands");
    app.sign_in(&good(&open));
}

#[test]
fn s07_a_tab_that_dies_in_the_middle_of_a_login_loses_nothing_but_its_popups() {
    let mut app = App::new();
    let login = app.begin();
    let popup = app.begin_with(Flow::Popup, &[]).unwrap().state;
    app.reload();
    let refused = app.redeem_at(&good(&popup), Place::Opener).map_err(|error| verdict(&error));
    assert!(refused.is_err(), "{refused:?}");
    assert_eq!(app.token(), None);
    app.sign_in(&good(&login));
}
