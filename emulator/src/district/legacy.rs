//! v2.1's people: one flat record for each role, under the ids of before v3.

use serde_json::{Map, Value, json};

use super::{District, Version};
use crate::{id::Kind, persona::Role};

/// What a flat record takes from the role's own object.
fn members(role: Role) -> &'static [&'static str] {
    match role {
        Role::Student => &[
            "credentials",
            "dob",
            "ell_status",
            "enrollments",
            "ext",
            "gender",
            "grade",
            "graduation_year",
            "hispanic_ethnicity",
            "home_language",
            "iep_status",
            "location",
            "race",
            "school",
            "schools",
            "sis_id",
            "state_id",
            "student_number",
            "unweighted_gpa",
            "weighted_gpa",
        ],
        Role::Teacher => &["credentials", "ext", "school", "schools", "sis_id", "state_id", "teacher_number", "title"],
        Role::Staff => &["credentials", "department", "ext", "schools", "staff_id", "title"],
        Role::DistrictAdmin => &["title"],
        Role::Contact => &["phone", "phone_type", "sis_id"],
    }
}

/// v2.1 lists fewer languages.
fn known_language(language: &Value) -> bool {
    language.as_str().is_some_and(|name| !name.contains("Creole") && !name.contains("Kurdish"))
}

impl District {
    /// The user of a v2.1 id of a role.
    pub(crate) fn legacy_user(&self, role: Role, id: &str) -> Option<u32> {
        let kind = match role {
            Role::Student => Kind::User,
            Role::Teacher => Kind::LegacyTeacher,
            Role::Staff => Kind::LegacyStaff,
            Role::DistrictAdmin => Kind::LegacyDistrictAdmin,
            Role::Contact => Kind::LegacyContact,
        };
        self.ids.index(kind, id).filter(|user| self.has_role(*user, role))
    }

    /// A person of v2.1.
    pub(crate) fn person(&self, user: u32, role: Role) -> Map<String, Value> {
        let v3 = self.user(user, Version::V31);
        let of_role = v3.get("roles").and_then(|roles| roles.get(role.name())).cloned().unwrap_or_default();
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(self.legacy_id(user, role)));
        for name in ["created", "last_modified"] {
            if matches!(role, Role::Student | Role::Teacher) {
                record.insert(name.to_owned(), v3.get(name).cloned().unwrap_or_default());
            }
        }
        for name in ["district", "email"] {
            // Nullable for all but the school admins.
            let absent = |value: &&Value| value.is_null() && role == Role::Staff;
            v3.get(name).filter(|value| !absent(value)).map(|value| record.insert(name.to_owned(), value.clone()));
        }
        let (first, last) = self.name(user);
        let name = match role {
            Role::Student | Role::Teacher => v3.get("name").cloned().unwrap_or_default(),
            Role::Staff | Role::DistrictAdmin => json!({ "first": first, "last": last }),
            Role::Contact => json!(format!("{first} {last}")),
        };
        record.insert("name".to_owned(), name);
        for name in members(role) {
            of_role.get(*name).map(|value| record.insert((*name).to_owned(), value.clone()));
        }
        if let Some(language) = record.get_mut("home_language").filter(|language| !known_language(language)) {
            *language = json!("");
        }
        if role == Role::Contact {
            let students = self.user_students(user);
            let first = students.first().map(|student| self.relationship(user, *student)).unwrap_or_default();
            record.insert("relationship".to_owned(), first.get("relationship").cloned().unwrap_or_default());
            record.insert("type".to_owned(), first.get("type").cloned().unwrap_or_default());
            record.insert("students".to_owned(), json!(self.ids_of(Kind::User, students)));
        }
        record
    }
}
