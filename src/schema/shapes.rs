//! The records as JavaScript that builds them: one object literal for each usual set of members, so that an engine gives
//! all such records one shape.

use super::{Kind, Member, Record, Source};
use crate::decode::SUBJECTS;
use crate::endpoints::ENDPOINTS;

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

/// The text of `shapes.js`.
#[must_use]
pub fn shapes() -> String {
    let reached = reached();
    let mut out = String::from(HEADER);
    for record in &reached {
        builder(&mut out, *record);
    }
    out.push_str("/** By their numbers in the table: what is told of an event's subject. */\nconst NUMBERED = {");
    let numbered: Vec<String> =
        SUBJECTS.iter().map(|(_, record)| format!(" {}: {}", *record as u8, record.name())).collect();
    out.push_str(&numbered.join(","));
    out.push_str(" };\n\n/** By operation: what builds a record of its list. */\nexport const BUILDERS = {\n");
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.is_list()) {
        out.push_str(&format!("  {}: {},\n", endpoint.name, endpoint.answer.record.name()));
    }
    out.push_str("};\n");
    out
}

const HEADER: &str = "\
// What builds Clever's records out of a batch. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema
import { list, more, rare, tape, told, value } from \"./slots.js\";

";

/// The records that lists hold, and those within them; inner ones first.
fn reached() -> Vec<Record> {
    fn reach(found: &mut Vec<Record>, record: Record) {
        if found.contains(&record) {
            return;
        }
        for member in record.members() {
            match member.ty.kind() {
                Kind::Record => found_in(found, &member),
                Kind::Subject => {
                    for (_, subject) in SUBJECTS {
                        reach(found, subject);
                    }
                }
                _ => {}
            }
        }
        found.push(record);
    }
    fn found_in(found: &mut Vec<Record>, member: &Member) {
        if let Some(record) = Record::all().nth(usize::from(member.ty.argument())) {
            reach(found, record);
        }
    }
    let mut found = Vec::new();
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.is_list()) {
        reach(&mut found, endpoint.answer.record);
    }
    found
}

fn builder(out: &mut String, record: Record) {
    let members: Vec<Member> = record.members().collect();
    let name = record.name();
    let names: Vec<&str> = members.iter().map(|member| member.name).collect();
    let readers: Vec<String> =
        members.iter().filter_map(|member| reader(member).map(|reader| format!("{}: {reader}", member.name))).collect();
    let own = name.to_uppercase();
    out.push_str(
        &format!("const {own} = [\"{}\", {{ {} }}, new Map()];\n", names.join(" "), readers.join(", "))
            .replace("{  }", "{}"),
    );
    out.push_str(&format!("function {name}(slot) {{\n  if ((slot & 7) !== 6) return value(slot);\n  const at = slot >>> 3;\n  switch (tape[at]) {{\n"));
    for present in usual(record, &members) {
        out.push_str(&format!("    case {present}:\n      return more(at, {{"));
        let parts: Vec<String> = members
            .iter()
            .enumerate()
            .filter(|(index, _)| present >> index & 1 == 1)
            .map(|(index, member)| {
                let slot = format!("tape[at + {}]", index + 2);
                match direct(member) {
                    Some(reader) => format!(" {}: {}", member.name, reader.replace('$', &slot)),
                    None => format!(" {}: value({slot})", member.name),
                }
            })
            .collect();
        out.push_str(&parts.join(","));
        out.push_str(" });\n");
    }
    out.push_str(&format!("  }}\n  return rare(at, {own});\n}}\n\n"));
}

/// The call that reads a member that is more than a value; `$` stands for its slot.
fn direct(member: &Member) -> Option<String> {
    let inner = match member.ty.kind() {
        Kind::Record => Record::all().nth(usize::from(member.ty.argument())).map(Record::name)?,
        Kind::Subject | Kind::Previous => return Some("told($, NUMBERED)".to_owned()),
        _ if member.ty.is_list() => "value",
        _ => return None,
    };
    Some(if member.ty.is_list() { format!("list($, {inner})") } else { format!("{inner}($)") })
}

/// The same as a function.
fn reader(member: &Member) -> Option<String> {
    let call = direct(member)?;
    match call.strip_suffix("($)") {
        Some(function) => Some(function.to_owned()),
        None => Some(format!("(slot) => {}", call.replace('$', "slot"))),
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
