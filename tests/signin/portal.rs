//! Launches that Clever began. Rule 7, and frames (rule 16) as far as they concern it.

use super::app::{App, TOKEN, good, key, text, verdict};
use clever_wasm::error::{Code, Reason};
use clever_wasm::signin::{Flow, Outcome, Place};

/// Answers that carry no state, as the portal, an Instant Login link or the Library send them.
const LAUNCHES: [&str; 6] = [
    "?code=canary&scope=read%3Auser_id",
    "?code=",
    "?code=canary&state=",
    "#access_token=ilcanary&token_type=bearer",
    "#access_token=ilcanary&token_type=bearer&state=",
    "?code=canary#access_token=ilcanary&token_type=bearer",
];

/// The state in the authorize address that a restart leads to.
fn restarted(app: &mut App, tail: &str) -> String {
    match app.redeem(tail) {
        Ok(Outcome::Restart(url)) => url.rsplit_once("&state=").unwrap().1[..23].to_owned(),
        other => panic!("{tail}: {other:?}"),
    }
}

#[test]
fn s02_a_launch_is_dropped_and_signs_in_afresh_once() {
    for tail in LAUNCHES {
        let mut app = App::with(&[("districtId", text("d1"))]);
        let Ok(Outcome::Restart(url)) = app.redeem(tail) else { panic!("{tail}") };
        let state = url.split("&state=").nth(1).unwrap()[..23].to_owned();
        assert_eq!(
            url,
            format!(
                "https://clever.com/oauth/authorize?response_type=token&client_id=4c63c1cf623dce82caac\
                 &redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&state={state}&district_id=d1"
            )
        );
        assert!(!format!("{:?}", app.tab.stored()).contains("canary"), "{tail}");
        assert_eq!(app.token(), None);
        app.reload();
        let redirected = app.sign_in(&good(&state));
        assert!(redirected.portal_launch);
        assert_eq!((redirected.return_to, redirected.app_state), (None, None));
    }
}

#[test]
fn s03_a_pending_login_is_left_alone() {
    for tail in LAUNCHES {
        let mut app = App::new();
        let given = [("returnTo", text("/classes"))];
        let mine = app.begin_with(Flow::Redirect, &given).unwrap().state;
        restarted(&mut app, tail);
        assert!(app.holds(&mine), "{tail}");
        assert_eq!(app.token(), None);
        app.reload();
        let redirected = app.sign_in(&good(&mine));
        assert_eq!((redirected.return_to.as_deref(), redirected.portal_launch), (Some("/classes"), false));
    }
}

#[test]
fn a_second_launch_without_a_sign_in_is_a_loop() {
    for first in LAUNCHES {
        for second in LAUNCHES {
            let mut app = App::new();
            restarted(&mut app, first);
            app.reload();
            let error = app.error(second);
            assert_eq!(verdict(&error), (Code::PortalLoop, None));
            assert!(error.hint.contains("Implicit grant is not enabled"), "{}", error.hint);
        }
    }
}

#[test]
fn the_restart_answered_by_a_code_is_a_loop() {
    let mut app = App::new();
    let state = restarted(&mut app, "?code=canary");
    app.reload();
    let error = app.error(&format!("?code=canary2&state={state}"));
    assert_eq!(verdict(&error), (Code::PortalLoop, None));
    assert!(error.hint.contains("Implicit grant is not enabled"));
    assert!(!app.holds(&state));
}

#[test]
fn a_sign_in_ends_the_watch_for_loops() {
    let mut app = App::new();
    for _ in 0..3 {
        let state = restarted(&mut app, "?code=canary");
        app.reload();
        app.sign_in(&good(&state));
        app.signin.end(&mut app.tab);
    }
    // An ordinary login's sign-in counts as well.
    let mine = app.begin();
    restarted(&mut app, "?code=canary");
    app.sign_in(&good(&mine));
    restarted(&mut app, "?code=canary");
}

#[test]
fn a_refused_restart_does_not_end_the_watch() {
    for tail in ["#error=access_denied&state=", "#access_token=a&token_type=mac&state="] {
        let mut app = App::new();
        let state = restarted(&mut app, "?code=canary");
        app.reload();
        app.error(&[tail, &state].concat());
        app.reload();
        assert_eq!(app.refusal("?code=canary"), (Code::PortalLoop, None));
    }
}

#[test]
fn a_restart_that_awaits_tokeninfo_has_not_signed_in_yet() {
    let mut app = App::with(&[]);
    app.signin = clever_wasm::signin::SignIn::new(super::app::configure(&[]).unwrap());
    let state = restarted(&mut app, "?code=canary");
    let Ok(Outcome::Verify(ticket, _)) = app.redeem(&good(&state)) else { panic!() };
    assert_eq!(app.refusal("?code=canary"), (Code::PortalLoop, None));
    let body = "{\"client_id\":\"4c63c1cf623dce82caac\",\"scopes\":[]}";
    assert!(app.signin.verified(&mut app.tab, ticket, Some(body)).unwrap().portal_launch);
    restarted(&mut app, "?code=canary");
}

