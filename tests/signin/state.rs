//! Whether the state holds, and what is said when it does not. Rules 1 and 6.

use super::app::{App, TOKEN, Verdict, good, key, stranger, text, verdict};
use super::random::Random;
use clever_wasm::config::Value::Number;
use clever_wasm::error::{Code, Reason};
use clever_wasm::signin::{Flow, Outcome, Place};

pub(super) const UNKNOWN_HERE: Verdict = (Code::StateUnknown, Some(Reason::OtherContext));
pub(super) const USED: Verdict = (Code::StateUnknown, Some(Reason::AlreadyUsed));
const MISMATCH: Verdict = (Code::StateMismatch, None);
const EXPIRED: Verdict = (Code::StateExpired, None);

#[test]
fn s01_login_csrf_with_a_state_nobody_drew() {
    let mut app = App::new();
    for state in ["x", &stranger(), "r", "%00"] {
        let tail = format!("#access_token=ATT&token_type=Bearer&state={state}");
        assert_eq!(app.refusal(&tail), UNKNOWN_HERE, "{state}");
    }
    assert_eq!(app.token(), None);
    assert_eq!(app.tab.writes, 0, "nothing is stored");
    assert!(app.tab.stored().is_empty());
}

#[test]
fn s04_a_record_that_someone_else_wrote_must_fit() {
    let record = |redirect_uri: &str, created: f64| {
        format!("{{\"v\":1,\"redirect_uri\":\"{redirect_uri}\",\"created\":{created},\"restart\":false}}")
    };
    let state = stranger();
    for (place, redirect_uri, age_ms, expected) in [
        (key(&state), "https://app.example/other", 0.0, (Code::StateUnknown, Some(Reason::NoRecord))),
        (key(&state), "https://app.example/callback/", 0.0, (Code::StateUnknown, Some(Reason::NoRecord))),
        (["clever:another-client:", &state].concat(), "https://app.example/callback", 0.0, UNKNOWN_HERE),
        (key(&state), "https://app.example/callback", 1_800_001.0, EXPIRED),
        (key(&state), "https://app.example/callback", -5001.0, EXPIRED),
    ] {
        let mut app = App::new();
        app.tab.tamper(&place, &record(redirect_uri, app.tab.wall_ms - age_ms));
        assert_eq!(app.refusal(&good(&state)), expected, "{place} {redirect_uri} {age_ms}");
        assert_eq!(app.token(), None);
    }
    // The stated limit: who writes as this very origin is trusted.
    let mut app = App::new();
    app.tab.tamper(&key(&state), &record("https://app.example/callback", app.tab.wall_ms));
    app.sign_in(&good(&state));
}

#[test]
fn s04_a_record_is_no_login_under_a_name_that_is_never_drawn() {
    for state in ["session", "used", "launch", "tokeninfo", "x", "r", &["x", &"E".repeat(22)].concat()] {
        let mut app = App::new();
        let created = app.tab.wall_ms;
        let record = format!(
            "{{\"v\":1,\"redirect_uri\":\"https://app.example/callback\",\"created\":{created},\"restart\":false}}"
        );
        app.tab.tamper(&key(state), &record);
        assert_eq!(app.refusal(&good(state)), UNKNOWN_HERE, "{state}");
        assert_eq!(app.tab.stored().get(&key(state)), Some(&record));
    }
}

#[test]
fn s08_burn_attack_leaves_the_login() {
    let evil = stranger();
    for tail in [
        format!("#error=x&state={evil}"),
        good(&evil),
        String::from("#error=x&state=EVIL"),
        String::from("#error=x"),
        format!("?error=x&state={evil}"),
        format!("?code=x&state={evil}"),
        String::from("?code=x"),
        String::from("#access_token=ATT&token_type=bearer"),
        String::from("#error=x&error=x"),
        String::from("#error=%ZZ"),
    ] {
        let mut app = App::new();
        let state = app.begin();
        for _ in 0..3 {
            app.redeem(&tail).ok();
            assert!(app.holds(&state), "{tail}");
            assert_eq!(app.token(), None);
        }
        app.sign_in(&good(&state));
    }
}

