//! The district itself, its courses, terms and resources.

use serde_json::{Map, Value, json};

use super::{District, PERIODS, Version, user::number};
use crate::{
    id::{FIRST_SECOND, Ids, Kind},
    options::Options,
    seed::pick,
    time::timestamp,
};

pub(crate) const COURSES: u32 = 8 * PERIODS;
pub(crate) const TERMS: u32 = 3;
pub(crate) const RESOURCES: u32 = 12;
/// The portal's name: `/in/cedar-ridge`.
pub(crate) const SHORTNAME: &str = "cedar-ridge";

/// Every third resource is for teachers only.
pub(super) fn is_for_students(resource: u32) -> bool {
    resource % 3 != 2
}

fn record<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl District {
    pub(crate) fn district(&self, version: Version, options: &Options) -> Map<String, Value> {
        let id = self.id(Kind::District, 0);
        let contact = if version == Version::V21 {
            json!({ "id": self.id(Kind::LegacyDistrictAdmin, 3), "district": id, "email": "walter@cedar-ridge.example",
                "name": { "first": "Walter", "last": "Lindqvist" }, "title": "Superintendent" })
        } else {
            json!({ "id": self.id(Kind::User, 3), "district": id, "email": "walter@cedar-ridge.example",
                "name": { "first": "Walter", "last": "Lindqvist", "middle": "" }, "title": "Superintendent" })
        };
        let synced = timestamp((FIRST_SECOND + 30_000_000) * 1_000);
        let mut district = record([
            ("id", json!(id)),
            ("name", json!(format!("Cedar Ridge School District (emulated, {} people)", self.roster.users()))),
            ("district_contact", contact),
            ("error", json!("")),
            ("last_sync", json!(synced)),
            ("launch_date", json!("2017-08-14")),
            ("login_methods", json!(["Clever Passwords", "SAML"])),
            ("mdr_number", Value::Null),
            ("nces_id", json!(number(self.draw(Kind::District, 0, 1), 7))),
            ("pause_start", Value::Null),
            ("pause_end", Value::Null),
            ("portal_url", json!(format!("{}/in/{SHORTNAME}", options.origins.clever))),
            ("sis_type", json!("sftp")),
            ("state", json!("running")),
        ]);
        if version == Version::V31 {
            district.extend(record([
                ("last_attendance_sync", json!(synced)),
                ("last_lms_sync", json!(synced)),
                ("lms_matched_percentage", json!(98)),
                ("lms_state", json!("success")),
                ("lms_type", json!(options.lms_type.name())),
            ]));
        }
        district
    }

    pub(crate) fn course(&self, course: u32) -> Map<String, Value> {
        let number = if course % 7 == 3 { Value::Null } else { json!(format!("C-{:03}", course + 100)) };
        record([
            ("id", json!(self.id(Kind::Course, course))),
            ("district", json!(self.id(Kind::District, 0))),
            (
                "name",
                json!(format!(
                    "{} {}",
                    pick(&["Homeroom", "Algebra", "Literature", "Biology", "History"], u64::from(course)),
                    course / PERIODS + 1
                )),
            ),
            ("number", number),
        ])
    }

    /// Term dates come in both recorded forms.
    pub(crate) fn term(&self, term: u32) -> Map<String, Value> {
        let (name, start, end) = match term {
            0 => (json!("Full year"), json!("2023-08-14"), json!("2024-06-07T00:00:00.000Z")),
            1 => (json!("Fall semester"), json!("2023-08-14"), json!("2023-12-20")),
            _ => (Value::Null, json!("2024-01-08T00:00:00.000Z"), Value::Null),
        };
        record([
            ("id", json!(self.id(Kind::Term, term))),
            ("district", json!(self.id(Kind::District, 0))),
            ("name", name),
            ("start_date", start),
            ("end_date", end),
        ])
    }

    pub(crate) fn resource(&self, resource: u32) -> Map<String, Value> {
        let roles = if is_for_students(resource) { json!(["student", "teacher"]) } else { json!(["teacher"]) };
        record([
            ("id", json!(self.id(Kind::Resource, resource))),
            ("district", json!(self.id(Kind::District, 0))),
            ("resource_id", json!(format!("book-{}", resource + 1))),
            (
                "title",
                json!(format!(
                    "{}, volume {}",
                    pick(&["Reader", "Atlas", "Workbook"], u64::from(resource)),
                    resource + 1
                )),
            ),
            ("roles", roles),
            ("created", json!(timestamp(Ids::created_ms(resource)))),
            ("updated", json!(self.modified(Kind::Resource, resource))),
        ])
    }
}
