//! Lists: page after page as the links lead, and nowhere else.

use super::app::{App, CleverError};
use super::flight::Played;
use clever_emulator::{AttendanceCursor, Effect, Fault, Options};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use wasm_bindgen_test::wasm_bindgen_test;

fn explorer(options: Options) -> App {
    let mut app = App::at(Options { users: 60, ..options }, []);
    app.sign_in("explorer");
    app
}

/// The page that a report leads to.
fn go(app: &mut App, name: &str, done: &Value, side: &str) -> Played {
    let (number, ..) = app.outlined(name);
    let since = js_sys::Date::now().to_string();
    let url = done[side]["url"].as_str().unwrap_or_else(|| panic!("no {side}: {done}"));
    app.launch("further", number, &[Some(url), Some(&since), done["trail"].as_str()])
}

fn ids(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|row| row["data"]["id"].as_str().unwrap().to_owned()).collect()
}

/// Every page's report and body.
fn walk(app: &mut App, name: &str, arguments: &[&str], query: &str) -> Vec<(Value, Value)> {
    let mut pages = vec![app.play(name, arguments, Some(query), None).answer()];
    while pages.last().unwrap().0["next"].is_object() {
        let done = pages.last().unwrap().0.clone();
        pages.push(go(app, name, &done, "next").answer());
        assert!(pages.len() < 200, "it never ends");
    }
    pages
}

fn refused(error: &CleverError, done: &Value) {
    assert_eq!(error.code(), "untrusted_link", "{done}");
    assert_eq!((&error.0["delivered"], error.0["cursor"].is_string()), (&0.into(), true), "{done}");
}

