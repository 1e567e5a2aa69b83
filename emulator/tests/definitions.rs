//! Every operation of Clever's definitions answers, and every record keeps to them.

use std::collections::{BTreeMap, BTreeSet};

use clever_emulator::{Options, Origin, Request, ResourceShape, TokenKind};
use serde_json::{Value, json};

use crate::common::{Clever, id, rows};

/// On the wire, in no definition.
const OBSERVED: &[&str] = &["Student.email", "District.last_lms_sync", "District.lms_matched_percentage"];
/// Values in use that the definitions do not list: enumerations grow.
const OBSERVED_VALUES: &[&str] = &["AUT"];

struct Definitions(Value);

impl Definitions {
    fn read() -> Vec<(String, Self)> {
        let file: Value = serde_json::from_str(include_str!("../definitions.json")).unwrap();
        let apis = file["apis"].as_array().unwrap().clone();
        apis.into_iter().map(|api| (api["version"].as_str().unwrap().to_owned(), Self(api))).collect()
    }

    /// Everything about a value that is not as defined.
    fn check(&self, value: &Value, shape: &Value, place: &str, found: &mut BTreeSet<String>) {
        if value.is_null() {
            if shape.get("nullable").is_none() {
                found.insert(format!("{place} is null"));
            }
            return;
        }
        if let Some(name) = shape.get("record").and_then(Value::as_str) {
            let members = self.0["records"][name].as_object().unwrap();
            let Some(object) = value.as_object() else {
                found.insert(format!("{place} is no {name}"));
                return;
            };
            for (member, value) in object {
                let place = format!("{name}.{member}");
                match members.get(member) {
                    Some(shape) => self.check(value, shape, &place, found),
                    None if OBSERVED.contains(&place.as_str()) => {}
                    None => {
                        found.insert(format!("{place} is not defined"));
                    }
                }
            }
        } else if let Some(items) = shape.get("list") {
            let Some(list) = value.as_array() else {
                found.insert(format!("{place} is no list"));
                return;
            };
            list.iter().for_each(|item| self.check(item, items, place, found));
        } else {
            let right = match shape["type"].as_str() {
                Some("string") => value.is_string(),
                Some("integer") => value.is_i64(),
                Some("number") => value.is_number(),
                Some("boolean") => value.is_boolean(),
                _ => value.is_object(),
            };
            let listed = shape.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(value));
            if !right || !listed && !OBSERVED_VALUES.contains(&value.as_str().unwrap_or_default()) {
                found.insert(format!("{place} is {value}"));
            }
        }
    }
}

#[test]
fn every_operation_answers_in_the_defined_shape() {
    for (version, definitions) in Definitions::read() {
        let mut clever = Clever::new(Options {
            users: 600,
            resources: ResourceShape::Published,
            rate_limit_per_minute: u32::MAX,
            ..Options::default()
        });
        let token = clever.token(TokenKind::District, "teacher");
        let known = arguments(&mut clever, &token, &version);
        let mut found = BTreeSet::new();
        let operations = definitions.0["operations"].as_array().unwrap().clone();
        for operation in &operations {
            let mut target = format!("/{version}{}", operation["path"].as_str().unwrap());
            let collection = operation["path"].as_str().unwrap().split('/').nth(1).unwrap().to_owned();
            let collection = if target.ends_with("/mystudents") { "teacher".to_owned() } else { collection };
            target = target.replace("{id}", known.get(collection.as_str()).map_or("-", String::as_str));
            for name in ["section_id", "school_id", "assignment_id", "user_id"] {
                target = target.replace(&format!("{{{name}}}"), known.get(name).map_or("-", String::as_str));
            }
            let method = operation["method"].as_str().unwrap();
            if method == "DELETE" {
                continue;
            }
            let body = match operation["body"].as_str() {
                Some("AssignmentRequest") => {
                    r#"{"title":"t","description":"<p>d</p>","due_date":"2030-01-01T00:00:00Z"}"#
                }
                Some(_) => r#"{"grade":"A","grade_points":9.5,"state":"submitted"}"#,
                None => "",
            };
            let response = clever.send(&Request::new(Origin::Api, method, &target).bearer(&token).body(body));
            assert_eq!(response.status, 200, "{version} {}: {}", operation["id"], response.text());
            let answer: Value = serde_json::from_slice(&response.body).unwrap();
            let expected = &operation["response"];
            let record = json!({ "record": expected["record"] });
            let list = expected["list"] == true;
            assert_eq!(answer["data"].is_array(), list, "{}", operation["id"]);
            let records = match (list, expected["wrapped"] == true) {
                (true, true) => rows(&answer),
                (true, false) => answer["data"].as_array().unwrap().clone(),
                (false, _) => vec![answer["data"].clone()],
            };
            assert!(!records.is_empty(), "{version} {} is empty", operation["id"]);
            if expected["record"] != "Event" {
                records.iter().for_each(|one| definitions.check(one, &record, "data", &mut found));
            }
        }
        assert!(found.is_empty(), "{version}: {found:#?}");
    }
}

#[test]
fn whole_rosters_keep_to_the_definitions() {
    for (version, definitions) in Definitions::read() {
        let mut clever = Clever::of(1_500);
        let token = clever.token(TokenKind::District, "teacher");
        let mut found = BTreeSet::new();
        for operation in definitions.0["operations"].as_array().unwrap() {
            let path = operation["path"].as_str().unwrap();
            if path.contains('{') || matches!(path, "/events" | "/resources") {
                continue;
            }
            let shape = json!({ "record": operation["response"]["record"] });
            let separator = if path == "/districts" { "" } else { "?limit=10000" };
            for record in clever.walk(&token, &format!("/{version}{path}{separator}")) {
                definitions.check(&record, &shape, "data", &mut found);
            }
        }
        assert!(found.is_empty(), "{version}: {found:#?}");
    }
}

/// Ids to fill paths with: records that have something in every relation.
fn arguments(clever: &mut Clever, token: &str, version: &str) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    let (people, collections): (&[&str], &[&str]) = match version {
        "v2.1" => (
            &["students", "teachers", "school_admins", "district_admins", "contacts"],
            &["schools", "sections", "courses", "terms", "districts", "events"],
        ),
        _ => (&[], &["schools", "sections", "courses", "terms", "districts", "resources", "events"]),
    };
    for collection in people.iter().chain(collections) {
        known.insert((*collection).to_owned(), id(&rows(&clever.json(token, &format!("/{version}/{collection}")))[0]));
    }
    if version == "v3.1" {
        known.insert("section_id".to_owned(), known["sections"].clone());
        known.insert("school_id".to_owned(), known["schools"].clone());
        let student =
            id(&rows(&clever.json(token, &format!("/v3.1/sections/{}/users?role=student", known["sections"])))[0]);
        known.insert("user_id".to_owned(), student);
        let body = r#"{"title":"t","description":"d","due_date":"2030-01-01T00:00:00Z"}"#;
        let request = Request::post(Origin::Api, &format!("/v3.1/sections/{}/assignments", known["sections"]), body);
        let made: Value = serde_json::from_slice(&clever.send(&request.bearer(token)).body).unwrap();
        known.insert("assignment_id".to_owned(), id(&made["data"]));
    }
    // A student has teachers and contacts, a teacher has students.
    if version != "v2.1" {
        for (name, role) in [("users", "student"), ("teacher", "teacher")] {
            let one = rows(&clever.json(token, &format!("/{version}/users?role={role}&limit=1")))[0].clone();
            known.insert(name.to_owned(), id(&one));
        }
    }
    known
}
