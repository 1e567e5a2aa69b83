//! What is tried again, how often, and how long it waits.

use super::client::config;
use super::script::{Attempt, Client, JSON, answer, call, play};
use clever_wasm::call::{Call, Head};
use clever_wasm::config::{Config, Value};
use clever_wasm::error::Code;

const USER: &str = r#"{"data":{"id":"5f0a"}}"#;
const GOOD: Attempt<'_> = Attempt::Answer(
    Head {
        status: 200,
        opaque_redirect: false,
        content_type: JSON,
        retry_after: None,
        rate_reset: None,
        rate_remaining: None,
    },
    USER.as_bytes(),
);

fn retry(attempts: f64, longest_ms: f64) -> Config {
    config(&[("retry.attempts", Value::Number(attempts)), ("retry.maxDelayMs", Value::Number(longest_ms))])
}

/// A 429 with what is readable of its headers.
fn limited<'a>(retry_after: Option<&'a str>, rate_reset: Option<&'a str>) -> Attempt<'a> {
    Attempt::Answer(Head { status: 429, retry_after, rate_reset, ..Head::default() }, b"")
}

#[test]
fn attempts_by_what_went_wrong() {
    let head = Head { status: 200, ..Head::default() };
    let broken = Attempt::BrokenOff(head, b"{\"da");
    let stalled = Attempt::Stalled(head, b"{\"da");
    let zero = Attempt::Answer(Head::default(), b"");
    for (attempt, get, code) in [
        (Attempt::Lost, 2, Code::Network),
        (zero, 2, Code::Network),
        (Attempt::Silent, 2, Code::Timeout),
        (stalled, 2, Code::Timeout),
        (broken, 4, Code::Network),
        (answer(429, None, ""), 4, Code::RateLimited),
        (answer(500, None, ""), 4, Code::ServerError),
        (answer(502, None, ""), 4, Code::ServerError),
        (answer(503, None, ""), 4, Code::ServerError),
        (answer(504, None, ""), 4, Code::ServerError),
        (answer(408, None, ""), 1, Code::Timeout),
        (answer(400, None, ""), 1, Code::BadRequest),
        (answer(401, None, ""), 1, Code::Unauthorized),
        (answer(404, None, ""), 1, Code::NotFound),
        (answer(413, None, ""), 1, Code::PayloadTooLarge),
        (answer(501, None, ""), 1, Code::ServerError),
        (answer(302, None, ""), 1, Code::UnexpectedRedirect),
        (answer(200, None, "{"), 1, Code::InvalidResponse),
    ] {
        let played = play(call(&config(&[]), "getUser"), &[attempt]);
        assert_eq!((played.sent.len(), played.waits.len()), (get, get - 1), "{attempt:?}");
        assert!(played.waits.iter().all(|(_, why)| *why == code));
        assert_eq!(
            played.sent.iter().map(|sent| sent.attempt as usize).collect::<Vec<_>>(),
            (1..=get).collect::<Vec<_>>()
        );
        assert_eq!(played.error().code, code, "{attempt:?}");
        let once = play(call(&config(&[("retry", Value::Flag(false))]), "getUser"), &[attempt]);
        assert_eq!((once.sent.len(), once.error().code), (1, code));
        for name in ["createAssignmentForSection", "updateAssignmentForSection"] {
            let change = play(call(&config(&[]), name), &[attempt]);
            assert_eq!((change.sent.len(), change.error().code), (1, code), "{name} {attempt:?}");
        }
        if code != Code::InvalidResponse && !matches!(attempt, Attempt::BrokenOff(..) | Attempt::Stalled(..)) {
            assert_eq!(play(call(&config(&[]), "deleteAssignmentForSection"), &[attempt]).sent.len(), 1, "{attempt:?}");
        }
    }
}

#[test]
fn what_passes_is_not_seen() {
    for attempt in [Attempt::Lost, Attempt::Silent, answer(503, None, "{\"message\":\"x\"}"), answer(429, None, "")] {
        let played = play(call(&config(&[]), "getUser"), &[attempt, GOOD]);
        assert_eq!(played.sent.len(), 2);
        assert_eq!(played.end.unwrap().body, USER.as_bytes());
    }
}

#[test]
fn an_attempt_knows_nothing_of_the_one_before() {
    let busy =
        Attempt::Answer(Head { status: 503, retry_after: Some("3"), ..Head::default() }, b"{\"message\":\"busy\"}");
    let played = play(call(&config(&[]), "getUser"), &[busy, answer(503, None, ""), Attempt::Lost]);
    assert_eq!(played.waits.iter().map(|(ms, _)| *ms).collect::<Vec<_>>(), [3000.0, 0.0, 0.0]);
    let error = played.error();
    assert_eq!((error.code, error.status, error.retry_after_ms), (Code::Network, None, None));
    assert!(!error.to_string().contains("busy"));
}

#[test]
fn a_lost_change_may_have_been_made() {
    let error = play(call(&config(&[]), "createAssignmentForSection"), &[Attempt::Lost]).error();
    assert!(!error.retryable && error.hint.contains("may have been made"));
    let limited = play(call(&config(&[]), "createAssignmentForSection"), &[answer(429, None, "")]).error();
    assert!(limited.retryable);
}

