//! LMS Connect: its calls, and its errors word for word.

use serde_json::{Map, Value};

use super::Call;
use crate::{
    emulator::Emulator,
    id::Kind,
    response::Response,
    time::{parse_date, parse_timestamp},
    world::Subject,
};

/// A refusal, boxed: it is rare and large.
pub(super) type Refusal = Box<Response>;

pub(super) fn refuse(status: u16, message: &str) -> Refusal {
    Box::new(Response::message(status, message))
}

impl Emulator {
    pub(super) fn lms(&mut self, call: &Call<'_>) -> Response {
        let Some(section) = self.world.index(Subject::of(Kind::Section), call.argument(0)) else {
            return Response::message(404, "Section does not exist");
        };
        let answer = match call.operation.id.as_str() {
            "createAssignmentForSection" => self.create_assignment(call, section),
            "getAssignmentForSection" => self.show_assignment(call, section),
            "updateAssignmentForSection" => self.update_assignment(call, section),
            "deleteAssignmentForSection" => self.delete_assignment(call, section),
            "getSubmissionsForAssignment" => self.list_submissions(call, section),
            "getSubmissionForAssignment" => self.show_submission(call, section),
            _ => self.update_submission(call, section),
        };
        answer.unwrap_or_else(|refusal| *refusal)
    }
}

/// The members of a request's body. The words are those of Clever's Go services.
pub(super) fn body(call: &Call<'_>) -> Result<Map<String, Value>, Refusal> {
    let text = call.request.text();
    if text.trim().is_empty() {
        return Err(refuse(400, "request body is required, but was empty"));
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(members)) if members.is_empty() => Err(refuse(400, "request body is required, but was empty")),
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(refuse(400, "request body should be an object")),
        Err(error) => {
            let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            let letter = line.as_bytes().get(error.column().saturating_sub(1)).map_or(' ', |byte| char::from(*byte));
            if error.to_string().starts_with("invalid escape") {
                let words = format!("Invalid character '{letter}' in string escape code");
                return Err(Box::new(Response::new(400, "text/plain; charset=utf-8", words.into_bytes())));
            }
            if error.is_eof() {
                return Err(refuse(400, "unexpected end of JSON input"));
            }
            Err(refuse(400, &format!("invalid character '{letter}' looking for beginning of value")))
        }
    }
}

/// Checks that a member is absent, null or of a JSON type.
pub(super) fn check_type(members: &Map<String, Value>, name: &str, wanted: &str) -> Result<(), Refusal> {
    let right = match members.get(name) {
        None | Some(Value::Null) => true,
        Some(Value::String(_)) => wanted == "string",
        Some(Value::Array(_)) => wanted == "array",
        Some(Value::Number(number)) => wanted == "number" || wanted == "integer" && !number.is_f64(),
        Some(Value::Bool(_) | Value::Object(_)) => false,
    };
    match right {
        true => Ok(()),
        false => Err(refuse(400, &format!("validation failure list:\n{name} in body must be of type {wanted}"))),
    }
}

/// Checks a list of words against the allowed ones.
pub(super) fn check_words(members: &Map<String, Value>, name: &str, allowed: &[&str]) -> Result<(), Refusal> {
    let words = members.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let odd = words.iter().position(|word| !word.as_str().is_some_and(|word| allowed.contains(&word)));
    odd.map_or(Ok(()), |place| {
        let allowed = allowed.join(" ");
        Err(refuse(400, &format!("validation failure list:\n{name}.{place} in body should be one of [{allowed}]")))
    })
}

/// Checks one word.
pub(super) fn check_word(members: &Map<String, Value>, name: &str, allowed: &[&str]) -> Result<(), Refusal> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(()),
        Some(word) if word.as_str().is_some_and(|word| allowed.contains(&word)) => Ok(()),
        Some(_) => Err(refuse(
            400,
            &format!("validation failure list:\n{name} in body should be one of [{}]", allowed.join(" ")),
        )),
    }
}

/// The time of a date member, if it has one.
pub(super) fn check_time(members: &Map<String, Value>, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(text) = members.get(name).and_then(Value::as_str) else { return Ok(None) };
    match parse_timestamp(text) {
        Some(time) => Ok(Some(time)),
        None => {
            let date = text.split('T').next().unwrap_or_default();
            let shaped = date.len() == 10 && date.split('-').count() == 3;
            let why = if shaped && parse_date(date).is_none() {
                ": day out of range"
            } else {
                " as \"2006-01-02T15:04:05Z07:00\""
            };
            Err(refuse(400, &format!("parsing time \"{text}\"{why}")))
        }
    }
}
