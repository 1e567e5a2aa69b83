//! Cursors, wherever they come from: the caller's query, a page's link, a page's own member, a stored trail.
//!
//! Lines: a cursor, a trail, the query of a call.

use crate::client::{check, config};
use crate::json::Json;
use crate::word::{kind, size, word};
use clever_wasm::call::{Call, Effect, Event, Head, Now, Wire};
use clever_wasm::decode::{reader, validate};
use clever_wasm::endpoints::Endpoint;
use clever_wasm::list::{Step, Trail, following};
use url::Url;

/// Pieces of cursors and queries.
pub const DICTIONARY: &[&str] = &[
    "\n",
    "5f0123456789abcdef012345",
    "+/9==",
    "%2B",
    "&",
    "=",
    "#",
    "\r\n",
    "é",
    "\u{0}",
    "{",
    "}",
    "\"",
    ":",
    ",",
    "[",
    "]",
    "null",
    "true",
    "{\"limit\":100}",
    "\"starting_after\":\"5f\"",
    "\"ending_before\":\"5f\"",
    "\"cursor\":\"x\"",
    "\"limit\":\"3\"",
    "\"count\":true",
    "\"role\":[\"a\",\"b\"]",
    "1 2 3",
    " 9007199254740991",
    "-1",
    "1e3",
    "\\u0026",
    "\\ud83d",
];

const PAGING: [&str; 4] = ["limit", "starting_after", "ending_before", "cursor"];

/// Asserts what must hold for any cursor, trail and query.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let input = String::from_utf8_lossy(bytes);
    let mut lines = input.splitn(3, '\n');
    let (cursor, trail, query) =
        (lines.next().unwrap_or_default(), lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    word((resumes(cursor), trails(trail, cursor), asks(query)))
}

/// A cursor that the caller kept leads back to the same place: sent as it is, and named again by what fails.
fn resumes(cursor: &str) -> u64 {
    let config = config(&[]).expect("usable options");
    let users = Endpoint::find("getUsers").expect("an operation");
    let query = serde_json::json!({ "starting_after": cursor }).to_string();
    let mut call = match Call::operation(&config, users, &[], Some(&query), None) {
        Ok(call) => call,
        Err(error) => {
            check(&error, &[]);
            assert!(cursor.is_empty(), "{cursor:?} is refused");
            return 1;
        }
    };
    let url = Url::parse(call.url()).expect("an address");
    assert_eq!(url.as_str(), call.url(), "a browser would mend it");
    assert_eq!(url.path(), "/v3.1/users");
    assert_eq!(url.query_pairs().collect::<Vec<_>>(), [("starting_after".into(), cursor.into())]);

    // The page says where it goes on, beside its data; the call behind it fails and names the place.
    let attendance = Endpoint::find("listAttendanceForSchool").expect("an operation");
    let page = serde_json::json!({ "data": [{"student_id": "5f"}], "starting_after": cursor }).to_string();
    let report = validate(page.as_bytes(), Some(attendance.answer));
    assert_eq!(report.starting_after.as_deref(), Some(cursor));
    let here = "https://api.clever.com/v3.1/attendance/schools/5f?limit=2&starting_after=0&ending_before=1";
    let after = following(&config, attendance, here, &report, Trail::new());
    if cursor != "0" {
        let Step::To(next) = &after.next else { panic!("{cursor:?}: {:?}", after.next) };
        assert_eq!(after.cursor.as_deref(), Some(cursor));
        let next = Url::parse(next).expect("an address");
        let pairs: Vec<_> = next.query_pairs().collect();
        assert_eq!(pairs, [("limit".into(), "2".into()), ("starting_after".into(), cursor.into())]);
    }
    let now = Now { wall_ms: 0.0, mono_ms: 0.0, random: 0, redact: "" };
    let mut wire = Wire::new();
    call.next(Event::Start, &mut wire, now);
    let head = Head { status: 302, ..Head::default() };
    let Effect::Fail(error) = call.next(Event::Head(head), &mut wire, now) else { panic!("a redirect was followed") };
    assert_eq!((error.cursor.as_deref(), error.delivered), (Some(cursor), Some(0)));
    2
}

/// A trail that came from outside is one of ours or an empty one; either way it ends a list that goes round.
fn trails(text: &str, cursor: &str) -> u64 {
    let trail = Trail::read(text);
    let written = trail.to_text();
    assert_eq!(Trail::read(&written).to_text(), written, "{text}");
    let config = config(&[]).expect("usable options");
    let users = Endpoint::find("getUsers").expect("an operation");
    let page = serde_json::json!({
        "data": [{"data": {"id": "5f"}}],
        "links": [{"rel": "next", "uri": format!("/v3.1/users?starting_after={}", cursor.replace(['&', '%', '#', '+', ' '], "-"))}],
    });
    let report = validate(page.to_string().as_bytes(), Some(users.answer));
    let here = "https://api.clever.com/v3.1/users";
    let once = following(&config, users, here, &report, trail);
    let again = following(&config, users, here, &report, once.trail);
    assert!(again.next == Step::End, "the same cursor goes on: {cursor:?} after {text:?}");
    word((once.next.goes_on(), size(text.len())))
}

/// The query of a call is sent as serde_json reads it, or refused by name.
fn asks(query: &str) -> u64 {
    let config = config(&[]).expect("usable options");
    let users = Endpoint::find("getUsers").expect("an operation");
    let json = Json::read(query);
    match Call::operation(&config, users, &[], Some(query), None) {
        Err(error) => {
            check(&error, &[]);
            assert!(error.path.is_some());
            word((1, kind(&error), matches!(json, Some(Json::Object(_)))))
        }
        Ok(call) => {
            let url = Url::parse(call.url()).expect("an address");
            assert_eq!((url.as_str(), url.path(), url.fragment()), (call.url(), "/v3.1/users", None));
            let Some(Json::Object(members)) = json else {
                // serde_json makes no value of a lone surrogate, nor of a number beyond every double.
                assert!(reader::members(query, |_, _| ()).is_some(), "{query}");
                return 2;
            };
            let mut sent = Vec::new();
            for (name, value) in &members {
                let values = value.list().unwrap_or(std::slice::from_ref(value));
                for value in values.iter().filter(|value| **value != Json::Null) {
                    sent.push((name.clone(), value.text().map(str::to_owned)));
                }
            }
            let pairs: Vec<_> = url.query_pairs().into_owned().collect();
            assert_eq!(pairs.len(), sent.len(), "{query}");
            for ((name, value), (expected, text)) in pairs.iter().zip(&sent) {
                assert_eq!(name, expected, "{query}");
                if let Some(text) = text {
                    assert_eq!(value, text, "{query}");
                }
            }
            let cursors = pairs.iter().filter(|(name, _)| PAGING[1..].contains(&name.as_str())).count();
            assert!(cursors <= 1, "{query}");
            word((3, size(pairs.len()), cursors))
        }
    }
}
