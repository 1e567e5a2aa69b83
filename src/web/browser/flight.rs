//! One call under way: fetch, body stream and timers on one side, the machine of calls on the other.

use super::client::Clever;
use super::fetch::{Abort, Chunks, Fault, send, sleep, within};
use super::notice::{Notice, RequestEvent};
use super::tab::Tab;
use crate::call::{Call, Effect, Event, Head, Now, Outcome, Request};
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::secret::AccessToken;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use web_sys::ResponseType;

/// A call in flight; dropped, it is given up, and its request is aborted.
struct Flight<'a> {
    clever: &'a Clever,
    number: u64,
    token: AccessToken,
    timeout_ms: f64,
    call: Call,
}

/// Runs a call to its end, or to the end of the session it was begun in.
pub(super) async fn run(clever: &Clever, call: Call, timeout_ms: Option<f64>) -> Result<Outcome> {
    let (session, token) = clever.bearer()?;
    if !cfg!(target_arch = "wasm32") {
        return Err(Error::from(Code::WasmUnavailable));
    }
    let timeout_ms = timeout_ms.unwrap_or(clever.client.config.timeout_ms);
    let mut flight = Flight { clever, number: clever.depart(), token, timeout_ms, call };
    let number = flight.number;
    let outcome = {
        let mut performance = pin!(flight.perform());
        poll_fn(|context| match clever.stopped(number, context.waker()) {
            Some(error) => Poll::Ready(Err(error)),
            None => performance.as_mut().poll(context),
        })
        .await
    };
    if outcome.as_ref().is_err_and(|error| error.code == Code::Unauthorized) {
        clever.unauthorized(session);
    }
    outcome
}

impl Flight<'_> {
    fn step(&mut self, event: Event<'_>) -> Effect {
        let mut random = [0u8; 4];
        // Only jitter: without a source of randomness every wait is as long as the first.
        Tab.fill_random(&mut random);
        let now = Now {
            wall_ms: Tab.wall_ms(),
            mono_ms: Tab.steady_ms(),
            random: u32::from_le_bytes(random),
            redact: self.token.reveal(),
        };
        self.call.next(event, &mut self.clever.core().wire, now)
    }

    async fn perform(&mut self) -> Result<Outcome> {
        let mut effect = self.step(Event::Start);
        loop {
            effect = match effect {
                Effect::Send(request) => self.attempt(request).await,
                Effect::Wait { ms, .. } => {
                    sleep(ms).await;
                    self.step(Event::Woke)
                }
                Effect::Done(outcome) => return Ok(outcome),
                Effect::Fail(error) => return Err(error),
                Effect::Read | Effect::Deliver | Effect::Ignore => return Err(Error::from(Code::Internal)),
            };
        }
    }

    async fn attempt(&mut self, request: Request) -> Effect {
        let _slot = self.clever.client.slots.take().await;
        let mut sent = Sent::new(self.clever, &request);
        let abort = Abort::new();
        let answer = within(self.timeout_ms, send(&request, &self.token, &abort)).await;
        let effect = match answer {
            None => self.step(Event::TimedOut),
            Some(Err(Fault)) => self.step(Event::Fault),
            Some(Ok(response)) => {
                sent.event.status = Some(response.status()).filter(|status| *status != 0);
                let headers = response.headers();
                let [content_type, retry_after, rate_reset, rate_remaining] =
                    ["content-type", "retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"]
                        .map(|name| headers.get(name));
                let mut effect = self.step(Event::Head(Head {
                    status: response.status(),
                    opaque_redirect: response.type_() == ResponseType::Opaqueredirect,
                    content_type: content_type.as_deref(),
                    retry_after: retry_after.as_deref(),
                    rate_reset: rate_reset.as_deref(),
                    rate_remaining: rate_remaining.as_deref(),
                }));
                if matches!(effect, Effect::Read) {
                    let chunks = Chunks::of(&response);
                    while matches!(effect, Effect::Read) {
                        effect = match within(self.timeout_ms, chunks.next()).await {
                            None => self.step(Event::TimedOut),
                            Some(Err(Fault)) => self.step(Event::Fault),
                            Some(Ok(None)) => self.step(Event::End),
                            Some(Ok(Some(bytes))) => {
                                sent.event.bytes += bytes.len();
                                self.step(Event::Chunk(&bytes))
                            }
                        };
                    }
                }
                effect
            }
        };
        sent.event.code = match &effect {
            Effect::Fail(error) => Some(error.code),
            Effect::Wait { code, .. } => Some(*code),
            _ => None,
        };
        effect
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.clever.arrived(self.number);
    }
}

/// A request that was sent: told of once it has ended, also when it was given up.
struct Sent<'a> {
    clever: &'a Clever,
    began_ms: f64,
    event: RequestEvent,
}

impl<'a> Sent<'a> {
    fn new(clever: &'a Clever, request: &Request) -> Self {
        let event = RequestEvent {
            method: request.method,
            path_template: request.template.clone(),
            status: None,
            attempt: request.attempt,
            duration_ms: 0.0,
            bytes: 0,
            code: Some(Code::Cancelled),
        };
        Sent { clever, began_ms: Tab.steady_ms(), event }
    }
}

impl Drop for Sent<'_> {
    fn drop(&mut self) {
        self.event.duration_ms = Tab.steady_ms() - self.began_ms;
        self.clever.tell(&Notice::Request(self.event.clone()));
    }
}
