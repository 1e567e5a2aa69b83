//! Calls: what a persona's token reaches and what it does not, in pieces of any length.

use super::app::App;
use super::object::nothing;
use clever_emulator::Options;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

fn signed_in(persona: &str) -> App {
    let mut app = App::new();
    app.sign_in(persona);
    app
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[wasm_bindgen_test]
fn who_is_signed_in() {
    let mut app = signed_in("teacher");
    let (_, me) = app.play("me", &[], None, None).answer();
    assert_eq!(me["data"]["type"], "user");
    let id = text(&me["data"]["id"]);
    let (_, userinfo) = app.play("userinfo", &[], None, None).answer();
    assert_eq!(userinfo["sub"], me["data"]["id"]);
    let played = app.play("getUser", &[&id], None, None);
    let send = &played.sent[0];
    assert_eq!((&send["method"], &send["attempt"]), (&"GET".into(), &1.into()));
    assert_eq!(send["url"], format!("{}/v3.1/users/{id}", app.clever.api_url()));
    assert_eq!((&send["template"], &send["body"]), (&"/users/{id}".into(), &Value::Null));
    let (done, user) = played.answer();
    assert!(done["issues"].is_null(), "{done}");
    assert_eq!(user["data"]["id"], id);
    assert!(user["data"]["roles"]["teacher"].is_object());
    let district = text(&user["data"]["district"]);
    assert_eq!(app.play("getDistrict", &[&district], None, None).answer().1["data"]["id"], district);
}

#[wasm_bindgen_test]
fn what_the_token_does_not_reach_says_so() {
    let mut app = signed_in("student");
    for (name, arguments) in [("getUsers", vec![]), ("getSectionsForUser", vec!["5f0a"]), ("getSchool", vec!["5f0a"])] {
        let played = app.play(name, &arguments, None, None);
        assert_eq!((played.sent.len(), played.waits.len()), (1, 0));
        let error = played.error();
        assert_eq!((error.code(), &error.0["status"]), ("not_found", &404.into()), "{name}");
        assert!(error.hint().starts_with("token_reach: "), "{error:?}");
        assert!(!error.0.to_string().contains('<'), "{error:?}");
    }
    let error = app.play("getAssignmentForSection", &["5f0a", "6e1b"], None, None).error();
    assert_eq!((error.code(), &error.0["status"]), ("forbidden", &403.into()));
}

#[wasm_bindgen_test]
fn a_library_teacher_reads_their_classes() {
    let mut app = signed_in("library_teacher");
    let id = text(&app.play("me", &[], None, None).answer().1["data"]["id"]);
    let (_, sections) = app.play("getSectionsForUser", &[&id], None, None).answer();
    let sections = sections["data"].as_array().unwrap();
    assert!(!sections.is_empty());
    for section in sections {
        let section = text(&section["data"]["id"]);
        let query = Some(r#"{"role":"student"}"#);
        let (done, students) = app.play("getUsersForSection", &[&section], query, None).answer();
        assert!(done["issues"].is_null(), "{done}");
        for student in students["data"].as_array().unwrap() {
            assert_eq!(
                text(&student["data"]["name"]["last"]).chars().filter(|letter| letter.is_alphabetic()).count(),
                1
            );
        }
    }
    assert!(!app.play("getStudentsForUser", &[&id], None, None).answer().1["data"].as_array().unwrap().is_empty());
}

#[wasm_bindgen_test]
fn the_same_in_pieces_of_any_length() {
    let mut app = signed_in("explorer");
    let whole = app.play("getUsers", &[], Some(r#"{"limit":4}"#), None).end.unwrap();
    let longest = whole.1.len() + 1;
    for piece in (1..40).chain([1000, longest - 2, longest - 1, longest]) {
        app.piece = piece;
        let pieced = app.play("getUsers", &[], Some(r#"{"limit":4}"#), None).end.unwrap();
        assert!(pieced == whole, "pieces of {piece}");
    }
}

#[wasm_bindgen_test]
fn any_path_below_the_api() {
    let mut app = signed_in("explorer");
    let played = app.request("GET", "/v3.1/users", Some(r#"{"limit":2,"role":["student"]}"#), None);
    assert_eq!(played.sent[0]["url"], [&app.clever.api_url(), "/v3.1/users?limit=2&role=student"].concat());
    assert_eq!(played.answer().1["data"].as_array().unwrap().len(), 2);
    for (method, path, query, body, named) in [
        ("PUT", "/v3.1/users", None, None, "method"),
        ("get", "/v3.1/users", None, None, "method"),
        ("GET", "v3.1/users", None, None, "path"),
        ("GET", "//evil.example/v3.1/users", None, None, "path"),
        ("GET", "/v3.1/../oauth/tokens", None, None, "path"),
        ("GET", "/v3.1/users\0", None, None, "path"),
        ("GET", "/v3.1/users", Some("[1]"), None, "query"),
        ("GET", "/v3.1/users", Some(r#"{"role":{}}"#), None, "role"),
        ("GET", "/v3.1/users", None, Some("{}"), "body"),
    ] {
        let played = app.request(method, path, query, body);
        assert!(played.sent.is_empty(), "{method} {path}");
        let error = played.error();
        assert_eq!((error.code(), error.path()), ("invalid_argument", named), "{method} {path}");
    }
}

#[wasm_bindgen_test]
fn arguments_stay_in_their_segment() {
    let mut app = signed_in("explorer");
    for id in ["", "..", ".", "a/b", "a\\b", "a\0b", "a\nb"] {
        let played = app.play("getUser", &[id], None, None);
        assert!(played.sent.is_empty(), "{id:?}");
        let error = played.error();
        assert_eq!((error.code(), error.path()), ("invalid_argument", "id"), "{id:?}");
    }
    let played = app.play("getUser", &["é ?#%2e"], None, None);
    assert_eq!(played.sent[0]["url"], [&app.clever.api_url(), "/v3.1/users/%C3%A9%20%3F%23%252e"].concat());
    assert_eq!(played.error().code(), "not_found");
    for query in [r#"{"limit":0}"#, r#"{"limit":"ten"}"#, r#"{"starting_after":"a","ending_before":"b"}"#] {
        assert_eq!(app.play("getUsers", &[], Some(query), None).error().code(), "invalid_argument", "{query}");
    }
    assert_eq!(app.play("createAssignmentForSection", &["5f0a"], None, Some("[]")).error().path(), "body");
}

#[wasm_bindgen_test]
fn nobody_is_signed_in() {
    let mut app = App::new();
    let played = app.play("me", &[], None, None);
    assert!(played.sent.is_empty());
    assert_eq!(played.error().code(), "not_signed_in");
    app.decide("shut", 0.0, &[]).unwrap();
    let (number, ..) = app.outlined("me");
    let error = app.ask("operation", app.client, number, &[], &nothing()).unwrap_err();
    assert_eq!(error.code(), "client_closed");
    assert_eq!(app.ask("operation", 0, 1e9, &[], &nothing()).unwrap_err().code(), "internal");
}

#[wasm_bindgen_test]
fn an_older_version_lacks_operations() {
    let mut app = App::at(Options { users: 60, ..Options::default() }, [("apiVersion", "v3.0".into())]);
    app.sign_in("explorer");
    let played = app.play("getUsers", &[], Some(r#"{"limit":1}"#), None);
    assert_eq!(played.sent[0]["url"], [&app.clever.api_url(), "/v3.0/users?limit=1"].concat());
    assert!(played.end.is_ok());
    let error = app.play("listAttendanceForSchool", &["5f0a"], None, None).error();
    assert_eq!((error.code(), error.path()), ("invalid_argument", "apiVersion"));
}

#[wasm_bindgen_test]
fn a_revoked_token_is_unauthorized() {
    let mut app = signed_in("teacher");
    app.clever.emulator.revoke(None);
    let played = app.play("me", &[], None, None);
    assert_eq!((played.sent.len(), played.waits.len()), (1, 0));
    let error = played.error();
    assert_eq!((error.code(), &error.0["status"], &error.0["retryable"]), ("unauthorized", &401.into(), &false.into()));
}

#[wasm_bindgen_test]
fn a_call_may_be_given_up_at_any_time() {
    let mut app = signed_in("teacher");
    let (number, ..) = app.outlined("me");
    for started in [false, true] {
        let call: u32 = app
            .ask("operation", app.client, number, &[None, None, None], &nothing())
            .unwrap()
            .unwrap()
            .parse()
            .unwrap();
        let step = |app: &App, event: f64| app.ask("step", call, event, &[], &nothing()).unwrap();
        if started {
            assert!(step(&app, 0.0).unwrap().contains("\"send\""));
        }
        assert!(step(&app, 5.0).unwrap().contains("\"cancelled\""));
        assert_eq!(step(&app, 1.0), None, "it goes on");
        assert_eq!(app.chunk(call, b"{}").unwrap(), None);
        app.ask("forget", call, 0.0, &[], &nothing()).unwrap();
        assert_eq!(step(&app, 0.0), None);
    }
    assert!(app.play("me", &[], None, None).end.is_ok());
}
