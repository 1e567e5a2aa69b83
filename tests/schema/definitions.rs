//! The tables against Clever's own definitions, as the emulator has derived them.

use super::report::{issues, read};
use clever_wasm::decode::Envelope;
use clever_wasm::endpoints::{ENDPOINTS, Endpoint, Since};
use clever_wasm::schema::{Enumeration, Kind, Record, Source, Type};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Failures have no table: their message is read as it is.
const FAILURES: [&str; 4] = ["BadRequest", "InternalError", "NotFound", "Unauthorized"];
/// In no definition of v3: taken from Clever's pages and from recorded answers.
const UNDEFINED: [&str; 3] = ["EventData", "Me", "UserInfo"];

fn definitions(version: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("../../emulator/definitions.json")).unwrap();
    let of_version = |api: &&Value| api["version"] == version;
    all["apis"].as_array().unwrap().iter().find(of_version).unwrap().clone()
}

fn operations(api: &Value) -> &Vec<Value> {
    api["operations"].as_array().unwrap()
}

fn records(api: &Value) -> &Map<String, Value> {
    api["records"].as_object().unwrap()
}

fn record(name: &str) -> Option<Record> {
    Record::all().find(|record| record.name() == name)
}

#[test]
fn every_operation_of_v31_has_a_row() {
    let api = definitions("v3.1");
    assert_eq!(operations(&api).len(), 53);
    let defined: BTreeSet<&str> = operations(&api).iter().map(|operation| operation["id"].as_str().unwrap()).collect();
    let rows: BTreeSet<&str> = ENDPOINTS.iter().map(|endpoint| endpoint.name).collect();
    assert_eq!(rows.len(), ENDPOINTS.len(), "a name stands twice");
    let undefined: Vec<&&str> = rows.difference(&defined).collect();
    assert_eq!(undefined, [&"me", &"userinfo"]);
    assert!(defined.is_subset(&rows));
}

#[test]
fn rows_say_what_the_definition_says() {
    for operation in operations(&definitions("v3.1")) {
        let name = operation["id"].as_str().unwrap();
        let endpoint = Endpoint::find(name).unwrap();
        assert_eq!(endpoint.method, operation["method"], "{name}");
        assert_eq!(endpoint.path, operation["path"], "{name}");
        assert_eq!(endpoint.body.map(Record::name), operation["body"].as_str(), "{name}");
        let response = &operation["response"];
        let answer = (endpoint.answer.envelope, endpoint.answer.record.name());
        let expected = match (response["list"].as_bool(), response["wrapped"].as_bool()) {
            (None, _) => (Envelope::Empty, answer.1),
            (Some(false), _) => (Envelope::Single, response["record"].as_str().unwrap()),
            (Some(true), Some(true)) => (Envelope::Rows, response["record"].as_str().unwrap()),
            _ => (Envelope::BareRows, response["record"].as_str().unwrap()),
        };
        assert_eq!(answer, expected, "{name}");
        let parameters: Vec<Value> = operation["parameters"].as_array().unwrap().clone();
        let query: BTreeSet<(String, Vec<String>)> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| (parameter["name"].as_str().unwrap().to_owned(), strings(&parameter["enum"])))
            .collect();
        let rows = endpoint.parameters().map(|parameter| {
            assert!(endpoint.declares(parameter.name));
            (parameter.name.to_owned(), sorted(parameter.values))
        });
        assert_eq!(rows.collect::<BTreeSet<_>>(), query, "{name}");
        assert!(!endpoint.declares("nothing"));
        let in_path = parameters.iter().filter(|parameter| parameter["in"] == "path").count();
        assert_eq!(endpoint.path_parameter_count(), in_path, "{name}");
    }
}

#[test]
fn what_v30_lacks_is_marked() {
    let api = definitions("v3.0");
    let older: BTreeSet<&str> = operations(&api).iter().map(|operation| operation["id"].as_str().unwrap()).collect();
    // Recorded in v3.0, though no published definition of it has them.
    let observed = ["me", "userinfo", "getEvents", "getEvent"];
    for endpoint in ENDPOINTS.iter().filter(|endpoint| !observed.contains(&endpoint.name)) {
        assert_eq!(endpoint.since == Since::V30, older.contains(endpoint.name), "{}", endpoint.name);
    }
    for (name, members) in records(&api).iter().filter(|(name, _)| !FAILURES.contains(&name.as_str())) {
        let table = record(name).unwrap_or_else(|| panic!("no table for {name}")).members();
        let marked = table.filter(|member| member.source == Source::V30).map(|member| member.name.to_owned());
        let defined = members.as_object().unwrap().keys().cloned();
        assert_eq!(marked.collect::<BTreeSet<_>>(), defined.collect(), "{name}");
    }
}

