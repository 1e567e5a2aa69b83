//! Writing over the district, as its source system would: later reads and events tell of it.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::events::Written;
use crate::{district::Version, edits::Edit, emulator::Emulator, id::Kind, persona::Role, world::Subject};

/// One write. Relations that the record names follow; who is deleted leaves every list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Write {
    /// `users`, `schools`, `sections`, `courses`, `terms`, `resources`; `districts` to update only.
    collection: String,
    action: Action,
    #[serde(default)]
    id: String,
    /// The members of a new record, or those that change.
    #[serde(default)]
    members: Map<String, Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Create,
    Update,
    Delete,
}

impl Emulator {
    /// Gives the id of the record that was written.
    pub(crate) fn write(&mut self, write: &Write, now_ms: u64) -> Result<String, &'static str> {
        let writable = ["users", "schools", "sections", "courses", "terms", "resources"]
            .contains(&write.collection.as_str())
            || write.collection == "districts" && write.action == Action::Update;
        let subject = Subject::collection(&write.collection)
            .filter(|_| writable)
            .ok_or("There is no such collection to write.")?;
        if write.members.get("id").is_some_and(|id| *id != write.id.as_str()) {
            return Err("`id` is the emulator's to give.");
        }
        let (kind, known) = (subject.kind, self.world.index(subject, &write.id));
        let index = match write.action {
            Action::Create => self.world.create(kind, &write.members, now_ms),
            _ => known.ok_or("There is no record of that id.")?,
        };
        let before = self.objects(subject, index);
        match write.action {
            Action::Create => {}
            Action::Update => self.world.change(kind, index, &write.members, now_ms),
            Action::Delete => self.world.edits.set(kind, index, Edit::Deleted),
        }
        let objects = if write.action == Action::Delete { before.clone() } else { self.objects(subject, index) };
        let previous = match write.action {
            Action::Update => {
                before.get(&Version::V31).zip(objects.get(&Version::V31)).and_then(|(old, new)| difference(old, new))
            }
            _ => None,
        };
        let action = match write.action {
            Action::Create => "created",
            Action::Update => "updated",
            Action::Delete => "deleted",
        };
        let id = self.world.id(subject, index);
        let by_version = |subject: Subject, versions: &[Version]| Written {
            at_ms: now_ms,
            subject,
            action: action.into(),
            objects: objects
                .iter()
                .filter(|(version, _)| versions.contains(version))
                .map(|(v, o)| (*v, o.clone()))
                .collect(),
            previous: previous.clone(),
        };
        if kind == Kind::User {
            let v3 = by_version(subject, &[Version::V30, Version::V31]);
            self.feed.written.push(v3);
            if let Some(role) = self.first_role(index) {
                let v2 = by_version(Subject { kind, role: Some(role) }, &[Version::V21]);
                self.feed.written.push(v2);
            }
        } else {
            let all = by_version(subject, &Version::ALL);
            self.feed.written.push(all);
        }
        Ok(id)
    }

    fn first_role(&self, user: u32) -> Option<Role> {
        Role::ALL.into_iter().find(|role| self.world.has_role(user, *role))
    }

    /// A record in every version's form, as it stands.
    fn objects(&self, subject: Subject, index: u32) -> std::collections::BTreeMap<Version, Value> {
        let in_version = |version: Version| {
            let role = self.first_role(index).filter(|_| version == Version::V21 && subject.kind == Kind::User);
            let record = self.world.record(Subject { kind: subject.kind, role }, index, version, &self.options)?;
            Some((version, Value::Object(record)))
        };
        Version::ALL.into_iter().filter_map(in_version).collect()
    }
}

/// The old values of what changed, objects member by member.
fn difference(old: &Value, new: &Value) -> Option<Value> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let mut changed = Map::new();
            for (name, value) in new {
                let before = old.get(name).unwrap_or(&Value::Null);
                if let Some(before) = difference(before, value) {
                    changed.insert(name.clone(), before);
                }
            }
            (!changed.is_empty()).then_some(Value::Object(changed))
        }
        _ => (old != new).then(|| old.clone()),
    }
}
