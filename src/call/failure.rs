//! When a call is tried again, and what it fails with.

use super::verdict::{Cursor, Refusal};
use super::{Call, Effect, Now, State, Wire, backoff, link};
use crate::decode::Fatal;
use crate::endpoints::Endpoint;
use crate::error::{Code, Error, Reason};
use crate::prelude::*;

/// A fault or a timeout, where nothing shows that the network works, is tried this often.
const BLIND_ATTEMPTS: u32 = 2;

impl Call {
    /// A body that breaks the grammar or the envelope.
    pub(super) fn unusable(&mut self, fatal: Fatal) -> Effect {
        let first = match &self.decoder {
            Some(decoder) => decoder.first_byte(),
            None => self.body.trim_ascii_start().first().copied(),
        };
        let error = match first {
            Some(b'<') if fatal.reason == Reason::Malformed => self.not_json(),
            None => self.invalid(Reason::Malformed).saying("the answer is empty where JSON was expected"),
            Some(_) => self.invalid(fatal.reason).at(fatal.path),
        };
        self.fail(error)
    }

    /// An answer other than 2xx: tried again where that can help, else an error.
    pub(super) fn refused(&mut self, wire: &Wire, now: &Now<'_>) -> Effect {
        let error = Refusal {
            status: self.status,
            body: &self.body,
            is_html: self.is_html,
            redact: now.redact,
            token_reach: self.endpoint().map(Endpoint::token_reach),
            is_lms: self.endpoint().is_some_and(Endpoint::is_lms),
            cursor: self.cursor(now),
        }
        .error();
        let guess = (self.status == 429).then(|| wire.rest_of_minute(now));
        let wait = self.stated_wait_ms.or(guess);
        let error = error.with(|details| details.retry_after_ms = wait.map(|wait| wait as u64));
        // A shorter wait than the server states would be in vain; what is only guessed may be cut short.
        let in_vain = self.stated_wait_ms.is_some_and(|wait| wait > self.longest_wait_ms);
        let is_retried = error.retryable && matches!(self.status, 429 | 500 | 502 | 503 | 504);
        if in_vain || !is_retried || !self.may_try_again(self.attempts) {
            return self.fail(error);
        }
        self.wait(error.code, wait, now)
    }

    /// No answer, or half of one.
    pub(super) fn broken(&mut self, code: Code, wire: &Wire, now: &Now<'_>) -> Effect {
        let limit =
            if code == Code::Network && wire.works(now) { self.attempts } else { self.attempts.min(BLIND_ATTEMPTS) };
        if self.may_try_again(limit) {
            return self.wait(code, None, now);
        }
        let mut error = self.with_status(Error::new(code));
        if self.status != 0 && code == Code::Network {
            error = error.saying("the answer broke off before its end");
        }
        if self.request.method != "GET" {
            error = error
                .hinting("The change may have been made all the same: look before trying again.")
                .with(|details| details.retryable = false);
        }
        self.fail(error)
    }

    fn may_try_again(&self, attempts: u32) -> bool {
        self.request.method == "GET" && self.request.attempt < attempts
    }

    fn wait(&mut self, code: Code, wait: Option<f64>, now: &Now<'_>) -> Effect {
        self.state = State::Waiting;
        let ms = match wait {
            Some(wait) => backoff::spread(wait, self.longest_wait_ms, now),
            None => backoff::jitter(self.request.attempt, self.longest_wait_ms, now),
        };
        Effect::Wait { ms, code }
    }

    pub(super) fn fail(&mut self, error: Error) -> Effect {
        self.state = State::Over;
        self.body = Vec::new();
        let place = link::cursor(&self.request.url);
        let is_list = !self.is_counting && self.endpoint().is_some_and(Endpoint::is_list);
        let delivered = self.decoder.as_ref().map_or(0, |decoder| decoder.delivered());
        Effect::Fail(error.with(|details| {
            if is_list {
                details.cursor = place;
                details.delivered = Some(delivered);
            }
        }))
    }

    fn cursor(&self, now: &Now<'_>) -> Cursor {
        const LMS_LINK_MS: f64 = 7_200_000.0;
        let is_lms = self.endpoint().is_some_and(Endpoint::is_lms);
        match link::cursor(&self.request.url).or_else(|| link::parameter(&self.request.url, "ending_before")) {
            None => Cursor::Absent,
            Some(_) if is_lms && self.link_since.is_some_and(|since| now.wall_ms - since >= LMS_LINK_MS) => {
                Cursor::Overdue
            }
            Some(_) => Cursor::Fresh,
        }
    }

    pub(super) fn invalid(&self, reason: Reason) -> Error {
        self.with_status(Error::new(Code::InvalidResponse).because(reason))
    }

    pub(super) fn not_json(&self) -> Error {
        self.invalid(Reason::Malformed).saying("the answer is a web page where JSON was expected").hinting(
            "Check `apiUrl`; a proxy, a filter or a network's own sign-in page may have answered instead of Clever.",
        )
    }

    pub(super) fn with_status(&self, error: Error) -> Error {
        let status = self.status;
        error.with(|details| details.status = (status != 0).then_some(status))
    }
}
