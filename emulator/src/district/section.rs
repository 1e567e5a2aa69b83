//! Sections: a teacher's class in one period.

use serde_json::{Map, Value, json};

use super::{District, PERIODS, Version, user::number};
use crate::{
    id::{Ids, Kind},
    persona::Role,
    seed::pick,
    time::timestamp,
};

const SUBJECTS: &[&str] = &[
    "homeroom/advisory",
    "math",
    "english/language arts",
    "science",
    "social studies",
    "language",
    "arts and music",
    "",
];

impl District {
    /// A section; people in it stand by their ids of that version.
    pub(crate) fn section(&self, section: u32, version: Version) -> Map<String, Value> {
        let draw = self.draw(Kind::Section, section, 1);
        let period = section % PERIODS;
        let school = self.section_school(section);
        let subject =
            if period == 0 { "homeroom/advisory" } else { pick(SUBJECTS, u64::from(section / PERIODS + period)) };
        let students = self.section_users(section, Some(Role::Student));
        let grade = students.first().and_then(|user| self.rank(*user, Role::Student)).map(|rank| self.grade(rank));
        let students: Vec<String> =
            students.into_iter().map(|user| self.person_id(user, Role::Student, version)).collect();
        let person =
            |rank: u32| self.nth_of_role(Role::Teacher, rank).map(|user| self.person_id(user, Role::Teacher, version));
        let teachers: Vec<String> = self.section_teachers(section).into_iter().filter_map(person).collect();
        let label = if subject.is_empty() { "Class" } else { subject };
        let mut record = Map::new();
        let mut set = |name: &str, value: Value| record.insert(name.to_owned(), value);
        set("id", json!(self.id(Kind::Section, section)));
        set("district", json!(self.id(Kind::District, 0)));
        set("school", json!(self.id(Kind::School, school)));
        set("name", json!(format!("{label} {} – period {}", grade.unwrap_or("mixed"), period + 1)));
        set("created", json!(timestamp(Ids::created_ms(section))));
        set("last_modified", json!(self.modified(Kind::Section, section)));
        set("course", json!(self.id(Kind::Course, self.section_course(section))));
        set("ext", json!({}));
        set("grade", json!(grade));
        set("period", if draw % 6 == 1 { Value::Null } else { json!((period + 1).to_string()) });
        set("section_number", json!(if draw % 4 == 1 { String::new() } else { number(draw, 3) }));
        set("sis_id", json!(number(draw >> 8, 6)));
        set("subject", json!(subject));
        set("students", json!(students));
        set("teacher", json!(self.section_lead(section).and_then(person)));
        set("teachers", json!(teachers));
        set("term_id", json!(self.section_term(section).map(|term| self.id(Kind::Term, term))));
        if version == Version::V31 {
            set(
                "lms_status",
                if draw.is_multiple_of(3) { Value::Null } else { json!({ "synced_in_lms": draw % 3 == 1 }) },
            );
        }
        record
    }

    /// The id that a version knows someone by.
    pub(crate) fn person_id(&self, user: u32, role: Role, version: Version) -> String {
        if version == Version::V21 { self.legacy_id(user, role) } else { self.id(Kind::User, user) }
    }
}
