//! Events and attendance.

use clever_emulator::{AttendanceCursor, Options, PreviousAttributes, TokenKind};
use serde_json::{Value, json};

use crate::common::{Clever, id, link, rows};

#[test]
fn the_feed_ascends_filters_and_forgets() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    let events = clever.walk(&token, "/v3.1/events?limit=7");
    assert_eq!(events.len(), 48);
    assert!(events.windows(2).all(|pair| pair[0]["created"].as_str() < pair[1]["created"].as_str()));
    let types: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    for kind in ["users.created", "users.updated", "users.deleted", "sections.updated", "schools.updated"] {
        assert!(types.contains(&kind), "{kind}");
    }
    let deleted = events.iter().find(|event| event["type"] == "users.deleted").unwrap();
    assert!(deleted["data"]["object"]["roles"].is_object() && deleted["data"].get("previous_attributes").is_none());
    let contact = events.iter().find(|event| event["data"]["object"].get("relationship").is_some()).unwrap();
    assert_eq!(contact["data"]["object"]["roles"]["contact"]["student_relationships"], json!([]));
    let some = clever.walk(&token, "/v3.1/events?record_type=sections&record_type=schools");
    assert!(!some.is_empty() && some.iter().all(|event| !event["type"].as_str().unwrap().starts_with("users")));
    let school = id(&rows(&clever.json(&token, "/v3.1/schools"))[0]);
    let of_school = clever.walk(&token, &format!("/v3.1/events?school={school}")).len();
    assert!(of_school > 0 && of_school <= 48);
    assert_eq!(clever.json(&token, &format!("/v3.0/events/{}", id(&events[0])))["data"]["id"], events[0]["id"]);
    let old = clever.walk(&token, "/v2.1/events");
    assert!(
        old.iter().any(|event| event["type"] == "students.updated")
            && old.iter().all(|event| event["type"] != "users.updated")
    );
    clever.now += 10 * 86_400_000;
    assert!(clever.walk(&token, "/v3.1/events").len() < 48, "after thirty days they are gone");
}

#[test]
fn writes_are_seen_by_reads_lists_and_events() {
    let mut clever = Clever::of(100);
    let token = clever.token(TokenKind::District, "teacher");
    let before = clever.walk(&token, "/v3.1/events").last().map(id).unwrap();
    let student = rows(&clever.json(&token, "/v3.1/users?role=student&limit=1"))[0].clone();
    let student_id = id(&student);
    let section = clever.ids(&token, &format!("/v3.1/users/{student_id}/sections"))[0].clone();
    let update = json!({ "collection": "users", "action": "update", "id": student_id, "members": { "roles": { "student": { "grade": "12" } } } });
    clever.control("POST", "records", &update.to_string());
    assert_eq!(clever.json(&token, &format!("/v3.1/users/{student_id}"))["data"]["roles"]["student"]["grade"], "12");
    let create = json!({ "collection": "users", "action": "create", "members": { "name": { "first": "New", "last": "Person" }, "roles": { "teacher": {} } } });
    let made = clever.control("POST", "records", &create.to_string())["ids"][0].as_str().unwrap().to_owned();
    assert_eq!(clever.walk(&token, "/v3.1/users?role=teacher&limit=5").last().map(id), Some(made.clone()));
    let delete = json!([{ "collection": "users", "action": "delete", "id": student_id }]);
    clever.control("POST", "records", &delete.to_string());
    assert_eq!(clever.get(&token, &format!("/v3.1/users/{student_id}")).status, 404);
    assert!(!clever.ids(&token, "/v3.1/users?limit=3").contains(&student_id));
    assert!(!clever.ids(&token, &format!("/v3.1/sections/{section}/users")).contains(&student_id));
    let section = clever.json(&token, &format!("/v3.1/sections/{section}"));
    assert!(!section["data"]["students"].as_array().unwrap().contains(&json!(student_id)));
    assert_eq!(clever.json(&token, "/v3.1/users?count=true")["count"], 100);
    let events = clever.walk(&token, &format!("/v3.1/events?starting_after={before}"));
    let types: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["users.updated", "users.created", "users.deleted"]);
    let old_grade = student["roles"]["student"]["grade"].clone();
    assert_eq!(events[0]["data"]["previous_attributes"]["roles"], json!({ "student": { "grade": old_grade } }));
    assert_eq!(id(&events[1]["data"]["object"]), made);
    assert_eq!(events[2]["data"]["object"]["roles"]["student"]["grade"], "12");
    let options = Options { previous_attributes: PreviousAttributes::Beside, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    let event = clever.walk(&token, &format!("/v3.1/events?starting_after={before}"))[0].clone();
    assert!(event["previous_attributes"].is_object() && event["data"].get("previous_attributes").is_none());
}

