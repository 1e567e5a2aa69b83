//! What a token's kind leaves of a record.

use serde_json::{Map, Value, json};

use super::Bearer;
use crate::{id::Kind, persona::Role, token::TokenKind, world::Subject};

fn keep(record: &mut Map<String, Value>, names: &[&str]) {
    record.retain(|name, _| names.contains(&name.as_str()));
}

/// Narrows a record to what the token may see. `index` is the record's.
pub(super) fn narrow(record: &mut Map<String, Value>, bearer: Bearer, subject: Subject, index: u32) {
    match (bearer.kind, subject.kind) {
        (TokenKind::DistrictSso, Kind::District) => keep(record, &["id", "name"]),
        (TokenKind::Library, Kind::User) if index == bearer.user => {
            keep(record, &["id", "email", "name", "roles"]);
            each_role(record, &["legacy_id", "title", "credentials"]);
        }
        (TokenKind::Library, Kind::User) => {
            keep(record, &["id", "name", "roles", "grade"]);
            initial(record);
            each_role(record, &["grade"]);
        }
        (TokenKind::Library, Kind::Section) => {
            keep(record, &["id", "name", "section_number", "teacher", "teachers", "students", "subject", "grade"]);
        }
        _ => {}
    }
}

fn each_role(record: &mut Map<String, Value>, names: &[&str]) {
    let Some(Value::Object(roles)) = record.get_mut("roles") else { return };
    roles.retain(|role, _| Role::named(role).is_some_and(|role| matches!(role, Role::Student | Role::Teacher)));
    roles.values_mut().filter_map(Value::as_object_mut).for_each(|role| keep(role, names));
}

/// First name and the last name's first letter.
fn initial(record: &mut Map<String, Value>) {
    let Some(name) = record.get("name") else { return };
    let last = name.get("last").and_then(Value::as_str).and_then(|last| last.chars().next());
    let last = last.map(String::from).unwrap_or_default();
    let name = json!({ "first": name.get("first"), "last": last });
    record.insert("name".to_owned(), name);
}
