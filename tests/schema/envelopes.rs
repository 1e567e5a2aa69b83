//! What stands around records: every shape that was recorded or announced, and what is none of them.

use super::report::{fatal, issues, read};
use clever_wasm::decode::{Report, validate};

fn links(report: &Report) -> Vec<(&str, &str)> {
    report.links.iter().map(|link| (link.rel.as_str(), link.uri.as_str())).collect()
}

fn ids(report: &Report) -> (u32, Option<&str>, Option<&str>) {
    (report.rows, report.first_id.as_deref(), report.last_id.as_deref())
}

/// Reads a body that must be without fault.
fn sound(operation: &str, body: &str) -> Report {
    let report = read(operation, body);
    assert_eq!((fatal(&report), issues(&report)), (String::new(), Vec::new()), "{body}");
    report
}

#[test]
fn rows_have_links_before_or_behind() {
    let links_text = r#""links":[{"rel":"self","uri":"/v3.0/users?limit=2"},{"uri":"/v3.0/users?limit=2\u0026starting_after=b","rel":"next"}]"#;
    let data = r#""data":[{"data":{"id":"a"},"uri":"/v3.0/users/a"},{"uri":"/v3.0/users/b","data":{"id":"b"}}]"#;
    for body in [format!("{{{links_text},{data}}}"), format!("\u{feff} {{{data},\n{links_text}}}\r\n")] {
        let report = sound("getUsers", &body);
        assert_eq!(ids(&report), (2, Some("a"), Some("b")));
        let next = ("next", "/v3.0/users?limit=2&starting_after=b");
        assert_eq!(links(&report), [("self", "/v3.0/users?limit=2"), next]);
    }
}

