//! What an answer other than 2xx means: by its status first, then by what its body says.

use crate::decode;
use crate::error::{Code, Error};
use crate::json;
use crate::prelude::*;
use crate::search::{contains, replace};
use crate::signin::text::shown;

/// Clever's own words are quoted up to this length.
const QUOTED_CHARS: usize = 200;

/// An answer that was not what was asked for.
pub(super) struct Refusal<'a> {
    pub(super) status: u16,
    /// As far as it was read.
    pub(super) body: &'a [u8],
    pub(super) is_html: bool,
    /// The bearer token: a server may echo it, an error must not.
    pub(super) redact: &'a str,
    /// Which token reaches the operation.
    pub(super) token_reach: Option<&'static str>,
    /// Whether the operation is served by a learning management system.
    pub(super) is_lms: bool,
    /// Whether the request carried a cursor, and whether it is past its time.
    pub(super) cursor: Cursor,
}

/// The place in a list that a request asked to go on from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    Absent,
    Fresh,
    Overdue,
}

impl Refusal<'_> {
    pub(super) fn error(&self) -> Error {
        let said = self.said();
        let says = |word: &str| said.as_deref().is_some_and(|said| contains(said, word));
        let code = match (self.cursor, self.status) {
            (Cursor::Overdue, 400 | 404) | (Cursor::Overdue | Cursor::Fresh, 410) => Code::CursorExpired,
            (Cursor::Fresh, 400 | 404)
                if ["cursor", "starting_after", "ending_before"].iter().any(|name| says(name)) =>
            {
                Code::CursorExpired
            }
            _ => Code::of_status(self.status),
        };
        let mut sentence = code.sentence().to_owned();
        if matches!(self.status, 402 | 405 | 406 | 409 | 411..=412 | 414..=428 | 430.. | 0..=199) {
            sentence.push_str(" (status ");
            json::integer(&mut sentence, f64::from(self.status));
            sentence.push(')');
        }
        if let Some(said) = &said {
            sentence.push_str(". Clever says: ");
            sentence.push_str(said);
        }
        let mut error = Error::new(code).saying(sentence).with(|details| details.status = Some(self.status));
        match (code, self.token_reach) {
            (Code::Forbidden | Code::NotFound, Some(reach)) => {
                error = error.hinting(["token_reach: ", reach].concat());
            }
            (Code::ServerError, _) if !is_passing(self.status) => {
                error = error.hinting("The server does not do that.").with(|details| details.retryable = false);
            }
            // Schoology keeps answering so until the student has done something, however often it is asked.
            (Code::ServerError, _) if self.is_lms && self.status == 500 && says("error updating submission") => {
                error = error
                    .hinting("The student must launch the app's LTI link in Schoology once; then try again.")
                    .with(|details| details.retryable = false);
            }
            _ => {}
        }
        error
    }

    /// What the body says in words, fit to be shown; nothing where it is a page, or JSON without a message.
    fn said(&self) -> Option<String> {
        let text = match decode::error_message(self.body) {
            Some(message) => message,
            None if self.is_html => return None,
            None => core::str::from_utf8(self.body).ok()?.to_owned(),
        };
        let text = text.trim();
        if text.is_empty() || text.starts_with(['<', '{', '[', '"']) {
            return None;
        }
        // What is removed might stand inside the token: it is looked for afterwards, and before the end is cut off.
        let mut text = shown(text, usize::MAX);
        text = replace(&text, self.redact, "[redacted]");
        Some(shown(&text, QUOTED_CHARS))
    }
}

/// Whether a status of that kind passes by itself.
pub(super) fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}
