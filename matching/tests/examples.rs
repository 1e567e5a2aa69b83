//! The rules, one by one, by people that a school knows.

use clever_matching::{Field, Kind};

use crate::reference::{self, Record, Verdict};
use crate::run::{plan, verdict};

const FIELDS: [(&str, Field); 10] = [
    ("id", Field::Id),
    ("sis", Field::SisId),
    ("number", Field::StudentNumber),
    ("state", Field::StateId),
    ("mail", Field::Email),
    ("first", Field::FirstName),
    ("last", Field::LastName),
    ("dob", Field::Dob),
    ("nces", Field::NcesId),
    ("name", Field::Name),
];

/// `sis=1 mail=a@b.c`, with `_` for a blank.
fn record(text: &str) -> Record {
    let mut record: Record = text
        .split(' ')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (FIELDS.iter().find(|(own, _)| *own == name).unwrap().1, value.replace('_', " "))
        })
        .collect();
    record.insert(Field::Role, "1".into());
    record
}

fn decide(kind: Kind, local: &[&str], roster: &[&str]) -> Verdict {
    let read = |side: &[&str]| -> Vec<Record> { side.iter().map(|text| record(text)).collect() };
    let (local, roster) = (read(local), read(roster));
    let found = verdict(&plan(kind), &local, &roster);
    assert_eq!(found, reference::verdict(&plan(kind), &local, &roster));
    found
}

fn links(verdict: &Verdict) -> Vec<String> {
    verdict.links.iter().map(|link| format!("{}-{} {} {}", link.local, link.id, link.key, link.confidence)).collect()
}

#[test]
fn the_strongest_key_links_and_a_weaker_one_that_leads_elsewhere_is_told() {
    let found = decide(Kind::Student, &["sis=7 mail=a@x.org"], &["id=A sis=7", "id=B mail=A@X.ORG"]);
    assert_eq!(links(&found), ["0-A sis_id 3"]);
    let conflict = found.conflicts.iter().next().unwrap();
    assert_eq!((conflict.id.as_str(), conflict.key, conflict.against, conflict.objection), ("B", "email", "sis_id", 1));
    assert_eq!(found.roster_status["B"], 3);
}

#[test]
fn a_shared_address_links_nobody() {
    let found = decide(
        Kind::Student,
        &["mail=family@x.org first=Ann last=Lee", "mail=family@x.org first=Ben last=Lee"],
        &["id=A mail=family@x.org"],
    );
    assert!(found.links.is_empty());
    assert_eq!(found.local_status, [2, 2]);
    let twice = decide(Kind::Student, &["mail=family@x.org"], &["id=A mail=family@x.org", "id=B mail=family@x.org"]);
    assert!(twice.links.is_empty());
    assert_eq!(twice.groups.iter().next().unwrap().ids.len(), 2);
}

#[test]
fn a_sibling_with_the_familys_address_is_not_linked_by_it() {
    let found = decide(Kind::Student, &["sis=1 mail=family@x.org"], &["id=B sis=2 mail=family@x.org"]);
    assert!(found.links.is_empty());
    assert_eq!(found.conflicts.iter().next().unwrap().objection, 3);
}

#[test]
fn an_address_that_changed_does_not_keep_a_teacher_from_their_number() {
    assert_eq!(
        links(&decide(Kind::Teacher, &["mail=a@old.org sis=5"], &["id=A mail=a@new.org sis=5"])),
        ["0-A sis_id 2"]
    );
}

#[test]
fn name_and_birthday_link_together_only() {
    let found = |local: &str, roster: &str| links(&decide(Kind::Student, &[local], &[roster]));
    assert_eq!(
        found("first=Zoë last=Lee dob=2010-03-04", "id=A first=ZOË last=_lee_ dob=3/4/2010"),
        ["0-A name_dob 1"]
    );
    assert_eq!(found("first=Zoë last=Lee", "id=A first=Zoë last=Lee dob=3/4/2010"), [""; 0]);
    assert_eq!(found("last=Lee dob=3/4/2010", "id=A last=Lee dob=3/4/2010"), [""; 0]);
    assert_eq!(links(&decide(Kind::Teacher, &["first=Zoë last=Lee"], &["id=A first=Zoë last=Lee"])), [""; 0]);
}

#[test]
fn an_ambiguous_key_leaves_it_to_a_weaker_one_that_agrees_with_it() {
    let rosters = ["id=A sis=7 mail=a@x.org", "id=B sis=7 mail=b@x.org"];
    assert_eq!(links(&decide(Kind::Student, &["sis=7 mail=b@x.org"], &rosters)), ["0-B email 3"]);
    let third = decide(Kind::Student, &["sis=7 mail=c@x.org"], &[rosters[0], rosters[1], "id=C mail=c@x.org"]);
    assert!(third.links.is_empty(), "it points to two others");
}

#[test]
fn placeholders_and_unreadable_texts_are_no_values() {
    for nothing in ["0", "000", "N/A", "none", "-", "999999", "\u{fffd}"] {
        let (local, roster) = (format!("sis={nothing}"), format!("id=A sis={nothing}"));
        assert_eq!(links(&decide(Kind::Student, &[&local], &[&roster])), [""; 0], "{nothing}");
    }
    for nothing in ["a.x.org", "none@x.org", "a@b@c", "@x.org", "a@", "a_b@x.org"] {
        let (local, roster) = (format!("mail={nothing}"), format!("id=A mail={nothing}"));
        assert_eq!(links(&decide(Kind::Student, &[&local], &[&roster])), [""; 0], "{nothing}");
    }
}

#[test]
fn leading_zeros_belong_to_an_id() {
    assert_eq!(links(&decide(Kind::Student, &["sis=007"], &["id=A sis=7"])), [""; 0]);
    assert_eq!(links(&decide(Kind::Student, &["sis=00a7"], &["id=A sis=00A7"])), ["0-A sis_id 3"]);
}

#[test]
fn folding_is_unicodes() {
    for (one, other) in
        [("STRASSE", "straße"), ("É", "e\u{301}"), ("\u{212a}im", "kim"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("a\u{a0}_b", "A_B")]
    {
        let (local, roster) = (format!("nces=1 name={one}"), format!("id=A name={other}"));
        assert_eq!(links(&decide(Kind::School, &[&local], &[&roster])), ["0-A name 1"], "{one}");
    }
    assert_eq!(links(&decide(Kind::School, &["name=e"], &["id=A name=é"])), [""; 0]);
}

#[test]
fn a_user_of_several_roles_counts_once() {
    let found = decide(Kind::Teacher, &["mail=a@x.org"], &["id=A mail=a@x.org", "id=A mail=a@x.org", "id=A"]);
    assert_eq!(links(&found), ["0-A email 3"]);
    let torn = decide(Kind::Teacher, &["mail=a@x.org"], &["id=A mail=a@x.org", "id=A mail=b@x.org"]);
    assert!(torn.links.is_empty(), "two addresses for one id say nothing");
}