#[test]
fn s08_a_forged_answer_in_another_tab_reaches_nothing_here() {
    let mut app = App::new();
    let state = app.begin();
    let mut other = App::new();
    assert_eq!(other.refusal(&format!("#error=x&state={state}")), UNKNOWN_HERE);
    app.sign_in(&good(&state));
}

#[test]
fn s09_a_login_that_was_begun_too_long_ago() {
    for (given, limit_ms) in [(&[][..], 1_800_000.0), (&[("loginMaxAgeSecs", Number(60.0))], 60_000.0)] {
        let mut app = App::with(given);
        let state = app.begin();
        app.tab.wait(limit_ms);
        app.sign_in(&good(&state));

        let begun = app.begin_with(Flow::Redirect, &[("returnTo", text("/x"))]).unwrap();
        app.reload();
        app.tab.wait(limit_ms + 1.0);
        let error = app.error(&good(&begun.state));
        assert_eq!(verdict(&error), EXPIRED);
        assert_eq!(error.return_to.as_deref(), Some("/x"));
        assert!(!app.holds(&begun.state), "the record is deleted");
        assert_eq!(app.refusal(&good(&begun.state)), USED);
    }
}

#[test]
fn s10_a_record_from_the_future() {
    let mut app = App::new();
    let state = app.begin();
    app.tab.wall_ms -= 5000.0;
    app.sign_in(&good(&state));

    for back_ms in [5001.0, 3_600_000.0, 1e11] {
        let mut app = App::new();
        let state = app.begin();
        app.tab.wall_ms -= back_ms;
        assert_eq!(app.refusal(&good(&state)), EXPIRED, "{back_ms}");
        assert!(!app.holds(&state));
        app.tab.wall_ms += back_ms;
        assert_eq!(app.refusal(&good(&state)), USED, "setting the clock right gives it no second life");
    }
}

#[test]
fn s10_a_popups_record_ages_alike() {
    let mut app = App::new();
    for ms in [1_800_001.0, -5001.0] {
        let state = app.begin_with(Flow::Popup, &[]).unwrap().state;
        app.tab.wall_ms += ms;
        let error = app.redeem_at(&good(&state), Place::Opener).unwrap_err();
        assert_eq!(verdict(&error), EXPIRED);
        let error = app.redeem_at(&good(&state), Place::Opener).unwrap_err();
        assert_eq!(verdict(&error), USED);
    }
}

#[test]
fn s11_names_that_objects_inherit() {
    let mut app = App::new();
    for state in ["constructor", "__proto__", "toString", "hasOwnProperty", "length", "key", "clear", "getItem"] {
        assert_eq!(app.refusal(&good(state)), UNKNOWN_HERE, "{state}");
    }
    app.begin();
    for state in ["constructor", "__proto__", "toString"] {
        assert_eq!(app.refusal(&good(state)), MISMATCH, "{state}");
    }
}

#[test]
fn s12_s13_nothing_but_the_state_itself() {
    let mut app = App::new();
    let state = app.begin();
    let swapped: String =
        state.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
    let first_escaped_twice = format!("%25{:02X}{}", state.as_bytes()[0], &state[1..]);
    for near in [
        &state[..22],
        &state[1..],
        &format!("{state}x"),
        &format!("x{state}"),
        &format!("{state};evil"),
        &format!("{state}%00"),
        &format!("{state}%20"),
        &format!("{state}+"),
        &format!("+{state}"),
        &format!("{state}%0A"),
        &format!("{state}%26"),
        &format!("{state}%3D"),
        &format!("{state}="),
        &format!("%EF%BB%BF{state}"),
        &swapped,
        &first_escaped_twice,
        &format!("R{}", &state[1..]),
        &format!("{}%25", &state[..22]),
    ] {
        assert_eq!(app.refusal(&good(near)), MISMATCH, "{near}");
        assert!(app.holds(&state));
    }
    // The flow's letter is part of the state: the page does not redeem a redirect's state as a popup's.
    let popup = format!("p{}", &state[1..]);
    assert_eq!(app.redeem(&good(&popup)), Ok(Outcome::Relay(popup.clone())));
    assert!(app.holds(&state));
    // One decoding is due.
    let escaped: String = state.bytes().map(|byte| format!("%{byte:02x}")).collect();
    app.sign_in(&good(&escaped));
}

