//! Records on their way to JavaScript: a JSON list of all values, and where in it those of each record are.
//!
//! A slot is one word: a value's place in that list, or, counted from the highest word down, where a record or a list
//! lies on the tape. Strings of up to twelve bytes lie in one text, the list's last value, and are cut out of it, for
//! such short ones are copied by every engine; a longer one cut out would keep the whole text alive, so it is a value of
//! its own. What is not ASCII is escaped, so that the text stays at one byte for each character.
//! `npm/src/driver/slots.js` reads this.

mod slot;

use super::cursor::Cursor;
use super::quoted::Quoted;
use super::repeats::Repeats;
use super::tape::{Tape, Text};
use crate::prelude::*;

pub(super) use slot::Slot;
use slot::{CONSTANT_COUNT, CONSTANTS};

/// Strings up to this length are copied when they are cut out of a longer one.
const MOST_CUT: usize = 12;
/// Words of a record before its members: which members are there, and the first of its other members.
const HEAD: usize = 2;
/// More words than any record of sixteen megabytes needs that was not made to need them.
const MOST_WORDS: usize = 1 << 24;

/// How far a batch had come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    tape: usize,
    rows: usize,
    cuts: usize,
    text: usize,
    count: u32,
    short: usize,
}

/// Whole records that were not delivered yet.
#[derive(Debug)]
pub struct Batch {
    tape: Tape,
    rows: Tape,
    cuts: Tape,
    text: Text,
    count: u32,
    short: Text,
    repeats: Repeats,
    /// Elements of lists that have not ended.
    open: Tape,
    /// Whether what was delivered before does not count: the body holds its records twice.
    supersedes: bool,
}

impl Batch {
    pub(super) fn new(members: usize) -> Self {
        Batch {
            tape: Tape::default(),
            rows: Tape::default(),
            cuts: Tape::default(),
            text: Text::default(),
            count: 0,
            short: Text::default(),
            repeats: Repeats::new(members),
            open: Tape::default(),
            supersedes: false,
        }
    }

