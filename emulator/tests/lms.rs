//! LMS Connect, its errors word for word.

use clever_emulator::{LmsType, Options, Origin, Request, Response, TokenKind};
use serde_json::{Value, json};

use crate::common::{Clever, id, link, rows};

const RIGHT: &str = r#"{"title":"Essay","description":"<p>On <b>whales</b></p>","due_date":"2030-01-01T00:00:00Z"}"#;

struct Lms {
    clever: Clever,
    token: String,
    section: String,
    students: Vec<String>,
}

impl Lms {
    fn new(lms_type: LmsType) -> Self {
        let mut clever = Clever::new(Options { users: 300, lms_type, ..Options::default() });
        let token = clever.token(TokenKind::District, "teacher");
        let section = id(&rows(&clever.json(&token, "/v3.1/sections?limit=1"))[0]);
        let students = clever.ids(&token, &format!("/v3.1/sections/{section}/users?role=student"));
        Self { clever, token, section, students }
    }

    fn send(&mut self, method: &str, below: &str, body: &str) -> Response {
        let target = format!("/v3.1/sections/{}/assignments{below}", self.section);
        self.clever.send(&Request::new(Origin::Api, method, &target).bearer(&self.token).body(body))
    }

    fn ok(&mut self, method: &str, below: &str, body: &str) -> Value {
        let response = self.send(method, below, body);
        assert_eq!(response.status, 200, "{method} {below}: {}", response.text());
        serde_json::from_slice(&response.body).unwrap()
    }

    fn create(&mut self) -> String {
        id(&self.ok("POST", "", RIGHT)["data"])
    }

    fn refused(&mut self, method: &str, below: &str, body: &str) -> (u16, String) {
        let response = self.send(method, below, body);
        let message = serde_json::from_slice::<Value>(&response.body)
            .ok()
            .and_then(|body| Some(body["message"].as_str()?.to_owned()));
        (response.status, message.unwrap_or_else(|| response.text()))
    }
}

