//! One call of Clever's API, as a machine: events in, effects out, no I/O.
//!
//! A driver performs what it is asked for and reports what came of it:
//!
//! ```text
//! let mut call = Call::operation(&config, operation, &arguments, query, body)?;   // or count, link, request
//! let mut effect = call.next(Event::Start, &mut wire, now());
//! loop {
//!     effect = match effect {
//!         Send(request)   => fetch with the bearer token; then Event::Head, or Event::Fault
//!         Read            => await the next chunk; then Event::Chunk, Event::End, or Event::Fault
//!         Wait { ms, .. } => let go of the body if there is one; await the timer; then Event::Woke
//!         Deliver         => use the records of call.decoder(); await the next chunk as for Read
//!         Done(outcome)   => use the records that are left; return outcome
//!         Fail(error)     => let go of what is under way; return error
//!         Ignore          => nothing: what was asked for before still stands
//!     }
//! }
//! ```
//!
//! While it fetches or reads, the driver runs a timer of `timeoutMs`, started anew by each chunk: `Event::TimedOut`.
//! The caller's abort is `Event::Cancelled`, at any time, also instead of `Start`. After `Done` or `Fail` every
//! event is ignored, so nothing is ever sent again. The bearer token is the driver's: it is in no request here.

mod backoff;
#[cfg(not(all(feature = "npm", target_arch = "wasm32")))]
mod date;
mod effect;
mod event;
mod failure;
pub(crate) mod link;
mod query;
mod request;
mod verdict;

pub use backoff::Wire;
pub use effect::{Effect, Outcome};
pub use event::{Event, Head, Now};
pub use request::Request;

use crate::decode::{self, Decoder, Projection, Report, reader};
use crate::endpoints::Endpoint;
use crate::error::{Code, Error, Reason};
use crate::prelude::*;
use crate::search::{cut, parts};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ready,
    Asked,
    Reading,
    Waiting,
    Over,
}

/// Allowed before JSON, and no part of it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Beyond that much of a refusal's body nothing is of interest.
const REFUSAL_BYTES: usize = 16_384;

/// One call under way.
#[derive(Debug)]
pub struct Call {
    request: Request,
    endpoint: Option<Endpoint>,
    /// When the link was received that this call follows, in Unix milliseconds.
    link_since: Option<f64>,
    attempts: u32,
    longest_wait_ms: f64,
    is_strict: bool,
    is_counting: bool,
    state: State,
    status: u16,
    is_html: bool,
    stated_wait_ms: Option<f64>,
    body: Vec<u8>,
    /// Reads the records of a list while they come.
    decoder: Option<Box<Decoder>>,
}

impl Call {
    /// Which of Clever's operations it is; none for any other path.
    #[must_use]
    pub fn endpoint(&self) -> Option<&Endpoint> {
        self.endpoint.as_ref()
    }

