//! Every operation of the table once, as the explorer, whose token reaches all of them.

use super::app::App;
use crate::endpoints::{ENDPOINTS, Endpoint};
use clever_emulator::{Options, Origin, ResourceShape};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wasm_bindgen_test::wasm_bindgen_test;

/// A record of each kind: what stands in a path.
type Known = BTreeMap<&'static str, String>;

fn id(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}

fn explorer() -> App {
    let options =
        Options { users: 200, resources: ResourceShape::Published, resources_cors: true, ..Options::default() };
    let mut app = App::at(options, []);
    app.sign_in("explorer");
    app
}

fn first(app: &mut App, name: &str, arguments: &[&str], query: &str) -> String {
    let (_, page) = app.play(name, arguments, Some(query), None).answer();
    id(&page["data"][0]["data"])
}

fn acquaint(app: &mut App) -> Known {
    let mut known = Known::new();
    for (kind, list) in [
        ("courses", "getCourses"),
        ("districts", "getDistricts"),
        ("events", "getEvents"),
        ("resources", "getResources"),
        ("schools", "getSchools"),
        ("sections", "getSections"),
        ("terms", "getTerms"),
    ] {
        known.insert(kind, first(app, list, &[], "{}"));
    }
    known.insert("users", first(app, "getUsersForSection", &[&known["sections"]], r#"{"role":"student"}"#));
    known.insert("teachers", first(app, "getUsersForSection", &[&known["sections"]], r#"{"role":"teacher"}"#));
    known
}

/// The ids for an operation's path.
fn arguments(endpoint: &Endpoint, known: &Known) -> Vec<String> {
    let mut segments: Vec<_> = endpoint.path.split('/').collect();
    if matches!(endpoint.name, "getStudentsForUser" | "getSectionsForUser") {
        segments[1] = "teachers";
    }
    let names = segments.windows(2).filter(|pair| pair[1].starts_with('{'));
    names.map(|pair| if pair[0] == "submissions" { known["users"].clone() } else { known[pair[0]].clone() }).collect()
}

fn assignment(title: &str) -> String {
    json!({ "title": title, "description": "<p>On whales</p>", "due_date": "2099-01-01T00:00:00Z" }).to_string()
}

#[wasm_bindgen_test]
fn every_operation_is_answered() {
    let mut app = explorer();
    let mut known = acquaint(&mut app);
    let section = known["sections"].clone();
    let made = app.play("createAssignmentForSection", &[&section], None, Some(&assignment("Essay"))).answer().1;
    known.insert("assignments", id(&made["data"]));
    let outline = app.outline();
    assert_eq!(outline.len(), ENDPOINTS.len());
    // What deletes comes last.
    let (last, others): (Vec<&Endpoint>, Vec<&Endpoint>) =
        ENDPOINTS.iter().partition(|endpoint| endpoint.method == "DELETE");
    for endpoint in others.into_iter().chain(last) {
        let name = endpoint.name;
        let (_, parameters, kind) = app.outlined(name);
        let arguments = arguments(endpoint, &known);
        assert_eq!(arguments.len(), parameters, "{name}");
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let body = match (kind, name) {
            ('b', "updateSubmissionForAssignment") => Some(json!({ "grade": "A" }).to_string()),
            ('b', _) => Some(assignment("Better")),
            _ => None,
        };
        let before = app.clever.emulator.journal().len();
        let played = app.play(name, &arguments, None, body.as_deref());
        let journal = app.clever.emulator.journal();
        let asked: Vec<_> = journal[before..].iter().filter(|entry| entry.method != "OPTIONS").collect();
        assert_eq!(asked.len(), 1, "{name}");
        assert_eq!((&*asked[0].method, asked[0].origin, asked[0].authorized), (endpoint.method, Origin::Api, true));
        assert_eq!(asked[0].status, 200, "{name} {arguments:?}");
        let (done, answer) = played.answer();
        assert!(done["issues"].is_null(), "{name}: {done}");
        match kind {
            'l' | 'r' => assert!(!answer["data"].as_array().unwrap().is_empty(), "{name}"),
            _ if endpoint.method == "DELETE" => assert!(answer.is_null(), "{name}"),
            'p' => assert!(answer["sub"].is_string(), "{name}"),
            _ => assert!(answer["data"]["id"].is_string(), "{name}"),
        }
    }
    let error = app.play("getAssignmentForSection", &[&section, &known["assignments"]], None, None).error();
    assert_eq!((error.code(), &error.0["status"]), ("not_found", &404.into()));
}

#[wasm_bindgen_test]
fn every_count_is_answered() {
    let mut app = explorer();
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.counts()) {
        let (done, _) = app.count(endpoint.name, None).answer();
        let rows = app.play(endpoint.name, &[], Some(r#"{"limit":10000}"#), None).answer().1;
        assert_eq!(done["count"], rows["data"].as_array().unwrap().len(), "{}", endpoint.name);
    }
}

#[wasm_bindgen_test]
fn resources_without_their_preflight_are_a_network_error() {
    let mut app = App::new();
    app.sign_in("explorer");
    let error = app.play("getResources", &[], None, None).error();
    assert_eq!((error.code(), &error.0["status"]), ("network", &Value::Null));
}