#[test]
fn an_assignment_lives_and_dies() {
    let mut lms = Lms::new(LmsType::Canvas);
    let made = lms.ok("POST", "", RIGHT)["data"].clone();
    assert_eq!(made["description_plaintext"], "On whales");
    assert_eq!(made["state"], "open");
    let path = format!("/{}", id(&made));
    assert_eq!(id(&made).len(), 36);
    assert_eq!(lms.ok("GET", &path, "")["data"], made);
    let changed =
        lms.ok("PATCH", &path, r#"{"title":"Better","state":"locked","start_date":"2029-01-01"}"#)["data"].clone();
    assert_eq!(
        (&changed["title"], &changed["state"], &changed["start_date"]),
        (&json!("Better"), &json!("open"), &Value::Null)
    );
    let gone = lms.send("DELETE", &path, "");
    assert_eq!((gone.status, gone.body.len()), (200, 0));
    assert_eq!(lms.refused("GET", &path, ""), (404, "Assignment does not exist".to_owned()));
    assert_eq!(lms.refused("PUT", &path, "{}").0, 405);
}

#[test]
fn refusals_word_for_word() {
    let mut lms = Lms::new(LmsType::Canvas);
    let assignment = lms.create();
    for (body, message) in [
        ("", "request body is required, but was empty"),
        ("{}", "request body is required, but was empty"),
        (r#"{"grading_type":"points"}"#, "missing required field(s): title, description, due_date"),
        (r#"{"title":"a","description":"b"}"#, "missing required field(s): due_date"),
        (r#"{"title":"a","description":"b","due_date":"2020-01-01T00:00:00Z"}"#, "due_date must be in the future"),
        (r#"{"title":"a","description":"b","due_date":"2030-02-30"}"#, "parsing time \"2030-02-30\": day out of range"),
        (r#"{"title":,"description":"b"}"#, "invalid character ',' looking for beginning of value"),
        (
            r#"{"title":"a","description":"b","due_date":"2030-01-01","submission_types":["fax"]}"#,
            "validation failure list:\nsubmission_types.0 in body should be one of [link file text discussion]",
        ),
    ] {
        assert_eq!(lms.refused("POST", "", body), (400, message.to_owned()), "{body}");
    }
    let escape = lms.send("POST", "", r#"{"title":"a\ b"}"#);
    assert_eq!((escape.status, escape.text().as_str()), (400, "Invalid character ' ' in string escape code"));
    assert!(escape.header("content-type").unwrap().starts_with("text/plain"));
    assert_eq!(lms.refused("GET", "/nonsense", ""), (400, "INVALID_ID".to_owned()));
    assert_eq!(
        lms.refused("GET", &format!("/{assignment}/submissions/000000000000000000000000"), ""),
        (404, "User not found".to_owned())
    );
    let path = format!("/{assignment}/submissions/{}", lms.students[0]);
    assert_eq!(
        lms.refused("PATCH", &path, r#"{"grader_id":"abc"}"#),
        (400, "NOT_FOUND: Person with id clever:abc not found for this integration.".to_owned())
    );
    let user = lms.clever.sign_in("teacher");
    let target = format!("/v3.1/sections/{}/assignments/{assignment}", lms.section);
    let refused = lms.clever.get(&user, &target);
    assert_eq!((refused.status, refused.text().as_str()), (403, r#"{"message":"Could not authorize token"}"#));
    let nobody = lms.clever.send(&Request::get(Origin::Api, &target));
    assert_eq!((nobody.status, nobody.text().as_str()), (401, r#"{"message":"No authorization provided"}"#));
}

#[test]
fn submissions_go_through_their_states() {
    let mut lms = Lms::new(LmsType::GoogleClassroom);
    let assignment = lms.create();
    let path = format!("/{assignment}/submissions/{}", lms.students[0]);
    assert_eq!(lms.ok("GET", &path, "")["data"]["state"], "created");
    for (state, allowed) in [
        ("reclaimed", false),
        ("submitted", true),
        ("reclaimed", true),
        ("returned", false),
        ("submitted", true),
        ("returned", true),
    ] {
        let answer = lms.send("PATCH", &path, &format!(r#"{{"state":"{state}","grade":"B"}}"#));
        assert_eq!(answer.status == 200, allowed, "{state}: {}", answer.text());
    }
    let submission = lms.ok("GET", &path, "")["data"].clone();
    assert_eq!(
        (&submission["id"], &submission["grade"], &submission["state"]),
        (&json!(""), &json!("B"), &json!("returned"))
    );
    assert_eq!(lms.refused("PATCH", &path, r#"{"flags":["early"]}"#).0, 400);
}

#[test]
fn submissions_are_paged_by_a_cursor_that_grows_old() {
    let mut lms = Lms::new(LmsType::Canvas);
    let assignment = lms.create();
    let start = format!("/v3.1/sections/{}/assignments/{assignment}/submissions?limit=5", lms.section);
    let (mut seen, mut target) = (Vec::new(), start.clone());
    loop {
        let page = lms.clever.json(&lms.token, &target);
        assert!(page["data"].as_array().unwrap().len() <= 5);
        seen.extend(page["data"].as_array().unwrap().iter().map(|one| one["user_id"].as_str().unwrap().to_owned()));
        assert!(link(&page, "prev").is_none() && link(&page, "self").is_none());
        let Some(next) = link(&page, "next") else { break };
        target = next;
    }
    assert_eq!(seen, lms.students);
    let next = link(&lms.clever.json(&lms.token, &start), "next").unwrap();
    lms.clever.now += 7_200_001;
    let late = lms.clever.get(&lms.token, &next);
    assert_eq!((late.status, late.text().as_str()), (400, r#"{"message":"cursor expired"}"#));
    assert_eq!(lms.clever.get(&lms.token, &format!("{start}&cursor=x")).status, 400);
    assert_eq!(lms.clever.get(&lms.token, &start.replace("=5", "=101")).status, 400);
}

#[test]
fn schoology_takes_no_links_and_fails_until_launched() {
    let mut lms = Lms::new(LmsType::Schoology);
    let body = RIGHT.replace('}', r#","attachments":[{"type":"link","url":"https://a.example"}]}"#);
    assert_eq!(lms.refused("POST", "", &body), (400, "Schoology does not support submission type of link".to_owned()));
    let text = body.replace(r#""type":"link","url""#, r#""type":"text","text""#);
    let assignment = id(&lms.ok("POST", "", &text)["data"]);
    let mut statuses = Vec::new();
    for student in lms.students.clone() {
        let answer = lms.refused("PATCH", &format!("/{assignment}/submissions/{student}"), r#"{"grade":"A"}"#);
        if answer.0 == 500 {
            assert_eq!(answer.1, "Error updating submission");
        }
        statuses.push(answer.0);
    }
    assert!(statuses.contains(&500) && statuses.contains(&200), "{statuses:?}");
}

#[test]
fn a_member_of_the_wrong_type_is_refused_and_never_kept() {
    let mut lms = Lms::new(LmsType::Canvas);
    let path = format!("/{}", lms.create());
    let before = lms.ok("GET", &path, "");
    for (member, wanted) in [
        (r#""title":5"#, "title in body must be of type string"),
        (r#""due_date":20300101"#, "due_date in body must be of type string"),
        (r#""points_possible":"10""#, "points_possible in body must be of type number"),
        (r#""max_attempts":1.5"#, "max_attempts in body must be of type integer"),
        (r#""submission_types":"link""#, "submission_types in body must be of type array"),
        (r#""attachments":{}"#, "attachments in body must be of type array"),
    ] {
        let refusal = (400, format!("validation failure list:\n{wanted}"));
        assert_eq!(lms.refused("PATCH", &path, &format!("{{{member}}}")), refusal);
    }
    let right = RIGHT.replace(r#""title":"Essay""#, r#""title":["Essay"]"#);
    assert_eq!(lms.refused("POST", "", &right).0, 400);
    assert_eq!(lms.ok("GET", &path, ""), before);
    lms.ok("PATCH", &path, r#"{"points_possible":10,"max_attempts":2,"term_id":null,"attachments":[]}"#);
}
