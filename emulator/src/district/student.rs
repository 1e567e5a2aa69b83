//! `roles.student`, with what the recordings showed: no `legacy_id`, an `email` that no definition has,
//! and "no value" as null, as an empty string or by absence.

use serde_json::{Map, Value, json};

use super::{
    District, Version,
    user::{Email, number},
};
use crate::{
    id::{Ids, Kind},
    seed::pick,
    time::timestamp,
};

const RACES: &[&str] = &[
    "Caucasian",
    "Asian",
    "Black or African American",
    "American Indian",
    "Hawaiian or Other Pacific Islander",
    "Two or More Races",
    "Unknown",
    "",
];
const LANGUAGES: &[(&str, &str)] = &[
    ("English", "eng"),
    ("Spanish", "spa"),
    ("Vietnamese", "vie"),
    ("Hmong", "hmn"),
    ("Arabic", "ara"),
    ("Somali", "som"),
    ("Haitian Creole", "hat"),
    ("Kurdish (Sorani)", "ckb"),
    ("English", "eng"),
    ("Spanish", "spa"),
];
const DISABILITIES: &[(&str, &str)] = &[
    ("aut", "Autism"),
    ("sld", "Specific learning disability"),
    ("ohi", "Other health impairment"),
    ("AUT", "Autism"),
    ("hi", "Hearing impairment"),
    ("vi", "Visual impairment"),
    ("other", "Other"),
];
const YES_NO: &[&str] = &["Y", "N", "N", ""];

fn set(record: &mut Map<String, Value>, name: &str, value: impl Into<Value>) {
    record.insert(name.to_owned(), value.into());
}

impl District {
    /// The grade of a student, by their place in their school.
    pub(super) fn grade(&self, student: u32) -> &'static str {
        let school = self.student_schools.group_of(student).unwrap_or(0);
        let range = self.student_schools.range(school);
        let grades = super::school::grades(school);
        let place = (student - range.start) as usize * grades.len() / range.len().max(1);
        grades.get(place).copied().unwrap_or("Other")
    }

    pub(super) fn student(&self, user: u32, rank: u32, version: Version) -> Map<String, Value> {
        let draw = self.draw(Kind::User, user, 10);
        let schools = self.ids_of(Kind::School, self.student_school_list(rank));
        let grade = self.grade(rank);
        let level = super::school::level(grade);
        let mut record = Map::new();
        set(&mut record, "created", timestamp(Ids::created_ms(user) + 441));
        set(&mut record, "last_modified", self.modified(Kind::User, user));
        set(&mut record, "credentials", json!({ "district_username": self.username(user) }));
        set(&mut record, "dob", if draw % 41 == 1 { Value::Null } else { json!(birthday(level, draw)) });
        set(&mut record, "ell_status", pick(YES_NO, draw >> 3));
        if let Email::Address(address) = self.email(user) {
            set(&mut record, "email", address);
        }
        set(
            &mut record,
            "enrollments",
            json!([{
                "school": schools.first(), "start_date": "2023-08-14", "end_date": "2024-06-07T00:00:00.000Z",
            }]),
        );
        set(
            &mut record,
            "ext",
            if draw.is_multiple_of(5) { json!({ "bus_route": number(draw, 2) }) } else { json!({}) },
        );
        set(&mut record, "gender", pick(&["F", "M", "F", "M", "X", ""], draw >> 6));
        match draw >> 9 & 63 {
            0 => set(&mut record, "grade", ""),
            1 => set(&mut record, "grade", Value::Null),
            2 => set(&mut record, "grade", "Ungraded"),
            _ => set(&mut record, "grade", grade),
        }
        let year = (2_024 + 12 - level).to_string();
        set(&mut record, "graduation_year", if draw % 13 == 1 { String::new() } else { year });
        set(&mut record, "hispanic_ethnicity", pick(YES_NO, draw >> 12));
        self.location(user, draw).map(|location| record.insert("location".to_owned(), location));
        set(&mut record, "race", pick(RACES, draw >> 15));
        set(&mut record, "school", json!(schools.first()));
        set(&mut record, "schools", json!(schools));
        set(&mut record, "sis_id", number(draw >> 18, 7));
        set(&mut record, "state_id", if draw % 11 == 1 { Value::Null } else { json!(number(draw >> 21, 9)) });
        set(&mut record, "student_number", number(draw >> 24, 6));
        if version == Version::V31 {
            self.newer_members(user, draw, &mut record);
        }
        record
    }

    /// What v3.1 added.
    fn newer_members(&self, user: u32, draw: u64, record: &mut Map<String, Value>) {
        let (language, code) = pick(LANGUAGES, draw >> 27);
        set(record, "frl_status", pick(&["Free", "Reduced", "Paid", "Other", ""], draw >> 30));
        set(record, "gifted_status", pick(YES_NO, draw >> 33));
        set(record, "home_language", language);
        set(record, "home_language_code", code);
        set(record, "iep_status", if draw % 3 == 1 { Value::Null } else { json!(pick(YES_NO, draw >> 36)) });
        set(record, "section_504_status", pick(YES_NO, draw >> 39));
        if draw.is_multiple_of(17) {
            set(record, "unweighted_gpa", "3.4");
            set(record, "weighted_gpa", Value::Null);
        }
        if draw >> 42 & 15 == 0 {
            let (code, kind) = pick(DISABILITIES, draw >> 46);
            set(
                record,
                "disability",
                json!({ "disability_code": code, "disability_status": "Y", "disability_type": kind }),
            );
        }
        if draw >> 49 & 3 == 0 {
            let (first, last) = self.name(user);
            set(record, "preferred_name", json!({ "first": first, "last": last, "middle": null }));
        }
    }

    fn location(&self, user: u32, draw: u64) -> Option<Value> {
        match draw >> 52 & 7 {
            0 => None,
            1 => Some(Value::Null),
            2 => Some(json!({ "address": "", "city": "", "state": "", "zip": "" })),
            _ => Some(json!({
                "address": format!("{} Elm Street", 1 + user % 900), "city": "Cedar Ridge", "state": "CA",
                "zip": number(draw >> 5, 5), "lat": null, "lon": null,
            })),
        }
    }
}

/// `1/16/1998`: without zero padding, as recorded.
fn birthday(level: u64, draw: u64) -> String {
    format!("{}/{}/{}", 1 + draw % 12, 1 + draw / 12 % 28, 2_017 - level)
}
