//! Other statuses: which error they are, and what it says.

use super::client::{TOKEN, config};
use super::script::{Client, HTML, JSON, WALL_MS, answer, call, endpoint, play};
use clever_wasm::call::{Call, Effect, Event, Head};
use clever_wasm::config::Value;
use clever_wasm::error::Code;

#[test]
fn the_status_decides() {
    let once = config(&[("retry", Value::Flag(false))]);
    for (status, code, retryable) in [
        (300, Code::UnexpectedRedirect, false),
        (302, Code::UnexpectedRedirect, false),
        (304, Code::UnexpectedRedirect, false),
        (400, Code::BadRequest, false),
        (401, Code::Unauthorized, false),
        (403, Code::Forbidden, false),
        (404, Code::NotFound, false),
        (405, Code::BadRequest, false),
        (408, Code::Timeout, true),
        (409, Code::BadRequest, false),
        (410, Code::NotFound, false),
        (413, Code::PayloadTooLarge, false),
        (418, Code::BadRequest, false),
        (429, Code::RateLimited, true),
        (500, Code::ServerError, true),
        (501, Code::ServerError, false),
        (502, Code::ServerError, true),
        (503, Code::ServerError, true),
        (504, Code::ServerError, true),
        (505, Code::ServerError, false),
        (599, Code::ServerError, false),
    ] {
        for (content_type, body) in
            [(JSON, ""), (JSON, "{\"message\":\"no\"}"), (HTML, "<pre>x"), (None, "{"), (JSON, "\u{feff}")]
        {
            let played = play(call(&once, "getUser"), &[answer(status, content_type, body)]);
            assert_eq!(played.sent.len(), 1);
            let error = played.error();
            assert_eq!((error.code, error.status, error.retryable), (code, Some(status), retryable), "{status} {body}");
            assert_eq!((error.cursor.as_deref(), error.delivered), (None, None));
        }
    }
}

#[test]
fn s50_a_redirect_is_followed_by_nobody() {
    for head in [
        Head { status: 0, opaque_redirect: true, ..Head::default() },
        Head { status: 302, content_type: HTML, ..Head::default() },
    ] {
        let played = play(call(&config(&[]), "getUsers"), &[super::script::Attempt::Answer(head, b"")]);
        assert_eq!(played.sent.len(), 1);
        assert_eq!(played.error().code, Code::UnexpectedRedirect);
    }
}

