#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::{Fields, any, record, rows};
use crate::decode::{self, Answer, Envelope};
use crate::error::{Code, Reason};
use crate::models::{Assignment, Event, EventRecord, Resource, User};
use crate::schema::Record;

const USER: Answer = Answer { envelope: Envelope::Single, record: Record::User };
const USERS: Answer = Answer { envelope: Envelope::Rows, record: Record::User };

fn user(json: &str) -> User {
    let report = decode::validate(json.as_bytes(), Some(USER));
    assert_eq!(report.fatal, None, "{json}");
    record(json.as_bytes(), USER, &report, None).unwrap()
}

#[test]
fn unknown_members_and_values_are_kept() {
    let user = user(r#"{"data":{"id":"u","new":[1],"roles":{"student":{"grade":"Form 7","gender":"M"}}},"links":[]}"#);
    let student = user.roles.unwrap().student.unwrap();
    assert_eq!(user.unknown["new"][0], 1);
    assert_eq!(student.grade.unwrap(), "Form 7");
    assert_eq!(student.gender, Some(crate::models::Gender::M));
}

#[test]
fn what_breaks_the_shape_reads_as_absent() {
    let user = user(
        r#"{"data":{"id":"u","email":7,"roles":{"student":{"schools":["a",1,"b",null,"c"],"sis_id":[],"grade":{}}},"name":{"first":"Ada"}}}"#,
    );
    let student = user.roles.unwrap().student.unwrap();
    assert_eq!(user.email, None);
    assert_eq!(student.schools.unwrap(), ["a", "b", "c"]);
    assert_eq!((student.sis_id, student.grade), (None, None));
    assert_eq!(user.name.unwrap().first.as_deref(), Some("Ada"));
}

#[test]
fn more_odd_values_than_are_listed_are_no_obstacle() {
    let row = |at: usize| format!(r#"{{"data":{{"id":"{at}","email":{at},"created":true}}}}"#);
    let body = format!(r#"{{"data":[{}]}}"#, (0..1700).map(row).collect::<Vec<_>>().join(","));
    let report = decode::validate(body.as_bytes(), Some(USERS));
    assert_eq!((report.issues.len(), report.issue_count), (1000, 3400));
    let users: Vec<User> = rows(body.as_bytes(), USERS, &report, None).unwrap();
    assert_eq!(users.len(), 1700);
    assert!(users.iter().enumerate().all(|(at, user)| user.id == at.to_string() && user.email.is_none()));
}

#[test]
fn what_javascript_reads_is_read() {
    assert_eq!(user(r#"{"data":{"id":"u","name":{"first":"\ud800x"}}}"#).name.unwrap().first.unwrap(), "\u{fffd}x");
    // The last of several members of a name counts.
    assert_eq!(user(r#"{"data":{"id":"u","email":"a","email":"b"}}"#).email.unwrap(), "b");
    assert!(user(r#"{"data":{"id":"u","new":1e400}}"#).unknown["new"].is_null());
    let body = b"{\"data\":{\"id\":\"u\",\"email\":\"\xff\"}}";
    let report = decode::validate(body, Some(USER));
    assert_eq!(report.issues[0].reason, Reason::InvalidUtf8);
    assert_eq!(record::<User>(body, USER, &report, None).unwrap().email.unwrap(), "\u{fffd}");
}

#[test]
fn numbers_are_read_however_they_are_written() {
    let answer = Answer { envelope: Envelope::Single, record: Record::Assignment };
    for (written, read) in [("3", 3), ("3.0", 3), ("3e0", 3), ("1e30", i64::MAX)] {
        let body = format!(r#"{{"data":{{"id":"a","max_attempts":{written}}}}}"#);
        let mut report = decode::validate(body.as_bytes(), Some(answer));
        report.issues.clear();
        let assignment: Assignment = record(body.as_bytes(), answer, &report, None).unwrap();
        assert_eq!(assignment.max_attempts, Some(read), "{written}");
    }
}

#[test]
fn every_envelope_is_opened() {
    let answer = Answer { envelope: Envelope::Rows, record: Record::Resource };
    for body in [r#"{"resources":[{"id":"r"}]}"#, r#"{"data":[{"data":{"id":"r"},"uri":"/v3.1/resources/r"}]}"#] {
        let report = decode::validate(body.as_bytes(), Some(answer));
        let resources: Vec<Resource> = rows(body.as_bytes(), answer, &report, None).unwrap();
        assert_eq!(resources[0].id, "r", "{body}");
    }
    let answer = Answer { envelope: Envelope::BareRows, record: Record::Attendance };
    let body = br#"{"data":[{"date":"2026-01-01"}]}"#;
    let report = decode::validate(body, Some(answer));
    assert_eq!(rows::<crate::models::Attendance>(body, answer, &report, None).unwrap().len(), 1);
}

#[test]
fn an_event_tells_its_record() {
    let answer = Answer { envelope: Envelope::Single, record: Record::Event };
    let event = |kind: &str| -> Event {
        let body =
            format!(r#"{{"data":{{"id":"e","type":"{kind}","data":{{"object":{{"id":"s","name":"Algebra"}}}}}}}}"#);
        let report = decode::validate(body.as_bytes(), Some(answer));
        record(body.as_bytes(), answer, &report, None).unwrap()
    };
    match event("sections.updated").record().unwrap() {
        EventRecord::Section(section) => assert_eq!(section.name.as_deref(), Some("Algebra")),
        other => panic!("{other:?}"),
    }
    assert!(matches!(event("robots.created").record(), Some(EventRecord::Other(_))));
}

#[test]
fn what_is_nested_too_deeply_is_said_so() {
    let body = format!(r#"{{"data":{{"id":"u","new":{}{}}}}}"#, "[".repeat(200), "]".repeat(200));
    let report = decode::validate(body.as_bytes(), Some(USER));
    assert_eq!(report.fatal, None);
    let error = record::<User>(body.as_bytes(), USER, &report, None).unwrap_err();
    assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(Reason::TooDeep)));
    assert_eq!(any(b"").unwrap(), serde_json::Value::Null);
}

#[test]
fn only_the_members_that_are_wanted_are_read() {
    let body = r#"{"data":[
        {"uri":"/v3.1/users/1","data":{"email":"a@b","id":"1","name":{"first":"Ann","last":"Lee"},
         "roles":{"student":{"credentials":{"district_username":"al"},"grade":"5","schools":["s","t"]},"teacher":{"sis_id":"7"}},"x":{"y":1,"z":2}}},
        {"data":{"id":"2","name":null,"roles":{}}}],"links":[]}"#;
    let report = decode::validate(body.as_bytes(), Some(USERS));
    let read =
        |names: &[&str]| -> Vec<User> { rows(body.as_bytes(), USERS, &report, Some(&Fields::new(names))).unwrap() };
    let json = |names: &[&str]| serde_json::to_value(&read(names)[0]).unwrap();
    assert_eq!(json(&["email"]), serde_json::json!({ "id": "1", "email": "a@b" }));
    assert_eq!(
        json(&["name.first", "x.y"]),
        serde_json::json!({ "id": "1", "name": { "first": "Ann" }, "x": { "y": 1 } })
    );
    assert_eq!(json(&["name", "name.first"])["name"]["last"], "Lee", "the whole of it was wanted too");
    assert_eq!(
        json(&["roles.student.schools", "roles.student.credentials.district_username"])["roles"],
        serde_json::json!({ "student": { "schools": ["s", "t"], "credentials": { "district_username": "al" } } })
    );
    assert_eq!(json(&[]), serde_json::json!({ "id": "1" }));
    assert_eq!(read(&["name.first"])[1].id, "2");
}

#[test]
fn what_does_not_fit_is_no_matter_where_it_is_not_wanted() {
    let body = r#"{"data":{"id":"1","email":5,"name":{"first":"Ann"}}}"#;
    let report = decode::validate(body.as_bytes(), Some(USER));
    assert_eq!(report.issues.len(), 1);
    let user: User = record(body.as_bytes(), USER, &report, Some(&Fields::new(["name.first", "email"]))).unwrap();
    assert_eq!((user.email, user.name.unwrap().first.as_deref()), (None, Some("Ann")));
}
