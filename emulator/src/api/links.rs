//! The links of a single record: path-only, `my…` relations in camel case, as recorded.

use serde_json::{Value, json};

use crate::{
    district::Version,
    id::Kind,
    persona::Role,
    world::{Subject, World},
};

/// `(rel, path below the record)`.
fn relations(world: &World, subject: Subject, index: u32) -> Vec<&'static str> {
    let has = |role| world.has_role(index, role);
    match (subject.kind, subject.role) {
        (Kind::User, None) => {
            let mut found = vec!["district"];
            if has(Role::Student) {
                found.extend(["myContacts", "myTeachers"]);
            }
            if has(Role::Teacher) || has(Role::Contact) {
                found.push("myStudents");
            }
            if has(Role::Student) || has(Role::Teacher) || has(Role::Staff) {
                found.push("schools");
            }
            if has(Role::Student) || has(Role::Teacher) {
                found.push("sections");
            }
            found
        }
        (Kind::User, Some(Role::Student)) => vec!["contacts", "district", "school", "schools", "sections", "teachers"],
        (Kind::User, Some(Role::Teacher)) => vec!["district", "school", "schools", "sections", "students"],
        (Kind::User, Some(Role::Staff)) => vec!["district", "schools"],
        (Kind::User, Some(Role::DistrictAdmin)) => vec!["district"],
        (Kind::User, Some(Role::Contact)) => vec!["district", "students"],
        (Kind::School, _) => vec!["courses", "district", "sections", "terms", "users"],
        (Kind::Section, _) => vec!["course", "district", "school", "term", "users"],
        (Kind::Course, _) => vec!["district", "resources", "schools", "sections"],
        (Kind::Term, _) => vec!["district", "schools", "sections"],
        (Kind::Resource, _) => vec!["courses", "sections", "users"],
        _ => Vec::new(),
    }
}

pub(super) fn of_record(world: &World, version: Version, subject: Subject, index: u32) -> Value {
    let own = uri(world, version, subject, index);
    let rest = relations(world, subject, index);
    let of_many = matches!(subject.kind, Kind::Course | Kind::Term);
    let new_in_v3 =
        |rel: &str| matches!(rel, "users" | "terms" | "courses" | "resources") || of_many && rel == "schools";
    let mut links = vec![json!({ "rel": "self", "uri": own })];
    links.extend(
        rest.into_iter()
            .filter(|rel| version != Version::V21 || !new_in_v3(rel))
            .map(|rel| json!({ "rel": rel, "uri": format!("{own}/{rel}") })),
    );
    Value::Array(links)
}

pub(super) fn uri(world: &World, version: Version, subject: Subject, index: u32) -> String {
    format!("/{}/{}/{}", version.name(), subject.segment(), world.id(subject, index))
}
