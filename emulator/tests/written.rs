//! Records that were written: their relations, their reading, and an emulator that goes on elsewhere.

use clever_emulator::{Emulator, Options, Origin, OwnPersona, Request, Role, TokenKind};
use serde_json::{Map, Value, json};

use crate::common::{Clever, NOW, id, rows};

fn members(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn own(key: &str, role: Option<Role>) -> OwnPersona {
    OwnPersona { key: key.to_owned(), role, ..OwnPersona::default() }
}

impl Clever {
    fn write(&mut self, collection: &str, action: &str, id: &str, members: Value) -> String {
        let write = json!({ "collection": collection, "action": action, "id": id, "members": members });
        self.control("POST", "records", &write.to_string())["ids"][0].as_str().unwrap().to_owned()
    }

    fn user_of(&mut self, persona: &str) -> String {
        let list = self.control("GET", "personas", "")["personas"].clone();
        let one = list.as_array().unwrap().iter().find(|one| one["key"] == persona).unwrap().clone();
        one["user_id"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_new_section_is_found_from_everywhere() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    let (teacher, student) = (clever.user_of("library_teacher"), clever.user_of("student"));
    let school = clever.write("schools", "create", "", json!({ "name": "New School" }));
    let course = clever.write("courses", "create", "", json!({ "name": "Astronomy" }));
    let section = json!({
        "name": "Stars", "school": school, "course": course, "students": [student], "teacher": teacher, "teachers": [teacher],
    });
    let section = clever.write("sections", "create", "", section);
    let mut ids = |target: &str| clever.ids(&token, target);
    assert!(ids(&format!("/v3.1/users/{teacher}/sections")).contains(&section));
    assert!(ids(&format!("/v3.1/users/{student}/sections")).contains(&section));
    assert_eq!(ids(&format!("/v3.1/schools/{school}/sections")), [section.as_str()]);
    assert_eq!(ids(&format!("/v3.1/schools/{school}/courses")), [course.as_str()]);
    assert_eq!(ids(&format!("/v3.1/courses/{course}/sections")), [section.as_str()]);
    assert_eq!(ids(&format!("/v3.1/courses/{course}/schools")), [school.as_str()]);
    assert_eq!(ids(&format!("/v3.1/sections/{section}/users?role=student")), [student.as_str()]);
    assert!(ids(&format!("/v3.1/users/{teacher}/mystudents")).contains(&student));
    assert!(ids(&format!("/v3.1/users/{student}/myteachers")).contains(&teacher));
    assert_eq!(clever.json(&token, &format!("/v3.1/sections/{section}/course"))["data"]["id"], course.as_str());
    let library = clever.sign_in("library_teacher");
    assert_eq!(clever.json(&library, &format!("/v3.1/sections/{section}"))["data"]["name"], "Stars");
    assert_eq!(clever.get(&library, &format!("/v3.1/users/{student}")).status, 200, "now one of her students");
    clever.write("users", "delete", &student, json!({}));
    assert_eq!(clever.json(&token, &format!("/v3.1/sections/{section}"))["data"]["students"], json!([]));
    clever.write("sections", "delete", &section, json!({}));
    assert!(!clever.ids(&token, &format!("/v3.1/users/{teacher}/sections")).contains(&section));
    assert!(clever.ids(&token, &format!("/v3.1/schools/{school}/sections")).is_empty());
}

#[test]
fn a_new_record_has_the_times_that_its_kind_has() {
    let mut clever = Clever::of(60);
    let token = clever.token(TokenKind::District, "teacher");
    for collection in ["users", "schools", "sections", "courses", "terms", "resources"] {
        let listed = clever.control("GET", &format!("records/{collection}?limit=1"), "");
        let new = clever.write(collection, "create", "", json!({}));
        let new = clever.json(&token, &format!("/v3.1/{collection}/{new}"));
        let times = |record: &Value| ["created", "last_modified", "updated"].map(|name| record.get(name).is_some());
        assert_eq!(times(&new["data"]), times(&listed["records"][0]), "{collection}");
    }
}

#[test]
fn people_who_change_are_found_where_they_are_now() {
    let mut clever = Clever::of(900);
    let token = clever.token(TokenKind::District, "teacher");
    let schools = clever.ids(&token, "/v3.1/schools");
    let student = clever.user_of("student");
    let before = clever.ids(&token, &format!("/v3.1/users/{student}/schools"));
    assert_eq!(before, [schools[0].clone()]);
    let moved = json!({ "roles": { "student": { "school": schools[2], "schools": [schools[2]] } } });
    clever.write("users", "update", &student, moved);
    assert_eq!(clever.ids(&token, &format!("/v3.1/users/{student}/schools")), [schools[2].clone()]);
    assert!(clever.ids(&token, &format!("/v3.1/schools/{}/users?role=student", schools[2])).contains(&student));
    assert!(!clever.ids(&token, &format!("/v3.1/schools/{}/users", schools[0])).contains(&student));
    let family = json!({ "roles": { "contact": { "student_relationships": [{ "student": student }] } } });
    let contact = clever.write("users", "create", "", family);
    assert!(clever.ids(&token, &format!("/v3.1/users/{student}/mycontacts")).contains(&contact));
    assert_eq!(clever.ids(&token, &format!("/v3.1/users/{contact}/mystudents")), [student.as_str()]);
    clever.write("users", "update", &student, json!({ "roles": { "staff": { "schools": [] } } }));
    assert!(clever.ids(&token, "/v3.1/users?role=staff").contains(&student));
}

/// A write that changes nothing changes no relation either.
#[test]
fn what_was_written_as_it_was_belongs_where_it_did() {
    let (mut touched, mut still) = (Clever::of(120), Clever::of(120));
    let mut everything = Vec::new();
    for clever in [&mut touched, &mut still] {
        let token = clever.token(TokenKind::District, "teacher");
        let lists = ["users", "sections", "schools", "courses", "terms"]
            .map(|name| (name, clever.ids(&token, &format!("/v3.1/{name}?limit=1000"))));
        if everything.is_empty() {
            for (collection, list) in &lists {
                for id in list {
                    clever.write(collection, "update", id, json!({ "ext": {} }));
                }
            }
        }
        let mut relations = Vec::new();
        for (collection, list) in &lists {
            let names: &[&str] = match *collection {
                "users" => &["schools", "sections", "mystudents", "myteachers", "mycontacts", "schools?primary=true"],
                "sections" => &["users", "users?role=teacher", "users?role=student"],
                "schools" => &["users", "users?primary=true", "sections", "courses", "terms"],
                _ => &["schools", "sections"],
            };
            for id in list {
                relations
                    .extend(names.iter().map(|name| clever.ids(&token, &format!("/v3.1/{collection}/{id}/{name}"))));
            }
        }
        everything.push(relations);
    }
    assert!(everything[0].len() > 800);
    assert_eq!(everything[0], everything[1]);
}

#[test]
fn records_are_read_by_the_control_endpoint() {
    let mut clever = Clever::of(60);
    let student = clever.user_of("student");
    let record = clever.control("GET", &format!("records/users/{student}"), "")["record"].clone();
    assert_eq!(record["id"], student.as_str());
    let list = clever.control("GET", "records/users?role=teacher&limit=2&skip=1", "");
    assert_eq!(list["records"].as_array().unwrap().len(), 2);
    assert!(list["count"].as_u64().unwrap() > 3);
    let district = clever.control("GET", "records/districts", "")["records"][0]["id"].as_str().unwrap().to_owned();
    clever.write("districts", "update", &district, json!({ "name": "Elsewhere" }));
    let token = clever.sign_in("teacher");
    assert_eq!(clever.json(&token, &format!("/v3.1/districts/{district}"))["data"]["name"], "Elsewhere");
    for (method, path, body) in [
        ("GET", "records/pupils", ""),
        ("GET", "records/users/x", ""),
        ("GET", "records/users?role=pupil", ""),
        ("GET", "records/users?limit=x", ""),
        ("POST", "records", r#"{"collection":"districts","action":"create"}"#),
        ("POST", "records", r#"{"collection":"users","action":"create","members":{"id":"1"}}"#),
        ("POST", "state", "{}"),
    ] {
        let request = Request::new(Origin::Clever, method, &format!("/_emulator/{path}")).body(body);
        assert!(clever.send(&request).status >= 400, "{path}");
    }
}

#[test]
fn personas_of_ones_own() {
    let ada = OwnPersona {
        token_kind: Some(TokenKind::Library),
        members: members(json!({ "name": { "first": "Ada", "last": "Lovelace" } })),
        ..own("ada", Some(Role::Teacher))
    };
    let renamed = OwnPersona { members: members(json!({ "name": { "first": "Grace" } })), ..own("teacher", None) };
    let options =
        Options { users: 120, personas: vec![ada, renamed, own("second", Some(Role::Teacher))], ..Options::default() };
    assert_eq!(options.check(), Ok(()));
    let mut clever = Clever::new(options.clone());
    let token = clever.sign_in("ada");
    let me = clever.json(&token, "/v3.1/me")["data"]["id"].as_str().unwrap().to_owned();
    assert_eq!(clever.json(&token, &format!("/v3.1/users/{me}"))["data"]["name"]["first"], "Ada");
    assert!(!clever.ids(&token, &format!("/v3.1/users/{me}/sections")).is_empty(), "a Library token");
    let teacher = clever.sign_in("teacher");
    assert_eq!(clever.json(&teacher, "/userinfo")["given_name"], "Grace");
    assert_ne!(clever.user_of("ada"), clever.user_of("second"));
    let page = clever
        .send(&Request::get(Origin::Clever, "/oauth/authorize?response_type=token&client_id=c1e7e27a11d0c0de5eed"));
    assert!(page.text().contains("data-persona=\"ada\""));
    clever.control("POST", "reset", "");
    let token = clever.sign_in("ada");
    assert_eq!(clever.json(&token, "/userinfo")["given_name"], "Ada", "as it was made");

    let wrong = |personas: Vec<OwnPersona>| Options { users: 10, personas, ..Options::default() }.check().unwrap_err();
    assert!(wrong(vec![own("", None)]).contains("`key` is missing"));
    assert!(wrong(vec![own("x", None)]).contains("`role` is missing"));
    assert!(wrong(vec![own("x", Some(Role::Teacher))]).contains("more users"));
    let nobody = OwnPersona { user: Some("nobody".to_owned()), ..own("x", None) };
    assert!(wrong(vec![nobody]).contains("no user of that id"));
    let student = OwnPersona { user: Some(clever.user_of("student")), ..own("x", Some(Role::Staff)) };
    assert!(Options { personas: vec![student], ..options }.check().unwrap_err().contains("does not have that role"));
}

#[test]
fn another_process_goes_on_where_one_ended() {
    let mut clever = Clever::of(100);
    let token = clever.sign_in("explorer");
    let student = clever.user_of("student");
    clever.write("users", "update", &student, json!({ "name": { "first": "Renamed" } }));
    let revoked = clever.sign_in("staff");
    assert_eq!(clever.emulator.revoke(Some("staff")), 1);
    let section = id(&rows(&clever.json(&token, "/v3.1/sections"))[0]);
    let assignment = r#"{"title":"T","description":"D","due_date":"2030-01-01T00:00:00Z"}"#;
    let made = Request::post(Origin::Api, &format!("/v3.1/sections/{section}/assignments"), assignment).bearer(&token);
    let assignment: Value = serde_json::from_slice(&clever.send(&made).body).unwrap();
    let login = clever.send(&Request::post(Origin::Clever, "/login", "persona=teacher&continue=/in/cedar-ridge"));
    let cookie = login.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let events = clever.walk(&token, "/v3.1/events");
    let saved = clever.emulator.save();
    assert!(!saved.contains(&token) && !saved.contains(&revoked));

    let mut next = Clever { emulator: Emulator::new(clever.emulator.options().clone()), now: NOW + 1_000 };
    next.emulator.restore(&saved).unwrap();
    assert_eq!(next.json(&token, &format!("/v3.1/users/{student}"))["data"]["name"]["first"], "Renamed");
    assert_eq!(next.walk(&token, "/v3.1/events"), events);
    let path = format!("/v3.1/sections/{section}/assignments/{}", assignment["data"]["id"].as_str().unwrap());
    assert_eq!(next.json(&token, &path)["data"]["title"], "T");
    assert_eq!(next.get(&revoked, "/v3.1/me").status, 401);
    let portal = Request::get(Origin::Clever, "/in/cedar-ridge").header("Cookie", &cookie);
    assert!(next.send(&portal).text().contains("data-client="));
    let fresh = next.sign_in("explorer");
    assert_ne!(fresh, clever.sign_in("explorer"), "numbers go on");
    assert_eq!(clever.get(&fresh, "/v3.1/me").status, 200, "each knows the other's tokens");
    next.now += 86_400_000;
    assert_eq!(next.get(&token, "/v3.1/me").status, 401, "and their age");
    next.control("POST", "reset", "");
    next.now = NOW;
    assert_eq!(next.get(&token, "/v3.1/me").status, 401, "after a reset they are unknown");
    let other = Options { seed: 2, ..clever.emulator.options().clone() };
    assert_eq!(Clever::new(other).get(&token, "/v3.1/me").status, 401);
}

#[test]
fn clever_below_a_path_links_below_it() {
    let mut options = Options { users: 50, ..Options::default() };
    options.origins.clever = "https://pages.example/demo/clever".to_owned();
    let mut clever = Clever::new(options);
    let ask = "/oauth/authorize?response_type=token&client_id=c1e7e27a11d0c0de5eed";
    let page = clever.send(&Request::get(Origin::Clever, ask)).text();
    assert!(page.contains("action=\"/demo/clever/login\""), "{page}");
    let login = clever.send(&Request::post(Origin::Clever, "/login", "persona=teacher&continue=/in/cedar-ridge"));
    assert_eq!(login.header("location"), Some("/demo/clever/in/cedar-ridge"));
    let cookie = login.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let portal = clever.send(&Request::get(Origin::Clever, "/in/cedar-ridge").header("Cookie", &cookie)).text();
    assert!(
        portal.contains("href=\"/demo/clever/_emulator/logout\"")
            && portal.contains("https://pages.example/demo/clever/oauth/authorize?")
    );
}
