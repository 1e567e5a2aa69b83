//! Schools: elementary, middle and high by turns.

use serde_json::{Map, Value, json};

use super::{
    District,
    user::{DOMAIN, number},
};
use crate::{
    id::{Ids, Kind},
    seed::pick,
    time::timestamp,
};

const PLACES: &[&str] =
    &["Cedar Ridge", "Lakeside", "Riverview", "Oak Hill", "San José", "Mt. Hope", "P.S.", "Frederick & Ella"];

/// The grades taught at a school.
pub(super) fn grades(school: u32) -> &'static [&'static str] {
    match school % 3 {
        0 => &["Kindergarten", "1", "2", "3", "4", "5"],
        1 => &["6", "7", "8"],
        _ => &["9", "10", "11", "12"],
    }
}

/// A grade as a number; Kindergarten is 0.
pub(super) fn level(grade: &str) -> u64 {
    grade.parse().unwrap_or(0)
}

impl District {
    pub(crate) fn school(&self, school: u32) -> Map<String, Value> {
        let draw = self.draw(Kind::School, school, 1);
        let kind = pick(&["Elementary School", "Middle School", "High School"], u64::from(school));
        let grades = grades(school);
        let mut record = Map::new();
        let mut set = |name: &str, value: Value| record.insert(name.to_owned(), value);
        set("id", json!(self.id(Kind::School, school)));
        set("district", json!(self.id(Kind::District, 0)));
        set("name", json!(format!("{} {kind} {}", pick(PLACES, draw), school + 1)));
        set("created", json!(timestamp(Ids::created_ms(school))));
        set("last_modified", json!(self.modified(Kind::School, school)));
        set("ext", json!({}));
        set("low_grade", json!(grades.first()));
        set("high_grade", if draw % 7 == 1 { json!("") } else { json!(grades.last()) });
        set("mdr_number", if draw % 3 == 1 { Value::Null } else { json!(number(draw >> 8, 8)) });
        set("nces_id", json!(number(draw >> 16, 12)));
        set("phone", json!(format!("(555) 555-{}", number(draw >> 24, 4))));
        set(
            "principal",
            json!({ "email": format!("principal{school}@{DOMAIN}"), "name": pick(&["Dr. Zoë Marsh", "Paul Reyes"], draw) }),
        );
        set("school_number", json!(number(u64::from(school) + 1, 3)));
        set("sis_id", json!(number(draw >> 32, 4)));
        if draw % 5 != 1 {
            set("state_id", json!(number(draw >> 40, 6)));
        }
        let location = json!({ "address": "", "city": "Cedar Ridge", "state": "CA", "zip": number(draw, 5), "lat": null, "lon": null });
        set("location", if draw % 9 == 1 { Value::Null } else { location });
        record
    }
}
