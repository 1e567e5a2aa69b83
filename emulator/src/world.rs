//! The district as the API sees it: what is generated, with what was written over it.

mod relations;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    district::{District, Version},
    edits::{Edit, Edits},
    id::Kind,
    options::Options,
    persona::{Role, cast},
    time::timestamp,
};

/// What a list or a record is of. v2.1 has a kind of record for each role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subject {
    pub(crate) kind: Kind,
    /// In v2.1, whose records are of one role each.
    pub(crate) role: Option<Role>,
}

impl Subject {
    pub(crate) fn of(kind: Kind) -> Self {
        Self { kind, role: None }
    }

    fn person(role: Role) -> Self {
        Self { kind: Kind::User, role: Some(role) }
    }

    /// By the first segment of a path.
    pub(crate) fn collection(segment: &str) -> Option<Self> {
        Some(match segment {
            "users" => Self::of(Kind::User),
            "schools" => Self::of(Kind::School),
            "sections" => Self::of(Kind::Section),
            "courses" => Self::of(Kind::Course),
            "terms" => Self::of(Kind::Term),
            "districts" => Self::of(Kind::District),
            "resources" => Self::of(Kind::Resource),
            "events" => Self::of(Kind::Event),
            "students" => Self::person(Role::Student),
            "teachers" => Self::person(Role::Teacher),
            "school_admins" => Self::person(Role::Staff),
            "district_admins" => Self::person(Role::DistrictAdmin),
            "contacts" => Self::person(Role::Contact),
            _ => return None,
        })
    }

    /// By the name that Clever's definitions give the record.
    pub(crate) fn record(name: &str) -> Option<Self> {
        Self::collection(match name {
            "User" => "users",
            "School" => "schools",
            "Section" => "sections",
            "Course" => "courses",
            "Term" => "terms",
            "District" => "districts",
            "Resource" => "resources",
            "Event" => "events",
            "Student" => "students",
            "Teacher" => "teachers",
            "SchoolAdmin" => "school_admins",
            "DistrictAdmin" => "district_admins",
            "Contact" => "contacts",
            _ => return None,
        })
    }

    /// The collection's path segment.
    pub(crate) fn segment(self) -> &'static str {
        match (self.kind, self.role) {
            (Kind::School, _) => "schools",
            (Kind::Section, _) => "sections",
            (Kind::Course, _) => "courses",
            (Kind::Term, _) => "terms",
            (Kind::District, _) => "districts",
            (Kind::Resource, _) => "resources",
            (Kind::Event, _) => "events",
            (_, None) => "users",
            (_, Some(Role::Student)) => "students",
            (_, Some(Role::Teacher)) => "teachers",
            (_, Some(Role::Staff)) => "school_admins",
            (_, Some(Role::DistrictAdmin)) => "district_admins",
            (_, Some(Role::Contact)) => "contacts",
        }
    }
}

/// An ascending list of records, short or as long as the district.
#[derive(Clone, Debug)]
pub(crate) enum Rows {
    First(u32),
    OfRole(Role, u32),
    Listed(Vec<u32>),
}

impl Rows {
    pub(crate) fn len(&self) -> u32 {
        match self {
            Self::First(count) | Self::OfRole(_, count) => *count,
            Self::Listed(indexes) => indexes.len() as u32,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) district: District,
    pub(crate) edits: Edits,
}

impl World {
    pub(crate) fn new(options: &Options) -> Self {
        let district = District::new(options.seed, options.users);
        let mut edits = Edits::default();
        let personas = cast(&options.personas, &district).unwrap_or_default();
        for own in options.personas.iter().filter(|own| !own.members.is_empty()) {
            if let Some(persona) = personas.iter().find(|persona| persona.key == own.key) {
                edits.set(Kind::User, persona.user, Edit::Changed(own.members.clone()));
            }
        }
        Self { district, edits }
    }

    pub(crate) fn id(&self, subject: Subject, index: u32) -> String {
        match subject.role {
            Some(role) => self.district.legacy_id(index, role),
            None => self.district.id(subject.kind, index),
        }
    }

    /// The index of an id, if there is such a record.
    pub(crate) fn index(&self, subject: Subject, id: &str) -> Option<u32> {
        let index = match subject.role {
            Some(role) => self.district.legacy_user(role, id)?,
            None => self.district.ids.index(subject.kind, id)?,
        };
        let generated = index < self.district.count(subject.kind);
        match self.edits.get(subject.kind, index) {
            Some(Edit::Deleted) => None,
            Some(Edit::Created(_)) => Some(index),
            _ => generated.then_some(index),
        }
    }

    /// All records of a kind, of a role where it is given.
    pub(crate) fn all(&self, kind: Kind, role: Option<Role>) -> Rows {
        let rows = match role {
            None => Rows::First(self.district.count(kind)),
            Some(role) => Rows::OfRole(role, self.district.role_count(role)),
        };
        let of_role = role.is_some() && self.edits.of(kind).any(|(_, edit)| edit.changes("roles"));
        if !self.edits.touches(kind) && !of_role {
            return rows;
        }
        let generated = (0..rows.len()).filter_map(|place| self.at(&rows, place));
        let kept = generated.filter(|index| self.edits.get(kind, *index).is_none());
        let written = self.edits.of(kind).filter(|(index, edit)| {
            !matches!(edit, Edit::Deleted) && role.is_none_or(|role| self.has_role(*index, role))
        });
        let mut all: Vec<u32> = kept.chain(written.map(|(index, _)| index)).collect();
        all.sort_unstable();
        Rows::Listed(all)
    }