    /// A slot for every row.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        self.rows.words()
    }

    /// Records and lists.
    #[must_use]
    pub fn tape(&self) -> &[u32] {
        self.tape.words()
    }

    /// What is cut out of the last value: whose place it takes, above four bits that say how long it is.
    #[must_use]
    pub fn cuts(&self) -> &[u32] {
        self.cuts.words()
    }

    /// The values, and the text of the short strings behind them.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        self.text.text()
    }

    /// How many values there are, the last text not counted.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Whether the rows that were delivered before do not count.
    #[must_use]
    pub fn supersedes(&self) -> bool {
        self.supersedes
    }

    /// The rows so far do not count.
    pub(super) fn supersede(&mut self) {
        self.rows.truncate(0);
        self.supersedes = true;
    }

    /// Roughly how many bytes it holds.
    pub(super) fn weight(&self) -> usize {
        self.short.used + self.text.used + 4 * self.tape.used
    }

    /// Ends its text: it is about to be delivered. Even records that hold nothing but constants need those.
    pub(super) fn close(&mut self) {
        self.lead();
        self.text.push(b",\"");
        self.text.push(self.short.text());
        self.text.push(b"\"]");
    }

    /// Lays down the constants, which come before all other values.
    #[inline(always)]
    fn lead(&mut self) {
        if self.count == 0 {
            self.count = CONSTANT_COUNT;
            self.text.push(CONSTANTS);
        }
    }

    /// Empties it: all was delivered.
    pub(super) fn clear(&mut self) {
        self.roll_back(Mark::default());
        self.supersedes = false;
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            tape: self.tape.used,
            rows: self.rows.used,
            cuts: self.cuts.used,
            text: self.text.used,
            count: self.count,
            short: self.short.used,
        }
    }

    /// Forgets what came behind the mark.
    pub(super) fn roll_back(&mut self, mark: Mark) {
        self.tape.truncate(mark.tape);
        self.rows.truncate(mark.rows);
        self.cuts.truncate(mark.cuts);
        self.open.truncate(0);
        (self.text.used, self.count, self.short.used) = (mark.text, mark.count, mark.short);
        self.repeats.forget();
    }

    pub(super) fn row(&mut self, slot: Slot) {
        self.rows.push(slot.get());
    }

    /// Whether it has grown beyond what any honest record needs.
    pub(super) fn is_too_large(&self) -> bool {
        self.tape.used > MOST_WORDS || self.open.used > MOST_WORDS || self.short.used > 1 << 25
    }

    /// Room for a record of so many members: all absent.
    #[inline(always)]
    pub(super) fn record(&mut self, members: usize) -> usize {
        self.tape.take(HEAD + members)
    }

    #[inline(always)]
    pub(super) fn member(&mut self, record: usize, member: usize, slot: Slot) {
        self.tape.set(record + HEAD + member, slot.get());
    }

    /// A member that the table does not know. `last` is the one before, 0 for none; gives what comes as `last` next.
    pub(super) fn unknown(&mut self, record: usize, last: usize, name: Slot, slot: Slot) -> usize {
        let at = self.tape.take(3);
        self.tape.set(at + 1, name.get());
        self.tape.set(at + 2, slot.get());
        self.tape.set(if last == 0 { record + 1 } else { last }, at as u32);
        at
    }

    #[inline(always)]
    pub(super) fn end_record(&mut self, record: usize, present: u32) -> Slot {
        self.tape.set(record, present);
        Slot::on_tape(record)
    }

    /// A record of which only the answer tells what it is.
    pub(super) fn told(&mut self, record: u8, slot: Slot) -> Slot {
        let at = self.tape.take(2);
        self.tape.set(at, u32::from(record));
        self.tape.set(at + 1, slot.get());
        Slot::on_tape(at)
    }

    pub(super) fn begin_list(&self) -> usize {
        self.open.used
    }

    pub(super) fn element(&mut self, slot: Slot) {
        self.open.push(slot.get());
    }

    pub(super) fn end_list(&mut self, begun: usize) -> Slot {
        let at = self.tape.used;
        self.tape.push((self.open.used - begun) as u32);
        self.open.drain_into(begun, &mut self.tape);
        Slot::on_tape(at)
    }

    /// The place of the value that comes next.
    #[inline(always)]
    fn next(&self) -> u32 {
        if self.count == 0 { CONSTANT_COUNT } else { self.count }
    }

    #[inline(always)]
    fn begin(&mut self) -> Slot {
        self.lead();
        self.count += 1;
        Slot::new(self.count - 1)
    }

    /// A string, a value of that member.
    #[inline(never)]
    pub(super) fn string(&mut self, cursor: &Cursor<'_>, text: Quoted, member: usize) -> Slot {
        let (start, end) = (text.start(), text.end());
        if !text.is_plain() {
            return self.any(cursor, start - 1, end + 1);
        }
        let length = end - start;
        if length == 0 {
            return Slot::EMPTY;
        }
        if let Some(slot) = self.repeats.find(cursor, start, length, member, self.next()) {
            return Slot::new(slot);
        }
        let slot = self.begin();
        if length <= MOST_CUT {
            self.cuts.push(slot.get() << 4 | length as u32);
            self.text.push(b",0");
            self.short.copy(None, cursor, start, length);
        } else {
            self.text.copy(Some(b','), cursor, start - 1, length + 2);
        }
        slot
    }

    /// Any value, as it stands there.
    #[inline(never)]
    pub(super) fn any(&mut self, cursor: &Cursor<'_>, start: usize, end: usize) -> Slot {
        match cursor.byte(start) {
            b'n' => return Slot::NULL,
            b't' => return Slot::TRUE,
            b'f' => return Slot::FALSE,
            _ => {}
        }
        let slot = self.begin();
        let value = cursor.slice(start, end);
        if value.is_ascii() {
            self.text.copy(Some(b','), cursor, start, end - start);
        } else {
            self.text.push(b",");
            self.text.push(escaped(value).as_bytes());
        }
        slot
    }
}

/// JSON text as ASCII; malformed UTF-8 as the platform decodes it.
fn escaped(value: &[u8]) -> String {
    let mut out = String::with_capacity(2 * value.len());
    let mut rest = value;
    while !rest.is_empty() {
        let (text, broken) = match core::str::from_utf8(rest) {
            Ok(text) => (text, 0),
            Err(error) => {
                let whole = rest.get(..error.valid_up_to()).unwrap_or_default();
                (core::str::from_utf8(whole).unwrap_or_default(), error.error_len().unwrap_or(rest.len()))
            }
        };
        for character in text.chars() {
            if character.is_ascii() {
                out.push(character);
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    crate::json::escape(&mut out, *unit);
                }
            }
        }
        if broken > 0 {
            crate::json::escape(&mut out, 0xfffd);
        }
        rest = rest.get(text.len() + broken..).unwrap_or_default();
    }
    out
}
