//! A v3 user: names and e-mail at the top, the rest in `roles`.

use serde_json::{Map, Value, json};

use super::{
    District, Version,
    names::{address_part, name},
};
use crate::{
    id::{Ids, Kind},
    persona::Role,
    seed::pick,
    time::timestamp,
};

pub(super) const DOMAIN: &str = "cedar-ridge.example";
const NO_EMAIL: u32 = 7;
const RELATIONSHIPS: &[&str] = &["Parent", "Grandparent", "Aunt/Uncle", "Sibling", "Other", ""];
const CONTACT_TYPES: &[&str] = &["Parent/Guardian", "Emergency", "Primary", "Secondary", "Family", "Other", ""];
const PHONE_TYPES: &[&str] = &["Cell", "Home", "Work", "Other", ""];

/// The last digits of something, as ids of a source system are written.
pub(super) fn number(draw: u64, digits: u32) -> String {
    let modulus = 10u64.pow(digits);
    format!("{:0width$}", draw % modulus, width = digits as usize)
}

/// An e-mail address as found: there, null, empty, absent or without `@`.
pub(super) enum Email {
    Address(String),
    Null,
    Absent,
}

impl Email {
    pub(super) fn insert(self, record: &mut Map<String, Value>) {
        match self {
            Self::Address(text) => record.insert("email".to_owned(), Value::String(text)),
            Self::Null => record.insert("email".to_owned(), Value::Null),
            Self::Absent => None,
        };
    }
}

impl District {
    pub(crate) fn name(&self, user: u32) -> (&'static str, &'static str) {
        name(user, self.draw(Kind::User, user, 1))
    }

    pub(super) fn email(&self, user: u32) -> Email {
        let (first, last) = self.name(user);
        let address = format!("{}.{}{user}", address_part(first), address_part(last));
        let odd = if user < 10 { 1 } else { self.draw(Kind::User, user, 2) % 211 };
        match odd {
            _ if user == NO_EMAIL => Email::Absent,
            0 | 50 | 100 | 150 => Email::Null,
            2 | 52 | 102 => Email::Absent,
            3 | 53 => Email::Address(String::new()),
            4 => Email::Address(format!("{address}.{DOMAIN}")),
            5 => Email::Address(format!("{}@Cedar-Ridge.example", address.to_ascii_uppercase())),
            _ => Email::Address(format!("{address}@{DOMAIN}")),
        }
    }