#[test]
fn clevers_own_words_are_quoted() {
    for (content_type, body, said) in [
        (JSON, r#"{"message":"Assignment does not exist"}"#, Some("Assignment does not exist")),
        (JSON, r#"{"error":"invalid_grant","error_description":"used before"}"#, Some("used before")),
        (None, "Invalid character ' ' in string escape code", Some("Invalid character ' ' in string escape code")),
        (JSON, "NOT_FOUND: Person with id clever:x not found", Some("NOT_FOUND: Person with id clever:x not found")),
        (JSON, "{\"message\":\"a\\u001b[31m\\u202eb\\r\\n\"}", Some("a[31mb")),
        (HTML, "<pre>Cannot GET /v3.0/resources</pre>", None),
        (HTML, "Cannot GET", None),
        (JSON, "<pre>Cannot GET</pre>", None),
        (JSON, r#"{"message":"cut"#, None),
        (JSON, r#"{"data":[]}"#, None),
        (JSON, "", None),
    ] {
        let sentence = play(call(&config(&[]), "getUser"), &[answer(400, content_type, body)]).error().to_string();
        match said {
            Some(said) => assert!(sentence.ends_with(&format!("Clever says: {said}")), "{sentence}"),
            None => assert!(!sentence.contains("Clever says"), "{sentence}"),
        }
    }
}

#[test]
fn s46_quotations_are_short_and_never_hold_the_token() {
    let (head, tail) = TOKEN.split_at(20);
    for body in [
        format!("{{\"message\":\"{}\"}}", "long ".repeat(4000)),
        format!("{{\"message\":\"bad token {TOKEN}\"}}"),
        format!("{{\"message\":\"{}{TOKEN}\"}}", "x".repeat(190)),
        format!("{{\"message\":\"{}\\u202e{}\"}}", head, tail),
        format!("{{\"message\":\"{}\"}}", TOKEN.chars().map(|c| format!("\\u{:04x}", c as u32)).collect::<String>()),
        format!("{}{TOKEN}", "y".repeat(180)),
        TOKEN.repeat(1000),
    ] {
        // That the token is nowhere is checked wherever an error is met.
        let error = play(call(&config(&[]), "getUser"), &[answer(401, JSON, &body)]).error();
        assert!(error.sentence.chars().count() < 300, "{error}");
        assert!(!error.sentence.contains(head) && !error.sentence.contains(tail), "{error}");
    }
}

#[test]
fn s46_half_a_token_is_not_quoted_either() {
    let (head, tail) = TOKEN.split_at(20);
    let (start, rest) = (format!("no: {head}"), format!("{tail}{}", " ".repeat(20_000)));
    for end in [Event::Chunk(rest.as_bytes()), Event::Fault, Event::TimedOut] {
        let mut client = Client::default();
        let mut call = call(&config(&[]), "getUser");
        client.step(&mut call, Event::Start);
        client.step(&mut call, Event::Head(Head { status: 401, ..Head::default() }));
        client.step(&mut call, Event::Chunk(start.as_bytes()));
        match client.step(&mut call, end) {
            Effect::Fail(error) => assert!(!error.to_json().contains(head), "{error}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_a_token_does_not_reach_says_which_does() {
    for status in [403, 404] {
        for (name, word) in [("getUsers", "district token"), ("getSectionsForUser", "Library"), ("getUser", "person")] {
            let error = play(call(&config(&[]), name), &[answer(status, HTML, "<pre>Cannot GET</pre>")]).error();
            assert!(error.hint.starts_with("token_reach: ") && error.hint.contains(word), "{}", error.hint);
            assert!(error.hint.ends_with(endpoint(name).token_reach()));
        }
    }
    let raw = Call::request(&config(&[]), "GET", "/v3.1/x", None, None).unwrap();
    assert!(!play(raw, &[answer(404, HTML, "")]).error().hint.contains("token_reach"));
}

#[test]
fn schoologys_lasting_500_is_not_tried_again() {
    let body = r#"{"message":"Error updating submission"}"#;
    let played = play(call(&config(&[]), "getSubmissionForAssignment"), &[answer(500, JSON, body)]);
    assert_eq!(played.sent.len(), 1);
    let error = played.error();
    assert_eq!((error.code, error.retryable), (Code::ServerError, false));
    assert!(error.hint.contains("LTI"), "{}", error.hint);
    let error = play(call(&config(&[]), "updateSubmissionForAssignment"), &[answer(500, JSON, body)]).error();
    assert!(error.hint.contains("LTI") && !error.retryable);
    // The same words elsewhere mean nothing in particular.
    assert_eq!(play(call(&config(&[]), "getUser"), &[answer(500, JSON, body)]).sent.len(), 4);
    assert_eq!(play(call(&config(&[]), "getSubmissionForAssignment"), &[answer(500, JSON, "{}")]).sent.len(), 4);
}

#[test]
fn a_place_that_is_no_longer_known() {
    let config = config(&[]);
    let submissions = endpoint("getSubmissionsForAssignment");
    let at = |cursor: &str| {
        Call::operation(&config, submissions, &["a", "b"], Some(&format!("{{\"cursor\":\"{cursor}\"}}")), None)
    };
    let link = "https://api.clever.com/v3.1/sections/a/assignments/b/submissions?cursor=c";
    let two_hours = 7_200_000.0;
    let old = || Call::link(&config, submissions, link, Some(WALL_MS - two_hours));
    let young = || Call::link(&config, submissions, link, Some(WALL_MS - two_hours + 60_000.0));
    let none = "{\"message\":\"Assignment does not exist\"}";
    let table: [(Call, u16, &str, Code); 9] = [
        (old(), 404, none, Code::CursorExpired),
        (old(), 400, "", Code::CursorExpired),
        (old(), 500, "{\"message\":\"Error updating submission\"}", Code::ServerError),
        (young(), 404, none, Code::NotFound),
        (young(), 410, "", Code::CursorExpired),
        (young(), 400, "{\"message\":\"invalid Cursor\"}", Code::CursorExpired),
        (at("c").unwrap(), 404, "cursor expired", Code::CursorExpired),
        (at("c").unwrap(), 404, none, Code::NotFound),
        (call(&config, "getSubmissionsForAssignment"), 400, "cursor", Code::BadRequest),
    ];
    for (call, status, body, code) in table {
        let error = play(call, &[answer(status, JSON, body)]).error();
        assert_eq!(error.code, code, "{status} {body}");
    }
    let events = Call::operation(&config, endpoint("getEvents"), &[], Some(r#"{"starting_after":"e"}"#), None).unwrap();
    let error = play(events, &[answer(400, JSON, r#"{"message":"starting_after not found"}"#)]).error();
    assert_eq!((error.code, error.cursor.as_deref()), (Code::CursorExpired, Some("e")));
}

#[test]
fn a_failed_page_says_where_to_go_on() {
    let config = config(&[]);
    let link = "https://api.clever.com/v3.1/users?limit=2&starting_after=5f%3D";
    let error = play(Call::link(&config, endpoint("getUsers"), link, None), &[answer(403, JSON, "")]).error();
    assert_eq!((error.cursor.as_deref(), error.delivered), (Some("5f="), Some(0)));
    let mut client = Client::default();
    let mut call = call(&config, "getUsers");
    client.step(&mut call, Event::Start);
    let cancelled = client.step(&mut call, Event::Cancelled);
    assert!(matches!(cancelled, Effect::Fail(error) if error.code == Code::Cancelled));
}
