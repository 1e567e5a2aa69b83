//! The session: where it rests, how it ends. Rules 11 and 12, the core's part.

use super::app::{App, CLIENT, TOKEN, good, key, text};
use clever_wasm::config::Value::Number;
use clever_wasm::signin::Session;
use serde_json::{Value, json};

fn stored() -> App {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let state = app.begin();
    app.sign_in(&[&good(&state), "&scope=a+b"].concat());
    app
}

#[test]
fn a_reload_keeps_it_in_the_opted_in_store_only() {
    let mut app = stored();
    let before = app.signin.session(&mut app.tab).unwrap().clone();
    app.reload();
    assert_eq!(app.signin.session(&mut app.tab), Some(&before));
    assert_eq!(before.scopes().as_deref().unwrap(), ["a", "b"]);

    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    app.reload();
    assert_eq!(app.token(), None);
}

#[test]
fn memory_mode_does_not_look_into_the_store() {
    let app = stored();
    let record = app.tab.stored()[&key("session")].clone();
    let mut memory = App::new();
    memory.tab.tamper(&key("session"), &record);
    assert_eq!(memory.token(), None);
}

#[test]
fn what_is_stored() {
    let app = stored();
    let record: Value = serde_json::from_str(&app.tab.stored()[&key("session")]).unwrap();
    assert_eq!(
        record,
        json!({
            "v": 1,
            "clientId": CLIENT,
            "token": TOKEN,
            "signedInAt": 1_767_625_200_000_u64,
            "expiresAt": 1_767_628_800_000_u64,
            "expiryIsAssumed": false,
            "scopes": ["a", "b"],
        })
    );
}

#[test]
fn s64_anything_odd_in_the_store_is_deleted() {
    let good_record = stored().tab.stored()[&key("session")].clone();
    let edit = |member: &str, value: Value| {
        let mut record: Value = serde_json::from_str(&good_record).unwrap();
        record[member] = value;
        record.to_string()
    };
    let mut records = vec![
        edit("v", json!(2)),
        edit("v", json!("1")),
        edit("v", json!(null)),
        edit("clientId", json!("other")),
        edit("clientId", json!(["4c63c1cf623dce82caac"])),
        edit("token", json!("")),
        edit("token", json!("a b")),
        edit("token", json!("a\r\nX: 1")),
        edit("token", json!("☃")),
        edit("token", json!(7)),
        edit("token", json!(null)),
        edit("token", json!("0123456789abcdef0123456789abcdef01234567")),
        edit("signedInAt", json!("1")),
        edit("signedInAt", json!(-1)),
        edit("signedInAt", json!(1_767_628_800_000_u64)),
        edit("signedInAt", json!(9_000_000_000_000_000_u64)),
        edit("expiresAt", json!(null)),
        edit("expiresAt", json!(1_767_625_200_000_u64)),
        edit("expiresAt", json!(0)),
        edit("expiresAt", json!(8_640_000_000_000_001_u64)),
        edit("expiresAt", json!(1e300)),
        edit("expiryIsAssumed", json!("no")),
        edit("expiryIsAssumed", json!(null)),
        String::new(),
        String::from("null"),
        String::from("[]"),
        String::from("{}"),
        [&good_record, "x"].concat(),
        "[".repeat(1_000_000),
    ];
    for cut in (1..good_record.len()).step_by(5) {
        records.push(good_record[..cut].to_owned());
    }
    for record in records {
        let shown: String = record.chars().take(300).collect();
        let mut app = App::with(&[("sessionStore", text("session"))]);
        app.tab.tamper(&key("session"), &record);
        assert_eq!(app.token(), None, "{shown}");
        assert!(!app.tab.stored().contains_key(&key("session")), "{shown}");
    }
}

#[test]
fn s64_the_store_is_read_once_and_injects_nothing_later() {
    let record = stored().tab.stored()[&key("session")].clone();
    let mut app = App::with(&[("sessionStore", text("session"))]);
    assert_eq!(app.token(), None);
    app.tab.tamper(&key("session"), &record);
    assert_eq!(app.token(), None);

    let mut app = stored();
    app.tab.tamper(&key("session"), &record.replace(TOKEN, "ilcanaryEVIL"));
    assert_eq!(app.token().as_deref(), Some(TOKEN));
    app.signin.end(&mut app.tab);
    app.tab.tamper(&key("session"), &record);
    assert_eq!(app.token(), None, "a sign-out is final for this page");
}