#[test]
fn s14_five_tabs_finish_in_any_order() {
    let mut random = Random::new(14);
    for _ in 0..50 {
        let mut apps: Vec<App> = (0..5)
            .map(|_| {
                let mut app = App::new();
                app.tab.reseed(random.next());
                app
            })
            .collect();
        let states: Vec<String> = apps.iter_mut().map(App::begin).collect();
        let mut order = [0, 1, 2, 3, 4];
        random.shuffle(&mut order);
        for index in order {
            for (_, other) in apps.iter_mut().enumerate().filter(|(other, _)| *other != index) {
                other.redeem(&good(&states[index])).ok();
            }
            apps[index].sign_in(&good(&states[index]));
        }
        assert!(apps.iter_mut().all(|app| app.token().is_some()));
    }
}

#[test]
fn s14_sixteen_logins_of_one_tab_finish_in_any_order() {
    let mut random = Random::new(15);
    let mut app = App::new();
    let mut states: Vec<String> = (0..16).map(|_| app.begin()).collect();
    random.shuffle(&mut states);
    for (index, state) in states.iter().enumerate() {
        if index % 5 == 0 {
            app.reload();
        }
        app.sign_in(&good(state));
    }
}

#[test]
fn s15_another_person_replaces_the_session() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let (first, second) = (app.begin(), app.begin());
    app.sign_in(&good(&first));
    app.tab.wait(1000.0);
    let tail = format!("#access_token=ilcanaryB&token_type=bearer&expires_in=60&state={second}");
    let redirected = app.sign_in(&tail);
    assert_eq!(app.token().as_deref(), Some("ilcanaryB"));
    assert_eq!(app.signin.remaining_ms(&app.tab), 60_000.0);
    assert_eq!(redirected.session.signed_in_at, app.tab.wall_ms);
    app.reload();
    assert_eq!(app.token().as_deref(), Some("ilcanaryB"));
    assert!(!format!("{:?}", app.tab.stored()).contains(TOKEN));
}

#[test]
fn reasons_of_an_unknown_state() {
    // Nothing is pending in this tab at all.
    assert_eq!(App::new().refusal(&good(&stranger())), UNKNOWN_HERE);
    // Only leftovers are.
    let mut app = App::new();
    app.begin();
    app.tab.wait(1_800_001.0);
    assert_eq!(app.refusal(&good(&stranger())), (Code::StateUnknown, Some(Reason::NoRecord)));
    // Others are.
    app.begin();
    assert_eq!(app.refusal(&good(&stranger())), MISMATCH);
    // There is no storage.
    let mut app = App::new();
    app.begin();
    app.tab.denied = true;
    assert_eq!(app.refusal(&good(&stranger())), UNKNOWN_HERE);
}

#[test]
fn an_address_that_the_caller_hands_over_is_checked_alike() {
    for place in [Place::Given, Place::NoPage] {
        let mut app = App::new();
        let state = app.begin();
        let error = app.redeem_at(&good(&stranger()), place).unwrap_err();
        assert_eq!(verdict(&error), MISMATCH);
        assert!(matches!(app.redeem_at(&good(&state), place), Ok(Outcome::SignedIn(_))));
        app.reload();
        let error = app.redeem_at(&good(&state), place).unwrap_err();
        assert_eq!(verdict(&error), USED);
    }
}