#[test]
fn a_network_that_worked_a_minute_ago_is_given_more_attempts() {
    for (later_ms, attempts) in [(30_000.0, 4), (61_000.0, 2)] {
        let mut client = Client::default();
        assert!(client.play(call(&config(&[]), "getUser"), &[GOOD]).end.is_ok());
        client.mono_ms += later_ms;
        assert_eq!(client.play(call(&config(&[]), "getUser"), &[Attempt::Lost]).sent.len(), attempts);
    }
    // A server that says nothing does not get better by being asked on and on.
    let mut client = Client::default();
    assert!(client.play(call(&config(&[]), "getUser"), &[GOOD]).end.is_ok());
    assert_eq!(client.play(call(&config(&[]), "getUser"), &[Attempt::Silent]).sent.len(), 2);
}

#[test]
fn back_off_is_jittered_doubled_and_bounded() {
    let waits = |random, longest| {
        let mut client = Client { random, ..Client::default() };
        let played = client.play(call(&retry(5.0, longest), "getUser"), &[answer(500, None, "")]);
        played.waits.into_iter().map(|(ms, _)| ms).collect::<Vec<_>>()
    };
    assert_eq!(waits(u32::MAX, 60_000.0), [500.0, 1000.0, 2000.0, 4000.0]);
    assert_eq!(waits(u32::MAX, 700.0), [500.0, 700.0, 700.0, 700.0]);
    assert_eq!(waits(u32::MAX / 2, 60_000.0), [250.0, 500.0, 1000.0, 2000.0]);
    assert_eq!(waits(0, 60_000.0), [0.0; 4]);
}

#[test]
fn what_the_server_states_is_waited_for() {
    for (retry_after, reset, wait) in [
        (Some("7"), None, 7000.0),
        (Some("Mon, 24 Apr 2023 18:00:20 GMT"), None, 20_000.0 - 10.0),
        (None, Some("1682359230"), 30_000.0 - 10.0),
        (None, Some("1682359210, 1682359230"), 30_000.0 - 10.0),
        (Some("7"), Some("1682359230"), 7000.0),
    ] {
        let played = play(call(&config(&[]), "getUser"), &[limited(retry_after, reset), GOOD]);
        assert_eq!(played.waits, [(wait, Code::RateLimited)], "{retry_after:?} {reset:?}");
        let mut client = Client { random: u32::MAX, ..Client::default() };
        let played = client.play(call(&config(&[]), "getUser"), &[limited(retry_after, reset), GOOD]);
        assert_eq!(played.waits[0].0, wait + 1000.0, "spread");
    }
    let busy = Attempt::Answer(Head { status: 503, retry_after: Some("3"), ..Head::default() }, b"");
    assert_eq!(play(call(&config(&[]), "getUser"), &[busy, GOOD]).waits, [(3000.0, Code::ServerError)]);
}

#[test]
fn a_wait_beyond_the_longest_fails_at_once() {
    for (retry_after, reset, wait_ms) in [
        (Some("61"), None, 61_000),
        (Some("86400"), None, 86_400_000),
        (Some("99999999999999999999999"), None, 1_000_000_000_000_000),
        (Some("Tue, 25 Apr 2023 18:00:00 GMT"), None, 86_400_000 - 10),
        (None, Some("1682359290"), 90_000 - 10),
    ] {
        let played = play(call(&config(&[]), "getUser"), &[limited(retry_after, reset)]);
        assert_eq!(played.sent.len(), 1, "{retry_after:?}");
        let error = played.error();
        assert_eq!((error.code, error.retry_after_ms, error.retryable), (Code::RateLimited, Some(wait_ms), true));
    }
}

#[test]
fn without_readable_headers_the_minute_of_our_own_first_request_is_waited_for() {
    let mut client = Client::default();
    assert!(client.play(call(&config(&[]), "getUser"), &[GOOD]).end.is_ok());
    client.mono_ms = 40_000.0;
    let played = client.play(call(&config(&[]), "getUser"), &[answer(429, None, ""), GOOD]);
    assert_eq!(played.waits, [(60_000.0 - 40_010.0, Code::RateLimited)]);

    // A guess is cut short where the caller allows less, and told at the end.
    let played = play(call(&retry(3.0, 50.0), "getUser"), &[answer(429, None, "")]);
    assert_eq!(played.waits.iter().map(|(ms, _)| *ms).collect::<Vec<_>>(), [50.0, 50.0]);
    let error = played.error();
    assert!(error.retry_after_ms.is_some_and(|ms| (59_000..=60_000).contains(&ms)), "{:?}", error.retry_after_ms);
}

#[test]
fn a_refusal_whose_body_never_ends_is_judged_by_its_status() {
    let head = Head { status: 404, ..Head::default() };
    for attempt in
        [Attempt::Stalled(head, b"{\"mess"), Attempt::BrokenOff(head, b""), Attempt::Answer(head, &[b'x'; 100_000])]
    {
        let played = play(call(&config(&[]), "getUser"), &[attempt]);
        assert_eq!((played.sent.len(), played.error().code), (1, Code::NotFound));
    }
}

#[test]
fn the_escape_hatch_is_tried_again_too() {
    let config = config(&[]);
    let request = |method| Call::request(&config, method, "/v3.1/x", None, None).unwrap();
    assert_eq!(play(request("GET"), &[answer(503, None, "")]).sent.len(), 4);
    for method in ["POST", "PATCH", "DELETE"] {
        assert_eq!(play(request(method), &[answer(503, None, "")]).sent.len(), 1);
    }
}
