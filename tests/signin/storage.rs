//! sessionStorage that is denied, full, partitioned, corrupt or read by others. Rule 1.

use super::app::{App, TOKEN, good, key, text, verdict};
use clever_wasm::error::{Code, Reason};
use clever_wasm::signin::{Flow, Outcome, Place, SignIn};

const UNAVAILABLE: (Code, Option<Reason>) = (Code::StorageUnavailable, None);

#[test]
fn s59_denied_storage_stops_only_what_would_be_lost() {
    let mut app = App::new();
    app.tab.denied = true;
    assert_eq!(verdict(&app.begin_with(Flow::Redirect, &[]).unwrap_err()), UNAVAILABLE);
    assert_eq!(app.signin.pending_logins(&app.tab), 0);
    // A popup works in memory,
    let popup = app.begin_with(Flow::Popup, &[]).unwrap().state;
    assert!(matches!(app.redeem_at(&good(&popup), Place::Opener), Ok(Outcome::SignedIn(_))));
    app.signin.end(&mut app.tab);
    // and so does loginUrl() with handleRedirect(url).
    let none = &|_: &str| clever_wasm::config::Value::Absent;
    for place in [Place::Given, Place::NoPage] {
        let begun = app.signin.begin(&mut app.tab, Flow::Redirect, false, none).unwrap();
        assert!(matches!(app.redeem_at(&good(&begun.state), place), Ok(Outcome::SignedIn(_))));
        let error = app.redeem_at(&good(&begun.state), place).unwrap_err();
        assert_eq!(verdict(&error), (Code::StateUnknown, Some(Reason::AlreadyUsed)));
    }
    assert!(app.tab.stored().is_empty());
}

#[test]
fn s59_memory_belongs_to_the_client_object() {
    let mut app = App::new();
    app.tab.denied = true;
    let none = &|_: &str| clever_wasm::config::Value::Absent;
    let begun = app.signin.begin(&mut app.tab, Flow::Redirect, false, none).unwrap();
    let mut another = SignIn::new(app.signin.config().clone());
    let page = [super::app::CALLBACK, &good(&begun.state)].concat();
    let (callback, _) = app.signin.capture(&page).unwrap();
    let error = another.redeem(&mut app.tab, &callback, Place::NoPage).unwrap_err();
    assert_eq!(verdict(&error), (Code::StateUnknown, Some(Reason::OtherContext)));
    assert!(matches!(app.redeem_at(&good(&begun.state), Place::NoPage), Ok(Outcome::SignedIn(_))));
}

#[test]
fn s59_memory_holds_at_most_sixteen() {
    let mut app = App::new();
    app.tab.denied = true;
    let none = &|_: &str| clever_wasm::config::Value::Absent;
    let states: Vec<String> =
        (0..20).map(|_| app.signin.begin(&mut app.tab, Flow::Redirect, false, none).unwrap().state).collect();
    assert_eq!(app.signin.pending_logins(&app.tab), 16);
    app.redeem_at(&good(&states[3]), Place::NoPage).unwrap_err();
    assert!(matches!(app.redeem_at(&good(&states[4]), Place::NoPage), Ok(Outcome::SignedIn(_))));
}

#[test]
fn s59_storage_denied_while_away_is_another_context() {
    let mut app = App::new();
    let state = app.begin();
    app.reload();
    app.tab.denied = true;
    assert_eq!(app.refusal(&good(&state)), (Code::StateUnknown, Some(Reason::OtherContext)));
    app.tab.denied = false;
    app.sign_in(&good(&state));
}

#[test]
fn s60_a_full_storage_gives_up_stale_logins_and_no_foreign_key() {
    let mut app = App::new();
    app.tab.tamper("app:own", &"x".repeat(1000));
    app.tab.tamper("clever:another-client:rAAAAAAAAAAAAAAAAAAAAAA", "theirs");
    for _ in 0..5 {
        app.begin();
    }
    app.tab.wait(1_800_001.0);
    app.tab.leave_room(10);
    let state = app.begin();
    assert_eq!(app.tab.stored().len(), 3);
    app.sign_in(&good(&state));
    assert_eq!(app.tab.stored()["app:own"].len(), 1000);
    assert_eq!(app.tab.stored()["clever:another-client:rAAAAAAAAAAAAAAAAAAAAAA"], "theirs");
}

