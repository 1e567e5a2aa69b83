//! JSON bodies that differ from what Clever promises.

use serde_json::{Map, Value, json};

use crate::{response::write_json, seed::draw};

fn rewrite(body: &mut Vec<u8>, change: impl FnOnce(&mut Value)) {
    if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
        change(&mut value);
        body.clear();
        write_json(&value, body);
    }
}

/// Calls for each record of a body: those of rows, or the one in `data`.
fn each_record(value: &mut Value, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value.get_mut("data") {
        Some(Value::Array(rows)) => {
            for row in rows {
                match row {
                    Value::Object(row) if row.get("data").is_some_and(Value::is_object) => {
                        row.get_mut("data").and_then(Value::as_object_mut).map(&mut *change);
                    }
                    Value::Object(row) => change(row),
                    _ => {}
                }
            }
        }
        Some(Value::Object(record)) => change(record),
        _ => {
            value.as_object_mut().map(change);
        }
    }
}

pub(super) fn shuffle_keys(body: &mut Vec<u8>, seed: u64) {
    rewrite(body, |value| shuffle(value, seed, &mut 0));
}

fn shuffle(value: &mut Value, seed: u64, count: &mut u64) {
    match value {
        Value::Object(members) => {
            let mut list: Vec<(u64, String, Value)> = Vec::new();
            for (name, mut member) in std::mem::take(members) {
                *count += 1;
                let place = draw(seed, 0x5F, *count, 0);
                shuffle(&mut member, seed, count);
                list.push((place, name, member));
            }
            list.sort_by_key(|(place, ..)| *place);
            members.extend(list.into_iter().map(|(_, name, member)| (name, member)));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, seed, count)),
        _ => {}
    }
}

pub(super) fn unknown_members(body: &mut Vec<u8>) {
    rewrite(body, |value| {
        each_record(value, &mut |record| {
            record.insert("x_emulator_unknown".to_owned(), json!({ "is": ["nobody", 0, null, true], "knows": "…" }));
        });
    });
}

/// The first string member that is not the id becomes a number, in every record.
pub(super) fn invalid_records(body: &mut Vec<u8>) {
    rewrite(body, |value| {
        each_record(value, &mut |record| {
            if let Some((_, member)) = record.iter_mut().find(|(name, member)| *name != "id" && member.is_string()) {
                *member = json!(42);
            }
        });
    });
}

/// The first letter of a name (or of another value) becomes a byte that no UTF-8 has.
pub(super) fn malformed_utf8(body: &mut [u8]) {
    for before in ["\"last\":\"", "\"name\":\"", "\"title\":\"", "\"message\":\"", ":\""] {
        let found = body.windows(before.len()).position(|window| window == before.as_bytes());
        if let Some(byte) = found.and_then(|place| body.get_mut(place + before.len())) {
            *byte = 0xFF;
            return;
        }
    }
}

pub(super) fn links(body: &mut Vec<u8>, links: &Value) {
    rewrite(body, |value| {
        if let Some(envelope) = value.as_object_mut() {
            envelope.insert("links".to_owned(), links.clone());
        }
    });
}
