//! What stands around Clever's records.

use super::batch::Slot;
use super::cursor::Cursor;
use super::decoder::Decoder;
use super::frame::{Around, Frame, Spot};
use super::projection::Want;
use super::quoted::Quoted;
use super::reader;
use super::report::{Link, Report};
use super::validator::{Checked, Reading, Validator};
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
pub fn validate(bytes: &[u8], answer: Option<Answer>) -> Box<Report> {
    Decoder::checking(answer).check(bytes)
}

impl Reading {
    /// A whole row was read, or a single record: its id counts, if it has one.
    fn count(&mut self, cursor: &Cursor<'_>, id: Option<Quoted>) {
        self.report.rows += 1;
        if let Some(id) = id {
            let text = cursor.slice(id.start(), id.end());
            self.last_id.clear();
            self.last_id.extend_from_slice(text);
            if self.report.first_id.is_none() {
                self.report.first_id = Some(plain(text));
            }
        }
    }

    /// The records read so far do not count; `again`: there was a list of them.
    pub(super) fn discount(&mut self, again: bool) {
        if again {
            self.batch.supersede();
        }
        self.report.rows = 0;
        self.report.first_id = None;
        self.last_id.clear();
    }

    /// The report, once nothing more comes.
    pub(super) fn concluded(&mut self) -> Box<Report> {
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
    pub(super) fn whole(&mut self, record: Record, spot: Spot<'_>) -> Checked {
        let (_, id) = self.identified(record, spot, Want::NOTHING)?;
        self.reading.count(&self.cursor, id);
        Some(())
    }

    /// Takes a row that is the record itself; gives its slot.
    pub(super) fn bare_row(&mut self, record: Record, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        if self.cursor.peek() != b'{' {
            self.skip(spot.depth(), spot)?;
            return self.halt(Reason::BrokenPage, spot);
        }
        let (slot, id) = self.identified(record, spot, want)?;
        self.reading.count(&self.cursor, id);
        Some(slot)
    }

    /// Takes a row that holds the record as `data`; gives the record's slot.
    pub(super) fn row(&mut self, record: Record, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        if self.cursor.peek() != b'{' {
            return self.bare_row(record, spot, want);
        }
        let mut presence = Presence::Missing;
        let mut last = (Slot::NULL, None);
        self.object(spot, &mut |this, name, row| {
            let data = row.named(Around::Data);
            if name != b"data" {
                return this.skip(data.depth(), spot);
            }
            if this.cursor.peek() != b'{' {
                presence = Presence::Broken;
                return this.skip(data.depth(), data);
            }
            presence = Presence::Whole;
            last = this.identified(record, data, want)?;
            Some(())
        })?;
        if presence != Presence::Whole {
            return self.halt(Reason::BrokenPage, Frame::new(spot).named(Around::Data));
        }
        let (slot, id) = last;
        self.reading.count(&self.cursor, id);
        Some(slot)
    }

    /// Takes a member of the envelope that is not the records.
    pub(super) fn around(&mut self, name: &[u8], root: &Frame<'_>) -> Checked {
        match name {
            b"links" => self.links(root.named(Around::Links)),
            b"count" => self.count(root.named(Around::Count)),
            b"starting_after" => self.starting_after(root.named(Around::StartingAfter)),
            _ => self.skip(1, Spot::ROOT),
        }
    }

    fn links(&mut self, spot: Spot<'_>) -> Checked {
        self.reading.report.links.clear();
        match self.cursor.peek() {
            b'[' => self.array(spot, &mut Self::link),
            b'n' => self.skip(1, spot),
            _ => {
                self.skip(1, spot)?;
                self.halt(Reason::BrokenPage, spot)
            }
        }
    }

    /// Takes a link; one without relation or address is left out.
    fn link(&mut self, spot: Spot<'_>) -> Checked {
        let (mut rel, mut uri) = (None, None);
        if self.cursor.peek() != b'{' {
            self.skip(spot.depth(), spot)?;
            self.issue(Reason::WrongType, spot);
            return Some(());
        }
        self.object(spot, &mut |this, name, link| {
            let (slot, member) = match name {
                b"rel" => (&mut rel, link.named(Around::Rel)),
                b"uri" => (&mut uri, link.named(Around::Uri)),
                _ => return this.skip(spot.depth() + 1, spot),
            };
            *slot = this.optional_string(member)?;
            Some(())
        })?;
        if let (Some(rel), Some(uri)) = (rel, uri) {
            self.reading.report.links.push(Link { rel, uri });
        }
        Some(())
    }

    fn starting_after(&mut self, spot: Spot<'_>) -> Checked {
        let cursor = self.optional_string(spot)?;
        self.reading.report.starting_after = cursor.filter(|cursor| !cursor.is_empty());
        Some(())
    }

    fn count(&mut self, spot: Spot<'_>) -> Checked {
        let start = self.cursor.at;
        self.skip(spot.depth(), spot)?;
        let raw = core::str::from_utf8(self.cursor.slice(start, self.cursor.at)).unwrap_or_default();
        self.reading.report.count = reader::integer(raw);
        if self.reading.report.count.is_none() {
            self.issue(Reason::WrongType, spot);
        }
        Some(())
    }

    fn optional_string(&mut self, spot: Spot<'_>) -> Checked<Option<String>> {
        if self.cursor.peek() == b'"' {
            let quoted = self.string(spot)?;
            return Some(Some(self.text(quoted)));
        }
        let is_null = self.cursor.peek() == b'n';
        self.skip(spot.depth(), spot)?;
        if !is_null {
            self.issue(Reason::WrongType, spot);
        }
        Some(None)
    }
}
