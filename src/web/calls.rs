//! Calls, exported: each under a number until it is over.

use super::clients::{Client, of};
use super::tab::Tab;
use super::{Ask, Core};
use crate::call::{Call, Effect, Event, Head, Now, Outcome};
use crate::decode::{Decoder, Report};
use crate::endpoints::{self, Endpoint};
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::json::{self, Writer};
use crate::list::{Following, Step, Trail, following};
use crate::prelude::*;
use crate::secret::AccessToken;

type Answer = Result<Option<String>>;

/// A call under way, or one whose body was not fetched yet.
#[derive(Debug)]
pub(crate) struct Flight {
    number: u32,
    client: u32,
    call: Call,
    list: Option<Place>,
    outcome: Option<Outcome>,
    /// Taken out of whatever the server echoes, also when the session has ended meanwhile.
    token: Option<AccessToken>,
}

/// Where in a list a call reads.
#[derive(Debug)]
struct Place {
    endpoint: &'static Endpoint,
    url: String,
    trail: Trail,
}

fn launch(core: &mut Core, client: u32, call: Call, list: Option<Place>) -> Answer {
    core.last_flight = core.last_flight.wrapping_add(1);
    let token = of(&mut core.clients, client)?.signin.session(&mut Tab).map(|session| session.token.clone());
    core.flights.push(Flight { number: core.last_flight, client, call, list, outcome: None, token });
    Ok(Some(json::whole(f64::from(core.last_flight))))
}

fn endpoint(index: f64) -> Result<&'static Endpoint> {
    endpoints::ENDPOINTS.get(index as usize).ok_or_else(|| Error::from(Code::Internal))
}

/// The operations as one text, see [`endpoints::outline`].
pub(super) fn outline(_: &mut Core, _: &Ask<'_>) -> Answer {
    Ok(Some(endpoints::outline()))
}

/// Makes a call of the operation that is the number. Texts: query, body, `count` or nothing, then the path parameters.
pub(super) fn operation(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let endpoint = endpoint(ask.number)?;
    let config = of(&mut core.clients, ask.id)?.signin.config();
    let arguments: Vec<&str> = ask.text.split('\0').skip(3).collect();
    let (query, body) = (ask.part(0), ask.part(1));
    if ask.part(2).is_some() {
        let call = Call::count(config, endpoint, &arguments, query)?;
        return launch(core, ask.id, call, None);
    }
    let call = Call::operation(config, endpoint, &arguments, query, body)?;
    let list = endpoint.is_list().then(|| Place { endpoint, url: call.url().to_owned(), trail: Trail::new() });
    launch(core, ask.id, call, list)
}

/// Makes the call of a further page of the operation that is the number. Texts: the address that an earlier page's report
/// approved, when that page came (Unix milliseconds), its trail.
pub(super) fn further(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let endpoint = endpoint(ask.number)?;
    let url = ask.word(0);
    let since = crate::decode::reader::integer(ask.word(1)).map(|since| since as f64);
    let call = Call::link(of(&mut core.clients, ask.id)?.signin.config(), endpoint, url, since);
    let place = Place { endpoint, url: url.to_owned(), trail: Trail::read(ask.word(2)) };
    launch(core, ask.id, call, Some(place))
}

/// Makes a call of any path below the API. Texts: method, path, query, body.
pub(super) fn any(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let config = of(&mut core.clients, ask.id)?.signin.config();
    let call = Call::request(config, ask.word(0), ask.word(1), ask.part(2), ask.part(3))?;
    launch(core, ask.id, call, None)
}

/// The status, which is the number, and headers have come. Texts: `opaque` or nothing, Content-Type, Retry-After,
/// X-RateLimit-Reset, X-RateLimit-Remaining. Gives the effect, nothing for "read on".
pub(super) fn head(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let head = Head {
        status: ask.number as u16,
        opaque_redirect: ask.part(0).is_some(),
        content_type: ask.part(1),
        retry_after: ask.part(2),
        rate_reset: ask.part(3),
        rate_remaining: ask.part(4),
    };
    advance(core, ask.id, Event::Head(head))
}

/// Bytes have come. Gives the effect, nothing for "read on".
pub(super) fn chunk(core: &mut Core, number: u32, bytes: &[u8]) -> Answer {
    advance(core, number, Event::Chunk(bytes))
}

/// What the number says has happened: 0 start, 1 end, 2 fault, 3 timed out, 4 woke, 5 cancelled. Gives the effect.
pub(super) fn step(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let event = match ask.number as u8 {
        0 => Event::Start,
        1 => Event::End,
        2 => Event::Fault,
        3 => Event::TimedOut,
        4 => Event::Woke,
        _ => Event::Cancelled,
    };
    advance(core, ask.id, event)
}