#[test]
fn every_record_of_v31_has_a_table() {
    let api = definitions("v3.1");
    let mut compared = BTreeSet::new();
    for (name, members) in records(&api) {
        let is_event = name.contains('.');
        let is_wrapper = name.ends_with("Object");
        if is_event || is_wrapper || FAILURES.contains(&name.as_str()) {
            continue;
        }
        // Clever has a second type for links that can only say `next`.
        let table_name = if name == "SubmissionsLink" { "Link" } else { name.as_str() };
        let table = record(table_name).unwrap_or_else(|| panic!("no table for {name}"));
        compared.insert(table.name());
        let members = members.as_object().unwrap();
        for (member, definition) in members {
            let known = table.members().find(|known| known.name == member && known.source != Source::Seen);
            let ty = known.unwrap_or_else(|| panic!("{name}.{member} is missing")).ty;
            if name != "SubmissionsLink" {
                compare(&format!("{name}.{member}"), ty, definition);
            }
        }
        for member in table.members().filter(|member| member.source != Source::Seen) {
            // What an event is about is defined with each of its types.
            let is_defined_apart = name == "Event" && ["data", "previous_attributes"].contains(&member.name);
            assert!(is_defined_apart || members.contains_key(member.name), "{name}.{} is not Clever's", member.name);
        }
    }
    let others: BTreeSet<&str> = Record::all().map(Record::name).filter(|name| !compared.contains(name)).collect();
    assert_eq!(others, BTreeSet::from(UNDEFINED));
}

fn compare(place: &str, ty: Type, definition: &Value) {
    assert_eq!(ty.is_nullable(), definition["nullable"] == true, "{place}: nullable");
    assert_eq!(ty.is_list(), definition.get("list").is_some(), "{place}: list");
    let value = definition.get("list").unwrap_or(definition);
    if ty.kind() == Kind::Record {
        let named = Record::all().nth(usize::from(ty.argument())).unwrap().name();
        assert_eq!(Some(named), value["record"].as_str(), "{place}");
        return;
    }
    let word = match ty.kind() {
        Kind::Id | Kind::String | Kind::Enumeration => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Object => "object",
        other => panic!("{place}: no definition holds {other:?}"),
    };
    assert_eq!(Some(word), value["type"].as_str(), "{place}");
    let values = match ty.kind() {
        Kind::Enumeration => sorted(Enumeration::ALL[usize::from(ty.argument())].published()),
        _ => Vec::new(),
    };
    assert_eq!(values, strings(&value["enum"]), "{place}");
}

#[test]
fn every_event_is_read_with_its_record() {
    let api = definitions("v3.1");
    let kinds: Vec<&String> = records(&api).keys().filter(|name| name.contains('.')).collect();
    let event_type = Enumeration::ALL.iter().find(|values| values.name() == "EventType").unwrap();
    assert_eq!(
        kinds.iter().map(|kind| kind.as_str()).collect::<BTreeSet<_>>(),
        event_type.observed().iter().copied().collect()
    );
    for kind in kinds {
        let wrapper = api["records"][kind]["data"]["record"].as_str().unwrap();
        let object = api["records"][wrapper]["object"]["record"].as_str().unwrap();
        // Every table takes exception to each of its own members being the wrong thing, and to nothing else.
        for member in record(object).unwrap().members() {
            let body = format!(
                r#"{{"data":[{{"data":{{"id":"e","data":{{"object":{{"{0}":-1e-1}}}},"previous_attributes":{{"{0}":-1e-1}},"type":"{kind}"}}}}]}}"#,
                member.name
            );
            let expected = [
                format!("data[0].data.data.object.{} wrong_type", member.name),
                format!("data[0].data.previous_attributes.{} wrong_type", member.name),
            ];
            let is_wrong = member.ty.kind() != Kind::Any;
            assert_eq!(issues(&read("getEvents", &body)), expected[..if is_wrong { 2 } else { 0 }], "{kind}");
        }
    }
}

#[test]
fn enumerations_are_whole() {
    let published: usize = Enumeration::ALL.iter().map(|values| values.published().len()).sum();
    // 455 values of members, without the second list of `next`; the roles of a query.
    assert_eq!(published, 455 - 1 + 5);
    for values in Enumeration::ALL {
        let all: Vec<&&str> = values.published().iter().chain(values.observed()).collect();
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{} repeats a value", values.name());
    }
}

#[test]
fn an_operation_is_the_same_by_its_place() {
    for (index, endpoint) in ENDPOINTS.iter().enumerate() {
        assert_eq!(Endpoint::at(index).as_ref(), Some(endpoint));
    }
    assert_eq!(Endpoint::at(ENDPOINTS.len()), None);
}

fn sorted(values: &[&str]) -> Vec<String> {
    let mut values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    values.sort();
    values
}

fn strings(values: &Value) -> Vec<String> {
    let values: Vec<&str> = values.as_array().into_iter().flatten().map(|value| value.as_str().unwrap()).collect();
    sorted(&values)
}