    /// The address that it is sent to.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.request.url
    }

    /// Has its records taken as they come, see [`Effect::Deliver`]: of each only what `fields` names, separated by line
    /// feeds. `is_early`: what was delivered stays so, and an answer that broke off is only continued.
    pub fn stream(&mut self, fields: Option<&str>, is_early: bool) {
        self.decoder = self.endpoint.map(|endpoint| {
            let projection = fields.map(|fields| {
                Projection::new(endpoint.answer.record, parts(fields, b'\n').filter(|field| !field.is_empty()))
            });
            Decoder::new(endpoint.answer, projection, is_early)
        });
    }

    /// Whether no more than the wanted fields is delivered.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.decoder.as_ref().is_none_or(|decoder| decoder.is_exact())
    }

    /// What reads the records of a streamed call.
    pub fn decoder(&mut self) -> Option<&mut Decoder> {
        self.decoder.as_deref_mut()
    }

    /// Goes on.
    pub fn next(&mut self, event: Event<'_>, wire: &mut Wire, now: Now<'_>) -> Effect {
        match (self.state, event) {
            (State::Over, _) => Effect::Ignore,
            (_, Event::Cancelled) => self.fail(Error::new(Code::Cancelled)),
            (State::Ready, Event::Start) | (State::Waiting, Event::Woke) => {
                wire.sending(&now);
                self.request.attempt += 1;
                self.state = State::Asked;
                (self.status, self.is_html, self.stated_wait_ms) = (0, false, None);
                self.body.clear();
                if let Some(decoder) = &mut self.decoder {
                    decoder.restart();
                }
                Effect::Send(self.request.clone())
            }
            (State::Asked, Event::Head(head)) => self.head(&head, wire, &now),
            (State::Reading, Event::Chunk(bytes)) => self.chunk(bytes, wire, &now),
            (State::Reading, Event::End) if self.is_success() => self.accept(),
            (State::Reading, Event::End) => self.refused(wire, &now),
            (State::Reading, Event::Fault | Event::TimedOut) if !self.is_success() => self.cut_off(wire, &now),
            (State::Asked | State::Reading, Event::Fault) => self.broken(Code::Network, wire, &now),
            (State::Asked | State::Reading, Event::TimedOut) => self.broken(Code::Timeout, wire, &now),
            _ => Effect::Ignore,
        }
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn is_void(&self) -> bool {
        self.request.method == "DELETE"
    }

    fn head(&mut self, head: &Head<'_>, wire: &mut Wire, now: &Now<'_>) -> Effect {
        if head.status == 0 && !head.opaque_redirect {
            return self.broken(Code::Network, wire, now);
        }
        wire.answered(now);
        self.status = head.status;
        self.state = State::Reading;
        self.is_html = head.content_type.is_some_and(is_html);
        self.stated_wait_ms = backoff::stated(head, now);
        if head.opaque_redirect || (300..400).contains(&head.status) {
            return self.fail(self.with_status(Error::new(Code::UnexpectedRedirect)));
        }
        if !self.is_success() {
            return Effect::Read;
        }
        if self.is_html {
            return self.fail(self.not_json());
        }
        if self.is_void() { self.done(Box::default()) } else { Effect::Read }
    }

    fn chunk(&mut self, bytes: &[u8], wire: &Wire, now: &Now<'_>) -> Effect {
        if self.is_success()
            && let Some(decoder) = &mut self.decoder
        {
            if let Some(fatal) = decoder.push(bytes).cloned() {
                return self.unusable(fatal);
            }
            if let Some(issue) = decoder.report().issues.first().filter(|_| self.is_strict).cloned() {
                return self.fail(self.invalid(issue.reason).at(issue.path));
            }
            return if decoder.is_ready() { Effect::Deliver } else { Effect::Read };
        }
        let room = if self.is_success() { decode::BODY_LIMIT } else { REFUSAL_BYTES };
        let fits = bytes.len() <= room.saturating_sub(self.body.len()) && self.body.try_reserve(bytes.len()).is_ok();
        if fits {
            self.body.extend_from_slice(bytes);
            return Effect::Read;
        }
        if self.is_success() {
            return self.fail(self.invalid(Reason::TooLarge));
        }
        self.cut_off(wire, now)
    }

    /// A refusal without its end: half a message might hold half a token, which nobody would recognise.
    fn cut_off(&mut self, wire: &Wire, now: &Now<'_>) -> Effect {
        self.body.clear();
        self.refused(wire, now)
    }

    /// A whole body with a good status.
    fn accept(&mut self) -> Effect {
        let report = match &mut self.decoder {
            Some(decoder) => decoder.finish(),
            None => match self.read() {
                Some(report) => report,
                None => return self.done(Box::default()),
            },
        };
        if let Some(fatal) = report.fatal {
            return self.unusable(fatal);
        }
        if let (true, Some(issue)) = (self.is_strict, report.issues.first()) {
            return self.fail(self.invalid(issue.reason).at(issue.path.clone()));
        }
        if self.is_counting && report.count.is_none() {
            return self.fail(self.invalid(Reason::BrokenPage).at("count"));
        }
        if self.is_district() {
            return self.fail(self.with_status(Error::new(Code::TokenRefused).because(Reason::DistrictToken)));
        }
        self.done(report)
    }

    /// Checks a body that was collected; none where none has to come.
    fn read(&mut self) -> Option<Box<Report>> {
        if self.body.starts_with(BYTE_ORDER_MARK) {
            self.body.drain(..BYTE_ORDER_MARK.len());
        }
        let blank = self.body.iter().all(u8::is_ascii_whitespace);
        if blank && self.endpoint.is_none() && self.request.method != "GET" {
            return None;
        }
        Some(decode::validate(&self.body, self.endpoint.map(|endpoint| endpoint.answer)))
    }

    /// Whether the identity that came is a district's and not a person's.
    fn is_district(&self) -> bool {
        let text = core::str::from_utf8(&self.body).unwrap_or_default();
        self.endpoint.is_some_and(|endpoint| endpoint.name == "me")
            && reader::member(text, "data")
                .and_then(|data| reader::string(reader::member(data, "type")?))
                .is_some_and(|kind| kind == "district")
    }

    fn done(&mut self, report: Box<Report>) -> Effect {
        self.state = State::Over;
        Effect::Done(Outcome { status: self.status, body: core::mem::take(&mut self.body), report })
    }
}

fn is_html(content_type: &str) -> bool {
    let kind = cut(content_type, b';').0.trim_ascii();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}