    fn middle(&self, user: u32) -> &'static str {
        pick(&["", "M", "Jo", "R", "", "K", "Ana"], self.draw(Kind::User, user, 3))
    }

    pub(super) fn username(&self, user: u32) -> String {
        format!("{}_{user}", address_part(self.name(user).1))
    }

    pub(super) fn modified(&self, kind: Kind, index: u32) -> String {
        timestamp(Ids::created_ms(index) + self.draw(kind, index, 4) % 40_000_000_000)
    }

    /// A user as Clever's v3 shows them.
    pub(crate) fn user(&self, user: u32, version: Version) -> Map<String, Value> {
        let (first, last) = self.name(user);
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(self.id(Kind::User, user)));
        record.insert("created".to_owned(), json!(timestamp(Ids::created_ms(user) + 441)));
        record.insert("last_modified".to_owned(), json!(self.modified(Kind::User, user)));
        record.insert("district".to_owned(), json!(self.id(Kind::District, 0)));
        self.email(user).insert(&mut record);
        let name = if self.has_role(user, Role::Contact) {
            json!({ "last": format!("{first} {last}") })
        } else {
            json!({ "first": first, "last": last, "middle": self.middle(user) })
        };
        record.insert("name".to_owned(), name);
        let roles: Map<String, Value> =
            self.roster.roles(user).map(|role| (role.name().to_owned(), self.role(user, role, version))).collect();
        record.insert("roles".to_owned(), Value::Object(roles));
        if version == Version::V31 {
            let status = match self.draw(Kind::User, user, 5) % 4 {
                0 => Value::Null,
                other => json!({ "synced_in_lms": other != 1 }),
            };
            record.insert("lms_status".to_owned(), status);
        }
        record
    }

    fn role(&self, user: u32, role: Role, version: Version) -> Value {
        let rank = self.rank(user, role).unwrap_or(0);
        Value::Object(match role {
            Role::Student => self.student(user, rank, version),
            Role::Teacher => self.teacher(user, rank),
            Role::Staff => self.staff(user, rank),
            Role::DistrictAdmin => self.district_admin(user),
            Role::Contact => self.contact(user, rank),
        })
    }

    /// The id someone had before v3; students kept theirs.
    pub(crate) fn legacy_id(&self, user: u32, role: Role) -> String {
        let kind = match role {
            Role::Student => Kind::User,
            Role::Teacher => Kind::LegacyTeacher,
            Role::Staff => Kind::LegacyStaff,
            Role::DistrictAdmin => Kind::LegacyDistrictAdmin,
            Role::Contact => Kind::LegacyContact,
        };
        self.id(kind, user)
    }

    fn teacher(&self, user: u32, rank: u32) -> Map<String, Value> {
        let draw = self.draw(Kind::User, user, 6);
        let schools = self.ids_of(Kind::School, self.teacher_school_list(rank));
        let mut record = Map::new();
        record.insert("credentials".to_owned(), json!({ "district_username": self.username(user) }));
        record.insert(
            "ext".to_owned(),
            if draw.is_multiple_of(3) { json!({ "admin_permissions": "Y" }) } else { json!({}) },
        );
        record.insert("legacy_id".to_owned(), json!(self.legacy_id(user, Role::Teacher)));
        record.insert("school".to_owned(), json!(schools.first()));
        record.insert("schools".to_owned(), json!(schools));
        record.insert("sis_id".to_owned(), json!(number(draw >> 8, 5)));
        record.insert("state_id".to_owned(), if draw % 7 == 1 { Value::Null } else { json!(number(draw >> 16, 8)) });
        record.insert(
            "teacher_number".to_owned(),
            json!(if draw % 5 == 1 { String::new() } else { number(draw >> 24, 6) }),
        );
        record.insert(
            "title".to_owned(),
            json!(pick(&["Teacher", "Science Teacher", "", "Math Teacher", "Éducatrice"], draw >> 32)),
        );
        record
    }

    fn staff(&self, user: u32, rank: u32) -> Map<String, Value> {
        let draw = self.draw(Kind::User, user, 7);
        let mut record = Map::new();
        record.insert("credentials".to_owned(), json!({ "district_username": self.username(user) }));
        record.insert(
            "department".to_owned(),
            if draw.is_multiple_of(4) { Value::Null } else { json!(pick(&["Front Office", "IT", "Library"], draw)) },
        );
        record.insert("ext".to_owned(), json!({}));
        record.insert("legacy_id".to_owned(), json!(self.legacy_id(user, Role::Staff)));
        record.insert("roles".to_owned(), json!([pick(&["School Tech Lead", "Principal", "School Admin"], draw >> 8)]));
        record.insert("schools".to_owned(), json!(self.ids_of(Kind::School, self.staff_school_list(rank))));
        record.insert("staff_id".to_owned(), json!(number(draw >> 16, 6)));
        record.insert(
            "title".to_owned(),
            json!(pick(&["Office Manager", "Vice Principal", "", "Librarian"], draw >> 24)),
        );
        record
    }

    fn district_admin(&self, user: u32) -> Map<String, Value> {
        let mut record = Map::new();
        record.insert("legacy_id".to_owned(), json!(self.legacy_id(user, Role::DistrictAdmin)));
        record.insert(
            "title".to_owned(),
            json!(pick(&["Superintendent", "Director of Technology"], self.draw(Kind::User, user, 8))),
        );
        record
    }

    fn contact(&self, user: u32, rank: u32) -> Map<String, Value> {
        let draw = self.draw(Kind::User, user, 9);
        let mut record = Map::new();
        record.insert("legacy_id".to_owned(), json!(self.legacy_id(user, Role::Contact)));
        record.insert(
            "phone".to_owned(),
            if draw % 9 == 1 { Value::Null } else { json!(format!("555-01{}", number(draw, 2))) },
        );
        record.insert("phone_type".to_owned(), json!(pick(PHONE_TYPES, draw >> 8)));
        record.insert("sis_id".to_owned(), if draw % 5 == 1 { Value::Null } else { json!(number(draw >> 16, 7)) });
        let students = self.contact_students(rank);
        let relationships: Vec<Value> = students
            .iter()
            .filter_map(|student| self.nth_of_role(Role::Student, *student))
            .map(|student| self.relationship(user, student))
            .collect();
        record.insert("student_relationships".to_owned(), Value::Array(relationships));
        record
    }

    pub(super) fn relationship(&self, contact: u32, student: u32) -> Value {
        let draw = self.draw(Kind::User, contact, u64::from(student) + 100);
        json!({
            "relationship": pick(RELATIONSHIPS, draw),
            "student": self.id(Kind::User, student),
            "type": pick(CONTACT_TYPES, draw >> 8),
        })
    }
}
