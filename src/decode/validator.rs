//! What every part of the validator does: it goes through a body and says what does not fit.

use super::batch::Batch;
use super::cursor::{Cursor, Step};
use super::frame::{Frame, Spot};
use super::keys::Key;
use super::projection::{Projection, Want};
use super::quoted::Quoted;
use super::reader::unescape;
use super::record::Identity;
use super::report::{Fatal, Report};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::Record;

/// What was taken; nothing where the reading of this body ends: why stands in the report.
pub(super) type Checked<T = ()> = Option<T>;

/// What is known of a body so far.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) report: Box<Report>,
    /// The records themselves.
    pub(super) batch: Batch,
    /// What is wanted of each record.
    pub(super) want: Want,
    pub(super) projection: Projection,
    /// How many bytes of the body lie before those at hand.
    pub(super) base: usize,
    /// The id of the last whole row, escapes and all.
    pub(super) last_id: Vec<u8>,
    pub(super) identity: Identity,
    /// How many containers are open around the id that counts.
    pub(super) identity_depth: usize,
    pub(super) subject: Option<Record>,
    /// Within `previous_attributes`, where `null` says that there was no value.
    pub(super) before: bool,
}

impl Reading {
    pub(super) fn new(batch: Batch, want: Want, projection: Projection) -> Self {
        Reading {
            report: Box::default(),
            batch,
            want,
            projection,
            base: 0,
            last_id: Vec::new(),
            identity: Identity::Missing,
            identity_depth: 0,
            subject: None,
            before: false,
        }
    }
}

/// A validator on its way through what is at hand of a body.
#[derive(Debug)]
pub(super) struct Validator<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) keys: &'a [Key],
    pub(super) reading: &'a mut Reading,
}

impl Validator<'_> {
    /// Ends the reading.
    #[inline(always)]
    pub(super) fn halt<T>(&mut self, reason: Reason, spot: Spot<'_>) -> Checked<T> {
        self.record_fatal(reason, spot);
        None
    }

    #[cold]
    #[inline(never)]
    fn record_fatal(&mut self, reason: Reason, spot: Spot<'_>) {
        let offset = self.reading.base + self.cursor.at;
        self.reading.report.fatal = Some(Fatal { reason, path: spot.path(), offset });
    }

    #[cold]
    #[inline(never)]
    pub(super) fn issue(&mut self, reason: Reason, spot: Spot<'_>) {
        self.reading.report.issue(reason, || spot.path());
    }

    /// Turns what the cursor says into what the report says.
    #[inline(always)]
    pub(super) fn checked<T>(&mut self, step: Step<T>, spot: Spot<'_>) -> Checked<T> {
        if self.cursor.ill_text || step.is_none() {
            self.trouble(step.is_none(), spot);
        }
        step
    }

    #[cold]
    #[inline(never)]
    fn trouble(&mut self, is_fatal: bool, spot: Spot<'_>) {
        if self.cursor.ill_text {
            self.cursor.ill_text = false;
            self.issue(Reason::InvalidUtf8, spot);
        }
        if is_fatal {
            self.record_fatal(if self.cursor.is_too_deep { Reason::TooDeep } else { Reason::Malformed }, spot);
        }
    }

    /// Takes any value.
    pub(super) fn skip(&mut self, depth: usize, spot: Spot<'_>) -> Checked {
        let step = self.cursor.skip(depth);
        self.checked(step, spot)
    }

    #[inline(always)]
    pub(super) fn string(&mut self, spot: Spot<'_>) -> Checked<Quoted> {
        let step = self.cursor.string();
        self.checked(step, spot)
    }

    /// Takes a character that has to come next.
    #[inline(always)]
    pub(super) fn punctuation(&mut self, wanted: u8, spot: Spot<'_>) -> Checked {
        if self.cursor.next_is(wanted) { Some(()) } else { self.halt(Reason::Malformed, spot) }
    }

    /// Takes what stands behind an element or a member; tells whether another follows.
    #[inline(always)]
    pub(super) fn goes_on(&mut self, close: u8, spot: Spot<'_>) -> Checked<bool> {
        if self.cursor.next_is(b',') {
            Some(true)
        } else if self.cursor.next_is(close) {
            Some(false)
        } else {
            self.halt(Reason::Malformed, spot)
        }
    }

    /// The text of a string, escapes resolved; empty where it is not UTF-8.
    pub(super) fn text(&self, quoted: Quoted) -> String {
        unescape(core::str::from_utf8(self.cursor.slice(quoted.start(), quoted.end())).unwrap_or_default())
    }

    /// Takes an object; `each` takes the value of the member it is given.
    pub(super) fn object(
        &mut self,
        spot: Spot<'_>,
        each: &mut dyn FnMut(&mut Self, &[u8], &Frame<'_>) -> Checked,
    ) -> Checked {
        let frame = Frame::new(spot);
        self.punctuation(b'{', spot)?;
        let mut more = !self.cursor.next_is(b'}');
        while more {
            let step = self.cursor.key();
            let key = self.checked(step, spot)?;
            self.cursor.space();
            if key.is_escaped() {
                let name = self.text(key);
                each(self, name.as_bytes(), &frame)?;
            } else {
                each(self, self.cursor.slice(key.start(), key.end()), &frame)?;
            }
            more = self.goes_on(b'}', spot)?;
        }
        Some(())
    }

    /// Takes an array; `each` takes the element it is given.
    pub(super) fn array(&mut self, spot: Spot<'_>, each: &mut dyn FnMut(&mut Self, Spot<'_>) -> Checked) -> Checked {
        let frame = Frame::new(spot);
        self.punctuation(b'[', spot)?;
        let mut index = 0u32;
        let mut more = !self.cursor.next_is(b']');
        while more {
            self.cursor.after_space();
            each(self, frame.element(index))?;
            index += 1;
            more = self.goes_on(b']', spot)?;
        }
        Some(())
    }
}
