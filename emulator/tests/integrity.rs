//! The district is whole: every relation is there in both directions, whatever the size.

use std::collections::{BTreeMap, BTreeSet};

use clever_emulator::TokenKind;
use serde_json::Value;

use crate::common::{Clever, id};

type Related = BTreeMap<String, BTreeSet<String>>;

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// What each of `ids` is related to.
fn related(clever: &mut Clever, token: &str, collection: &str, ids: &[String], relation: &str) -> Related {
    let one = |id: &String, clever: &mut Clever| {
        let list = clever.ids(token, &format!("/v3.1/{collection}/{id}/{relation}"));
        assert!(list.is_sorted(), "{collection}/{id}/{relation}");
        let set: BTreeSet<String> = list.iter().cloned().collect();
        assert_eq!(set.len(), list.len(), "{collection}/{id}/{relation} repeats");
        (id.clone(), set)
    };
    ids.iter().map(|id| one(id, clever)).collect()
}

fn reversed(related: &Related) -> Related {
    let mut back = Related::new();
    for (from, list) in related {
        for to in list {
            back.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    back
}

fn without_empty(related: Related) -> Related {
    related.into_iter().filter(|(_, list)| !list.is_empty()).collect()
}

fn check(users: u32, seed: u64) {
    let options = clever_emulator::Options { users, seed, rate_limit_per_minute: u32::MAX, ..Default::default() };
    let mut clever = Clever::new(options);
    let token = clever.token(TokenKind::District, "teacher");
    let people = clever.walk(&token, "/v3.1/users?limit=10000");
    let sections = clever.walk(&token, "/v3.1/sections?limit=10000");
    let ids = |records: &[Value]| records.iter().map(id).collect::<Vec<String>>();
    let (user_ids, section_ids) = (ids(&people), ids(&sections));
    let of_role =
        |role: &str| people.iter().filter(|user| user["roles"].get(role).is_some()).map(id).collect::<Vec<String>>();
    let (students, teachers, contacts) = (of_role("student"), of_role("teacher"), of_role("contact"));
    let [schools, courses, terms] =
        ["schools", "courses", "terms"].map(|kind| clever.ids(&token, &format!("/v3.1/{kind}?limit=10000")));
    assert_eq!(user_ids.len(), users as usize);

    // Sections and their people: by the section's own lists, by its users, and by theirs.
    let in_section = related(&mut clever, &token, "sections", &section_ids, "users?role=student&limit=10000");
    let of_student = related(&mut clever, &token, "users", &students, "sections?limit=10000");
    assert_eq!(without_empty(reversed(&in_section)), without_empty(of_student.clone()));
    let taught = related(&mut clever, &token, "sections", &section_ids, "users?role=teacher&limit=10000");
    let of_teacher = related(&mut clever, &token, "users", &teachers, "sections?limit=10000");
    assert_eq!(without_empty(reversed(&taught)), without_empty(of_teacher));
    for section in &sections {
        assert_eq!(strings(&section["students"]), in_section[&id(section)]);
        assert_eq!(strings(&section["teachers"]), taught[&id(section)]);
        assert!(section["teacher"].is_null() || taught[&id(section)].contains(section["teacher"].as_str().unwrap()));
        assert!(!in_section[&id(section)].is_empty(), "a section without students");
        assert!(schools.contains(&section["school"].as_str().unwrap().to_owned()));
        assert!(courses.contains(&section["course"].as_str().unwrap().to_owned()));
        assert!(section["term_id"].is_null() || terms.contains(&section["term_id"].as_str().unwrap().to_owned()));
    }
    assert!(of_student.values().all(|sections| sections.len() >= 5), "every student has a section in each period");

    // Teachers and students know each other through their sections.
    let my_students = related(&mut clever, &token, "users", &teachers, "mystudents?limit=10000");
    let my_teachers = related(&mut clever, &token, "users", &students, "myteachers?limit=10000");
    assert_eq!(without_empty(reversed(&my_students)), without_empty(my_teachers));

    // Families.
    let children = related(&mut clever, &token, "users", &contacts, "mystudents?limit=10000");
    let my_contacts = related(&mut clever, &token, "users", &students, "mycontacts?limit=10000");
    assert_eq!(without_empty(reversed(&children)), without_empty(my_contacts));
    for contact in people.iter().filter(|user| user["roles"].get("contact").is_some()) {
        let listed = contact["roles"]["contact"]["student_relationships"].as_array().unwrap();
        let listed: BTreeSet<String> = listed.iter().map(|one| one["student"].as_str().unwrap().to_owned()).collect();
        assert_eq!(listed, children[&id(contact)]);
        assert!(!listed.is_empty(), "a contact of nobody");
    }

    // Schools.
    for role in ["student", "teacher", "staff"] {
        let at_school = related(&mut clever, &token, "schools", &schools, &format!("users?role={role}&limit=10000"));
        let expected: Related = people
            .iter()
            .filter_map(|user| Some((id(user), strings(&user["roles"].get(role)?["schools"]))))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        assert_eq!(without_empty(reversed(&at_school)), expected, "{role}");
    }
    let everyone = related(&mut clever, &token, "schools", &schools, "users?limit=10000");
    let their_schools = related(&mut clever, &token, "users", &user_ids, "schools?limit=10000");
    assert_eq!(without_empty(reversed(&everyone)), without_empty(their_schools));
    let primary = related(&mut clever, &token, "schools", &schools, "users?primary=true&limit=10000");
    let their_primary = related(&mut clever, &token, "users", &user_ids, "schools?primary=true&limit=10000");
    assert_eq!(without_empty(reversed(&primary)), without_empty(their_primary));

    // Sections, schools, courses, terms.
    let column = |name: &str| {
        let pairs = sections.iter().filter(|section| !section[name].is_null());
        pairs
            .map(|section| (id(section), BTreeSet::from([section[name].as_str().unwrap().to_owned()])))
            .collect::<Related>()
    };
    for (kind, ids, member) in
        [("schools", &schools, "school"), ("courses", &courses, "course"), ("terms", &terms, "term_id")]
    {
        let listed = related(&mut clever, &token, kind, ids, "sections?limit=10000");
        assert_eq!(without_empty(listed), reversed(&column(member)), "{kind}");
    }
    for (kind, ids) in [("courses", &courses), ("terms", &terms)] {
        let forth = related(&mut clever, &token, kind, ids, "schools?limit=10000");
        let back = related(&mut clever, &token, "schools", &schools, &format!("{kind}?limit=10000"));
        assert_eq!(without_empty(reversed(&forth)), without_empty(back), "{kind}");
    }
}

#[test]
fn ten_people() {
    check(10, 1);
}

#[test]
fn one_school() {
    check(240, 2);
}

#[test]
fn several_schools() {
    check(620, 3);
}

#[test]
fn odd_sizes() {
    for (users, seed) in [(11, 1), (37, 2), (46, 3), (83, 4)] {
        check(users, seed);
    }
}

#[test]
fn another_seed_is_another_district_of_the_same_people() {
    let mut lists = Vec::new();
    for seed in [1, 1, 2] {
        let mut clever = Clever::new(clever_emulator::Options { users: 60, seed, ..Default::default() });
        let token = clever.token(TokenKind::District, "teacher");
        lists.push(clever.walk(&token, "/v3.1/users"));
    }
    assert_eq!(lists[0], lists[1]);
    assert_ne!(lists[0], lists[2]);
    assert_eq!(lists[0][0]["name"]["last"], lists[2][0]["name"]["last"], "the cast keeps its names");
}