#[wasm_bindgen_test]
fn every_user_once() {
    let mut app = explorer(Options::default());
    let whole = ids(&app.play("getUsers", &[], Some(r#"{"limit":10000}"#), None).answer().1);
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), 60);
    for links_first in [false, true] {
        let mut options = app.clever.emulator.options().clone();
        options.links_first = links_first;
        app.clever.emulator.set_options(options);
        let pages = walk(&mut app, "getUsers", &[], r#"{"limit":7}"#);
        let seen: Vec<_> = pages.iter().flat_map(|(_, page)| ids(page)).collect();
        assert_eq!(seen, whole);
        assert_eq!(pages.len(), 9);
        for (done, page) in &pages {
            assert_eq!(done["cursor"].as_str(), ids(page).last().map(String::as_str));
            assert_eq!(done["links"], page["links"]);
        }
        // Back again from the last page.
        let back = go(&mut app, "getUsers", &pages[8].0, "prev").answer();
        assert_eq!(ids(&back.1), ids(&pages[7].1));
        // And on from a cursor that was kept.
        let query = json!({ "limit": 7, "starting_after": pages[3].0["cursor"] }).to_string();
        assert_eq!(ids(&app.play("getUsers", &[], Some(&query), None).answer().1), ids(&pages[4].1));
    }
}

#[wasm_bindgen_test]
fn counting_keeps_the_filters() {
    let mut app = explorer(Options::default());
    let students = walk(&mut app, "getUsers", &[], r#"{"role":"student"}"#);
    let students: usize = students.iter().map(|(_, page)| ids(page).len()).sum();
    for (query, count) in [(None, 60), (Some(r#"{"role":"student","limit":1,"starting_after":"x"}"#), students)] {
        let played = app.count("getUsers", query);
        assert_eq!(played.answer().0["count"], count);
    }
    let error = app.count("getEvents", None).error();
    assert_eq!((error.code(), error.path()), ("invalid_argument", "count"));
}

#[wasm_bindgen_test]
fn attendance_may_name_its_cursor_only() {
    let mut seen = Vec::new();
    for cursor in [AttendanceCursor::Links, AttendanceCursor::TopLevel] {
        let mut app = explorer(Options { attendance_cursor: cursor, ..Options::default() });
        let school = ids(&app.play("getSchools", &[], None, None).answer().1).swap_remove(0);
        let pages = walk(&mut app, "listAttendanceForSchool", &[&school], r#"{"limit":10}"#);
        assert!(pages.len() > 1);
        let rows: Vec<_> = pages.into_iter().flat_map(|(_, page)| page["data"].as_array().unwrap().clone()).collect();
        seen.push(rows);
    }
    assert!(!seen[0].is_empty());
    assert_eq!(seen[0], seen[1]);
}

#[wasm_bindgen_test]
fn links_elsewhere_are_not_followed() {
    let mut app = explorer(Options::default());
    let api = app.clever.api_url();
    for uri in [
        "https://evil.example/v3.1/users?starting_after=a".to_owned(),
        "//evil.example/v3.1/users?starting_after=a".into(),
        format!("{api}@evil.example/v3.1/users?starting_after=a"),
        format!("{api}.evil.example/v3.1/users?starting_after=a"),
        "/oauth/tokens?starting_after=a".into(),
        "/v3.1/../oauth/tokens?starting_after=a".into(),
        "\\\\evil.example/v3.1/users?starting_after=a".into(),
        "javascript:alert(1)//v3.1/users?starting_after=a".into(),
    ] {
        let links = json!([{ "rel": "next", "uri": uri }, { "rel": "prev", "uri": uri.replace("starting_after", "ending_before") }]);
        app.clever.emulator.fault(Fault::once("/v3.1/users", Effect::Links { links }));
        let (done, page) = app.play("getUsers", &[], Some(r#"{"limit":5}"#), None).answer();
        assert_eq!(ids(&page).len(), 5, "the page itself is good");
        refused(&CleverError(done["next"]["fail"].clone()), &done);
        assert_eq!(done["prev"]["fail"]["code"], "untrusted_link");
    }
    for uri in [format!("{api}/v3.1/users?limit=5&starting_after=a"), "/v3.1/users?limit=5&starting_after=a".into()] {
        let links = json!([{ "rel": "next", "uri": uri }]);
        app.clever.emulator.fault(Fault::once("/v3.1/users", Effect::Links { links }));
        let (done, _) = app.play("getUsers", &[], Some(r#"{"limit":5}"#), None).answer();
        assert_eq!(done["next"]["url"], format!("{api}/v3.1/users?limit=5&starting_after=a"));
    }
}

#[wasm_bindgen_test]
fn a_cursor_that_comes_again_ends_the_list() {
    let mut app = explorer(Options::default());
    let first = app.play("getUsers", &[], Some(r#"{"limit":5}"#), None).answer();
    let links = first.1["links"].clone();
    app.clever.emulator.fault(Fault::always("/v3.1/users", Effect::Links { links }));
    let pages = walk(&mut app, "getUsers", &[], r#"{"limit":5}"#);
    assert_eq!(pages.len(), 2);

    // Two cursors in turn: no page by itself shows that they go round.
    let mut app = explorer(Options::default());
    for id in first.1["data"].as_array().unwrap().iter().take(2).cycle().take(8).map(|row| &row["data"]["id"]) {
        let uri = format!("/v3.1/users?limit=5&starting_after={}", id.as_str().unwrap());
        let links = json!([{ "rel": "next", "uri": uri }]);
        app.clever.emulator.fault(Fault::once("/v3.1/users", Effect::Links { links }));
    }
    assert_eq!(walk(&mut app, "getUsers", &[], r#"{"limit":5}"#).len(), 3);
}

#[wasm_bindgen_test]
fn a_page_that_fails_says_where_to_go_on() {
    let mut app = explorer(Options::default());
    let (done, _) = app.play("getUsers", &[], Some(r#"{"limit":5}"#), None).answer();
    app.clever.emulator.fault(Fault::always("/v3.1/users", Effect::status(500)));
    let played = go(&mut app, "getUsers", &done, "next");
    assert_eq!((played.sent.len(), played.waits.len()), (4, 3));
    let error = played.error();
    assert_eq!((error.code(), &error.0["status"], &error.0["retryable"]), ("server_error", &500.into(), &true.into()));
    assert_eq!((&error.0["cursor"], &error.0["delivered"]), (&done["cursor"], &0.into()));
}
