//! The records as TypeScript declarations.

use super::{Enumeration, Kind, Member, Record, Source, Type};

/// The text of `records.d.ts`.
#[must_use]
pub fn declarations() -> String {
    let mut out = String::from(HEADER);
    for enumeration in Enumeration::ALL {
        document(&mut out, "", enumeration.about());
        let values = enumeration.published().iter().chain(enumeration.observed());
        let union: Vec<String> = values.map(|value| format!("{value:?}")).collect();
        out.push_str(&format!("export type {} = {} | (string & {{}});\n\n", enumeration.name(), union.join(" | ")));
    }
    out.push_str(EVENTS);
    for record in Record::all() {
        interface(&mut out, record);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

const HEADER: &str = "\
// Clever's records. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

";

const EVENTS: &str = "\
/** The record that an event is about, by the first half of its type. */
export interface EventRecords {
  courses: Course;
  districts: District;
  resources: Resource;
  schools: School;
  sections: Section;
  terms: Term;
  users: User;
}

/** Members of a record as they were; `null` where there was no value. */
export type Previous<T> = {
  [M in keyof T]?: (NonNullable<T[M]> extends object ? Previous<NonNullable<T[M]>> : T[M]) | null;
};

";

fn interface(out: &mut String, record: Record) {
    let members: Vec<Member> = record.members().collect();
    let is_generic = members.iter().any(|member| is_generic(member.ty));
    document(out, "", record.about());
    let parameters = if is_generic { "<K extends keyof EventRecords = keyof EventRecords>" } else { "" };
    out.push_str(&format!("export interface {}{parameters} {{\n", record.name()));
    let is_older = members.iter().any(|member| member.source == Source::V30);
    let is_published = members.iter().any(|member| member.source != Source::Seen);
    for member in &members {
        let remark = match member.source {
            Source::Seen if is_published => " Not in Clever's definitions.",
            Source::V31 if is_older => " Since v3.1.",
            _ => "",
        };
        document(out, "  ", &format!("{}{remark}", member.about));
        let optional = if member.ty.kind() == Kind::Id || member.ty.is_certain() { "" } else { "?" };
        out.push_str(&format!("  {}{optional}: {};\n", member.name, type_of(member.ty)));
    }
    out.push_str("}\n\n");
}

fn is_generic(ty: Type) -> bool {
    let holds_generic = |record: Record| record.members().any(|member| is_generic(member.ty));
    match ty.kind() {
        Kind::Subject | Kind::Previous => true,
        Kind::Record => record_of(ty).is_some_and(holds_generic),
        _ => false,
    }
}

fn record_of(ty: Type) -> Option<Record> {
    Record::all().nth(usize::from(ty.argument()))
}

fn type_of(ty: Type) -> String {
    let mut text = match ty.kind() {
        Kind::Id | Kind::String => "string".to_owned(),
        Kind::Integer | Kind::Number => "number".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Object => "Record<string, unknown>".to_owned(),
        Kind::Any => "unknown".to_owned(),
        Kind::Subject => "EventRecords[K]".to_owned(),
        Kind::Previous => "Previous<EventRecords[K]>".to_owned(),
        Kind::Enumeration => {
            Enumeration::ALL.get(usize::from(ty.argument())).map_or("string", |values| values.name()).to_owned()
        }
        Kind::Record => {
            let parameters = if is_generic(ty) { "<K>" } else { "" };
            format!("{}{parameters}", record_of(ty).map_or("unknown", Record::name))
        }
    };
    if ty.is_list() {
        text.push_str("[]");
    }
    if ty.is_nullable() {
        text.push_str(" | null");
    }
    text
}

fn document(out: &mut String, indent: &str, text: &str) {
    out.push_str(&format!("{indent}/** {text} */\n"));
}