fn attendance(clever: &mut Clever, token: &str, start: &str) -> Vec<Value> {
    let (mut found, mut target) = (Vec::new(), start.to_owned());
    loop {
        let page = clever.json(token, &target);
        found.extend(page["data"].as_array().unwrap().clone());
        let top =
            page.get("starting_after").map(|cursor| cursor.as_str().unwrap().replace('=', "%3D").replace('+', "%2B"));
        match (link(&page, "next"), top) {
            (Some(next), _) => target = next,
            (None, Some(cursor)) => target = format!("{start}&starting_after={cursor}"),
            (None, None) => return found,
        }
    }
}

#[test]
fn attendance_is_bare_sorted_and_paged_by_encoded_cursors() {
    let mut clever = Clever::of(100);
    let token = clever.token(TokenKind::District, "teacher");
    let school = id(&rows(&clever.json(&token, "/v3.1/schools"))[0]);
    let section = id(&rows(&clever.json(&token, "/v3.1/sections"))[0]);
    let students = clever.ids(&token, &format!("/v3.1/schools/{school}/users?role=student&primary=true")).len();
    let target = format!("/v3.1/attendance/schools/{school}?limit=33");
    let first = clever.json(&token, &target);
    assert!(link(&first, "next").unwrap().ends_with("%3D%3D"), "{:?}", link(&first, "next"));
    let all = attendance(&mut clever, &token, &target);
    assert_eq!(all.len(), students * 20);
    let key =
        |row: &Value| format!("{}_{}", row["attendance_date"].as_str().unwrap(), row["student_id"].as_str().unwrap());
    assert!(all.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
    assert!(
        all.iter()
            .all(|row| row.get("section_id").is_none() && row.get("id").is_none() && row["attendance_type"] == "daily")
    );
    assert!(all.iter().all(|row| row["attendance_date"].as_str().unwrap() < "2025-09-01"));
    let absent = attendance(&mut clever, &token, &format!("{target}&attendance_status=absent"));
    assert_eq!(absent.len(), all.iter().filter(|row| row["attendance_status"] == "absent").count());
    let days =
        attendance(&mut clever, &token, &format!("{target}&date_range_start=2025-08-28&date_range_end=2025-08-29"));
    assert_eq!(days.len(), students * 2);
    let of_section = attendance(&mut clever, &token, &format!("/v3.1/attendance/sections/{section}?limit=1000"));
    assert!(of_section.iter().all(|row| row["section_id"] == section.as_str() && row["attendance_type"] == "section"));
    for bad in ["limit=1001", "limit=0", "attendance_status=late", "date_range_start=2025-02-30", "starting_after=x"] {
        assert_eq!(clever.get(&token, &format!("/v3.1/attendance/schools/{school}?{bad}")).status, 400, "{bad}");
    }
    let options = Options { attendance_cursor: AttendanceCursor::TopLevel, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    assert!(clever.json(&token, &target).get("links").is_none());
    assert_eq!(attendance(&mut clever, &token, &target), all);
}
