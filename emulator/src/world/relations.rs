//! What belongs to what once records were written: what a written record says of its relations holds in both directions,
//! and for all others what was generated.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Subject, World};
use crate::{district::Version, id::Kind, options::Options, persona::Role};

/// The members of a section that name people, by their role there.
const PEOPLE: [(&str, Role); 2] = [("students", Role::Student), ("teachers", Role::Teacher)];
/// The roles whose members name schools.
const AT_SCHOOL: [Role; 3] = [Role::Student, Role::Teacher, Role::Staff];

fn ids<'a>(record: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a str> {
    let list = record.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str)
}

fn ascending(found: impl IntoIterator<Item = u32>) -> Vec<u32> {
    found.into_iter().collect::<BTreeSet<u32>>().into_iter().collect()
}

impl World {
    /// The records of a kind that were written, as they stand; those that were deleted are not among them.
    fn written(&self, kind: Kind) -> impl Iterator<Item = (u32, Map<String, Value>)> {
        // Members that depend on options have nothing to do with relations.
        let options = Options::default();
        self.edits
            .of(kind)
            .filter_map(move |(index, _)| Some((index, self.record(Subject::of(kind), index, Version::V31, &options)?)))
    }

    fn written_one(&self, kind: Kind, index: u32) -> Option<Map<String, Value>> {
        self.edits.get(kind, index)?;
        self.record(Subject::of(kind), index, Version::V31, &Options::default())
    }

    fn is_generated(&self, kind: Kind, index: u32) -> bool {
        index < self.district.count(kind) && self.edits.get(kind, index).is_none()
    }

    fn indexes(&self, kind: Kind, found: Vec<&str>) -> Vec<u32> {
        ascending(found.into_iter().filter_map(|id| self.index(Subject::of(kind), id)))
    }

    /// Whether someone has a role.
    pub(crate) fn has_role(&self, user: u32, role: Role) -> bool {
        match self.written_one(Kind::User, user) {
            Some(record) => record.get("roles").and_then(|roles| roles.get(role.name())).is_some(),
            None => self.is_generated(Kind::User, user) && self.district.has_role(user, role),
        }
    }

    /// Those of a list that was generated, and in place of the written ones those that `holds` of.
    fn with_written(
        &self,
        kind: Kind,
        generated: Vec<u32>,
        holds: impl Fn(u32, &Map<String, Value>) -> bool,
    ) -> Vec<u32> {
        if self.edits.of(kind).next().is_none() {
            return generated;
        }
        let kept = generated.into_iter().filter(|index| self.edits.get(kind, *index).is_none());
        let written = self.written(kind).filter(|(index, record)| holds(*index, record)).map(|(index, _)| index);
        ascending(kept.chain(written))
    }

    fn generated(&self, kind: Kind, index: u32, list: impl FnOnce(u32) -> Vec<u32>) -> Vec<u32> {
        if index < self.district.count(kind) { list(index) } else { Vec::new() }
    }

    pub(crate) fn user_sections(&self, user: u32) -> Vec<u32> {
        let generated = self.generated(Kind::User, user, |user| self.district.user_sections(user));
        let id = self.district.id(Kind::User, user);
        self.with_written(Kind::Section, generated, |_, section| {
            PEOPLE.iter().any(|(member, _)| ids(section, member).any(|one| one == id))
        })
    }

    pub(crate) fn section_users(&self, section: u32, role: Option<Role>) -> Vec<u32> {
        let Some(record) = self.written_one(Kind::Section, section) else {
            return self.generated(Kind::Section, section, |section| self.district.section_users(section, role));
        };
        let people = PEOPLE.iter().filter(|(_, one)| role.is_none_or(|role| role == *one));
        self.indexes(Kind::User, people.flat_map(|(member, _)| ids(&record, member)).collect())
    }

    /// The one record that a section's member names.
    pub(crate) fn of_section(&self, section: u32, member: &str, kind: Kind) -> Option<u32> {
        if let Some(record) = self.written_one(Kind::Section, section) {
            return self.index(Subject::of(kind), record.get(member)?.as_str()?);
        }
        let district = &self.district;
        match kind {
            Kind::User => district.lead(section),
            Kind::Course => Some(district.section_course(section)),
            Kind::School => Some(district.school_of_section(section)),
            _ => district.section_term(section),
        }
    }

