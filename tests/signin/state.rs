//! Whether the state holds, and what is said when it does not. Rules 1 and 6.

use super::app::{App, TOKEN, good, key, stranger, text, verdict};
use super::random::Random;
use clever_wasm::config::Value::Number;
use clever_wasm::error::{Code, Reason};
use clever_wasm::signin::{Flow, Outcome, Place};
use std::collections::HashSet;

const UNKNOWN_HERE: (Code, Option<Reason>) = (Code::StateUnknown, Some(Reason::OtherContext));
const USED: (Code, Option<Reason>) = (Code::StateUnknown, Some(Reason::AlreadyUsed));
const MISMATCH: (Code, Option<Reason>) = (Code::StateMismatch, None);
const EXPIRED: (Code, Option<Reason>) = (Code::StateExpired, None);

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
fn s05_states_do_not_repeat_and_are_evenly_spread() {
    const DRAWN: usize = 100_000;
    let mut app = App::new();
    let mut seen = HashSet::with_capacity(DRAWN);
    let mut counts = [0u32; 64];
    let mut last_counts = [0u32; 4];
    for _ in 0..DRAWN {
        let state = app.begin_with(Flow::Popup, &[]).unwrap().state;
        app.signin.abandon(&state);
        let digits = state[1..].bytes().map(|byte| match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => panic!("{state}"),
        });
        let digits: Vec<usize> = digits.map(usize::from).collect();
        assert_eq!(digits.len(), 22);
        // 21 characters carry 6 bits each, the last the 2 that remain of 128.
        for digit in &digits[..21] {
            counts[*digit] += 1;
        }
        last_counts[digits[21]] += 1;
        assert!(seen.insert(state));
    }
    let chi_square = |counts: &[u32]| {
        let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
        counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum::<f64>()
    };
    // Quantiles of chi-square at 0.0001: 63 and 3 degrees of freedom.
    assert!(chi_square(&counts) < 113.0, "{}", chi_square(&counts));
    assert!(chi_square(&last_counts) < 21.2, "{}", chi_square(&last_counts));
}

#[test]
fn s05_every_random_bit_reaches_the_state() {
    /// A platform whose source gives one chosen block.
    #[derive(Clone)]
    struct Fixed(super::tab::Tab, [u8; 16]);
    impl clever_wasm::host::Host for Fixed {
        fn wall_ms(&self) -> f64 {
            self.0.wall_ms
        }
        fn steady_ms(&self) -> f64 {
            self.0.steady_ms
        }
        fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
            assert!(bytes.len() >= 16, "128 bits at least");
            bytes[..16].copy_from_slice(&self.1);
            true
        }
        fn has_storage(&self) -> bool {
            false
        }
        fn get(&self, _: &str) -> Option<String> {
            None
        }
        fn set(&mut self, _: &str, _: &str) -> bool {
            false
        }
        fn remove(&mut self, _: &str) {}
        fn keys(&self) -> Vec<String> {
            Vec::new()
        }
    }
    let mut app = App::new();
    let mut drawn = |block: [u8; 16]| {
        let mut host = Fixed(app.tab.clone(), block);
        let begun = app.signin.begin(&mut host, Flow::Popup, false, &|_| clever_wasm::config::Value::Absent);
        begun.unwrap().state
    };
    let mut states = HashSet::from([drawn([0; 16])]);
    for bit in 0..128 {
        let mut block = [0; 16];
        block[bit / 8] = 1 << (bit % 8);
        assert!(states.insert(drawn(block)), "bit {bit} is lost");
    }
}

#[test]
fn s05_no_randomness_no_login() {
    let mut app = App::new();
    app.tab.random = None;
    for flow in [Flow::Redirect, Flow::Popup] {
        let error = app.begin_with(flow, &[]).unwrap_err();
        assert_eq!(verdict(&error), (Code::CryptoUnavailable, None));
    }
    assert!(app.tab.stored().is_empty());
    assert_eq!(app.signin.pending_logins(&app.tab), 0);
    // A portal launch leaves no trace of the restart that could not begin.
    let error = app.redeem("?code=x").unwrap_err();
    assert_eq!(verdict(&error), (Code::CryptoUnavailable, None));
    app.tab.reseed(1);
    assert!(matches!(app.redeem("?code=x"), Ok(Outcome::Restart(_))));
}

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
        for tail in [good(&stranger()), format!("#error=x&state={}", stranger()), format!("?code=x&state={}", stranger())] {
            assert_eq!(app.redeem(&tail), Ok(Outcome::Nothing), "{tail}, pending: {with_pending}");
        }
        assert_eq!(app.token().as_deref(), Some(TOKEN));
        if !with_pending {
            app.begin();
        }
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
            for other in 0..5 {
                if other != index {
                    apps[other].redeem(&good(&states[index])).ok();
                }
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
