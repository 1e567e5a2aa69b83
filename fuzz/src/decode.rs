//! Bodies: the grammar of JSON and Clever's envelopes, whole and in pieces, against serde_json.
//!
//! First three bytes: which operation's answer it is, and where it is cut. The rest is the body.

use crate::json::{Json, is_grammatical};
use crate::word::{size, word};
use clever_wasm::decode::{Answer, Decoder, Envelope, Fatal, Projection, Report, reader, validate};
use clever_wasm::endpoints::Endpoint;
use clever_wasm::error::Reason;
use clever_wasm::schema::Kind;

/// Pieces of bodies.
pub const DICTIONARY: &[&str] = &[
    "{\"data\":[",
    "{\"data\":{\"id\":\"5f\"",
    "\"data\":",
    "\"id\":\"5f0123456789abcdef012345\"",
    "]}",
    "}}",
    "},",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1e400",
    "123456789012",
    "0.5E-3",
    "\"links\":[{\"rel\":\"next\",\"uri\":\"/v3.1/users?starting_after=5f\\u0026limit=2\"}]",
    "\"count\":12",
    "\"starting_after\":\"x\"",
    "\"resources\":[]",
    "\"name\":{\"first\":\"\\ud83d\\ude00\",\"last\":\"é\"}",
    "\"roles\":{\"student\":{\"grade\":\"1\"}}",
    "\"__proto__\":",
    "\\u0000",
    "\\ud83d",
    "\u{feff}",
    "\"student_id\":\"5f\"",
    "\"user_id\":\"5f\"",
    "\"type\":\"users.updated\",\"data\":{\"object\":{\"id\":\"5f\"},\"previous_attributes\":{\"name\":null}}",
    "\"type\":\"user\"",
    "\"district\":\"5a\"",
    "\"email\":null",
    "\"uri\":\"/v3.1/users/5f\"",
    "[[[[[[[[[[[[[[[[",
    " \n",
];

const OPERATIONS: [&str; 8] = [
    "getUsers",
    "getUser",
    "me",
    "getSections",
    "getEvents",
    "listAttendanceForSchool",
    "getSubmissionsForAssignment",
    "userinfo",
];

/// Asserts what must hold for any body.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let [choice, first, second, body @ ..] = bytes else { return 0 };
    let endpoint = Endpoint::find(OPERATIONS[usize::from(*choice) % OPERATIONS.len()]).expect("an operation");
    let answer = endpoint.answer;
    // A browser decodes before it parses.
    let lossy = String::from_utf8_lossy(body);
    let text = lossy.strip_prefix('\u{feff}').unwrap_or(&lossy);

    let plain = validate(body, None);
    let too_deep = |report: &Report| report.fatal.as_ref().is_some_and(|fatal| fatal.reason == Reason::TooDeep);
    let grammatical = is_grammatical(text);
    assert!(too_deep(&plain) || plain.fatal.is_none() == grammatical, "{lossy}: {plain:?}");
    if plain.fatal.is_none() {
        assert_eq!(plain.issues.is_empty(), core::str::from_utf8(body).is_ok(), "{lossy}");
    }
    if let Ok(text) = core::str::from_utf8(body) {
        assert_eq!(reader::is_json(text), plain.fatal.is_none() && !text.starts_with('\u{feff}'), "{text}");
    }

    let whole = validate(body, Some(answer));
    let shape = serde_json::from_str::<Json>(text).ok();
    assert!(whole.fatal.is_some() || grammatical, "{lossy}");
    if let Some(shape) = &shape {
        enveloped(answer, shape, &whole, &lossy);
    }
    assert_eq!(whole.issues.len(), (whole.issue_count as usize).min(1000), "{lossy}");

    let cuts = [usize::from(*first), usize::from(*first) + usize::from(*second)];
    let cuts = cuts.map(|cut| cut.min(body.len()));
    let pieces = [&body[..cuts[0]], &body[cuts[0]..cuts[1]], &body[cuts[1]..]];
    let is_early = second % 3 == 0;
    let streamed = stream(answer, None, &pieces, is_early);
    // A list that comes twice comes too late the second time once rows of the first were used.
    let too_late = |fatal: &Fatal| fatal.reason == Reason::BrokenPage && fatal.path == "data";
    if !is_early || !streamed.fatal.as_ref().is_some_and(too_late) {
        same(&whole, &streamed, &lossy);
    }
    let single: Vec<&[u8]> = body.chunks(1).collect();
    if body.len() < 200 {
        same(&whole, &stream(answer, None, &single, false), &lossy);
    }
    if choice & 0x80 != 0 {
        let fields = ["id", "name.first", "ext", "roles.student"];
        let projected = stream(answer, Some(Projection::new(answer.record, fields.into_iter())), &pieces, false);
        same(&whole, &projected, &lossy);
    }
    again(answer, body, cuts, &whole);
    let fatal = whole.fatal.as_ref().map(|fatal| (fatal.reason.name(), size(fatal.path.len())));
    word((
        choice & 7,
        fatal,
        size(whole.issue_count as usize),
        size(whole.rows as usize),
        size(whole.links.len()),
        whole.count.is_some(),
    ))
}

/// The same records, issues and links, however it came; a flaw is the same one at the same place.
fn same(whole: &Report, streamed: &Report, text: &str) {
    if whole.fatal.is_none() {
        assert_eq!(whole, streamed, "{text}");
    } else {
        // Where it was cut decides how far it was read, and of two flaws at one place which is met first.
        let flaw = |report: &Report| report.fatal.as_ref().map(|fatal| fatal.path.clone());
        assert_eq!(flaw(whole), flaw(streamed), "{text}");
    }
}