    /// The sections whose `member` names a record: of a school, a course or a term.
    pub(crate) fn sections_of(&self, kind: Kind, index: u32, member: &str) -> Vec<u32> {
        let generated = self.generated(kind, index, |index| match kind {
            Kind::School => self.district.sections_of_school(index),
            Kind::Course => self.district.course_sections(index),
            _ => self.district.term_sections(index),
        });
        let id = self.district.id(kind, index);
        self.with_written(Kind::Section, generated, |_, section| section.get(member).is_some_and(|one| *one == id))
    }

    /// What the sections of a record name beside it, such as a school's courses.
    pub(crate) fn through_sections(
        &self,
        (kind, index, member): (Kind, u32, &str),
        (wanted, other): (Kind, &str),
        generated: impl FnOnce(u32) -> Vec<u32>,
    ) -> Vec<u32> {
        if self.edits.of(Kind::Section).next().is_none() {
            return self.generated(kind, index, generated);
        }
        let sections = self.sections_of(kind, index, member);
        ascending(sections.into_iter().filter_map(|section| self.of_section(section, other, wanted)))
    }

    fn section_people(&self, user: u32, own: Role, others: Role) -> Vec<u32> {
        let sections = self.user_sections(user).into_iter();
        let shared = sections.filter(|section| self.section_users(*section, Some(own)).contains(&user));
        ascending(shared.flat_map(|section| self.section_users(section, Some(others))))
    }

    fn is_untouched(&self) -> bool {
        self.edits.of(Kind::Section).next().is_none() && self.edits.of(Kind::User).next().is_none()
    }

    /// The students of a teacher's sections, or of a contact.
    pub(crate) fn user_students(&self, user: u32) -> Vec<u32> {
        if self.is_untouched() {
            return self.district.user_students(user);
        }
        let related = match self.written_one(Kind::User, user) {
            Some(record) => self.indexes(Kind::User, relationships(&record).collect()),
            None => self.generated(Kind::User, user, |user| self.district.contact_family(user)),
        };
        ascending(self.section_people(user, Role::Teacher, Role::Student).into_iter().chain(related))
    }

    pub(crate) fn user_teachers(&self, user: u32) -> Vec<u32> {
        if self.is_untouched() {
            return self.district.user_teachers(user);
        }
        self.section_people(user, Role::Student, Role::Teacher)
    }

    pub(crate) fn user_contacts(&self, user: u32) -> Vec<u32> {
        let generated = self.generated(Kind::User, user, |user| self.district.user_contacts(user));
        let id = self.district.id(Kind::User, user);
        self.with_written(Kind::User, generated, |_, contact| relationships(contact).any(|student| student == id))
    }

    /// `primary`: only the school that each role names as its own.
    pub(crate) fn user_schools(&self, user: u32, primary: bool) -> Vec<u32> {
        match self.written_one(Kind::User, user) {
            Some(record) => self.indexes(Kind::School, schools(&record, None, primary).collect()),
            None => self.generated(Kind::User, user, |user| self.district.user_schools(user, primary)),
        }
    }

    pub(crate) fn school_users(&self, school: u32, role: Option<Role>, primary: bool) -> Vec<u32> {
        let generated =
            self.generated(Kind::School, school, |school| self.district.school_users(school, role, primary));
        let id = self.district.id(Kind::School, school);
        self.with_written(Kind::User, generated, |_, user| schools(user, role, primary).any(|one| one == id))
    }
}

fn relationships(user: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let contact = user.get("roles").and_then(|roles| roles.get("contact"));
    let list = contact.and_then(|contact| contact.get("student_relationships")).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default().iter().filter_map(|one| one.get("student")?.as_str())
}

fn schools(user: &Map<String, Value>, role: Option<Role>, primary: bool) -> impl Iterator<Item = &str> {
    let wanted = AT_SCHOOL.into_iter().filter(move |one| role.is_none_or(|role| role == *one));
    let members = wanted.filter_map(|role| user.get("roles")?.get(role.name())?.as_object());
    members.flat_map(move |members| {
        let own = members.get("school").and_then(Value::as_str).filter(|id| !id.is_empty());
        let first = own.or_else(|| ids(members, "schools").next()).into_iter();
        first.chain(ids(members, "schools").filter(move |_| !primary))
    })
}
