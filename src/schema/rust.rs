//! The records as Rust types.

use super::{Enumeration, Kind, Member, Record, Source, Type};
use crate::decode::SUBJECTS;

/// A record with more members than this stands on the heap where another record holds it.
const MOST_INLINE: usize = 8;

/// The text of `src/models/records.rs`.
#[must_use]
pub fn records() -> String {
    let used = |values: &&Enumeration| {
        let holds =
            |member: Member| member.ty.kind() == Kind::Enumeration && type_of(member.ty.element()) == values.name();
        Record::all().any(|record| record.members().any(holds))
    };
    let names: Vec<&str> = Enumeration::ALL.iter().filter(used).map(|values| values.name()).collect();
    let mut out = RECORDS.replace("ENUMERATIONS", &names.join(", "));
    for record in Record::all() {
        structure(&mut out, record);
    }
    subjects(&mut out);
    out
}

/// The text of `src/models/enumerations.rs`.
#[must_use]
pub fn enumerations() -> String {
    let mut out = String::from(ENUMERATIONS);
    for enumeration in Enumeration::ALL {
        out.push_str(&format!("\n    {:?}\n    {} {{\n", enumeration.about(), enumeration.name()));
        let mut taken: Vec<String> = Vec::new();
        for value in enumeration.published().iter().chain(enumeration.observed()) {
            let mut name = constant(enumeration.name(), value);
            // Two spellings of one value.
            while taken.contains(&name) {
                name.push_str("_2");
            }
            out.push_str(&format!("        {name} = {value:?};\n"));
            taken.push(name);
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

const RECORDS: &str = "\
//! Clever's records. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

use super::enumerations::{ENUMERATIONS};
use super::number;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
";

const ENUMERATIONS: &str = "\
//! Clever's enumerations. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

use super::open::open;

open! {";

fn structure(out: &mut String, record: Record) {
    let members: Vec<Member> = record.members().collect();
    let is_older = members.iter().any(|member| member.source == Source::V30);
    let is_published = members.iter().any(|member| member.source != Source::Seen);
    out.push_str(&format!("\n/// {}\n", record.about()));
    out.push_str("#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]\n#[serde(default)]\n");
    out.push_str(&format!("pub struct {} {{\n", record.name()));
    for member in &members {
        let remark = match member.source {
            Source::Seen if is_published => " Not in Clever's definitions.",
            Source::V31 if is_older => " Since v3.1.",
            _ => "",
        };
        out.push_str(&format!("    /// {}{remark}\n", member.about));
        let ty = type_of(member.ty);
        if member.ty.kind() != Kind::Id {
            let with = if ty == "i64" { ", deserialize_with = \"number::whole\"" } else { "" };
            out.push_str(&format!("    #[serde(skip_serializing_if = \"Option::is_none\"{with})]\n"));
        }
        let name = if member.name == "type" { "r#type" } else { member.name };
        let ty = if member.ty.kind() == Kind::Id { ty } else { format!("Option<{ty}>") };
        out.push_str(&format!("    pub {name}: {ty},\n"));
    }
    out.push_str("    /// Members that this version of the crate does not know.\n");
    out.push_str("    #[serde(flatten)]\n    pub unknown: Map<String, Value>,\n}\n");
}

/// The record that an event is about.
fn subjects(out: &mut String) {
    let rows: Vec<(&str, &str)> = SUBJECTS
        .iter()
        .map(|(plural, record)| (core::str::from_utf8(plural).unwrap_or_default(), record.name()))
        .collect();
    out.push_str("\n/// The record that an event is about.\n#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\n");
    out.push_str("pub enum EventRecord {\n");
    for (plural, name) in &rows {
        out.push_str(&format!("    /// Of a type that begins with `{plural}.`\n    {name}(Box<{name}>),\n"));
    }
    out.push_str("    /// Of another type, or not of that record's shape.\n    Other(Value),\n}\n\nimpl Event {\n");
    out.push_str(
        "    /// The record as it was after the change, before a deletion; `None` where the event has none.\n",
    );
    out.push_str("    #[must_use]\n    pub fn record(&self) -> Option<EventRecord> {\n");
    out.push_str("        let object = self.data.as_ref()?.object.as_ref()?;\n");
    out.push_str("        let kind = self.r#type.as_ref().and_then(|kind| kind.as_str().split('.').next());\n");
    out.push_str("        let record = match kind {\n");
    for (plural, name) in &rows {
        out.push_str(&format!(
            "            Some({plural:?}) => {name}::deserialize(object).map(|record| EventRecord::{name}(Box::new(record))),\n"
        ));
    }
    out.push_str("            _ => return Some(EventRecord::Other(object.clone())),\n        };\n");
    out.push_str("        Some(record.unwrap_or_else(|_| EventRecord::Other(object.clone())))\n    }\n}\n");
}

fn type_of(ty: Type) -> String {
    let text = match ty.kind() {
        Kind::Id | Kind::String => "String".to_owned(),
        Kind::Integer => "i64".to_owned(),
        Kind::Number => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Object | Kind::Previous => "Map<String, Value>".to_owned(),
        Kind::Any | Kind::Subject => "Value".to_owned(),
        Kind::Enumeration => {
            Enumeration::ALL.get(usize::from(ty.argument())).map_or("String", |values| values.name()).to_owned()
        }
        Kind::Record => match Record::all().nth(usize::from(ty.argument())) {
            Some(record) if record.members().count() > MOST_INLINE && !ty.is_list() => {
                format!("Box<{}>", record.name())
            }
            Some(record) => record.name().to_owned(),
            None => "Value".to_owned(),
        },
    };
    if ty.is_list() { format!("Vec<{text}>") } else { text }
}

/// A value's name as a constant: its words in capitals.
fn constant(enumeration: &str, value: &str) -> String {
    let mut name = String::new();
    let mut raised = true;
    for character in value.chars() {
        if !character.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            raised = true;
            continue;
        }
        if character.is_ascii_uppercase() && !raised {
            name.push('_');
        }
        raised = character.is_ascii_uppercase();
        name.push(character.to_ascii_uppercase());
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => "EMPTY".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{}_{name}", enumeration.to_uppercase()),
        Some(_) => name.to_owned(),
    }
}
