//! The records as JavaScript that builds them: one object literal for each usual set of members, so that an engine gives
//! all such records one shape.

use super::{Kind, Member, Record, Source};

/// Members that a record usually has all of or none of, group by group, and those that it usually lacks. Of all others
/// the table says enough: what is in no definition is usually absent.
const HABITS: &[Habit] = &[
    Habit { record: Record::User, groups: &[&["lms_status"]], absent: &[] },
    Habit {
        record: Record::Student,
        groups: &[&["disability"], &["email"], &["unweighted_gpa", "weighted_gpa"]],
        absent: &["legacy_id"],
    },
    Habit { record: Record::Teacher, groups: &[&["name"], &["credentials"]], absent: &[] },
    Habit { record: Record::Section, groups: &[&["lms_status"]], absent: &[] },
];

struct Habit {
    record: Record,
    groups: &'static [&'static [&'static str]],
    absent: &'static [&'static str],
}

/// The records that come in their thousands. All others are built from the table, which takes about twice as long.
const FREQUENT: &[Record] = &[
    Record::Name,
    Record::PreferredName,
    Record::Credentials,
    Record::SchoolEnrollment,
    Record::Location,
    Record::LmsStatus,
    Record::StudentRelationship,
    Record::Contact,
    Record::Staff,
    Record::Student,
    Record::Teacher,
    Record::Roles,
    Record::User,
    Record::Section,
    Record::Attendance,
];

/// The text of `shapes.js`.
#[must_use]
pub fn shapes() -> String {
    let mut out = String::from(HEADER);
    for record in FREQUENT {
        literals(&mut out, *record);
    }
    let numbered: Vec<String> =
        FREQUENT.iter().map(|record| format!(" {}: {}", *record as u8, record.name())).collect();
    out.push_str(&format!(
        "/** By their numbers in the table. */\nexport const LITERALS = {{{} }};\n",
        numbered.join(",")
    ));
    out
}

const HEADER: &str = "\
// What builds the frequent records out of a batch. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema
import { builder, held, list, more, rare, tape } from \"./slots.js\";

";

fn literals(out: &mut String, record: Record) {
    let members: Vec<Member> = record.members().collect();
    out.push_str(&format!(
        "const {} = (slot, at = ~slot, t = tape, v = held) =>\n  slot >= 0 ? v[slot]\n",
        record.name()
    ));
    for present in usual(record, &members) {
        let parts: Vec<String> = members
            .iter()
            .enumerate()
            .filter(|(index, _)| present >> index & 1 == 1)
            .map(|(index, member)| format!("{}: {}", member.name, read(member, index + 2)))
            .collect();
        out.push_str(&format!("  : t[at] === {} ? more(at, {{ {} }})\n", present as i32, parts.join(", ")));
    }
    out.push_str(&format!("  : rare(at, {});\n\n", record as u8));
}

/// What reads the member whose slot is that many words behind the record's beginning.
fn read(member: &Member, place: usize) -> String {
    let inner = match member.ty.kind() {
        Kind::Record => FREQUENT.iter().find(|record| **record as u8 == member.ty.argument()),
        _ => None,
    };
    match (inner.map(|record| record.name()), member.ty.is_list()) {
        (Some(inner), true) => format!("list(t[at + {place}], {inner})"),
        (Some(inner), false) => format!("{inner}(t[at + {place}])"),
        (None, true) => format!("list(t[at + {place}])"),
        (None, false) if member.ty.kind() == Kind::Record => {
            format!("builder({})(t[at + {place}])", member.ty.argument())
        }
        (None, false) => format!("v[t[at + {place}]]"),
    }
}

/// The sets of members, one bit each, that a literal is written for.
fn usual(record: Record, members: &[Member]) -> Vec<u32> {
    if record.name() == "Roles" {
        // Nearly everybody has one.
        return (0..members.len()).map(|index| 1 << index).collect();
    }
    let habit = HABITS.iter().find(|habit| habit.record == record);
    let (groups, absent) = habit.map_or((&[][..], &[][..]), |habit| (habit.groups, habit.absent));
    let bits = |names: &[&str]| {
        let is_in = |member: &&(usize, &Member)| names.contains(&member.1.name);
        let pairs: Vec<(usize, &Member)> = members.iter().enumerate().collect();
        pairs.iter().filter(is_in).fold(0u32, |bits, (index, _)| bits | 1 << index)
    };
    let is_published = members.iter().any(|member| member.source != Source::Seen);
    let all = members
        .iter()
        .enumerate()
        .filter(|(_, member)| !is_published || member.source != Source::Seen)
        .fold(0u32, |bits, (index, _)| bits | 1 << index);
    let grouped = groups.iter().fold(0, |bits_so_far, group| bits_so_far | bits(group));
    let always = all & !grouped & !bits(absent);
    (0..1u32 << groups.len())
        .map(|choice| {
            let chosen = groups.iter().enumerate().filter(|(index, _)| choice >> index & 1 == 1);
            chosen.fold(always, |present, (_, group)| present | bits(group))
        })
        .collect()
}
