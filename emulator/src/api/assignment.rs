//! Assignments of a section, as the connected LMS keeps them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Call,
    lms::{Refusal, body, check_time, check_type, check_word, check_words, refuse},
};
use crate::{
    emulator::Emulator,
    options::LmsType,
    response::Response,
    seed::{HEX, letters},
    time::timestamp,
};

const SUBMISSION_TYPES: &[&str] = &["link", "file", "text", "discussion"];
const GRADING_TYPES: &[&str] = &["points", "percent", "pass_fail", "letter_grade"];
const ASSIGNEE_MODES: &[&str] = &["all", "individuals"];
/// What a caller may set; `state` and the rest are the LMS's.
const SETTABLE: &[&str] = &[
    "assignee_ids",
    "assignee_mode",
    "attachments",
    "description",
    "description_plaintext",
    "display_date",
    "due_date",
    "end_date",
    "grading_type",
    "max_attempts",
    "points_possible",
    "start_date",
    "submission_types",
    "term_id",
    "title",
];

/// What Clever's definition says of members that have neither a list of words nor a time for a check of their own.
const TYPES: &[(&str, &str)] = &[
    ("assignee_ids", "array"),
    ("attachments", "array"),
    ("description", "string"),
    ("description_plaintext", "string"),
    ("display_date", "string"),
    ("due_date", "string"),
    ("end_date", "string"),
    ("max_attempts", "integer"),
    ("points_possible", "number"),
    ("start_date", "string"),
    ("submission_types", "array"),
    ("term_id", "string"),
    ("title", "string"),
];

/// One assignment and what has been handed in for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Assignment {
    pub(super) section: u32,
    record: Map<String, Value>,
    /// By user; who is not here has handed in nothing.
    pub(super) submissions: BTreeMap<u32, Map<String, Value>>,
}

/// All assignments, by id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Assignments {
    by_id: BTreeMap<String, Assignment>,
    counter: u64,
}

impl Assignments {
    /// An assignment of that section, or Clever's words for why there is none.
    pub(super) fn get(&self, section: u32, id: &str) -> Result<&Assignment, Refusal> {
        if !is_uuid(id) {
            return Err(refuse(400, "INVALID_ID"));
        }
        self.by_id.get(id).filter(|one| one.section == section).ok_or_else(|| refuse(404, "Assignment does not exist"))
    }

    pub(super) fn get_mut(&mut self, section: u32, id: &str) -> Result<&mut Assignment, Refusal> {
        self.get(section, id)?;
        self.by_id.get_mut(id).ok_or_else(|| refuse(404, "Assignment does not exist"))
    }
}

fn is_uuid(id: &str) -> bool {
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn data(record: &Map<String, Value>) -> Response {
    Response::json(200, &json!({ "data": record }))
}

impl Emulator {
    pub(super) fn create_assignment(&mut self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        let asked = body(call)?;
        let missing: Vec<&str> = ["title", "description", "due_date"]
            .into_iter()
            .filter(|name| asked.get(*name).is_none_or(Value::is_null))
            .collect();
        if !missing.is_empty() {
            return Err(refuse(400, &format!("missing required field(s): {}", missing.join(", "))));
        }
        self.check_assignment(&asked, call.now_ms)?;
        self.assignments.counter += 1;
        let drawn = letters(self.options.seed, 0xA551, self.assignments.counter, 32, HEX);
        let part = |from: usize, to: usize| drawn.get(from..to).unwrap_or_default();
        let id = format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32));
        let mut record = blank();
        record.insert("id".to_owned(), json!(id));
        record.insert("created".to_owned(), json!(timestamp(call.now_ms)));
        self.set_assignment(&mut record, &asked, call.now_ms);
        let response = data(&record);
        self.assignments.by_id.insert(id, Assignment { section, record, submissions: BTreeMap::new() });
        Ok(response)
    }

    pub(super) fn show_assignment(&self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        Ok(data(&self.assignments.get(section, call.argument(1))?.record))
    }

    pub(super) fn update_assignment(&mut self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        let mut record = self.assignments.get(section, call.argument(1))?.record.clone();
        let asked = body(call)?;
        self.check_assignment(&asked, call.now_ms)?;
        self.set_assignment(&mut record, &asked, call.now_ms);
        let response = data(&record);
        self.assignments.get_mut(section, call.argument(1))?.record = record;
        Ok(response)
    }

    pub(super) fn delete_assignment(&mut self, call: &Call<'_>, section: u32) -> Result<Response, Refusal> {
        self.assignments.get(section, call.argument(1))?;
        self.assignments.by_id.remove(call.argument(1));
        Ok(Response::empty(200))
    }

    fn check_assignment(&self, asked: &Map<String, Value>, now_ms: u64) -> Result<(), Refusal> {
        for (name, wanted) in TYPES {
            check_type(asked, name, wanted)?;
        }
        check_words(asked, "submission_types", SUBMISSION_TYPES)?;
        check_word(asked, "grading_type", GRADING_TYPES)?;
        check_word(asked, "assignee_mode", ASSIGNEE_MODES)?;
        for name in ["display_date", "start_date", "end_date"] {
            check_time(asked, name)?;
        }
        if check_time(asked, "due_date")?.is_some_and(|due| due <= now_ms) {
            return Err(refuse(400, "due_date must be in the future"));
        }
        self.check_attachments(asked)
    }

    /// Schoology takes files and text, never links.
    pub(super) fn check_attachments(&self, asked: &Map<String, Value>) -> Result<(), Refusal> {
        let attachments = asked.get("attachments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for attachment in attachments {
            let kind = attachment.get("type").and_then(Value::as_str).unwrap_or_default();
            if self.options.lms_type == LmsType::Schoology && !["file", "text"].contains(&kind) {
                return Err(refuse(400, &format!("Schoology does not support submission type of {kind}")));
            }
        }
        Ok(())
    }

    fn set_assignment(&self, record: &mut Map<String, Value>, asked: &Map<String, Value>, now_ms: u64) {
        for name in SETTABLE {
            if let Some(value) = asked.get(*name) {
                record.insert((*name).to_owned(), value.clone());
            }
        }
        record.insert("last_modified".to_owned(), json!(timestamp(now_ms)));
        if self.options.lms_type == LmsType::Canvas {
            // Canvas knows neither of these.
            record.insert("start_date".to_owned(), Value::Null);
            record.insert("term_id".to_owned(), Value::Null);
        }
        if asked.contains_key("description") && !asked.contains_key("description_plaintext") {
            let plain = asked.get("description").and_then(Value::as_str).map(without_tags);
            record.insert("description_plaintext".to_owned(), json!(plain));
        }
    }
}

fn blank() -> Map<String, Value> {
    let Value::Object(record) = json!({
        "id": "", "title": "", "description": "", "description_plaintext": null, "state": "open", "due_date": null,
        "display_date": null, "start_date": null, "end_date": null, "points_possible": null, "grading_type": "points",
        "assignee_mode": "all", "submission_types": ["file"], "category_id": null, "term_id": null, "created": null,
        "last_modified": null,
    }) else {
        return Map::new();
    };
    record
}

fn without_tags(html: &str) -> String {
    let mut inside = false;
    let keep = |letter: &char| {
        let shown = !inside && *letter != '<';
        inside = *letter == '<' || inside && *letter != '>';
        shown
    };
    html.chars().filter(keep).collect()
}
