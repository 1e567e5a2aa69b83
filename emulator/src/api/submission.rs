//! What students handed in for an assignment.

use serde_json::{Map, Value, json};

use super::{
    Call,
    lms::{Refusal, body, check_time, check_word, check_words, refuse},
};
use crate::{
    base64, emulator::Emulator, form, id::Kind, options::LmsType, persona::Role, response::Response, time::timestamp,
    world::Subject,
};

const STATES: &[&str] = &["created", "submitted", "returned", "reclaimed"];
const FLAGS: &[&str] = &["excused", "late", "missing"];
const SETTABLE: &[&str] = &[
    "attachments",
    "extra_attempts",
    "flags",
    "grade",
    "grade_comment",
    "grade_points",
    "grader_id",
    "override_due_date",
    "state",
];
const DEFAULT_LIMIT: usize = 100;
const MAX_LIMIT: usize = 100;

impl Emulator {
    /// Who is to hand in: the section's students.
    fn assignees(&self, section: u32) -> Vec<u32> {
        let students = self.world.section_users(section, Some(Role::Student));
        students.into_iter().filter(|user| !self.world.edits.is_deleted(Kind::User, *user)).collect()
    }

    fn submission(&self, call: &Call<'_>, section: u32, user: u32) -> Result<Map<String, Value>, Refusal> {
        let assignment = self.assignments.get(section, call.argument(1))?;
        if let Some(record) = assignment.submissions.get(&user) {
            return Ok(record.clone());
        }
        // Google Classroom gives submissions no id, and the others are to follow.
        let id = match self.options.lms_type {
            LmsType::GoogleClassroom => String::new(),
            _ => format!("{}-{user}", call.argument(1)),
        };
        let Value::Object(record) = json!({
            "id": id, "assignment_id": call.argument(1), "user_id": self.world.district.id(Kind::User, user), "state": "created",
            "grade": null, "grade_comment": null, "grader_id": null, "override_due_date": null, "created": null, "last_modified": null,
        }) else {
            return Ok(Map::new());
        };
        Ok(record)
    }

    fn submitter(&self, call: &Call<'_>, section: u32) -> Result<u32, Refusal> {
        let user = self.world.index(Subject::of(Kind::User), call.argument(2));
        user.filter(|user| self.assignees(section).contains(user)).ok_or_else(|| refuse(404, "User not found"))
    }

    pub(super) fn show_submission(&self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        self.assignments.get(section, call.argument(1))?;
        let user = self.submitter(call, section)?;
        Ok(Response::json(200, &json!({ "data": self.submission(call, section, user)? })))
    }

    pub(super) fn update_submission(&mut self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        self.assignments.get(section, call.argument(1))?;
        let user = self.submitter(call, section)?;
        let asked = body(call)?;
        check_word(&asked, "state", STATES)?;
        check_words(&asked, "flags", FLAGS)?;
        check_time(&asked, "override_due_date")?;
        self.check_attachments(&asked)?;
        let grader = asked.get("grader_id").and_then(Value::as_str);
        if let Some(grader) = grader.filter(|id| self.world.index(Subject::of(Kind::User), id).is_none()) {
            return Err(refuse(
                400,
                &format!("NOT_FOUND: Person with id clever:{grader} not found for this integration."),
            ));
        }
        // Until a student has opened the LTI link once, Schoology fails for good.
        if self.options.lms_type == LmsType::Schoology && !self.has_launched(user) {
            return Err(refuse(500, "Error updating submission"));
        }
        let mut record = self.submission(call, section, user)?;
        let before = record.get("state").and_then(Value::as_str).unwrap_or_default();
        let after = asked.get("state").and_then(Value::as_str).unwrap_or(before);
        if !may_become(before, after) {
            return Err(refuse(400, &format!("a submission cannot go from {before} to {after}")));
        }
        for name in SETTABLE {
            if let Some(value) = asked.get(*name) {
                record.insert((*name).to_owned(), value.clone());
            }
        }
        let now = json!(timestamp(call.now_ms));
        if record.get("created").is_none_or(Value::is_null) {
            record.insert("created".to_owned(), now.clone());
        }
        record.insert("last_modified".to_owned(), now);
        let response = Response::json(200, &json!({ "data": record }));
        self.assignments.get_mut(section, call.argument(1))?.submissions.insert(user, record);
        Ok(response)
    }

    /// One student in five has not.
    fn has_launched(&self, user: u32) -> bool {
        user % 5 != 3
    }

    /// Rows are bare; the only link is `next`, and it grows old.
    pub(super) fn list_submissions(&self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        self.assignments.get(section, call.argument(1))?;
        let limit = match call.query("limit").map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit)) if (1..=MAX_LIMIT).contains(&limit) => limit,
            Some(_) => return Err(refuse(400, "limit should be between 1 and 100")),
        };
        let from = call.query("cursor").map_or(Ok(0), |cursor| self.cursor_place(cursor, call.now_ms))?;
        let users = self.assignees(section);
        let rows: Result<Vec<Map<String, Value>>, Refusal> =
            users.iter().skip(from).take(limit).map(|user| self.submission(call, section, *user)).collect();
        let mut answer = Map::new();
        answer.insert("data".to_owned(), json!(rows?));
        if from + limit < users.len() {
            let cursor = base64::encode(format!("{}.{}", call.now_ms, from + limit).as_bytes());
            let limit = limit.to_string();
            let uri = format!("{}?{}", call.request.path, form::query(&[("cursor", &cursor), ("limit", &limit)]));
            answer.insert("links".to_owned(), json!([{ "rel": "next", "uri": uri }]));
        }
        Ok(Response::json(200, &Value::Object(answer)))
    }

    fn cursor_place(&self, cursor: &str, now_ms: u64) -> Result<usize, Refusal> {
        let plain = base64::decode(cursor).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let (made_ms, place) = plain.split_once('.').unwrap_or_default();
        let read = made_ms.parse::<u64>().ok().zip(place.parse().ok());
        let (made_ms, place) = read.ok_or_else(|| refuse(400, "invalid cursor"))?;
        let age = now_ms.saturating_sub(made_ms);
        if age > self.options.lms_cursor_lifetime_secs.saturating_mul(1_000) {
            return Err(refuse(400, "cursor expired"));
        }
        Ok(place)
    }
}

/// created → submitted → returned, submitted → reclaimed → submitted; staying is always allowed.
fn may_become(before: &str, after: &str) -> bool {
    before == after
        || matches!(
            (before, after),
            ("created" | "reclaimed" | "returned", "submitted")
                | ("submitted", "returned" | "reclaimed")
                | ("created", "returned")
        )
}
