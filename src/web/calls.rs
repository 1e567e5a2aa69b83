//! Calls, exported: each under a number until it is over.

use super::clients::{Client, of};
use super::tab::Tab;
use super::{Ask, Core};
use crate::call::{Call, Effect, Event, Head, Now, Outcome};
use crate::decode::{Decoder, Report};
use crate::endpoints::{self, Endpoint};
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::json::{self, List};
use crate::list::{Following, Step, Trail, following};
use crate::prelude::*;
use crate::search::parts;
use crate::secret::AccessToken;

type Answer = Result<Option<String>>;

/// A call under way, or one whose body was not fetched yet.
#[derive(Debug)]
pub(crate) struct Flight {
    number: u32,
    client: u32,
    call: Call,
    /// The pages of its list that were seen before, until its own was.
    trail: Option<Trail>,
    outcome: Option<Outcome>,
    /// Taken out of whatever the server echoes, also when the session has ended meanwhile.
    token: Option<AccessToken>,
}

fn launch(core: &mut Core, client: u32, call: Call, trail: Option<Trail>) -> Answer {
    core.last_flight = core.last_flight.wrapping_add(1);
    let token = of(&mut core.clients, client)?.signin.session(&mut Tab).map(|session| session.token.clone());
    core.flights.push(Flight { number: core.last_flight, client, call, trail, outcome: None, token });
    Ok(Some(json::whole(f64::from(core.last_flight))))
}

fn endpoint(index: f64) -> Result<Endpoint> {
    Endpoint::at(index as usize).ok_or_else(|| Error::from(Code::Internal))
}

/// The operations as one text, see [`endpoints::outline`].
pub(super) fn outline(_: &mut Core, _: &Ask<'_>) -> Answer {
    Ok(Some(endpoints::outline()))
}

/// Makes a call of the operation that is the number. Texts: query, body, `count` or nothing, then the path parameters.
pub(super) fn operation(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let endpoint = endpoint(ask.number)?;
    let config = of(&mut core.clients, ask.id)?.signin.config();
    let arguments: Vec<&str> = parts(ask.text, b'\0').skip(3).collect();
    let (query, body) = (ask.part(0), ask.part(1));
    if ask.part(2).is_some() {
        let call = Call::count(config, &endpoint, &arguments, query)?;
        return launch(core, ask.id, call, None);
    }
    let call = Call::operation(config, &endpoint, &arguments, query, body)?;
    launch(core, ask.id, call, endpoint.is_list().then(Trail::new))
}

/// Makes the call of a further page of the operation that is the number. Texts: the address that an earlier page's report
/// approved, when that page came (Unix milliseconds), its trail.
pub(super) fn further(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let endpoint = endpoint(ask.number)?;
    let since = crate::decode::reader::integer(ask.word(1)).map(|since| since as f64);
    let call = Call::link(of(&mut core.clients, ask.id)?.signin.config(), &endpoint, ask.word(0), since);
    launch(core, ask.id, call, Some(Trail::read(ask.word(2))))
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
    let Some(flight) = flight.filter(|flight| flight.trail.is_some()) else { return Ok(None) };
    let Some(record) = flight.call.endpoint().map(|endpoint| endpoint.answer.record) else { return Ok(None) };
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

/// Lets something happen to a call; nothing for "read on". Else a list: what to do, the code of what an attempt came to,
/// and what belongs to it.
fn advance(core: &mut Core, number: u32, event: Event<'_>) -> Answer {
    let Core { clients, flights, .. } = core;
    let Some(flight) = flights.iter_mut().find(|flight| flight.number == number) else { return Ok(None) };
    let client = of(clients, flight.client)?;
    let effect = next(&mut flight.call, client, event, flight.token.as_ref().map_or("", AccessToken::reveal));
    let (what, code) = match &effect {
        Effect::Read | Effect::Ignore => return Ok(None),
        Effect::Deliver => ("deliver", None),
        Effect::Send(_) => ("send", None),
        Effect::Wait { code, .. } => ("wait", Some(*code)),
        Effect::Fail(error) => ("fail", Some(error.code)),
        Effect::Done(_) => ("done", None),
    };
    let mut told = List::new();
    told.string(what);
    told.optional(code.map(Code::name));
    match effect {
        Effect::Send(request) => {
            told.string(request.method);
            told.string(&request.url);
            told.string(&request.template);
            told.optional(request.body.as_deref());
            told.number(f64::from(request.attempt));
        }
        Effect::Wait { ms, .. } => told.number(ms),
        Effect::Fail(error) => told.raw(&error.to_json()),
        Effect::Done(outcome) => {
            done(client, flight, &outcome, &mut told);
            flight.outcome = Some(outcome);
        }
        Effect::Deliver | Effect::Read | Effect::Ignore => {}
    }
    Ok(Some(told.end()))
}

fn next(call: &mut Call, client: &mut Client, event: Event<'_>, redact: &str) -> Effect {
    let mut tab = Tab;
    let mut random = [0u8; 4];
    // Only jitter: without a source of randomness every wait is as long as the first.
    tab.fill_random(&mut random);
    let (wall_ms, mono_ms) = (tab.wall_ms(), tab.steady_ms());
    call.next(event, &mut client.wire, Now { wall_ms, mono_ms, random: u32::from_le_bytes(random), redact })
}

/// What was found in a body: issues, count; for a list also cursor, trail, what stands behind it and before it, links.
fn done(client: &Client, flight: &mut Flight, outcome: &Outcome, told: &mut List) {
    let Report { issues, links, count, .. } = &*outcome.report;
    told.raw(&pairs(issues.iter().map(|issue| [issue.path.as_str(), issue.reason.name()])));
    match count {
        Some(count) => told.number(*count as f64),
        None => told.raw("null"),
    }
    if let (Some(trail), Some(endpoint)) = (flight.trail.take(), flight.call.endpoint()) {
        let Following { next, prev, cursor, trail } =
            following(client.signin.config(), endpoint, flight.call.url(), &outcome.report, trail);
        told.optional(cursor.as_deref());
        told.string(&trail.to_text());
        neighbour(told, next);
        neighbour(told, prev);
        told.raw(&pairs(links.iter().map(|link| [link.rel.as_str(), link.uri.as_str()])));
    }
}

/// An address, the error of whoever goes there, or `null`.
fn neighbour(told: &mut List, step: Step) {
    match step {
        Step::End => told.raw("null"),
        Step::To(url) => told.string(&url),
        Step::Untrusted(error) => told.raw(&error.to_json()),
    }
}

fn pairs<'a>(rows: impl Iterator<Item = [&'a str; 2]>) -> String {
    let mut pairs = List::new();
    for row in rows {
        pairs.raw(&json::strings(row));
    }
    pairs.end()
}
