//! A call against answers that are written down.

use super::client::TOKEN;
use clever_wasm::call::{Call, Effect, Event, Head, Now, Outcome, Request, Wire};
use clever_wasm::config::Config;
use clever_wasm::endpoints::Endpoint;
use clever_wasm::error::{Code, Error};

/// Mon, 24 Apr 2023 18:00:00 GMT.
pub(super) const WALL_MS: f64 = 1_682_359_200_000.0;
pub(super) const JSON: Option<&str> = Some("application/json; charset=utf-8");
pub(super) const HTML: Option<&str> = Some("text/html; charset=utf-8");

/// What becomes of one attempt.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attempt<'a> {
    Lost,
    Silent,
    Answer(Head<'a>, &'a [u8]),
    BrokenOff(Head<'a>, &'a [u8]),
    Stalled(Head<'a>, &'a [u8]),
}

/// An answer with that status and body.
pub(super) fn answer<'a>(status: u16, content_type: Option<&'a str>, body: &'a str) -> Attempt<'a> {
    Attempt::Answer(Head { status, content_type, ..Head::default() }, body.as_bytes())
}

/// What a call did.
#[derive(Debug)]
pub(super) struct Played {
    pub(super) sent: Vec<Request>,
    pub(super) waits: Vec<(f64, Code)>,
    pub(super) end: Result<Outcome, Error>,
}

impl Played {
    pub(super) fn error(self) -> Error {
        self.end.expect_err("an error")
    }
}

/// A client with a clock.
#[derive(Debug, Default)]
pub(super) struct Client {
    pub(super) wire: Wire,
    pub(super) mono_ms: f64,
    /// 0 for no jitter, `u32::MAX` for all of it.
    pub(super) random: u32,
}

impl Client {
    /// Plays a call; the last attempt is repeated for as long as the call asks.
    pub(super) fn play(&mut self, mut call: Call, attempts: &[Attempt<'_>]) -> Played {
        let (mut sent, mut waits) = (Vec::new(), Vec::new());
        let mut effect = self.step(&mut call, Event::Start);
        loop {
            effect = match effect {
                Effect::Send(request) => {
                    let attempt = attempts[sent.len().min(attempts.len() - 1)];
                    sent.push(request);
                    assert!(sent.len() < 200, "it never ends");
                    self.mono_ms += 10.0;
                    self.attempt(&mut call, attempt)
                }
                Effect::Wait { ms, code } => {
                    waits.push((ms.round(), code));
                    self.mono_ms += ms;
                    self.step(&mut call, Event::Woke)
                }
                Effect::Done(outcome) => return Played { sent, waits, end: Ok(outcome) },
                Effect::Fail(error) => {
                    assert!(
                        !format!("{error:?} {error} {}", error.to_json()).contains(TOKEN),
                        "the token is in {error}"
                    );
                    return Played { sent, waits, end: Err(error) };
                }
                other => panic!("{other:?} out of turn"),
            };
        }
    }

    fn attempt(&mut self, call: &mut Call, attempt: Attempt<'_>) -> Effect {
        let (head, body, end) = match attempt {
            Attempt::Lost => return self.step(call, Event::Fault),
            Attempt::Silent => return self.step(call, Event::TimedOut),
            Attempt::Answer(head, body) => (head, body, Event::End),
            Attempt::BrokenOff(head, body) => (head, body, Event::Fault),
            Attempt::Stalled(head, body) => (head, body, Event::TimedOut),
        };
        let mut effect = self.step(call, Event::Head(head));
        for chunk in body.chunks(1 << 20) {
            if matches!(effect, Effect::Read) {
                effect = self.step(call, Event::Chunk(chunk));
            }
        }
        if matches!(effect, Effect::Read) { self.step(call, end) } else { effect }
    }

    pub(super) fn step(&mut self, call: &mut Call, event: Event<'_>) -> Effect {
        let now = Now { wall_ms: WALL_MS + self.mono_ms, mono_ms: self.mono_ms, random: self.random, redact: TOKEN };
        call.next(event, &mut self.wire, now)
    }
}

/// One call of a fresh client.
pub(super) fn play(call: Call, attempts: &[Attempt<'_>]) -> Played {
    Client::default().play(call, attempts)
}

pub(super) fn endpoint(name: &str) -> &'static Endpoint {
    Endpoint::find(name).unwrap_or_else(|| panic!("no operation {name}"))
}

/// A call of an operation; a body is sent along where it takes one.
pub(super) fn call(config: &Config, name: &str) -> Call {
    let endpoint = endpoint(name);
    let arguments = vec!["5f0a"; endpoint.path_parameter_count()];
    Call::operation(config, endpoint, &arguments, None, endpoint.has_body().then_some("{}")).expect("a call")
}