    /// Without what was deleted.
    pub(crate) fn listed(&self, kind: Kind, indexes: Vec<u32>) -> Rows {
        Rows::Listed(indexes.into_iter().filter(|index| !self.edits.is_deleted(kind, *index)).collect())
    }

    pub(crate) fn at(&self, rows: &Rows, place: u32) -> Option<u32> {
        match rows {
            Rows::First(count) => (place < *count).then_some(place),
            Rows::OfRole(role, _) => self.district.nth_of_role(*role, place),
            Rows::Listed(indexes) => indexes.get(place as usize).copied(),
        }
    }

    /// A record in a version's form.
    pub(crate) fn record(
        &self,
        subject: Subject,
        index: u32,
        version: Version,
        options: &Options,
    ) -> Option<Map<String, Value>> {
        let edit = self.edits.get(subject.kind, index);
        if let Some(Edit::Created(record)) = edit {
            let mut record = record.clone();
            if subject.kind == Kind::Section {
                self.forget_deleted(&mut record);
            }
            return Some(record);
        }
        if index >= self.district.count(subject.kind) || matches!(edit, Some(Edit::Deleted)) {
            return None;
        }
        let district = &self.district;
        let mut record = match (subject.kind, subject.role) {
            (Kind::User, Some(role)) => district.person(index, role),
            (Kind::User, None) => district.user(index, version),
            (Kind::School, _) => district.school(index),
            (Kind::Section, _) => district.section(index, version),
            (Kind::Course, _) => district.course(index),
            (Kind::Term, _) => district.term(index),
            (Kind::District, _) => district.district(version, options),
            (Kind::Resource, _) => district.resource(index),
            _ => return None,
        };
        if let Some(Edit::Changed(changes)) = edit {
            merge(&mut record, changes);
        }
        if subject.kind == Kind::Section && self.edits.touches(Kind::User) {
            self.forget_deleted(&mut record);
        }
        Some(record)
    }

    /// Deleted people leave their sections.
    fn forget_deleted(&self, section: &mut Map<String, Value>) {
        let gone = |id: &Value| {
            let index = id.as_str().and_then(|id| self.district.ids.index(Kind::User, id));
            index.is_some_and(|index| self.edits.is_deleted(Kind::User, index))
        };
        for name in ["students", "teachers"] {
            if let Some(Value::Array(people)) = section.get_mut(name) {
                people.retain(|person| !gone(person));
            }
        }
        if section.get("teacher").is_some_and(gone) {
            section.insert("teacher".to_owned(), Value::Null);
        }
    }

    /// A new record's index, its id and times filled in.
    pub(crate) fn create(&mut self, kind: Kind, members: &Map<String, Value>, now_ms: u64) -> u32 {
        let last = self.edits.created(kind).last().map(|index| index + 1);
        let index = last.unwrap_or(0).max(self.district.count(kind));
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(self.district.id(kind, index)));
        record.insert("district".to_owned(), json!(self.district.id(Kind::District, 0)));
        if let Some(modified) = modified(kind) {
            record.insert("created".to_owned(), json!(timestamp(now_ms)));
            record.insert(modified.to_owned(), json!(timestamp(now_ms)));
        }
        merge(&mut record, members);
        self.edits.set(kind, index, Edit::Created(record));
        index
    }

    /// Lays members over a record; `null` stays `null`.
    pub(crate) fn change(&mut self, kind: Kind, index: u32, changes: &Map<String, Value>, now_ms: u64) {
        let mut changes = changes.clone();
        if let Some(modified) = modified(kind) {
            changes.entry(modified).or_insert_with(|| json!(timestamp(now_ms)));
        }
        let edit = match self.edits.get(kind, index) {
            Some(Edit::Created(record)) => {
                let mut record = record.clone();
                merge(&mut record, &changes);
                Edit::Created(record)
            }
            Some(Edit::Changed(before)) => {
                let mut before = before.clone();
                merge(&mut before, &changes);
                Edit::Changed(before)
            }
            _ => Edit::Changed(changes),
        };
        self.edits.set(kind, index, edit);
    }
}

/// The member that says when a record last changed; courses, terms and districts have no times.
fn modified(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::User | Kind::School | Kind::Section => Some("last_modified"),
        Kind::Resource => Some("updated"),
        _ => None,
    }
}

/// Lays `changes` over `record`, objects member by member.
pub(crate) fn merge(record: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        match (record.get_mut(name), value) {
            (Some(Value::Object(inner)), Value::Object(changes)) => merge(inner, changes),
            _ => {
                record.insert(name.clone(), value.clone());
            }
        }
    }
}
