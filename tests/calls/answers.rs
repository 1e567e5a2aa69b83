//! Good statuses: what counts as an answer.

use super::client::{config, text};
use super::script::{Attempt, HTML, JSON, answer, call, play};
use clever_wasm::call::{Call, Head};
use clever_wasm::error::{Code, Reason};

const USER: &str = r#"{"data":{"id":"5f0a","name":{"first":"Ada"}}}"#;

#[test]
fn a_record_is_delivered_as_it_came() {
    for content_type in [JSON, None, Some("text/plain"), Some("application/vnd.clever+json")] {
        let outcome = play(call(&config(&[]), "getUser"), &[answer(200, content_type, USER)]).end.unwrap();
        assert_eq!((outcome.status, outcome.body.as_slice()), (200, USER.as_bytes()));
        assert_eq!(outcome.report.first_id.as_deref(), Some("5f0a"));
        assert!(outcome.report.issues.is_empty());
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_body() {
    let outcome = play(call(&config(&[]), "getUser"), &[answer(200, JSON, &format!("\u{feff}{USER}"))]).end.unwrap();
    assert_eq!(outcome.body, USER.as_bytes());
    let error = play(call(&config(&[]), "getUser"), &[answer(200, JSON, "\u{feff}")]).error();
    assert_eq!(error.reason, Some(Reason::Malformed));
}

#[test]
fn s57_what_is_no_answer_says_what_it_is() {
    let deep = format!("{{\"data\":{{\"id\":\"a\",\"x\":{}{}}}}}", "[".repeat(300), "]".repeat(300));
    for (status, content_type, body, reason, path, word) in [
        (200, HTML, "<html><form>Sign in to Wi-Fi</form>", Reason::Malformed, None, "web page"),
        (200, Some("TEXT/HTML"), USER, Reason::Malformed, None, "web page"),
        (200, Some("application/xhtml+xml"), "<html/>", Reason::Malformed, None, "web page"),
        (200, None, "  <!doctype html>", Reason::Malformed, None, "web page"),
        (200, JSON, "", Reason::Malformed, None, "empty"),
        (200, JSON, " \r\n", Reason::Malformed, None, "empty"),
        (204, None, "", Reason::Malformed, None, "empty"),
        (200, JSON, r#"{"data":{"id":"a"#, Reason::Malformed, Some("data.id"), "shape"),
        (200, JSON, r#"{"data":[]}"#, Reason::BrokenPage, Some("data"), "shape"),
        (200, JSON, r#"{"message":"hello"}"#, Reason::BrokenPage, Some("data"), "shape"),
        (200, JSON, "null", Reason::BrokenPage, Some(""), "shape"),
        (200, JSON, deep.as_str(), Reason::TooDeep, Some("data"), "shape"),
    ] {
        let played = play(call(&config(&[]), "getUser"), &[answer(status, content_type, body)]);
        assert_eq!(played.sent.len(), 1, "{body}");
        let error = played.error();
        assert_eq!(
            (error.code, error.reason, error.status),
            (Code::InvalidResponse, Some(reason), Some(status)),
            "{body}"
        );
        assert!(error.to_string().contains(word), "{error}");
        assert!(!error.retryable);
        assert_eq!(error.path.as_deref(), path, "{body}");
    }
}

#[test]
fn s57_a_body_beyond_the_limit_is_given_up_while_it_comes() {
    let huge = vec![b' '; 65 << 20];
    let head = Head { status: 200, ..Head::default() };
    let error = play(call(&config(&[]), "getUser"), &[Attempt::Answer(head, &huge)]).error();
    assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(Reason::TooLarge)));
}

#[test]
fn odd_records_are_reported_or_refused_as_asked() {
    let odd = r#"{"data":[{"data":{"id":"a"}},{"data":{"id":"b","email":7}}]}"#;
    let outcome = play(call(&config(&[]), "getUsers"), &[answer(200, JSON, odd)]).end.unwrap();
    let issues: Vec<_> = outcome.report.issues.iter().map(|issue| (issue.path.as_str(), issue.reason)).collect();
    assert_eq!(issues, [("data[1].data.email", Reason::WrongType)]);

    let strict = config(&[("validation", text("strict"))]);
    let error = play(call(&strict, "getUsers"), &[answer(200, JSON, odd)]).error();
    assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(Reason::WrongType)));
    assert_eq!(error.path.as_deref(), Some("data[1].data.email"));
    assert_eq!((error.cursor.as_deref(), error.delivered), (None, Some(0)));
}

#[test]
fn a_broken_page_is_an_error_either_way() {
    for body in [r#"{"data":[{"data":{"name":{}}}]}"#, r#"{"data":[7]}"#, r#"{"links":[]}"#] {
        let error = play(call(&config(&[]), "getUsers"), &[answer(200, JSON, body)]).error();
        assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(Reason::BrokenPage)), "{body}");
    }
}

#[test]
fn who_am_i_takes_both_shapes_and_no_district() {
    for body in [
        r#"{"type":"user","data":{"id":"a","district":"d","type":"user","authorized_by":"district"},"links":[]}"#,
        r#"{"data":{"id":"a","district":"d","type":"teacher"}}"#,
        r#"{"data":{"id":"a","type":"user","authorized_by":"teacher"}}"#,
    ] {
        assert!(play(call(&config(&[]), "me"), &[answer(200, JSON, body)]).end.is_ok(), "{body}");
    }
    let district = r#"{"type":"district","data":{"id":"a","type":"district"}}"#;
    let error = play(call(&config(&[]), "me"), &[answer(200, JSON, district)]).error();
    assert_eq!((error.code, error.reason), (Code::TokenRefused, Some(Reason::DistrictToken)));
    assert!(play(call(&config(&[]), "getDistrict"), &[answer(200, JSON, district)]).end.is_ok());
}

#[test]
fn a_deletion_has_no_body() {
    let config = config(&[]);
    for body in ["", "{}", "ok"] {
        let outcome = play(call(&config, "deleteAssignmentForSection"), &[answer(200, None, body)]).end.unwrap();
        assert!(outcome.body.is_empty());
    }
    let raw = Call::request(&config, "DELETE", "/v3.1/x", None, None).unwrap();
    assert!(play(raw, &[answer(204, None, "")]).end.unwrap().body.is_empty());
    let error = play(call(&config, "deleteAssignmentForSection"), &[answer(200, HTML, "<p>")]).error();
    assert_eq!(error.code, Code::InvalidResponse);
}

#[test]
fn the_escape_hatch_takes_any_json() {
    let config = config(&[]);
    let get = || Call::request(&config, "GET", "/v3.1/x", None, None).unwrap();
    for body in ["7", "null", "[{}]", r#"{"data":9}"#, "\"x\""] {
        assert_eq!(play(get(), &[answer(200, JSON, body)]).end.unwrap().body, body.as_bytes());
    }
    for body in ["", "{", "<p>", "x"] {
        assert_eq!(play(get(), &[answer(200, JSON, body)]).error().reason, Some(Reason::Malformed), "{body}");
    }
    let post = Call::request(&config, "POST", "/v3.1/x", None, Some("{}")).unwrap();
    assert!(play(post, &[answer(204, None, "")]).end.unwrap().body.is_empty());
}