/// Where in memory the body of a call that is done lies, its address and its length, to be read before anything else is
/// asked: the platform decodes it, malformed UTF-8 too.
pub(super) fn body(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let flight = core.flights.iter_mut().find(|flight| flight.number == ask.id);
    // One that a trap has taken away is not known any more.
    let outcome = flight.and_then(|flight| flight.outcome.as_ref()).ok_or_else(|| Error::from(Code::Internal))?;
    let body = &outcome.body;
    Ok(Some(numbers(&[body.as_ptr() as usize, body.len()])))
}

/// Has a list's records taken as they come, early if the number says so. Text: the wanted fields, or nothing for all. Gives
/// the number of what they are, and `exact` where nothing but those fields will come.
pub(super) fn stream(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let flight = core.flights.iter_mut().find(|flight| flight.number == ask.id);
    let Some((flight, record)) = flight.and_then(|flight| {
        let record = flight.list.as_ref()?.endpoint.answer.record;
        Some((flight, record))
    }) else {
        return Ok(None);
    };
    flight.call.stream(ask.part(0), ask.number != 0.0);
    let mut out = json::whole(f64::from(record as u8));
    if flight.call.is_exact() {
        out.push_str(" exact");
    }
    Ok(Some(out))
}

/// The members of the record that is the number, as [`crate::schema::outline`] writes them.
pub(super) fn members(_: &mut Core, ask: &Ask<'_>) -> Answer {
    Ok(Some(crate::schema::outline(ask.number as u8)))
}

/// The records that have come for a call, to be read before anything else is asked: where in memory rows, tape, cuts and
/// text lie, an address and a length each, then how many values there are, and whether these rows replace all before.
pub(super) fn batch(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let flight = core.flights.iter_mut().find(|flight| flight.number == ask.id);
    let Some(batch) = flight.and_then(|flight| flight.call.decoder()).map(Decoder::batch) else { return Ok(None) };
    let (rows, tape, cuts, text) = (batch.rows(), batch.tape(), batch.cuts(), batch.text());
    Ok(Some(numbers(&[
        rows.as_ptr() as usize,
        rows.len(),
        tape.as_ptr() as usize,
        tape.len(),
        cuts.as_ptr() as usize,
        cuts.len(),
        text.as_ptr() as usize,
        text.len(),
        batch.count() as usize,
        usize::from(batch.supersedes()),
    ])))
}

fn numbers(numbers: &[usize]) -> String {
    let mut out = String::new();
    for number in numbers {
        json::integer(&mut out, *number as f64);
        out.push(' ');
    }
    out
}

/// Forgets a call, wherever it stands.
pub(super) fn forget(core: &mut Core, ask: &Ask<'_>) -> Answer {
    drop(take(core, ask.id));
    Ok(None)
}

fn take(core: &mut Core, number: u32) -> Option<Flight> {
    let index = core.flights.iter().position(|flight| flight.number == number)?;
    Some(core.flights.swap_remove(index))
}

fn advance(core: &mut Core, number: u32, event: Event<'_>) -> Answer {
    let Core { clients, flights, .. } = core;
    let Some(flight) = flights.iter_mut().find(|flight| flight.number == number) else { return Ok(None) };
    let client = of(clients, flight.client)?;
    let mut json = Writer::object();
    match next(&mut flight.call, client, event, flight.token.as_ref().map_or("", AccessToken::reveal)) {
        Effect::Read | Effect::Ignore => return Ok(None),
        Effect::Deliver => json.boolean("deliver", true),
        Effect::Send(request) => {
            let mut send = Writer::object();
            send.string("method", request.method);
            send.string("url", &request.url);
            send.string("template", &request.template);
            send.optional("body", request.body.as_deref());
            send.number("attempt", f64::from(request.attempt));
            json.raw("send", &send.end());
        }
        Effect::Wait { ms, code } => {
            json.number("wait", ms);
            json.string("code", code.name());
        }
        Effect::Fail(error) => json.raw("fail", &error.to_json()),
        Effect::Done(outcome) => {
            json.raw("done", &done(client, flight, &outcome));
            flight.outcome = Some(outcome);
        }
    }
    Ok(Some(json.end()))
}

fn next(call: &mut Call, client: &mut Client, event: Event<'_>, redact: &str) -> Effect {
    let mut tab = Tab;
    let mut random = [0u8; 4];
    // Only jitter: without a source of randomness every wait is as long as the first.
    tab.fill_random(&mut random);
    let (wall_ms, mono_ms) = (tab.wall_ms(), tab.steady_ms());
    call.next(event, &mut client.wire, Now { wall_ms, mono_ms, random: u32::from_le_bytes(random), redact })
}

fn done(client: &Client, flight: &Flight, outcome: &Outcome) -> String {
    let Report { issues, links, count, .. } = &*outcome.report;
    let mut json = Writer::object();
    if !issues.is_empty() {
        json.raw(
            "issues",
            &objects(issues.iter().map(|issue| [issue.path.as_str(), issue.reason.name()]), ["path", "reason"]),
        );
    }
    if let Some(count) = count {
        json.number("count", *count as f64);
    }
    json.boolean("empty", outcome.body.is_empty());
    if let Some(Place { endpoint, url, trail }) = &flight.list {
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
