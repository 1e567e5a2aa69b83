//! Performs a call's effects, and checks what every driver relies on.

use super::arrivals::identities;
use super::client::TOKEN;
use super::collection::Collection;
use super::network::{Came, End, Network};
use clever_wasm::call::{Call, Effect, Event, Head, Now, Outcome, Request, Wire};
use clever_wasm::config::Config;
use clever_wasm::error::{Code, Error};
use clever_wasm::schema::Record;

/// One client at work.
#[derive(Debug)]
pub(super) struct Driver {
    pub(super) config: Config,
    pub(super) network: Network,
    pub(super) wire: Wire,
    /// What came of a streamed list, and the list's records.
    pub(super) arrived: Vec<String>,
    pub(super) record: Record,
}

impl Driver {
    pub(super) fn new(config: Config, network: Network) -> Driver {
        Driver { config, network, wire: Wire::new(), arrived: Vec::new(), record: Record::User }
    }

    fn step(&mut self, call: &mut Call, event: Event<'_>) -> Effect {
        let now = Now {
            wall_ms: self.network.wall_ms(),
            mono_ms: self.network.now_ms,
            random: self.network.random.next() as u32,
            redact: TOKEN,
        };
        call.next(event, &mut self.wire, now)
    }

    /// Runs a call to its end; given up before its `patience`-th effect is performed, where that is some.
    pub(super) fn run(
        &mut self,
        mut call: Call,
        collection: &Collection,
        mut patience: Option<usize>,
    ) -> Result<(Outcome, Request), Error> {
        let first = self.network.sent.len();
        let mut sent: Option<Request> = None;
        let mut body = None;
        let mut effect = self.step(&mut call, Event::Start);
        loop {
            if patience == Some(0) && !matches!(effect, Effect::Done(_) | Effect::Fail(_)) {
                effect = self.step(&mut call, Event::Cancelled);
                self.finished(&mut call);
                let Effect::Fail(error) = effect else { panic!("cancelled, and yet {effect:?}") };
                assert_eq!(error.code, Code::Cancelled);
                return Err(error);
            }
            patience = patience.map(|left| left.saturating_sub(1));
            effect = match effect {
                Effect::Send(request) => {
                    assert!(request.attempt <= self.config.attempts, "attempt {}", request.attempt);
                    let came = self.network.send(&request, collection);
                    sent = Some(request);
                    match came {
                        Err(timed_out) => self.step(&mut call, if timed_out { Event::TimedOut } else { Event::Fault }),
                        Ok(mut answer) => {
                            let chunks = std::mem::take(&mut answer.chunks);
                            body = Some((chunks.into_iter(), answer.end));
                            let head = Head {
                                status: answer.status,
                                opaque_redirect: answer.opaque_redirect,
                                content_type: answer.content_type,
                                retry_after: answer.retry_after.as_deref(),
                                rate_reset: answer.rate_reset.as_deref(),
                                rate_remaining: answer.rate_remaining.as_deref(),
                            };
                            self.step(&mut call, Event::Head(head))
                        }
                    }
                }
                Effect::Deliver => {
                    self.take(&mut call);
                    Effect::Read
                }
                Effect::Read => {
                    let (chunks, end) = body.as_mut().expect("a body");
                    self.network.now_ms += self.network.random.below(20) as f64;
                    match (chunks.next(), *end) {
                        (Some(chunk), _) => self.step(&mut call, Event::Chunk(&chunk)),
                        (None, End::Whole) => self.step(&mut call, Event::End),
                        (None, End::BrokenOff) => self.step(&mut call, Event::Fault),
                        (None, End::Stalled) => self.step(&mut call, Event::TimedOut),
                    }
                }
                Effect::Wait { ms, code } => {
                    assert!((0.0..=self.config.max_delay_ms).contains(&ms), "waits {ms}");
                    assert!(code.retryable(), "waits after {code:?}");
                    body = None;
                    self.network.now_ms += ms;
                    self.step(&mut call, Event::Woke)
                }
                Effect::Done(outcome) => {
                    self.take(&mut call);
                    self.finished(&mut call);
                    return Ok((outcome, sent.expect("a request")));
                }
                Effect::Fail(error) => {
                    self.finished(&mut call);
                    assert!(!error.to_json().contains(TOKEN), "the token is in {error}");
                    self.attempts(first, &error);
                    return Err(error);
                }
                effect => panic!("{effect:?} in answer to an event that was asked for"),
            };
        }
    }

    fn take(&mut self, call: &mut Call) {
        if let Some(decoder) = call.decoder() {
            self.arrived.extend(identities(decoder.batch(), self.record));
        }
    }

    /// Whatever comes after the end, nothing is done any more.
    fn finished(&mut self, call: &mut Call) {
        let head = Head { status: 200, ..Head::default() };
        for event in [
            Event::Start,
            Event::Woke,
            Event::Head(head),
            Event::Chunk(b"{"),
            Event::End,
            Event::Fault,
            Event::Cancelled,
        ] {
            let effect = self.step(call, event);
            assert!(matches!(effect, Effect::Ignore), "{event:?} after the end: {effect:?}");
        }
    }

    /// A failed call has used its attempts where trying again could have helped, and only there.
    fn attempts(&self, first: usize, error: &Error) {
        let sent = &self.network.sent[first..];
        let most = self.config.attempts as usize;
        let last = sent.last().expect("a request").came;
        let is_get = sent[0].method == "GET";
        assert!(is_get || sent.len() == 1, "a change was sent {} times", sent.len());
        match last {
            Came::Failed if is_get => assert_eq!(sent.len(), most, "{error}"),
            Came::BrokenOff if is_get => assert_eq!(sent.len(), most, "{error}"),
            Came::Silent | Came::Stalled if is_get => assert!(sent.len() >= most.min(2), "{error}"),
            Came::Lost if is_get => assert!(sent.len() >= most.min(2), "{error}"),
            _ => {}
        }
        let finals = [Came::Html, Came::Redirect, Came::Cut, Came::TooLarge, Came::Page];
        assert!(!sent[..sent.len() - 1].iter().any(|sent| finals.contains(&sent.came)), "{sent:?}");
    }
}
