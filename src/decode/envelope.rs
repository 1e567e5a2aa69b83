//! What stands around Clever's records.

use super::cursor::Cursor;
use super::frame::Frame;
use super::reader;
use super::record::{Checked, Validator, ahead};
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
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Missing,
    Broken,
    Whole,
}

/// Reads a whole body: grammar, envelope, records. Without an `answer` to expect, the grammar alone.
#[must_use]
pub fn validate(bytes: &[u8], answer: Option<Answer>) -> Report {
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    let mut validator = Validator::new(Cursor::new(bytes));
    if bytes.starts_with(BYTE_ORDER_MARK) {
        validator.cursor.at = BYTE_ORDER_MARK.len();
    }
    // What went wrong stands in the report.
    let _ = validator.body(answer);
    if let Some((first, last)) = validator.ends {
        validator.report.first_id = Some(validator.text(first));
        validator.report.last_id = Some(validator.text(last));
    }
    validator.report
}

impl Validator<'_> {
    fn body(&mut self, answer: Option<Answer>) -> Checked {
        let root = Frame::ROOT;
        if self.cursor.bytes.len() > BODY_LIMIT {
            return Err(self.halt(Reason::TooLarge, &root));
        }
        self.cursor.space();
        let is_object = self.cursor.peek() == b'{';
        match answer {
            Some(Answer { envelope: Envelope::Plain, record }) if is_object => self.whole(record, 0, &root)?,
            Some(Answer { envelope, record }) if is_object && envelope != Envelope::Empty => {
                self.enveloped(envelope, record, &root)?;
            }
            _ => self.skip(0, &root)?,
        }
        if !self.cursor.ended() {
            return Err(self.halt(Reason::Malformed, &root));
        }
        // Only here, for what is not JSON at all is something else.
        if is_object || answer.is_none() { Ok(()) } else { Err(self.halt(Reason::BrokenPage, &root)) }
    }

    fn enveloped(&mut self, envelope: Envelope, record: Record, root: &Frame<'_>) -> Checked {
        let data = root.member("data");
        let resources = root.member("resources");
        let mut records = Presence::Missing;
        self.object(root, &mut |this, name| match name {
            b"data" => {
                // The last one counts.
                this.report.rows = 0;
                this.ends = None;
                records = Presence::Whole;
                match (envelope, this.cursor.peek()) {
                    (Envelope::Single, b'{') => this.whole(record, 1, &data),
                    (Envelope::Rows, b'[') => this.array(&data, &mut |this, row| this.row(record, row)),
                    (Envelope::BareRows, b'[') => this.array(&data, &mut |this, row| this.bare_row(record, row)),
                    _ => {
                        records = Presence::Broken;
                        this.skip(1, &data)
                    }
                }
            }
            b"resources" if envelope == Envelope::Rows && this.cursor.peek() == b'[' => {
                records = Presence::Whole;
                // Only the empty list was ever seen: either kind of row will do.
                this.array(&resources, &mut |this, row| match ahead(&this.cursor, b"data") {
                    Some(_) => this.row(record, row),
                    None => this.bare_row(record, row),
                })
            }
            b"links" => this.links(&root.member("links")),
            b"count" => this.count(&root.member("count")),
            b"starting_after" => this.starting_after(&root.member("starting_after")),
            _ => this.skip(1, root),
        })?;
        let counted = envelope != Envelope::Single && self.report.count.is_some();
        match records {
            Presence::Whole => Ok(()),
            Presence::Missing if counted => Ok(()),
            _ => Err(self.halt(Reason::BrokenPage, &data)),
        }
    }

    /// Takes a record and counts it.
    fn whole(&mut self, record: Record, depth: usize, frame: &Frame<'_>) -> Checked {
        self.identified(record, depth, frame)?;
        self.report.rows += 1;
        Ok(())
    }

    fn bare_row(&mut self, record: Record, frame: &Frame<'_>) -> Checked {
        if self.cursor.peek() == b'{' {
            return self.whole(record, 2, frame);
        }
        self.skip(2, frame)?;
        Err(self.halt(Reason::BrokenPage, frame))
    }

    fn row(&mut self, record: Record, frame: &Frame<'_>) -> Checked {
        if self.cursor.peek() != b'{' {
            return self.bare_row(record, frame);
        }
        let data = frame.member("data");
        let mut presence = Presence::Missing;
        let before = self.ends;
        let taken = self.object(frame, &mut |this, name| {
            if name != b"data" {
                return this.skip(3, frame);
            }
            this.ends = before;
            if this.cursor.peek() != b'{' {
                presence = Presence::Broken;
                return this.skip(3, &data);
            }
            presence = Presence::Whole;
            this.identified(record, 3, &data)
        });
        if taken.is_err() || presence != Presence::Whole {
            self.ends = before;
        }
        taken?;
        if presence != Presence::Whole {
            return Err(self.halt(Reason::BrokenPage, &data));
        }
        self.report.rows += 1;
        Ok(())
    }

    fn links(&mut self, frame: &Frame<'_>) -> Checked {
        self.report.links.clear();
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
            self.report.links.push(Link { rel, uri });
        }
        Ok(())
    }

    fn starting_after(&mut self, frame: &Frame<'_>) -> Checked {
        let cursor = self.optional_string(1, frame)?;
        self.report.starting_after = cursor.filter(|cursor| !cursor.is_empty());
        Ok(())
    }

    fn count(&mut self, frame: &Frame<'_>) -> Checked {
        let start = self.cursor.at;
        self.skip(1, frame)?;
        let raw = core::str::from_utf8(self.cursor.slice(start, self.cursor.at)).unwrap_or_default();
        self.report.count = reader::integer(raw);
        if self.report.count.is_none() {
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