#[test]
fn s55_it_ends_by_either_clock() {
    type Pass = fn(&mut App);
    let passes: [(&str, Pass, bool); 8] = [
        ("just before", |app| app.tab.wait(3_599_999.0), true),
        ("at its end", |app| app.tab.wait(3_600_000.0), false),
        ("asleep: the steady clock stood still", |app| app.tab.wall_ms += 3_600_000.0, false),
        (
            "the wall clock was set back",
            |app| {
                app.tab.wait(3_600_000.0);
                app.tab.wall_ms -= 7_200_000.0;
            },
            false,
        ),
        ("set back, not yet over", |app| app.tab.wall_ms -= 7_200_000.0, true),
        (
            "set back by years",
            |app| {
                app.tab.wall_ms = 0.0;
                app.tab.steady_ms += 3_600_000.0;
            },
            false,
        ),
        ("set forward by years", |app| app.tab.wall_ms += 1e12, false),
        ("a day later", |app| app.tab.wait(86_400_000.0), false),
    ];
    for (what, pass, alive) in passes {
        let mut app = App::new();
        let state = app.begin();
        app.sign_in(&good(&state));
        pass(&mut app);
        assert_eq!(app.token().is_some(), alive, "{what}");
        assert_eq!(app.signin.remaining_ms(&app.tab) > 0.0, alive, "{what}");
    }
}

#[test]
fn s55_an_ended_session_is_not_stored_any_more_once_it_was_looked_at() {
    let mut app = stored();
    app.tab.wait(3_600_000.0);
    app.reload();
    assert_eq!(app.token(), None);
    assert!(!app.tab.stored().contains_key(&key("session")));
}

#[test]
fn no_clock_gives_longer_life_than_was_granted() {
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    app.tab.wall_ms -= 1e10;
    assert_eq!(app.signin.remaining_ms(&app.tab), 3_600_000.0);
    let mut app = stored();
    app.tab.wall_ms -= 1e10;
    app.reload();
    assert_eq!(app.token().as_deref(), Some(TOKEN));
    assert_eq!(app.signin.remaining_ms(&app.tab), 3_600_000.0);
}

#[test]
fn a_lifetime_beyond_two_to_the_thirty_first_milliseconds() {
    let mut app = App::with(&[("assumedTokenLifetimeSecs", Number(31_536_000.0))]);
    let state = app.begin();
    app.sign_in(&format!("#access_token=A&token_type=bearer&state={state}"));
    assert_eq!(app.signin.remaining_ms(&app.tab), 31_536_000_000.0);
    app.tab.wait(31_535_999_999.0);
    assert!(app.token().is_some());
    app.tab.wait(1.0);
    assert_eq!(app.token(), None);
}

#[test]
fn ending_removes_it_everywhere() {
    let mut app = stored();
    app.signin.end(&mut app.tab);
    assert_eq!(app.token(), None);
    assert_eq!(app.signin.remaining_ms(&app.tab), 0.0);
    app.reload();
    assert_eq!(app.token(), None);
    app.signin.end(&mut app.tab);
}

#[test]
fn adopting_takes_over_only_what_fits() {
    let record = stored().tab.stored()[&key("session")].clone();
    let mut app = App::new();
    app.signin.adopt(&app.tab, &record);
    assert_eq!(app.token().as_deref(), Some(TOKEN));
    for odd in ["", "{}", &record.replace(CLIENT, "other"), &record.replace(TOKEN, "a b")] {
        let mut app = App::new();
        app.signin.adopt(&app.tab, odd);
        assert_eq!(app.token(), None);
    }
    let mut app = App::new();
    app.tab.wait(3_600_000.0);
    app.signin.adopt(&app.tab, &record);
    assert_eq!(app.token(), None);
}

#[test]
fn a_session_survives_its_own_json() {
    let mut app = stored();
    let session = app.signin.session(&mut app.tab).unwrap().clone();
    assert_eq!(Session::from_json(&session.to_json(), CLIENT, app.tab.wall_ms), Some(session));
}
