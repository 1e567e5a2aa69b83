//! Every member of every record: what fits, what does not, and where.

use super::report::{around, fatal, issues, operation_for};
use clever_wasm::decode::validate;
use clever_wasm::schema::{Kind, Member, Record, Type};

/// A value that fits.
fn good(ty: Type) -> String {
    let one = match ty.kind() {
        Kind::Id | Kind::String | Kind::Enumeration => "\"é \\ud83d\\ude00 \\\"\"".to_owned(),
        Kind::Integer => "-12".to_owned(),
        Kind::Number => "-0.5e+3".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Object => "{\"any\":[{}]}".to_owned(),
        Kind::Record => whole(Record::all().nth(usize::from(ty.argument())).unwrap()),
        Kind::Subject => whole(Record::Section),
        Kind::Previous => "{\"name\":null,\"students\":null,\"lms_status\":{\"synced_in_lms\":null}}".to_owned(),
        _ => "[1,\"any\"]".to_owned(),
    };
    if ty.is_list() { format!("[ {one} , {one}]") } else { one }
}

/// A record with all its members, each fitting, and one that nobody knows.
fn whole(record: Record) -> String {
    let event_type = |member: &Member| record.name() == "Event" && member.name == "type";
    let members = record.members().map(|member| {
        let value = if event_type(&member) { "\"sections.updated\"".to_owned() } else { good(member.ty) };
        format!("\"{}\" : {value}", member.name)
    });
    let members: Vec<String> = members.chain([r#""__proto__":{"x":1}"#.to_owned()]).collect();
    format!("{{\n{}}}", members.join(",\t"))
}

fn with(record: Record, member: &Member, value: &str) -> String {
    // The record's type says what an event's `data` must be.
    let certain = record.members().filter(|other| other.ty.is_certain() && other.name != member.name);
    let mut members: Vec<String> =
        certain.map(|certain| format!("\"{}\":\"sections.updated\"", certain.name)).collect();
    let id = record.members().find(|other| other.ty.kind() == Kind::Id && other.name != member.name);
    members.extend(id.map(|id| format!("\"{}\":\"5a\"", id.name)));
    members.push(format!("\"{}\":{value}", member.name));
    format!("{{{}}}", members.join(","))
}

fn answered() -> impl Iterator<Item = Record> {
    Record::all().filter(|record| operation_for(*record).is_some())
}

#[test]
fn s32_a_whole_record_has_no_issues() {
    let mut read = 0;
    for record in answered() {
        let (endpoint, _) = operation_for(record).unwrap();
        let report = validate(around(endpoint, &whole(record)).as_bytes(), Some(endpoint.answer));
        assert_eq!((fatal(&report), issues(&report), report.rows), (String::new(), Vec::new(), 1), "{}", record.name());
        read += 1;
    }
    assert_eq!(read, 13);
}

#[test]
fn members_may_be_absent_but_not_the_id() {
    for record in answered() {
        let (endpoint, place) = operation_for(record).unwrap();
        let id = record.members().find(|member| member.ty.kind() == Kind::Id);
        let report = validate(around(endpoint, "{}").as_bytes(), Some(endpoint.answer));
        assert_eq!(fatal(&report), id.map_or_else(String::new, |id| format!("{place}{} broken_page", id.name)));
        let certain = record.members().filter(|member| member.ty.is_certain());
        let expected: Vec<String> = certain.map(|member| format!("{place}{} wrong_type", member.name)).collect();
        assert_eq!(issues(&report), expected);
        assert_eq!(expected.is_empty(), !["Me", "Event"].contains(&record.name()), "{}", record.name());
        assert!(record.members().count() <= 32, "{}: presence is kept in 32 bits", record.name());
        let Some(id) = id else { continue };
        for wrong in ["null", "7", "{}", "[\"5a\"]", "true"] {
            let body = around(endpoint, &with(record, &id, wrong));
            let report = validate(body.as_bytes(), Some(endpoint.answer));
            assert_eq!(fatal(&report), format!("{place}{} wrong_type", id.name), "{body}");
        }
    }
}

#[test]
fn what_does_not_fit_is_an_issue_with_its_path() {
    let mut tried = 0;
    for record in answered() {
        let (endpoint, place) = operation_for(record).unwrap();
        for member in record.members().filter(|member| member.ty.kind() != Kind::Id) {
            let path = format!("{place}{}", member.name);
            for value in ["\"x\"", "0", "0.5", "-1e3", "true", "{}", "[]", "[0]", "[{}]", "[\"x\"]", "[null]", "null"] {
                let body = around(endpoint, &with(record, &member, value));
                let report = validate(body.as_bytes(), Some(endpoint.answer));
                let expected = match misfit(member.ty, value) {
                    None => Vec::new(),
                    Some(within) => vec![format!("{path}{within} wrong_type")],
                };
                assert_eq!((fatal(&report), issues(&report)), (String::new(), expected), "{body}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// Where `value` does not fit the type: the whole of it, or its first element.
fn misfit(ty: Type, value: &str) -> Option<&'static str> {
    let element = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if ty.kind() == Kind::Any {
        return None;
    }
    if value == "null" {
        return (!ty.is_nullable()).then_some("");
    }
    if ty.is_list() {
        return match element {
            None => Some(""),
            Some("") => None,
            Some(element) => misfit(ty.element(), element).map(|_| "[0]"),
        };
    }
    let fits = match ty.kind() {
        Kind::String | Kind::Enumeration => value == "\"x\"",
        Kind::Integer => value == "0",
        Kind::Number => ["0", "0.5", "-1e3"].contains(&value),
        Kind::Boolean => value == "true",
        _ => value == "{}",
    };
    (!fits).then_some("")
}

#[test]
fn null_stands_for_no_value_in_what_was() {
    let body = |attributes: &str| {
        format!(
            r#"{{"data":{{"id":"e","type":"users.updated","data":{{"object":{{"id":"u"}},"previous_attributes":{attributes}}}}}}}"#
        )
    };
    let answer = clever_wasm::endpoints::Endpoint::find("getEvent").unwrap().answer;
    let all_null = r#"{"id":null,"roles":{"student":{"school":null,"schools":null,"enrollments":[{"school":null}]}}}"#;
    assert_eq!(issues(&validate(body(all_null).as_bytes(), Some(answer))), [""; 0]);
    // That ends with it: the next row is a record like any other.
    let row =
        |attributes: &str| format!(r#"{{"data":{{"id":"e","type":"terms.updated","created":null{attributes}}}}}"#);
    let rows = format!(r#"{{"data":[{},{}]}}"#, row(r#","previous_attributes":{"id":null}"#), row(""));
    let events = clever_wasm::endpoints::Endpoint::find("getEvents").unwrap().answer;
    let expected = ["data[0].data.created wrong_type", "data[1].data.created wrong_type"];
    assert_eq!(issues(&validate(rows.as_bytes(), Some(events))), expected);
    let report = validate(body(r#"{"roles":{"student":{"schools":[7]}}}"#).as_bytes(), Some(answer));
    assert_eq!(issues(&report), ["data.data.previous_attributes.roles.student.schools[0] wrong_type"]);
}

#[test]
fn the_last_of_a_name_counts_for_the_id() {
    let (endpoint, _) = operation_for(Record::Course).unwrap();
    let read = |record: &str| validate(around(endpoint, record).as_bytes(), Some(endpoint.answer));
    assert_eq!(read(r#"{"id":7,"id":"b"}"#).last_id.as_deref(), Some("b"));
    assert_eq!(fatal(&read(r#"{"id":"b","id":7}"#)), "data[0].data.id wrong_type");
    assert_eq!(read(r#"{"\u0069d":"b\u0026"}"#).last_id.as_deref(), Some("b&"));
}