#[test]
fn s60_a_full_storage_without_anything_stale_is_unavailable() {
    let mut app = App::new();
    app.tab.tamper("app:own", "x");
    app.tab.leave_room(100);
    assert_eq!(verdict(&app.begin_with(Flow::Redirect, &[]).unwrap_err()), UNAVAILABLE);
    assert_eq!(app.tab.stored().len(), 1);
    // A popup needs no room.
    app.begin_with(Flow::Popup, &[]).unwrap();
}

#[test]
fn s60_only_stale_logins_are_given_up_for_room() {
    let mut app = App::new();
    let mine = app.begin();
    let popup = app.begin_with(Flow::Popup, &[]).unwrap().state;
    let too_much = text(&format!("\"{}\"", "x".repeat(10_000)));
    app.tab.leave_room(5000);
    let error = app.begin_with(Flow::Redirect, &[("appState", too_much)]).unwrap_err();
    assert_eq!(verdict(&error), UNAVAILABLE);
    assert!(app.holds(&mine), "a login that may still be answered was given up, and for nothing");
    assert!(matches!(app.redeem_at(&good(&popup), Place::Opener), Ok(Outcome::SignedIn(_))));
}

#[test]
fn s60_no_room_costs_only_a_kinder_error_or_a_longer_session() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let state = app.begin();
    app.tab.refusing = true;
    app.sign_in(&good(&state));
    assert_eq!(app.token().as_deref(), Some(TOKEN), "the session lives as long as the page");
    assert!(!app.tab.stored().contains_key(&key("session")));
    app.signin.end(&mut app.tab);
    assert_eq!(app.refusal(&good(&state)), (Code::StateUnknown, Some(Reason::AlreadyUsed)), "remembered in memory");
    app.reload();
    assert_eq!(app.refusal(&good(&state)), (Code::StateUnknown, Some(Reason::OtherContext)));
    assert_eq!(app.token(), None);
}

#[test]
fn s60_a_session_that_cannot_be_stored_leaves_no_older_one_behind() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let (first, second) = (app.begin(), app.begin());
    app.sign_in(&good(&first));
    app.tab.refusing = true;
    app.sign_in(&format!("#access_token=ilcanaryB&token_type=bearer&state={second}"));
    assert_eq!(app.token().as_deref(), Some("ilcanaryB"));
    app.reload();
    // The first person's session must not come back under the second person's hands.
    assert_eq!(app.token(), None);
}

#[test]
fn s61_another_partition_says_so() {
    let mut app = App::new();
    let state = app.begin();
    let mut partition = App::new();
    let error = partition.error(&good(&state));
    assert_eq!(verdict(&error), (Code::StateUnknown, Some(Reason::OtherContext)));
    assert!(error.hint.contains("another browser, app or tab"), "{}", error.hint);
    assert!(app.holds(&state));
}

/// What is no record, each in place of a good one.
fn corrupt(good: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "null",
        "1",
        "[]",
        "{}",
        "{",
        "\"x\"",
        "undefined",
        "[object Object]",
        "{\"v\":1}",
        "{\"__proto__\":{\"v\":1}}",
        "{\"constructor\":{\"prototype\":{}}}",
    ]
    .map(str::to_owned)
    .to_vec();
    for (from, to) in [
        ("\"v\":1", "\"v\":2"),
        ("\"v\":1", "\"v\":\"1\""),
        ("\"v\":1", "\"v\":1.0"),
        ("\"v\":1", "\"w\":1"),
        ("\"created\":1", "\"created\":-1"),
        ("\"created\":1", "\"created\":1e1"),
        ("\"created\":", "\"created\":null,\"x\":"),
        ("\"redirect_uri\":", "\"redirect_uri\":[],\"x\":"),
        ("\"restart\":false", "\"restart\":0"),
        ("\"restart\":false", "\"restart\":\"false\""),
        (",\"restart\":false", ""),
        ("}", ""),
        ("}", "}}"),
        ("}", ",}"),
        ("{", "{\"x\":\"\\u12\","),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{from}");
        all.push(changed);
    }
    all.push(format!("{{\"x\":{}", "[".repeat(1_000_000)));
    all.push(good.replacen('{', &format!("{{\"x\":{}{},", "[".repeat(100_000), "]".repeat(100_000)), 1));
    all.push("x".repeat(1_000_000));
    for cut in (1..good.len()).step_by(7) {
        all.push(good[..cut].to_owned());
    }
    all
}

