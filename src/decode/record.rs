//! Checking a record against its table.

use super::batch::Slot;
use super::cursor::Cursor;
use super::frame::{Frame, Spot};
use super::keys::Key;
use super::projection::Want;
use super::quoted::Quoted;
use super::validator::{Checked, Validator};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::{Kind, Record, certain, member_type, members};

/// What became of the id of the record being read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Identity {
    Missing,
    Wrong,
    Found(Quoted),
}

/// The record that an event's type names before the dot.
pub(crate) const SUBJECTS: [(&[u8], Record); 7] = [
    (b"users", Record::User),
    (b"sections", Record::Section),
    (b"schools", Record::School),
    (b"districts", Record::District),
    (b"courses", Record::Course),
    (b"terms", Record::Term),
    (b"resources", Record::Resource),
];

impl<'a> Validator<'a> {
    /// Takes a record that stands for itself: with its id, if it has one.
    pub(super) fn identified(&mut self, record: Record, spot: Spot<'_>, want: Want) -> Checked<(Slot, Option<Quoted>)> {
        let start = self.cursor.at;
        self.reading.identity = Identity::Missing;
        self.reading.identity_depth = spot.depth() + 1;
        if matches!(record, Record::Event) {
            self.reading.subject = subject(&self.cursor);
        }
        let slot = self.record(record as u8, spot, want)?;
        if self.reading.batch.is_too_large() || self.cursor.at - start > super::RECORD_LIMIT {
            return self.halt(Reason::TooLarge, spot);
        }
        let first = members(record as u8).start;
        if member_type(first).kind() != Kind::Id {
            return Some((slot, None));
        }
        let reason = match self.reading.identity {
            Identity::Found(id) => return Some((slot, Some(id))),
            Identity::Missing => Reason::BrokenPage,
            Identity::Wrong => Reason::WrongType,
        };
        self.halt(reason, Frame::new(spot).member(first))
    }

    /// The member of `table` that comes next, its name taken: looked for behind the last one first, for Clever's order
    /// is its own but mostly the same.
    #[inline(always)]
    fn known(&mut self, table: &'a [Key], next: usize) -> Option<(usize, &'a Key)> {
        let start = self.cursor.at + 1;
        let word = self.cursor.word(start)?;
        let mut member = next;
        for _ in table {
            let key = match table.get(member) {
                Some(key) => key,
                None => {
                    member = 0;
                    table.first()?
                }
            };
            if let Some(end) = key.closes(&self.cursor, word, start) {
                self.cursor.at = end + 1;
                return Some((member, key));
            }
            member += 1;
        }
        None
    }

    pub(super) fn record(&mut self, record: u8, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let frame = Frame::new(spot);
        let range = members(record);
        let first = range.start;
        let table = self.keys.get(range).unwrap_or_default();
        let wanted = self.reading.projection.wanted(want);
        let block = if want.is_nothing() { 0 } else { self.reading.batch.record(table.len()) };
        let mut next = 0;
        // One bit for each member that was there; no record has more than 32.
        let (mut seen, mut unknown) = (0u32, 0);
        self.punctuation(b'{', spot)?;
        let mut more = !self.cursor.next_is(b'}');
        while more {
            let is_name = self.cursor.after_space() == b'"';
            let quote = self.cursor.at;
            let known = if is_name { self.known(table, next) } else { None };
            let known = match known {
                Some(known) => Ok(known),
                None => self.stranger(table, spot)?,
            };
            self.punctuation(b':', spot)?;
            match known {
                Ok((member, key)) => {
                    let inner = if wanted >> member & 1 == 0 {
                        Want::NOTHING
                    } else {
                        self.reading.projection.within(want, member)
                    };
                    let slot = self.value(key.ty, first + member, frame.member(first + member), inner)?;
                    if !inner.is_nothing() {
                        self.reading.batch.member(block, member, slot);
                    }
                    seen |= 1 << member;
                    next = member + 1;
                }
                Err(name) => unknown = self.unknown(name, quote, spot, want, (block, unknown))?,
            }
            more = self.goes_on(b'}', spot)?;
        }
        let missing = certain(record) & !seen;
        if missing != 0 {
            for member in (0..table.len()).filter(|member| missing >> member & 1 == 1) {
                self.issue(Reason::WrongType, frame.member(first + member));
            }
        }
        Some(if want.is_nothing() { Slot::NULL } else { self.reading.batch.end_record(block, seen & wanted) })
    }

    /// Takes a name that was not recognised at sight: of a member that is written with escapes or stands near the end,
    /// or of none.
    #[inline(never)]
    fn stranger(
        &mut self,
        table: &'a [Key],
        spot: Spot<'_>,
    ) -> Checked<core::result::Result<(usize, &'a Key), Quoted>> {
        let name = self.string(spot)?;
        let escaped = if name.is_escaped() { self.text(name) } else { String::new() };
        let plain = self.cursor.slice(name.start(), name.end());
        let text = if name.is_escaped() { escaped.as_bytes() } else { plain };
        let known = table.iter().enumerate().find(|(_, key)| key.name.as_bytes() == text);
        Some(known.ok_or(name))
    }

    /// Takes the value of a member that the table does not know.
    #[inline(never)]
    fn unknown(
        &mut self,
        name: Quoted,
        quote: usize,
        spot: Spot<'_>,
        want: Want,
        (block, last): (usize, usize),
    ) -> Checked<usize> {
        let text = self.cursor.slice(quote + 1, name.end());
        let want = if self.reading.projection.wants_unknown(want, text) { Want::ALL } else { Want::NOTHING };
        let slot = if self.cursor.after_space() == b'"' {
            let value = self.string(spot)?;
            self.emitted(value, usize::MAX, want)
        } else {
            let start = self.cursor.at;
            self.skip(spot.depth() + 1, spot)?;
            self.taken(start, want)
        };
        if want.is_nothing() {
            return Some(last);
        }
        let name = self.emitted(name, usize::MAX, want);
        Some(self.reading.batch.unknown(block, last, name, slot))
    }
}

/// Which record an event is about: its type may stand behind it, so it is looked up ahead.
fn subject(event: &Cursor<'_>) -> Option<Record> {
    let mut at = ahead(event, b"type")?;
    let text = at.string()?;
    let name = at.slice(text.start(), text.end()).split(|byte| *byte == b'.').next()?;
    SUBJECTS.iter().find(|(known, _)| *known == name).map(|(_, record)| *record)
}

/// The value of the member `name` of the object that comes next, as far as that can be read.
pub(super) fn ahead<'a>(object: &Cursor<'a>, name: &[u8]) -> Option<Cursor<'a>> {
    let mut cursor = object.clone();
    let mut found = None;
    cursor.expect(b'{')?;
    loop {
        let Some(key) = cursor.key() else { return found };
        cursor.space();
        if cursor.slice(key.start(), key.end()) == name {
            found = Some(cursor.clone());
        }
        if cursor.skip(0).is_none() || !cursor.take(b',') {
            return found;
        }
    }
}
