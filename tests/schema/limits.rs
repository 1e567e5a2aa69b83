//! Depth, size and number: bounded, and quickly so.

use super::report::{fatal, read};
use clever_wasm::decode::{BODY_LIMIT, RECORD_LIMIT, validate};

#[test]
fn s57_depth_ends_at_256() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(fatal(&validate(nested(256).as_bytes(), None)), "");
    assert_eq!(fatal(&validate(nested(257).as_bytes(), None)), " too_deep");
    // Around the value of a row's member stand the body, the list, the row and the record.
    let page = |depth: usize| format!(r#"{{"data":[{{"data":{{"id":"a","new":{}}}}}]}}"#, nested(depth));
    assert_eq!(fatal(&read("getUsers", &page(252))), "");
    assert_eq!(fatal(&read("getUsers", &page(253))), "data[0].data too_deep");
    let student =
        |depth: usize| format!(r#"{{"data":{{"id":"a","roles":{{"student":{{"ext":{{"x":{}}}}}}}}}}}"#, nested(depth));
    assert_eq!(fatal(&read("getUser", &student(251))), "");
    assert_eq!(fatal(&read("getUser", &student(252))), "data.roles.student.ext too_deep");
    let schools =
        |depth: usize| format!(r#"{{"data":{{"id":"a","roles":{{"student":{{"schools":[{}]}}}}}}}}"#, nested(depth));
    assert_eq!(fatal(&read("getUser", &schools(251))), "");
    assert_eq!(fatal(&read("getUser", &schools(252))), "data.roles.student.schools[0] too_deep");
    for open in ["[", "{\"a\":"] {
        assert_eq!(fatal(&read("getUsers", &format!("{{\"x\":{}", open.repeat(100_000)))), " too_deep");
    }
}

#[test]
fn s57_a_record_ends_at_its_limit() {
    let page = |length: usize| {
        let record = r#"{"id":"b","new":""}"#;
        let filling = "x".repeat(length - record.len());
        format!(r#"{{"data":[{{"data":{{"id":"a"}}}},{{"data":{{"id":"b","new":"{filling}"}}}}]}}"#)
    };
    assert_eq!(read("getUsers", &page(RECORD_LIMIT)).rows, 2);
    let report = read("getUsers", &page(RECORD_LIMIT + 1));
    assert_eq!(fatal(&report), "data[1].data too_large");
    assert_eq!((report.rows, report.last_id.as_deref()), (1, Some("a")));
}

#[test]
fn s57_a_body_ends_at_its_limit() {
    let mut body = vec![b' '; BODY_LIMIT];
    body[0] = b'0';
    assert_eq!(fatal(&validate(&body, None)), "");
    body.push(b' ');
    assert_eq!(fatal(&validate(&body, None)), " too_large");
}

#[test]
fn a_thousand_issues_are_listed_and_all_are_counted() {
    let rows: Vec<String> = (0..1500).map(|row| format!(r#"{{"data":{{"id":"{row}","email":7}}}}"#)).collect();
    let report = read("getUsers", &format!("{{\"data\":[{}]}}", rows.join(",")));
    assert_eq!((report.issues.len(), report.issue_count, report.rows), (1000, 1500, 1500));
    assert_eq!(report.issues[999].path, "data[999].data.email");
}
