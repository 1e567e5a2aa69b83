//! Calls, exported: each under a number until it is over.

use super::clients::{Client, with};
use super::tab::Tab;
use crate::call::{Call, Effect, Event, Head, Now, Outcome};
use crate::decode::Report;
use crate::endpoints::{self, Endpoint};
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::json::Writer;
use crate::list::{Following, Step, Trail, following};
use core::cell::RefCell;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Thrown<T> = core::result::Result<T, JsValue>;

/// A call under way, or one whose body was not fetched yet.
struct Flight {
    number: u32,
    client: u32,
    call: Call,
    /// Of a list: the address of its page and the pages before it.
    list: Option<(&'static Endpoint, String, Trail)>,
    outcome: Option<Outcome>,
}

#[derive(Default)]
struct Flights {
    last: u32,
    flying: Vec<Flight>,
}

thread_local! {
    static FLIGHTS: RefCell<Flights> = RefCell::new(Flights::default());
}

fn take(number: u32) -> Option<Flight> {
    FLIGHTS.with_borrow_mut(|flights| {
        let index = flights.flying.iter().position(|flight| flight.number == number)?;
        Some(flights.flying.swap_remove(index))
    })
}

fn put(flight: Flight) {
    FLIGHTS.with_borrow_mut(|flights| flights.flying.push(flight));
}

fn launch(client: u32, call: Call, list: Option<(&'static Endpoint, String, Trail)>) -> u32 {
    FLIGHTS.with_borrow_mut(|flights| {
        flights.last = flights.last.wrapping_add(1);
        flights.flying.push(Flight { number: flights.last, client, call, list, outcome: None });
        flights.last
    })
}

fn endpoint(index: u32) -> Result<&'static Endpoint> {
    endpoints::ENDPOINTS.get(index as usize).ok_or_else(|| Error::from(Code::Internal))
}

/// The operations as one text, see [`endpoints::outline`].
#[wasm_bindgen]
#[must_use]
pub fn operations() -> String {
    endpoints::outline()
}

/// Makes a call of an operation. `arguments` are its path parameters; query and body are JSON objects.
///
/// # Errors
/// `invalid_argument`.
#[wasm_bindgen]
pub fn operation(
    client: u32,
    index: u32,
    arguments: Vec<String>,
    query: Option<String>,
    body: Option<String>,
    counting: bool,
) -> Thrown<u32> {
    with(client, |held| {
        let config = held.signin.config();
        let endpoint = endpoint(index)?;
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let call = if counting {
            Call::count(config, endpoint, &arguments, query.as_deref())?
        } else {
            Call::operation(config, endpoint, &arguments, query.as_deref(), body.as_deref())?
        };
        let list = (endpoint.is_list() && !counting).then(|| (endpoint, call.url().to_owned(), Trail::new()));
        Ok(launch(client, call, list))
    })
}

/// Makes the call of a further page: an address that an earlier page's report approved.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn further(client: u32, index: u32, url: String, since: f64, trail: &str) -> Thrown<u32> {
    with(client, |held| {
        let endpoint = endpoint(index)?;
        let call = Call::link(held.signin.config(), endpoint, &url, Some(since));
        Ok(launch(client, call, Some((endpoint, url, Trail::read(trail)))))
    })
}

/// Makes a call of any path below the API.
///
/// # Errors
/// `invalid_argument`.
#[wasm_bindgen]
pub fn any(client: u32, method: &str, path: &str, query: Option<String>, body: Option<String>) -> Thrown<u32> {
    with(client, |held| {
        let call = Call::request(held.signin.config(), method, path, query.as_deref(), body.as_deref())?;
        Ok(launch(client, call, None))
    })
}

/// Status and headers have come. Gives the effect as JSON, nothing for "read on".
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn head(
    number: u32,
    status: u16,
    opaque_redirect: bool,
    content_type: Option<String>,
    retry_after: Option<String>,
    rate_reset: Option<String>,
    rate_remaining: Option<String>,
) -> Thrown<Option<String>> {
    let head = Head {
        status,
        opaque_redirect,
        content_type: content_type.as_deref(),
        retry_after: retry_after.as_deref(),
        rate_reset: rate_reset.as_deref(),
        rate_remaining: rate_remaining.as_deref(),
    };
    advance(number, Event::Head(head))
}

/// Bytes have come. Gives the effect as JSON, nothing for "read on".
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn chunk(number: u32, bytes: &[u8]) -> Thrown<Option<String>> {
    advance(number, Event::Chunk(bytes))
}

