//! What a caller may ask for, and what is sent then.

use super::client::{API, config, text};
use super::script::{answer, call, endpoint, play};
use clever_wasm::call::{Call, Effect, Event, Now, Request, Wire};
use clever_wasm::error::{Code, Error, Result};

/// What a call sends first.
fn sent(call: Result<Call>) -> Request {
    let now = Now { wall_ms: 0.0, mono_ms: 0.0, random: 0, redact: "" };
    match call.expect("a call").next(Event::Start, &mut Wire::new(), now) {
        Effect::Send(request) => request,
        other => panic!("{other:?}"),
    }
}

fn refused(call: Result<Call>, path: &str) -> Error {
    let error = call.expect_err("a refusal");
    assert_eq!((error.code, error.path.as_deref()), (Code::InvalidArgument, Some(path)), "{error}");
    assert!(!error.retryable);
    error
}

#[test]
fn an_operation_is_sent_as_its_row_says() {
    let config = config(&[]);
    let request = sent(Call::operation(&config, endpoint("getSectionsForUser"), &["5f"], Some(r#"{"limit":2}"#), None));
    assert_eq!(request.method, "GET");
    assert_eq!(request.url, "https://api.clever.com/v3.1/users/5f/sections?limit=2");
    assert_eq!(request.template, "/users/{id}/sections");
    assert_eq!((request.body, request.attempt), (None, 1));

    let body = "{\"grade\":\"é\"}";
    let request =
        sent(Call::operation(&config, endpoint("updateSubmissionForAssignment"), &["a", "b", "c"], None, Some(body)));
    assert_eq!(request.method, "PATCH");
    assert_eq!(request.url, "https://api.clever.com/v3.1/sections/a/assignments/b/submissions/c");
    assert_eq!(request.body.as_deref(), Some(body));
    assert_eq!(
        sent(Call::operation(&config, endpoint("userinfo"), &[], None, None)).url,
        "https://api.clever.com/userinfo"
    );
}

#[test]
fn the_api_may_stand_elsewhere() {
    let config = config(&[("apiUrl", text("http://localhost:8080/clever/")), ("apiVersion", text("v3.0"))]);
    assert_eq!(sent(Ok(call(&config, "me"))).url, "http://localhost:8080/clever/v3.0/me");
    let request = sent(Call::request(&config, "GET", "/v3.1/users", Some(r#"{"role":"student"}"#), None));
    assert_eq!(request.url, "http://localhost:8080/clever/v3.1/users?role=student");
}

#[test]
fn s52_ids_stay_in_their_segment() {
    let config = config(&[]);
    for id in ["", ".", "..", "a/b", "../../oauth/tokens", "a\\b", "a\nb", "\u{0}"] {
        refused(Call::operation(&config, endpoint("getUser"), &[id], None, None), "id");
    }
    refused(Call::operation(&config, endpoint("getUser"), &[], None, None), "id");
    for (id, encoded) in [("..%2f", "..%252f"), ("?x=", "%3Fx%3D"), ("a#b", "a%23b"), ("é", "%C3%A9"), ("a;b", "a%3Bb")]
    {
        let request = sent(Call::operation(&config, endpoint("getUser"), &[id], None, None));
        assert_eq!(request.url, format!("{API}/v3.1/users/{encoded}"));
    }
}

#[test]
fn an_unusable_query_or_body_names_itself() {
    let config = config(&[]);
    let users = |query| Call::operation(&config, endpoint("getUsers"), &[], Some(query), None);
    refused(users(r#"{"limit":0}"#), "limit");
    refused(users(r#"{"starting_after":"a","ending_before":"b"}"#), "ending_before");
    refused(users(r#"{"role":{}}"#), "role");
    refused(users("7"), "query");
    for body in [None, Some("[]"), Some("7"), Some("{"), Some("null")] {
        refused(Call::operation(&config, endpoint("createAssignmentForSection"), &["a"], None, body), "body");
    }
    // More than Clever gives at once is Clever's to refuse.
    assert!(sent(users(r#"{"limit":10001}"#)).url.ends_with("?limit=10001"));
}

#[test]
fn s53_line_breaks_and_separators_are_encoded() {
    let config = config(&[]);
    let query = r#"{"where":"a\r\nX: 1&b=c#d","ending_before":"e\r\nf"}"#;
    let request = sent(Call::operation(&config, endpoint("getUsers"), &[], Some(query), None));
    assert_eq!(request.url, format!("{API}/v3.1/users?where=a%0D%0AX%3A%201%26b%3Dc%23d&ending_before=e%0D%0Af"));
}

#[test]
fn counting_asks_for_a_count() {
    let config = config(&[]);
    let query = r#"{"role":"student","limit":0,"starting_after":"x"}"#;
    let request = sent(Call::count(&config, endpoint("getUsers"), &[], Some(query)));
    assert_eq!(request.url, format!("{API}/v3.1/users?role=student&count=true"));
    let error = refused(Call::count(&config, endpoint("getEvents"), &[], None), "count");
    assert!(error.to_string().contains("getEvents"), "{error}");
    let count = || Call::count(&config, endpoint("getUsers"), &[], None).expect("a call");
    for body in [r#"{"count":12}"#, r#"{"data":[],"count":12,"links":[]}"#] {
        assert_eq!(play(count(), &[answer(200, None, body)]).end.unwrap().report.count, Some(12));
    }
    let uncounted = play(count(), &[answer(200, None, r#"{"data":[{"data":{"id":"a"}}]}"#)]).error();
    assert_eq!((uncounted.code, uncounted.path.as_deref()), (Code::InvalidResponse, Some("count")));
    assert_eq!((uncounted.cursor.as_deref(), uncounted.delivered), (None, None));
}

#[test]
fn an_older_version_lacks_operations() {
    let config = config(&[("apiVersion", text("v3.0"))]);
    let error =
        refused(Call::operation(&config, endpoint("listAttendanceForSchool"), &["a"], None, None), "apiVersion");
    assert!(error.to_string().contains("v3.0"), "{error}");
}

#[test]
fn s52_the_escape_hatch_stays_below_the_api() {
    let config = config(&[]);
    let request = |method, path| Call::request(&config, method, path, None, None);
    for path in [
        "",
        "v3.1/me",
        "//evil/v3.1/me",
        "/v3.1//me",
        "/../oauth/tokens",
        "/v3.1/../me",
        "/v3.1/%2e%2E/me",
        "/v3.1/.%2e/me",
        "/\\evil",
        "/v3.1/me#x",
        "/v3.1/a b",
        "/v3.1/\tme",
        "/v3.1/..%2fme",
        "https://evil/",
        "@evil/",
        ".evil/",
        ":80/",
    ] {
        refused(request("GET", path), "path");
    }
    for method in ["PUT", "get", "", "OPTIONS"] {
        refused(request(method, "/v3.1/me"), "method");
    }
    refused(Call::request(&config, "GET", "/v3.1/me", None, Some("{}")), "body");
    let sends = sent(Call::request(&config, "POST", "/v3.1/x?a=//..", Some(r#"{"b":[1,true]}"#), Some("[1]")));
    assert_eq!((sends.method, sends.url.as_str()), ("POST", "https://api.clever.com/v3.1/x?a=//..&b=1&b=true"));
    assert_eq!((sends.template.as_str(), sends.body.as_deref()), ("/v3.1/x", Some("[1]")));
    for (path, template) in [
        ("/v3.1/users/5faac8b7bc447500a10ae857/sections?limit=2", "/v3.1/users/{id}/sections"),
        (
            "/v3.1/sections/5faac8b7bc447500a10ae857/assignments/0b1c7c2e-6a9c-4d39-9f5c-0b1c7c2e6a9c",
            "/v3.1/sections/{id}/assignments/{id}",
        ),
        ("/userinfo", "/userinfo"),
        ("/v2.1/district_admins/", "/v2.1/district_admins/"),
    ] {
        assert_eq!(sent(request("GET", path)).template, template);
    }
}