#[test]
fn the_watch_is_one_tabs() {
    let mut app = App::new();
    restarted(&mut app, "?code=canary");
    restarted(&mut App::new(), "?code=canary");
}

#[test]
fn a_signed_in_tab_restarts_too_and_keeps_its_session_meanwhile() {
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    restarted(&mut app, "?code=canary");
    assert_eq!(app.token().as_deref(), Some(TOKEN));
}

#[test]
fn under_reject_a_launch_is_an_answer_without_state() {
    for tail in LAUNCHES {
        let mut app = App::with(&[("portalLaunch", text("reject"))]);
        let mine = app.begin();
        let stored = app.tab.stored().clone();
        assert_eq!(app.refusal(tail), (Code::StateMissing, None), "{tail}");
        assert_eq!(*app.tab.stored(), stored);
        app.sign_in(&good(&mine));
    }
}

#[test]
fn an_error_without_state_never_restarts() {
    for portal in ["restart", "reject"] {
        for tail in [
            "?error=unauthorized-user",
            "#error=access_denied&error_description=canary",
            "?error=x&state=",
            "?error=x&code=y",
            "#error=x&access_token=y",
            "?code=y#error=x",
        ] {
            let mut app = App::with(&[("portalLaunch", text(portal))]);
            let error = app.error(tail);
            assert_eq!(verdict(&error), (Code::StateMissing, None), "{tail}");
            assert!(error.hint.contains("not shared with"), "{}", error.hint);
            assert_eq!((&error.oauth_error, &error.oauth_error_description), (&None, &None), "not shown as Clever's");
            assert!(!error.to_json().contains("canary") && !error.to_json().contains("unauthorized-user"));
            assert_eq!(app.tab.writes, 0);
        }
    }
}

#[test]
fn a_frame_is_refused_before_a_state_is_drawn() {
    for tail in LAUNCHES {
        let mut app = App::new();
        let mine = app.begin();
        let (stored, writes) = (app.tab.stored().clone(), app.tab.writes);
        app.tab.random = None;
        let error = app.redeem_at(tail, Place::Framed).unwrap_err();
        assert_eq!(verdict(&error), (Code::Framed, None), "{tail}");
        assert_eq!((app.tab.stored(), app.tab.writes), (&stored, writes));
        app.sign_in(&good(&mine));
    }
}

#[test]
fn a_popup_never_restarts_for_its_opener() {
    for tail in LAUNCHES {
        let mut app = App::new();
        let error = app.redeem_at(tail, Place::Opener).unwrap_err();
        assert_eq!(verdict(&error), (Code::StateMissing, None), "{tail}");
        assert_eq!(app.tab.writes, 0);
    }
}

#[test]
fn without_a_page_nothing_can_restart() {
    let mut app = App::new();
    let error = app.redeem_at("?code=x", Place::NoPage).unwrap_err();
    assert_eq!(verdict(&error), (Code::StateMissing, None));
    assert!(error.hint.contains("loginUrl()"));
    assert_eq!(app.tab.writes, 0);
}

#[test]
fn a_restart_that_cannot_be_remembered_does_not_begin() {
    let mut app = App::new();
    app.tab.denied = true;
    assert_eq!(app.refusal("?code=x"), (Code::StorageUnavailable, None));
    app.tab.denied = false;
    app.tab.refusing = true;
    assert_eq!(app.refusal("?code=x"), (Code::StorageUnavailable, None));
    app.tab.refusing = false;
    // Room for the watch, not for the login.
    app.tab.leave_room(80);
    assert_eq!(app.refusal("?code=x"), (Code::StorageUnavailable, None));
    assert!(!app.tab.stored().contains_key(&key("launch")));
    app.tab.quota = 5_000_000;
    restarted(&mut app, "?code=x");
}

#[test]
fn s03_a_launch_into_a_full_storage_burns_no_pending_login() {
    let mut app = App::new();
    let mine = app.begin();
    let popup = app.begin_with(Flow::Popup, &[]).unwrap().state;
    app.tab.leave_room(80);
    // Any site can send the browser here.
    app.redeem("?code=x").ok();
    assert!(app.holds(&mine), "a stranger's launch removed a login that was pending");
    assert!(matches!(app.redeem_at(&good(&popup), Place::Opener), Ok(Outcome::SignedIn(_))));
}

#[test]
fn a_token_in_the_query_without_state_never_restarts() {
    let mut app = App::new();
    assert_eq!(app.refusal("?access_token=ilcanary&token_type=bearer"), (Code::StateMissing, None));
    assert_eq!(app.tab.writes, 0);
}

#[test]
fn a_code_with_an_ordinary_logins_state_is_no_loop() {
    let mut app = App::new();
    restarted(&mut app, "?code=canary");
    let mine = app.begin();
    let error = app.error(&format!("?code=canary&state={mine}"));
    assert_eq!(verdict(&error), (Code::CallbackInvalid, Some(Reason::UnsupportedResponseType)));
}
