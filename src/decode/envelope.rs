//! What stands around Clever's records.

use super::cursor::{Cursor, Quoted};
use super::frame::Frame;
use super::keys::keys;
use super::passage::Passage;
use super::projection::Want;
use super::reader;
use super::record::{Checked, Reading, Validator};
use super::report::{Link, Report};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::Record;

/// Most bytes of one record.
pub const RECORD_LIMIT: usize = 16 << 20;
/// Most bytes of a body.
pub const BODY_LIMIT: usize = 64 << 20;

/// How an operation's answer holds its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// Nothing that matters.
    Empty,
    /// The record itself.
    Plain,
    /// `{"data": record, "links"?}`.
    Single,
    /// `{"data": [{"data": record, "uri"?}], "links"?}`; `{"resources": [record]}`; `{"count": 1}`.
    Rows,
    /// `{"data": [record], "links"?, "starting_after"?}`.
    BareRows,
}

/// What an operation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// What stands around the records.
    pub envelope: Envelope,
    /// What the records are.
    pub record: Record,
}

/// What became of a member that must be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Presence {
    Missing,
    Broken,
    Whole,
}

/// Reads a whole body: grammar, envelope, records. Without an `answer` to expect, the grammar alone.
#[must_use]
pub fn validate(bytes: &[u8], answer: Option<Answer>) -> Report {
    let mut reading = Reading::new(None, None);
    let mut passage = Passage::new(answer);
    let keys = keys();
    if bytes.len() > BODY_LIMIT {
        let _ = Validator { cursor: Cursor::new(bytes), keys: &keys, reading: &mut reading }
            .halt(Reason::TooLarge, &Frame::ROOT);
    } else {
        let mut validator = Validator { cursor: Cursor::new(bytes), keys: &keys, reading: &mut reading };
        // What went wrong stands in the report.
        let _ = passage.go(&mut validator, true);
    }
    reading.concluded()
}

impl Reading {
    /// A whole row was read, or a single record: its id counts, if it has one.
    fn count(&mut self, cursor: &Cursor<'_>, id: Option<Quoted>) {
        self.report.rows += 1;
        if let Some(id) = id {
            let text = cursor.slice(id.start, id.end);
            self.last_id.clear();
            self.last_id.extend_from_slice(text);
            if self.report.first_id.is_none() {
                self.report.first_id = Some(plain(text));
            }
        }
    }

    /// The records read so far do not count; `again`: there was a list of them.
    pub(super) fn discount(&mut self, again: bool) {
        if let Some(batch) = self.batch.as_mut().filter(|_| again) {
            batch.supersede();
        }
        self.report.rows = 0;
        self.report.first_id = None;
        self.last_id.clear();
    }

    /// The report, once nothing more comes.
    pub(super) fn concluded(&mut self) -> Report {
        self.report.last_id = self.report.first_id.as_ref().map(|_| plain(&self.last_id));
        core::mem::take(&mut self.report)
    }
}

/// The text of a string's inside, escapes resolved; empty where it is not UTF-8.
fn plain(inner: &[u8]) -> String {
    reader::unescape(core::str::from_utf8(inner).unwrap_or_default())
}

impl Validator<'_> {
    /// Takes a record and counts it; nothing stands around it but the envelope.
    pub(super) fn whole(&mut self, record: Record, depth: usize, frame: &Frame<'_>) -> Checked {
        let (_, id) = self.identified(record, depth, frame, Want::Nothing)?;
        self.reading.count(&self.cursor, id);
        Ok(())
    }

    /// Takes a row that is the record itself; gives its slot.
    pub(super) fn bare_row(&mut self, record: Record, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        if self.cursor.peek() != b'{' {
            self.skip(2, frame)?;
            return Err(self.halt(Reason::BrokenPage, frame));
        }
        let (slot, id) = self.identified(record, 2, frame, want)?;
        self.reading.count(&self.cursor, id);
        Ok(slot)
    }

    /// Takes a row that holds the record as `data`; gives the record's slot.
    pub(super) fn row(&mut self, record: Record, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        if self.cursor.peek() != b'{' {
            return self.bare_row(record, frame, want);
        }
        let data = frame.member("data");
        let mut presence = Presence::Missing;
        let mut last = (0, None);
        self.object(frame, &mut |this, name| {
            if name != b"data" {
                return this.skip(3, frame);
            }
            if this.cursor.peek() != b'{' {
                presence = Presence::Broken;
                return this.skip(3, &data);
            }
            presence = Presence::Whole;
            last = this.identified(record, 3, &data, want)?;
            Ok(())
        })?;
        if presence != Presence::Whole {
            return Err(self.halt(Reason::BrokenPage, &data));
        }
        let (slot, id) = last;
        self.reading.count(&self.cursor, id);
        Ok(slot)
    }

    /// Takes a member of the envelope that is not the records.
    pub(super) fn around(&mut self, name: &[u8], root: &Frame<'_>) -> Checked {
        match name {
            b"links" => self.links(&root.member("links")),
            b"count" => self.count(&root.member("count")),
            b"starting_after" => self.starting_after(&root.member("starting_after")),
            _ => self.skip(1, root),
        }
    }

    fn links(&mut self, frame: &Frame<'_>) -> Checked {
        self.reading.report.links.clear();
        match self.cursor.peek() {
            b'[' => self.array(frame, &mut Self::link),
            b'n' => self.skip(1, frame),
            _ => {
                self.skip(1, frame)?;
                Err(self.halt(Reason::BrokenPage, frame))
            }
        }
    }

    /// Takes a link; one without relation or address is left out.
    fn link(&mut self, frame: &Frame<'_>) -> Checked {
        let (mut rel, mut uri) = (None, None);
        if self.cursor.peek() != b'{' {
            self.skip(2, frame)?;
            self.issue(Reason::WrongType, frame);
            return Ok(());
        }
        self.object(frame, &mut |this, name| {
            let (slot, member) = match name {
                b"rel" => (&mut rel, frame.member("rel")),
                b"uri" => (&mut uri, frame.member("uri")),
                _ => return this.skip(3, frame),
            };
            *slot = this.optional_string(3, &member)?;
            Ok(())
        })?;
        if let (Some(rel), Some(uri)) = (rel, uri) {
            self.reading.report.links.push(Link { rel, uri });
        }
        Ok(())
    }

    fn starting_after(&mut self, frame: &Frame<'_>) -> Checked {
        let cursor = self.optional_string(1, frame)?;
        self.reading.report.starting_after = cursor.filter(|cursor| !cursor.is_empty());
        Ok(())
    }

    fn count(&mut self, frame: &Frame<'_>) -> Checked {
        let start = self.cursor.at;
        self.skip(1, frame)?;
        let raw = core::str::from_utf8(self.cursor.slice(start, self.cursor.at)).unwrap_or_default();
        self.reading.report.count = reader::integer(raw);
        if self.reading.report.count.is_none() {
            self.issue(Reason::WrongType, frame);
        }
        Ok(())
    }

    fn optional_string(&mut self, depth: usize, frame: &Frame<'_>) -> Checked<Option<String>> {
        match self.cursor.peek() {
            b'"' => {
                let quoted = self.string(frame)?;
                Ok(Some(self.text(quoted)))
            }
            b'n' => self.skip(depth, frame).map(|()| None),
            _ => {
                self.skip(depth, frame)?;
                self.issue(Reason::WrongType, frame);
                Ok(None)
            }
        }
    }
}