/// Anything else has happened: 0 start, 1 end, 2 fault, 3 timed out, 4 woke, 5 cancelled. Gives the effect as JSON.
///
/// # Errors
/// `client_closed`.
#[wasm_bindgen]
pub fn step(number: u32, event: u8) -> Thrown<Option<String>> {
    advance(
        number,
        match event {
            0 => Event::Start,
            1 => Event::End,
            2 => Event::Fault,
            3 => Event::TimedOut,
            4 => Event::Woke,
            _ => Event::Cancelled,
        },
    )
}

/// The body of a call that is done, as text; malformed UTF-8 as the platform decodes it. The call is forgotten.
#[wasm_bindgen]
#[must_use]
pub fn text(number: u32) -> String {
    let body = take(number).and_then(|flight| flight.outcome).map(|outcome| outcome.body).unwrap_or_default();
    match String::from_utf8(body) {
        Ok(text) => text,
        Err(malformed) => String::from_utf8_lossy(malformed.as_bytes()).into_owned(),
    }
}

/// Forgets a call, wherever it stands.
#[wasm_bindgen]
pub fn forget(number: u32) {
    drop(take(number));
}

fn advance(number: u32, event: Event<'_>) -> Thrown<Option<String>> {
    let Some(mut flight) = take(number) else { return Ok(None) };
    let effect = with(flight.client, |client| Ok(next(&mut flight.call, client, event)))?;
    let mut json = Writer::object();
    match effect {
        Effect::Read | Effect::Ignore => {
            put(flight);
            return Ok(None);
        }
        Effect::Send(request) => {
            let mut send = Writer::object();
            send.string("method", request.method);
            send.string("url", &request.url);
            send.string("template", &request.template);
            send.optional("body", request.body.as_deref());
            send.number("attempt", f64::from(request.attempt));
            json.raw("send", &send.end());
            put(flight);
        }
        Effect::Wait { ms, code } => {
            json.number("wait", ms);
            json.string("code", code.name());
            put(flight);
        }
        Effect::Fail(error) => json.raw("fail", &error.to_json()),
        Effect::Done(outcome) => {
            json.raw("done", &with(flight.client, |client| Ok(done(client, &flight, &outcome)))?);
            flight.outcome = Some(outcome);
            put(flight);
        }
    }
    Ok(Some(json.end()))
}

fn next(call: &mut Call, client: &mut Client, event: Event<'_>) -> Effect {
    let mut tab = Tab::here();
    let mut random = [0u8; 4];
    // Only jitter: without a source of randomness every wait is as long as the first.
    tab.fill_random(&mut random);
    let (wall_ms, mono_ms) = (tab.wall_ms(), tab.steady_ms());
    let Client { signin, wire } = client;
    let redact = signin.session(&mut tab).map_or("", |session| session.token.reveal());
    call.next(event, wire, Now { wall_ms, mono_ms, random: u32::from_le_bytes(random), redact })
}

fn done(client: &Client, flight: &Flight, outcome: &Outcome) -> String {
    let Report { issues, links, count, .. } = &outcome.report;
    let mut json = Writer::object();
    if !issues.is_empty() {
        json.raw("issues", &objects(issues.iter().map(|issue| [issue.path.as_str(), issue.reason.name()]), ["path", "reason"]));
    }
    if let Some(count) = count {
        json.number("count", *count as f64);
    }
    json.boolean("empty", outcome.body.is_empty());
    if let Some((endpoint, url, trail)) = &flight.list {
        let Following { next, prev, cursor, trail } =
            following(client.signin.config(), endpoint, url, &outcome.report, trail.clone());
        json.raw("links", &objects(links.iter().map(|link| [link.rel.as_str(), link.uri.as_str()]), ["rel", "uri"]));
        neighbour(&mut json, "next", &next);
        neighbour(&mut json, "prev", &prev);
        json.optional("cursor", cursor.as_deref());
        json.string("trail", &trail.to_text());
    }
    json.end()
}

fn neighbour(json: &mut Writer, name: &str, step: &Step) {
    let mut place = Writer::object();
    match step {
        Step::End => return,
        Step::To(url) => place.string("url", url),
        Step::Untrusted(error) => place.raw("fail", &error.to_json()),
    }
    json.raw(name, &place.end());
}

fn objects<'a>(rows: impl Iterator<Item = [&'a str; 2]>, names: [&str; 2]) -> String {
    let mut out = String::from("[");
    for row in rows {
        if out.len() > 1 {
            out.push(',');
        }
        let mut json = Writer::object();
        for (name, value) in names.iter().zip(row) {
            json.string(name, value);
        }
        out.push_str(&json.end());
    }
    out.push(']');
    out
}