#[test]
fn s62_a_corrupt_record_is_none_and_goes() {
    let mut app = App::new();
    let state = app.begin();
    let record = app.tab.stored()[&key(&state)].clone();
    for text in corrupt(&record) {
        let shown: String = text.chars().take(120).collect();
        // At its answer,
        let mut app = App::new();
        app.tab.reseed(62);
        app.tab.tamper(&key(&state), &text);
        assert_eq!(app.refusal(&good(&state)).0, Code::StateUnknown, "{shown}");
        assert!(!app.holds(&state), "{shown}");
        assert_eq!(app.token(), None);
        // at a stranger's,
        app.tab.tamper(&key(&state), &text);
        assert_eq!(app.refusal(&good(&super::app::stranger())).0, Code::StateUnknown, "{shown}");
        // and at the next login.
        app.begin();
        assert!(!app.holds(&state), "{shown}");
    }
}

#[test]
fn s62_corrupt_entries_of_every_kind_harm_nothing() {
    for name in ["used", "launch", "tokeninfo", "session"] {
        for text in
            ["", "{", "null", "[1]", "{}", "\"x\"", "[[[[", "-5", "1e999", &"9".repeat(400), &"[".repeat(100_000)]
        {
            let mut app = App::with(&[("sessionStore", super::app::text("session"))]);
            app.tab.tamper(&key(name), text);
            assert_eq!(app.token(), None);
            let state = app.begin();
            app.sign_in(&good(&state));
            assert_eq!(app.refusal_after_sign_out(&good(&state)), (Code::StateUnknown, Some(Reason::AlreadyUsed)));
        }
    }
    // A watch for loops that cannot be read does not lock anybody out.
    for stamp in ["", "x", "{}", "null", "-1"] {
        let mut app = App::new();
        app.tab.tamper(&key("launch"), stamp);
        assert!(matches!(app.redeem("?code=x"), Ok(Outcome::Restart(_))), "{stamp}");
    }
}

impl App {
    fn refusal_after_sign_out(&mut self, tail: &str) -> (Code, Option<Reason>) {
        self.signin.end(&mut self.tab);
        self.refusal(tail)
    }
}

#[test]
fn s63_by_default_no_token_is_ever_stored() {
    let mut app = App::new();
    for _ in 0..3 {
        let state = app.begin();
        app.sign_in(&good(&state));
        app.redeem(&good(&state)).unwrap();
        app.redeem("#access_token=ilcanaryX&token_type=bearer").ok();
        assert!(!format!("{:?}", app.tab.stored()).contains("canary"));
    }
    app.reload();
    assert_eq!(app.token(), None, "a reload signs out");
}

#[test]
fn s63_the_opted_in_store_holds_it_under_one_key() {
    let mut app = App::with(&[("sessionStore", text("session"))]);
    let state = app.begin();
    app.sign_in(&good(&state));
    let holding: Vec<&String> =
        app.tab.stored().iter().filter(|(_, value)| value.contains("canary")).map(|(name, _)| name).collect();
    assert_eq!(holding, [&key("session")]);
    app.signin.end(&mut app.tab);
    assert!(!format!("{:?}", app.tab.stored()).contains("canary"));
}

#[test]
fn a_foreign_key_is_never_read_written_or_removed() {
    let foreign =
        ["app", "clever", "clever:", "clever:x", "clever:4c63c1cf623dce82caa:rAAAAAAAAAAAAAAAAAAAAAA", "__proto__"];
    let mut app = App::with(&[("sessionStore", text("session"))]);
    for name in foreign {
        app.tab.tamper(name, "theirs");
    }
    app.tab.tamper(&key("appsOwn"), "theirs");
    for _ in 0..20 {
        let state = app.begin();
        app.sign_in(&good(&state));
        app.tab.wait(1e7);
        app.redeem("?code=x").ok();
        app.reload();
        app.token();
        app.signin.end(&mut app.tab);
    }
    app.tab.leave_room(0);
    app.begin_with(Flow::Redirect, &[]).ok();
    for name in foreign {
        assert_eq!(app.tab.stored().get(name).map(String::as_str), Some("theirs"), "{name}");
    }
    assert_eq!(app.tab.stored()[&key("appsOwn")], "theirs");
}
