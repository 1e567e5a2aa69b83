//! The shapes that recordings and quirks show.

use std::collections::BTreeSet;

use clever_emulator::{MeShape, Options, PERSONAS, ResourceShape, TokenKind};
use serde_json::{Value, json};

use crate::common::{Clever, id, rows};

#[test]
fn me_is_a_user_whatever_the_role() {
    let mut clever = Clever::of(50);
    for persona in PERSONAS {
        let token = clever.sign_in(&persona.key);
        let me = clever.json(&token, "/v3.0/me");
        assert_eq!((me["type"].as_str(), me["data"]["type"].as_str()), (Some("user"), Some("user")));
        assert_eq!(me["links"][0], json!({ "rel": "self", "uri": "/me" }));
        assert_eq!(me["links"][1]["uri"], format!("/v3.0/users/{}", id(&me["data"])));
        let info = clever.json(&token, "/userinfo");
        assert_eq!(info["user_type"], persona.role.name());
        assert_eq!((&info["sub"], &info["multi_role_user_id"]), (&me["data"]["id"], &me["data"]["id"]));
        assert_eq!(info["sub"] == info["user_id"], persona.role.name() == "student", "only students kept their id");
        let user = clever.json(&token, &format!("/v3.0/users/{}", id(&me["data"])));
        assert!(user["data"]["roles"].get(persona.role.name()).is_some());
    }
    let token = clever.sign_in("no_email");
    assert!(clever.json(&token, "/userinfo").get("email").is_none());
    let options = Options { me: MeShape::Demo, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    let token = clever.sign_in("staff");
    let me = clever.json(&token, "/v3.1/me");
    assert_eq!((me["data"]["type"].as_str(), me.get("links"), me.get("type")), (Some("school_admin"), None, None));
    let district = clever.token(TokenKind::District, "teacher");
    assert_eq!(clever.json(&district, "/v3.1/me")["data"]["type"], "district");
}

#[test]
fn several_roles_have_their_own_legacy_ids() {
    let mut clever = Clever::of(50);
    let token = clever.sign_in("multi_role");
    let me = id(&clever.json(&token, "/v3.1/me")["data"]);
    let user = clever.json(&token, &format!("/v3.1/users/{me}"))["data"].clone();
    let roles = user["roles"].as_object().unwrap();
    assert_eq!(roles.keys().collect::<Vec<_>>(), ["teacher", "staff", "district_admin"]);
    let ids: BTreeSet<&str> = roles.values().map(|role| role["legacy_id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3);
    assert!(!ids.contains(me.as_str()));
}

#[test]
fn the_quirks_of_rosters_are_there() {
    let mut clever = Clever::of(2_000);
    let token = clever.token(TokenKind::District, "teacher");
    let users = clever.walk(&token, "/v3.1/users?limit=10000");
    let students: Vec<&Value> = users.iter().filter_map(|user| user["roles"].get("student")).collect();
    assert!(students.iter().all(|student| student.get("legacy_id").is_none()));
    assert!(students.iter().any(|student| student.get("email").is_some()));
    let seen =
        |name: &str, test: &dyn Fn(&Value) -> bool| students.iter().any(|student| student.get(name).is_some_and(test));
    assert!(seen("graduation_year", &|value| value == ""));
    assert!(seen("grade", &Value::is_null) && seen("grade", &|value| value == ""));
    assert!(seen("dob", &|value| value.as_str().is_some_and(|dob| dob.starts_with("1/"))), "no zero padding");
    assert!(seen("location", &Value::is_null) && students.iter().any(|student| student.get("location").is_none()));
    assert!(
        seen("disability", &|value| value["disability_code"] == "AUT")
            && seen("disability", &|value| value["disability_code"] == "aut")
    );
    let contacts = users.iter().filter(|user| user["roles"].get("contact").is_some());
    assert!(contacts.into_iter().all(|contact| contact["name"].as_object().unwrap().keys().eq(["last"])));
    let emails: Vec<Option<&Value>> = users.iter().map(|user| user.get("email")).collect();
    for expected in [None, Some(&Value::Null), Some(&json!(""))] {
        assert!(emails.contains(&expected), "{expected:?}");
    }
    assert!(
        emails
            .iter()
            .flatten()
            .any(|email| email.as_str().is_some_and(|email| !email.is_empty() && !email.contains('@')))
    );
    assert!(users.iter().any(|user| !user["name"]["last"].as_str().unwrap().is_ascii()));
    assert!(users.iter().any(|user| user["roles"].get("staff").is_some_and(|staff| staff["schools"] == json!([]))));
    let terms = clever.walk(&token, "/v3.1/terms");
    let starts: Vec<&str> = terms.iter().filter_map(|term| term["start_date"].as_str()).collect();
    assert!(starts.contains(&"2023-08-14") && starts.contains(&"2024-01-08T00:00:00.000Z"));
    let sections = clever.walk(&token, "/v3.1/sections?limit=10000");
    assert!(sections.iter().any(|section| section["teacher"].is_null()));
    assert!(sections.iter().any(|section| section["teachers"].as_array().unwrap().len() == 2));
}

#[test]
fn links_of_a_record_are_in_camel_case_and_lead_somewhere() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    let options = Options { resources: ResourceShape::Published, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    let mut rels = BTreeSet::new();
    for version in ["v2.1", "v3.0", "v3.1"] {
        let collections: &[&str] = match version {
            "v2.1" => &[
                "students",
                "teachers",
                "school_admins",
                "district_admins",
                "contacts",
                "schools",
                "sections",
                "courses",
                "terms",
                "districts",
            ],
            _ => &["users", "schools", "sections", "courses", "terms", "districts", "resources"],
        };
        for collection in collections {
            for record in rows(&clever.json(&token, &format!("/{version}/{collection}?limit=12"))) {
                let single = clever.json(&token, &format!("/{version}/{collection}/{}", id(&record)));
                assert_eq!(single["data"], record);
                for link in single["links"].as_array().unwrap() {
                    let uri = link["uri"].as_str().unwrap();
                    let status = clever.get(&token, uri).status;
                    let may_be_absent = link["rel"] == "term" && record["term_id"].is_null();
                    assert!(status == 200 || status == 404 && may_be_absent, "{uri}: {status}");
                    rels.insert(link["rel"].as_str().unwrap().to_owned());
                }
            }
        }
    }
    assert!(["myContacts", "myStudents", "myTeachers"].iter().all(|rel| rels.contains(*rel)), "{rels:?}");
}

#[test]
fn resources_in_both_shapes() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    assert_eq!(clever.json(&token, "/v3.0/resources"), json!({ "resources": [] }));
    let options = Options { resources: ResourceShape::Published, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    let resources = clever.ids(&token, "/v3.1/resources");
    assert_eq!(resources.len(), 12);
    for resource in &resources {
        for relation in ["users", "sections", "courses"] {
            let back = if relation == "users" { "users" } else { relation };
            for one in clever.ids(&token, &format!("/v3.1/resources/{resource}/{relation}?limit=10000")) {
                let there = clever.ids(&token, &format!("/v3.1/{back}/{one}/resources"));
                assert!(there.contains(resource), "{relation} {one}");
            }
        }
    }
}

#[test]
fn envelopes_have_options() {
    let mut clever = Clever::new(Options { users: 50, links_first: true, count_with_data: true, ..Options::default() });
    let token = clever.token(TokenKind::District, "teacher");
    let text = clever.get(&token, "/v3.1/users?limit=1&count=true").text();
    assert!(text.starts_with("{\"links\":[") && text.ends_with(",\"count\":50}"), "{text}");
    assert_eq!(rows(&clever.json(&token, "/v3.1/users?limit=1&count=true")).len(), 1);
}

#[test]
fn people_of_v2_are_those_of_v3() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    for (collection, role) in [
        ("students", "student"),
        ("teachers", "teacher"),
        ("school_admins", "staff"),
        ("district_admins", "district_admin"),
        ("contacts", "contact"),
    ] {
        let old = clever.walk(&token, &format!("/v2.1/{collection}?limit=10000"));
        let new = clever.walk(&token, &format!("/v3.1/users?role={role}&limit=10000"));
        assert_eq!(old.len(), new.len());
        for (old, new) in old.iter().zip(&new) {
            let legacy = new["roles"][role].get("legacy_id").unwrap_or(&new["id"]);
            assert_eq!((&old["id"], old.get("email")), (legacy, new.get("email")));
            assert!(old["name"].is_string() == (role == "contact"));
        }
    }
    let section = clever.walk(&token, "/v2.1/sections?limit=1")[0].clone();
    let teacher = clever.json(&token, &format!("/v2.1/sections/{}/teacher", id(&section)));
    assert_eq!(teacher["data"]["id"], section["teacher"]);
}
