//! Records out of a body that was checked.

use super::fields::{Chosen, Fields};
use super::mend::mend;
use crate::decode::{self, Answer, Envelope, Report};
use crate::error::{Code, Error, Reason, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// `{"data": record}`.
#[derive(Deserialize)]
struct Single<T> {
    data: T,
}

/// `{"data": [{"data": record}]}`, for resources perhaps `{"resources": [record]}`.
#[derive(Deserialize)]
struct Rows<T> {
    #[serde(default = "Vec::new")]
    data: Vec<Single<T>>,
    #[serde(default = "Vec::new")]
    resources: Vec<T>,
}

/// `{"data": [record]}`.
#[derive(Deserialize)]
struct BareRows<T> {
    data: Vec<T>,
}

/// The record of an answer that is no list; of it these members only, if any are named.
pub(super) fn record<T: DeserializeOwned>(
    body: &[u8],
    answer: Answer,
    report: &Report,
    fields: Option<&Fields>,
) -> Result<T> {
    let fields = fields.cloned();
    match answer.envelope {
        Envelope::Plain => read::<T>(body, answer, report, fields),
        _ => {
            let fields = fields.map(|fields| fields.below("data"));
            read::<Single<T>>(body, answer, report, fields).map(|single| single.data)
        }
    }
}

/// The records of a list's page; of each these members only, if any are named.
pub(super) fn rows<T: DeserializeOwned>(
    body: &[u8],
    answer: Answer,
    report: &Report,
    fields: Option<&Fields>,
) -> Result<Vec<T>> {
    let below = |name| fields.map(|fields| fields.clone().below(name));
    match answer.envelope {
        Envelope::BareRows => read::<BareRows<T>>(body, answer, report, below("data")).map(|rows| rows.data),
        _ => {
            let rows = below("data").map(|rows| rows.below("data"));
            let fields = rows.zip(below("resources")).map(|(rows, bare)| rows.and(bare));
            read::<Rows<T>>(body, answer, report, fields).map(|rows| {
                let mut records: Vec<T> = rows.data.into_iter().map(|row| row.data).collect();
                records.extend(rows.resources);
                records
            })
        }
    }
}

/// JSON of any shape; null where there is none.
pub(super) fn any(body: &[u8]) -> Result<Value> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).or_else(|_| value(body))
}

fn read<E: DeserializeOwned>(body: &[u8], answer: Answer, report: &Report, fields: Option<Fields>) -> Result<E> {
    if report.issues.is_empty()
        && let Ok(read) = straight(body, fields.as_ref())
    {
        return Ok(read);
    }
    // What breaks the published shape reads as absent: one odd value must not lock a school out.
    let mut value = value(body)?;
    let mut issues = report.issues.clone();
    let mut left = report.issue_count;
    loop {
        for issue in issues.iter().rev().filter(|issue| issue.reason != Reason::InvalidUtf8) {
            prune(&mut value, &issue.path);
        }
        // No more than a thousand issues are listed at once.
        if left as usize <= issues.len() {
            break;
        }
        let rest = serde_json::to_vec(&value).map(|json| decode::validate(&json, Some(answer)));
        match rest {
            Ok(rest) if rest.fatal.is_none() && rest.issue_count < left => {
                (issues, left) = (rest.issues, rest.issue_count);
            }
            _ => break,
        }
    }
    let read = match &fields {
        Some(fields) => E::deserialize(Chosen::new(value, fields)),
        None => E::deserialize(value),
    };
    read.map_err(|_| unreadable(Reason::WrongType))
}

fn straight<E: DeserializeOwned>(body: &[u8], fields: Option<&Fields>) -> serde_json::Result<E> {
    let Some(fields) = fields else { return serde_json::from_slice(body) };
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = E::deserialize(Chosen::new(&mut json, fields))?;
    json.end()?;
    Ok(read)
}

fn value(body: &[u8]) -> Result<Value> {
    serde_json::from_str(&mend(&String::from_utf8_lossy(body))).map_err(|error| {
        // The checks allow twice the depth that can be read here.
        let is_deep = error.to_string().contains("recursion");
        unreadable(if is_deep { Reason::TooDeep } else { Reason::Malformed })
    })
}

fn unreadable(reason: Reason) -> Error {
    Error::new(Code::InvalidResponse).because(reason)
}

/// Takes out what stands at a path such as `data[17].data.roles`.
fn prune(value: &mut Value, path: &str) {
    let (parent, last) = match path.rfind(['.', '[']) {
        Some(at) => path.split_at_checked(at).unwrap_or((path, "")),
        None => ("", path),
    };
    let mut place = Some(value);
    for step in parent.split(['.', '[']).filter(|step| !step.is_empty()) {
        place = match (step.strip_suffix(']'), place) {
            (Some(index), Some(place)) => index.parse::<usize>().ok().and_then(|index| place.get_mut(index)),
            (None, Some(place)) => place.get_mut(step),
            (_, None) => None,
        };
    }
    let last = last.trim_start_matches(['.', '[']);
    match (last.strip_suffix(']'), place) {
        (Some(index), Some(Value::Array(elements))) => {
            if let Some(index) = index.parse::<usize>().ok().filter(|index| *index < elements.len()) {
                elements.remove(index);
            }
        }
        (None, Some(Value::Object(members))) => {
            members.shift_remove(last);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