#[test]
fn links_may_be_few_or_strange() {
    for absent in ["", r#","links":[]"#, r#","links":null"#] {
        assert_eq!(links(&sound("getSchools", &format!(r#"{{"data":[]{absent}}}"#))), []);
    }
    let report = sound(
        "getUser",
        r#"{"data":{"id":"a"},"links":[{"rel":"myStudents","uri":"/v3.0/users/a/myStudents","x":1}]}"#,
    );
    assert_eq!(links(&report), [("myStudents", "/v3.0/users/a/myStudents")]);
    let report =
        read("getUsers", r#"{"data":[],"links":[{"rel":"next"},7,{"rel":1,"uri":"/a"},{"rel":"prev","uri":null}]}"#);
    assert_eq!(issues(&report), ["links[1] wrong_type", "links[2].rel wrong_type"]);
    assert_eq!(links(&report), []);
    assert_eq!(fatal(&read("getUsers", r#"{"data":[],"links":"next"}"#)), "links broken_page");
}

#[test]
fn counts_come_with_or_without_data() {
    for body in [
        r#"{"count":1284}"#,
        r#"{"count":1284,"data":[],"links":[]}"#,
        r#"{"links":[{"rel":"self","uri":"/"}],"count":1284}"#,
    ] {
        assert_eq!(sound("getUsers", body).count, Some(1284));
    }
    assert_eq!(sound("getUsers", r#"{"data":[]}"#).count, None);
    assert_eq!(issues(&read("getUsers", r#"{"data":[],"count":"12"}"#)), ["count wrong_type"]);
    assert_eq!(fatal(&read("getUsers", r#"{"count":-1}"#)), "data broken_page");
}

#[test]
fn resources_come_from_another_service() {
    assert_eq!(ids(&sound("getResources", r#"{"resources":[]}"#)), (0, None, None));
    assert_eq!(
        ids(&sound("getResources", r#"{"resources":[{"id":"a"},{"title":"t","id":"b"}]}"#)),
        (2, Some("a"), Some("b"))
    );
    assert_eq!(
        ids(&sound("getResources", r#"{"resources":[{"uri":"/","data":{"id":"a"}}]}"#)),
        (1, Some("a"), Some("a"))
    );
    assert_eq!(ids(&sound("getResources", r#"{"data":[{"data":{"id":"a"}}]}"#)), (1, Some("a"), Some("a")));
    assert_eq!(fatal(&read("getResources", r#"{"resources":[{"title":"t"}]}"#)), "resources[0].id broken_page");
    assert_eq!(fatal(&read("getResources", r#"{"resources":{}}"#)), "data broken_page");
}

#[test]
fn attendance_and_submissions_are_bare() {
    let row = r#"{"attendance_date":"2025-04-01","attendance_status":"tardy","student_id":"s"}"#;
    let report = sound("listAttendanceForSchool", &format!(r#"{{"data":[{row},{row}],"starting_after":"MjA\/Mg=="}}"#));
    assert_eq!(ids(&report), (2, None, None));
    assert_eq!(report.starting_after.as_deref(), Some("MjA/Mg=="));
    for none in [r#""""#, "null"] {
        let body = format!(r#"{{"starting_after":{none},"data":[]}}"#);
        assert_eq!(sound("listAttendanceForSection", &body).starting_after, None);
    }
    let body = r#"{"data":[{"assignment_id":"a","user_id":"u","state":"returned","grade":null,"attachments":[{"type":"drive"}]}],"links":[{"rel":"next","uri":"/v3.1/x?cursor=c"}]}"#;
    assert_eq!(ids(&sound("getSubmissionsForAssignment", body)), (1, None, None));
    assert_eq!(fatal(&read("listAttendanceForSchool", r#"{"data":[[]]}"#)), "data[0] broken_page");
}

#[test]
fn identity_comes_in_several_shapes() {
    for body in [
        r#"{"type":"user","data":{"id":"a","district":"d","type":"user","authorized_by":"district"},"links":[{"rel":"self","uri":"/me"}]}"#,
        r#"{"data":{"id":"a","district":"d","type":"teacher"}}"#,
        r#"{"type":"user","data":{"id":"a","type":"user","authorized_by":"teacher"},"links":[]}"#,
    ] {
        assert_eq!(ids(&sound("me", body)), (1, Some("a"), Some("a")));
    }
    for email in ["", r#","email":null"#, r#","email":"""#, r#","email":"seth_schoen.example.org""#] {
        let body = format!(
            r#"{{"sub":"a","user_id":"b","user_type":"aide","name":{{"first":"F","middle":""}},"schools":[]{email}}}"#
        );
        assert_eq!(sound("userinfo", &body).last_id.as_deref(), Some("a"));
    }
    assert_eq!(fatal(&read("userinfo", r#"{"data":{"sub":"a"}}"#)), "sub broken_page");
}

#[test]
fn recorded_people_and_events_are_sound() {
    sound(
        "getUsers",
        r#"{"data":[{"data":{"id":"a","email":"x@y","name":{"first":"S","last":"T"},"roles":{"student":{"dob":"1/16/1998","email":"x@y","graduation_year":"","grade":"","location":{"address":""},"ext":{},"frl_status":"new","disability":{"disability_code":"AUT"}},"teacher":null}}},{"data":{"id":"b","name":{"last":"Wanell Schmeler"},"roles":{"teacher":{"schools":[],"legacy_id":"l"},"district_admin":{"legacy_id":"m"}}}}]}"#,
    );
    sound(
        "getTerms",
        r#"{"data":[{"data":{"id":"a","start_date":"2012-12-01","end_date":"2013-06-01T00:00:00.000Z"}}]}"#,
    );
    let contact = r#"{"id":"u","name":{"last":"W"},"roles":{"contact":{"legacy_id":"l","phone":"","relationship":"Other","student_relationships":[],"students":["s"],"type":"Family"}}}"#;
    sound(
        "getEvents",
        &format!(
            r#"{{"data":[{{"data":{{"created":"2021-11-30T17:09:15.000Z","data":{{"object":{contact}}},"id":"e","type":"users.deleted"}},"uri":"/v3.0/events/e"}}]}}"#
        ),
    );
    // A kind of event that Clever has yet to think of.
    sound(
        "getEvent",
        r#"{"data":{"id":"e","type":"widgets.updated","data":{"object":{"id":7},"previous_attributes":{"name":7}}}}"#,
    );
}

#[test]
fn another_envelope_is_a_broken_page() {
    for (operation, body, path) in [
        ("getUsers", "[]", ""),
        ("getUsers", "null", ""),
        ("getUsers", "\"data\"", ""),
        ("getUsers", "{}", "data"),
        ("getUsers", r#"{"data":{"id":"a"}}"#, "data"),
        ("getUsers", r#"{"data":null,"links":[]}"#, "data"),
        ("getUsers", r#"{"data":[{"data":{"id":"a"}},7]}"#, "data[1]"),
        ("getUsers", r#"{"data":[{"id":"a"}]}"#, "data[0].data"),
        ("getUsers", r#"{"data":[{"data":[]}]}"#, "data[0].data"),
        ("getUsers", r#"{"data":[{"data":{"email":"e"}}]}"#, "data[0].data.id"),
        ("getUser", r#"{"data":[{"data":{"id":"a"}}]}"#, "data"),
        ("getUser", r#"{"message":"hm"}"#, "data"),
        ("getUser", r#"{"data":{"id":"a"},"data":7}"#, "data"),
        ("getUser", r#"{"count":1}"#, "data"),
        ("getUser", r#"{"data":{}}"#, "data.id"),
        ("userinfo", "[]", ""),
        ("me", r#"{"id":"a","type":"user"}"#, "data"),
    ] {
        let report = read(operation, body);
        assert_eq!(fatal(&report), format!("{path} broken_page"), "{body}");
    }
    let report = read("getUsers", r#"{"data":[{"data":{"id":"a"}},{"data":{"id":"b"}},{"data":{"id":"c"},"data":1}]}"#);
    assert_eq!(ids(&report), (2, Some("a"), Some("b")), "what was whole stays known");
}

#[test]
fn what_is_not_json_is_malformed_wherever_it_breaks() {
    for (body, path) in [
        ("", ""),
        ("<html>", ""),
        ("{\"data\":[]} x", ""),
        ("{\"data\":[{\"data\":{\"id\":\"a\",}}]}", "data[0].data"),
        ("{\"data\":[{\"data\":{\"id\":\"a\"}},]}", "data[1]"),
        ("{\"data\":[{\"data\":{\"id\":\"a\",\"name\":{\"first\":\"\\x\"}}}]}", "data[0].data.name.first"),
        (
            "{\"data\":[{\"data\":{\"id\":\"a\",\"roles\":{\"student\":{\"schools\":[\"a\",01]}}}}]}",
            "data[0].data.roles.student.schools",
        ),
        ("{\"data\":[{\"data\":{\"id\":\"a\",\"new\":{\"a\":tru}}}]}", "data[0].data"),
    ] {
        assert_eq!(fatal(&read("getUsers", body)), format!("{path} malformed"), "{body}");
    }
    let offset = validate(b"[1,\n x]", None).fatal.map(|fatal| fatal.offset);
    assert_eq!(offset, Some(5));
}

#[test]
fn a_delete_answers_nothing_that_matters() {
    sound("deleteAssignmentForSection", "{\"anything\":[]}");
}
