//! The events feed: some that the district began with, and one for everything written since.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Call, not_found,
    page::{Paging, envelope, links},
};
use crate::{
    district::Version,
    emulator::Emulator,
    form,
    id::Kind,
    options::PreviousAttributes,
    persona::Role,
    response::Response,
    time::{DAY_MS, timestamp},
    world::Subject,
};

/// Clever keeps events for thirty days.
const WINDOW_MS: u64 = 30 * DAY_MS;
/// Events that happened before the emulator was first asked, twelve hours apart.
const EARLIER: u32 = 48;
const APART_MS: u64 = DAY_MS / 2;

/// One event that was written, whatever version asks for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) at_ms: u64,
    pub(crate) subject: Subject,
    pub(crate) action: Cow<'static, str>,
    pub(crate) objects: BTreeMap<Version, Value>,
    pub(crate) previous: Option<Value>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Feed {
    pub(crate) written: Vec<Written>,
    /// When the feed was first read; the earlier events lie before it.
    first_read_ms: Option<u64>,
}

struct Event {
    id: String,
    at_ms: u64,
    kind: String,
    object: Value,
    previous: Option<Value>,
}

impl Emulator {
    pub(super) fn events(&mut self, call: &Call<'_>) -> Response {
        let first_read_ms = *self.feed.first_read_ms.get_or_insert(call.now_ms);
        let visible = self.visible_events(call, first_read_ms);
        if call.operation.id == "getEvent" {
            let event = visible.into_iter().find(|event| event.id == call.argument(0));
            return event
                .map_or_else(not_found, |event| Response::json(200, &json!({ "data": self.shown_event(event) })));
        }
        let types: Vec<&str> =
            call.query.iter().filter(|(name, _)| name == "record_type").map(|(_, value)| value.as_str()).collect();
        let school = form::value(&call.query, "school");
        let wanted = |event: &Event| {
            let record = event.kind.split('.').next().unwrap_or_default();
            (types.is_empty() || types.contains(&record))
                && school.is_none_or(|school| belongs_to(&event.object, school))
        };
        let chosen: Vec<Event> = visible.into_iter().filter(wanted).collect();
        let paging = match Paging::read(call, self.options.user_token_paging) {
            Ok(paging) => paging,
            Err(refusal) => return refusal,
        };
        let id = |place: u32| chosen.get(place as usize).map(|event| event.id.clone()).unwrap_or_default();
        let part = paging.find(chosen.len() as u32, id);
        let page_links = links(call, part, &id(part.from), &id(part.to.saturating_sub(1)));
        let places = (part.from as usize)..(part.to as usize);
        let version = call.version.name();
        let rows = chosen.into_iter().skip(places.start).take(places.len()).map(|event| {
            let uri = format!("/{version}/events/{}", event.id);
            json!({ "data": self.shown_event(event), "uri": uri })
        });
        envelope(rows, Some(page_links), self.options.links_first)
    }

    fn shown_event(&self, event: Event) -> Value {
        let mut data = Map::new();
        data.insert("object".to_owned(), event.object);
        let mut shown = Map::new();
        shown.insert("id".to_owned(), json!(event.id));
        shown.insert("type".to_owned(), json!(event.kind));
        shown.insert("created".to_owned(), json!(timestamp(event.at_ms / 1_000 * 1_000)));
        let beside = self.options.previous_attributes == PreviousAttributes::Beside;
        if let Some(previous) = event.previous {
            let place = if beside { &mut shown } else { &mut data };
            place.insert("previous_attributes".to_owned(), previous);
        }
        shown.insert("data".to_owned(), Value::Object(data));
        Value::Object(shown)
    }