fn stream(answer: Answer, projection: Option<Projection>, pieces: &[&[u8]], is_early: bool) -> Report {
    let mut decoder = Decoder::new(answer, projection, is_early);
    for piece in pieces {
        if decoder.push(piece).is_some() {
            return *decoder.finish();
        }
        if decoder.is_ready() {
            decoder.batch();
        }
    }
    *decoder.finish()
}

/// An answer that broke off after some rows were delivered is continued, not repeated.
fn again(answer: Answer, body: &[u8], cuts: [usize; 2], whole: &Report) {
    let mut decoder = Decoder::new(answer, None, true);
    if decoder.push(&body[..cuts[0]]).is_some() {
        return;
    }
    if decoder.is_ready() {
        decoder.batch();
    }
    let delivered = decoder.delivered();
    decoder.restart();
    let mut last = delivered;
    for piece in [&body[..cuts[1]], &body[cuts[1]..]] {
        if decoder.push(piece).is_some() {
            return;
        }
        if decoder.is_ready() {
            decoder.batch();
        }
        assert!(decoder.delivered() >= last);
        last = decoder.delivered();
    }
    let report = decoder.finish();
    // Who was delivered is known by the id: rows that share one cannot be told apart.
    if whole.fatal.is_none() && report.fatal.is_none() && distinct(body) {
        decoder.batch();
        assert!(decoder.delivered() <= whole.rows, "{} of {} rows", decoder.delivered(), whole.rows);
        assert_eq!(report.rows, whole.rows);
    }
}

/// Whether no two rows of the body have the same id, as far as serde_json can tell: it refuses numbers beyond all bounds,
/// such as 1e400, which JSON and the decoder take.
fn distinct(body: &[u8]) -> bool {
    let Ok(Json::Object(members)) = serde_json::from_str::<Json>(&String::from_utf8_lossy(body)) else { return false };
    let mut seen = Vec::new();
    members.iter().filter_map(|(_, value)| value.list()).flatten().all(|row| {
        let id = row.get("data").and_then(|data| data.get("id")).map(|id| format!("{id:?}"));
        let is_new = id.is_none() || !seen.contains(&id);
        seen.push(id);
        is_new
    })
}

/// What stands around the records, as serde_json's reading of it says.
fn enveloped(answer: Answer, json: &Json, report: &Report, text: &str) {
    let fine = report.fatal.is_none();
    let Json::Object(_) = json else {
        assert!(!fine, "{text}");
        return;
    };
    let id = answer.record.members().find(|member| member.ty.kind() == Kind::Id).map(|member| member.name);
    let identity = |record: &Json| id.is_none_or(|id| record.get(id).and_then(Json::text).is_some());
    let is_record = |record: &Json| matches!(record, Json::Object(_)) && identity(record);
    let data = json.get("data");
    let rows: Option<Vec<&Json>> = match answer.envelope {
        Envelope::Plain => is_record(json).then(|| vec![json]),
        Envelope::Single => data.filter(|data| is_record(data)).map(|data| vec![data]),
        Envelope::BareRows => data.and_then(Json::list).map(|rows| rows.iter().collect()),
        Envelope::Rows => data
            .and_then(Json::list)
            .and_then(|rows| rows.iter().map(|row| row.get("data")).collect::<Option<Vec<&Json>>>()),
        _ => return,
    };
    let rows = rows.filter(|rows| rows.iter().all(|row| is_record(row)));
    // Of two members with one name the last one counts, but the first is checked as well; and `resources` and
    // `count` stand for the data where there is none.
    let ordinary =
        !json.repeats() && (data.is_some() || answer.envelope == Envelope::Plain) && json.get("resources").is_none();
    let sound = |name: &str| matches!(json.get(name), None | Some(Json::Null | Json::List(_)));
    if !ordinary || !(sound("links") || answer.envelope == Envelope::Plain) {
        return;
    }
    let too_deep = report.fatal.as_ref().is_some_and(|fatal| fatal.reason == Reason::TooDeep);
    assert!(too_deep || fine == rows.is_some(), "{text}: {:?}", report.fatal);
    let (true, Some(rows)) = (fine, rows) else { return };
    assert_eq!(report.rows as usize, rows.len(), "{text}");
    let ids = |row: Option<&&Json>| row.and_then(|row| row.get(id?)).and_then(Json::text).map(str::to_owned);
    let clean = report.issues.iter().all(|issue| issue.reason != Reason::InvalidUtf8);
    if clean {
        assert_eq!(report.first_id, ids(rows.first()), "{text}");
        assert_eq!(report.last_id, ids(rows.last()), "{text}");
    }
    if answer.envelope == Envelope::Plain || !clean {
        return;
    }
    let links = json.get("links").and_then(Json::list).unwrap_or_default().iter();
    let links: Vec<(&str, &str)> =
        links.filter_map(|link| Some((link.get("rel")?.text()?, link.get("uri")?.text()?))).collect();
    assert!(links.iter().copied().eq(report.links.iter().map(|link| (link.rel.as_str(), link.uri.as_str()))), "{text}");
    let cursor = json.get("starting_after").and_then(Json::text).filter(|cursor| !cursor.is_empty());
    assert_eq!(report.starting_after.as_deref(), cursor, "{text}");
}