    /// All events within the window, oldest first.
    fn visible_events(&self, call: &Call<'_>, first_read_ms: u64) -> Vec<Event> {
        let earlier = (0..EARLIER).map(|number| self.earlier_event(number, call.version, first_read_ms));
        let written = self.feed.written.iter().zip(EARLIER..).map(|(written, number)| Event {
            id: self.world.district.id(Kind::Event, number),
            at_ms: written.at_ms,
            kind: format!("{}.{}", event_collection(written.subject), written.action),
            object: written.objects.get(&call.version).cloned().unwrap_or_default(),
            previous: written.previous.clone(),
        });
        // v3 has users, v2.1 a collection for each role.
        let in_version =
            |kind: &str| !is_about_people(kind) || kind.starts_with("users.") == (call.version != Version::V21);
        let since = call.now_ms.saturating_sub(WINDOW_MS);
        earlier.chain(written).filter(|event| event.at_ms >= since && in_version(&event.kind)).collect()
    }

    fn earlier_event(&self, number: u32, version: Version, first_read_ms: u64) -> Event {
        let district = &self.world.district;
        let nth = |role: Role| district.nth_of_role(role, number % district.role_count(role).max(1)).unwrap_or(0);
        let (kind, index, role, action) = match number % 6 {
            0 => (Kind::User, nth(Role::Student), Role::Student, "updated"),
            1 => (Kind::Section, number % district.count(Kind::Section).max(1), Role::Student, "updated"),
            2 => (Kind::User, nth(Role::Contact), Role::Contact, "updated"),
            3 => (Kind::User, nth(Role::Teacher), Role::Teacher, "created"),
            4 => (Kind::School, number % district.count(Kind::School).max(1), Role::Student, "updated"),
            _ => (Kind::User, nth(Role::Student), Role::Student, "deleted"),
        };
        let role = (kind == Kind::User && version == Version::V21).then_some(role);
        let subject = Subject { kind, role };
        let mut object = self.world.record(subject, index, version, &self.options).unwrap_or_default();
        if action == "deleted" {
            // Someone who is no longer there: an id beyond all others.
            object.insert("id".to_owned(), json!(district.id(Kind::User, 0x00F0_0000 + number)));
        }
        if number % 6 == 2 && version != Version::V21 {
            mix_v2_members(&mut object, index, self);
        }
        let previous = (action == "updated").then(|| match kind {
            Kind::User => json!({ "email": "before@cedar-ridge.example", "name": { "middle": "Q" } }),
            _ => json!({ "name": "Before" }),
        });
        Event {
            id: district.id(Kind::Event, number),
            at_ms: first_read_ms.saturating_sub(u64::from(EARLIER - number) * APART_MS),
            kind: format!("{}.{action}", event_collection(subject)),
            object: Value::Object(object),
            previous,
        }
    }
}

/// Contact events came with v2's members beside v3's, whose own list was empty.
fn mix_v2_members(object: &mut Map<String, Value>, user: u32, emulator: &Emulator) {
    let flat = emulator.world.district.person(user, Role::Contact);
    for name in ["relationship", "students", "type"] {
        object.insert(name.to_owned(), flat.get(name).cloned().unwrap_or_default());
    }
    if let Some(contact) =
        object.get_mut("roles").and_then(|roles| roles.get_mut("contact")).and_then(Value::as_object_mut)
    {
        contact.insert("student_relationships".to_owned(), json!([]));
    }
}

/// v2.1 writes the admins without an underscore in event types.
fn event_collection(subject: Subject) -> String {
    subject.segment().replace('_', "")
}

fn is_about_people(kind: &str) -> bool {
    ["users.", "students.", "teachers.", "schooladmins.", "districtadmins.", "contacts."]
        .iter()
        .any(|start| kind.starts_with(start))
}

/// Whether a record is of a school, is one, or is of someone there.
fn belongs_to(object: &Value, school: &str) -> bool {
    let at = |value: &Value| {
        value.get("school").and_then(Value::as_str) == Some(school)
            || value.get("schools").and_then(Value::as_array).is_some_and(|list| list.iter().any(|one| one == school))
    };
    let roles = object.get("roles").and_then(Value::as_object);
    object.get("id").and_then(Value::as_str) == Some(school)
        || at(object)
        || roles.is_some_and(|roles| roles.values().any(at))
}
