//! Records on their way to JavaScript: where each value is, and the texts that the platform makes strings of.
//!
//! A value is one word, a slot: its lowest three bits say in which of these it is. Strings of up to twelve bytes lie in
//! one text and are cut out of it, for such short ones are copied by every engine; a longer one cut out would keep the
//! whole text alive, so it goes as JSON and comes out of `JSON.parse` by itself. What is not ASCII has a text of its
//! own, so that the others stay at one byte for each character. `npm/src/driver/slots.js` reads this.

use super::cursor::{Cursor, Quoted};
use super::repeats::{Repeat, Repeats};
use crate::prelude::*;

/// Slots of values that lie nowhere.
pub(super) const ABSENT: u32 = 0;
pub(super) const NULL: u32 = 1 << 3;
pub(super) const TRUE: u32 = 2 << 3;
pub(super) const FALSE: u32 = 3 << 3;
const EMPTY_OBJECT: u32 = 4 << 3;

const SHORT: u32 = 1;
const LONG: u32 = 2;
const WIDE: u32 = 3;
const KEPT: u32 = 4;
const INTEGER: u32 = 5;
const RECORD: u32 = 6;
const LIST: u32 = 7;

/// Strings up to this length are copied when they are cut out of a longer one.
const MOST_CUT: usize = 12;
/// Words of a record before its members: which members are there, and the first of its other members.
const HEAD: usize = 2;
/// More words than any record of sixteen megabytes needs that was not made to need them.
const MOST_WORDS: usize = 1 << 24;

/// A text that grows, with room behind it so that short pieces can be copied sixteen bytes at a time.
#[derive(Debug, Default)]
struct Text {
    bytes: Vec<u8>,
    used: usize,
}

impl Text {
    #[inline(always)]
    fn copy(&mut self, cursor: &Cursor<'_>, start: usize, length: usize) {
        const STRIDE: usize = 16;
        if self.bytes.len() < self.used + length + STRIDE {
            self.bytes.resize(2 * (self.used + length) + 4096, 0);
        }
        let mut done = 0;
        while done < length {
            let from = cursor.bytes.get(start + done..).and_then(<[u8]>::first_chunk::<STRIDE>);
            let to = self.bytes.get_mut(self.used + done..).and_then(<[u8]>::first_chunk_mut::<STRIDE>);
            let (Some(from), Some(to)) = (from, to) else {
                self.push_slice(cursor.slice(start + done, start + length), done);
                break;
            };
            *to = *from;
            done += STRIDE;
        }
        self.used += length;
    }

    #[cold]
    fn push_slice(&mut self, rest: &[u8], ahead: usize) {
        let at = self.used + ahead;
        if let Some(room) = self.bytes.get_mut(at..at + rest.len()) {
            room.copy_from_slice(rest);
        }
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.used) {
            *place = byte;
        } else {
            self.bytes.push(byte);
        }
        self.used += 1;
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.used).unwrap_or_default()
    }
}

/// JSON texts with commas between them.
#[derive(Debug, Default)]
struct Values {
    text: Text,
    count: u32,
}

impl Values {
    #[inline(never)]
    fn copy(&mut self, cursor: &Cursor<'_>, start: usize, end: usize) -> u32 {
        self.text.push(if self.count == 0 { b'[' } else { b',' });
        self.text.copy(cursor, start, end - start);
        self.count += 1;
        self.count - 1
    }

    fn close(&mut self) {
        if self.count > 0 {
            self.text.push(b']');
        }
    }
}

/// Words that grow, zeroed ahead of their use: records are small, and filling each by itself would be a call of its own.
#[derive(Debug, Default)]
struct Tape {
    words: Vec<u32>,
    used: usize,
}

impl Tape {
    /// Room for so many words, all zero.
    #[inline(always)]
    fn take(&mut self, words: usize) -> usize {
        let at = self.used;
        self.used += words;
        if self.words.len() < self.used {
            self.grow();
        }
        at
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        self.words.resize(2 * self.used + 1024, 0);
    }

    #[inline(always)]
    fn set(&mut self, at: usize, word: u32) {
        if let Some(place) = self.words.get_mut(at) {
            *place = word;
        }
    }

    #[inline(always)]
    fn push(&mut self, word: u32) {
        let at = self.take(1);
        self.set(at, word);
    }

    fn truncate(&mut self, used: usize) {
        if let Some(unused) = self.words.get_mut(used..self.used) {
            unused.fill(0);
        }
        self.used = used;
    }

    fn words(&self) -> &[u32] {
        self.words.get(..self.used).unwrap_or_default()
    }
}

/// How far a batch had come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    tape: usize,
    rows: usize,
    promoted: usize,
    kept: u32,
    short: usize,
    long: (usize, u32),
    wide: (usize, u32),
}

/// Whole records that were not delivered yet.
#[derive(Debug)]
pub struct Batch {
    tape: Tape,
    rows: Vec<u32>,
    promoted: Vec<u32>,
    short: Text,
    long: Values,
    wide: Values,
    repeats: Repeats,
    /// Elements of lists that have not ended.
    open: Vec<u32>,
    /// Whether what was delivered before does not count: the body holds its records twice.
    supersedes: bool,
}

impl Batch {
    pub(super) fn new(members: usize) -> Self {
        Batch {
            tape: Tape::default(),
            rows: Vec::new(),
            promoted: Vec::new(),
            short: Text::default(),
            long: Values::default(),
            wide: Values::default(),
            repeats: Repeats::new(members),
            open: Vec::new(),
            supersedes: false,
        }
    }

    /// A slot for every row.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Records and lists.
    #[must_use]
    pub fn tape(&self) -> &[u32] {
        self.tape.words()
    }

    /// Slots of the strings that have to be kept from now on.
    #[must_use]
    pub fn promoted(&self) -> &[u32] {
        &self.promoted
    }

    /// Short strings in ASCII.
    #[must_use]
    pub fn short(&self) -> &[u8] {
        self.short.text()
    }

    /// Long strings in ASCII: a JSON list, or nothing where there are none, and how many there are.
    #[must_use]
    pub fn long(&self) -> (&[u8], u32) {
        (self.long.text.text(), self.long.count)
    }

    /// Everything else, in the same form.
    #[must_use]
    pub fn wide(&self) -> (&[u8], u32) {
        (self.wide.text.text(), self.wide.count)
    }

    /// Whether the rows that were delivered before do not count.
    #[must_use]
    pub fn supersedes(&self) -> bool {
        self.supersedes
    }

    /// The rows so far do not count.
    pub(super) fn supersede(&mut self) {
        self.rows.clear();
        self.supersedes = true;
    }

    /// Roughly how many bytes it holds.
    pub(super) fn weight(&self) -> usize {
        self.short.used + self.long.text.used + self.wide.text.used + 4 * self.tape.used
    }

    /// Ends its texts: it is about to be delivered.
    pub(super) fn close(&mut self) {
        self.long.close();
        self.wide.close();
    }

    /// Empties it: all was delivered.
    pub(super) fn clear(&mut self) {
        self.truncate(Mark::default(), false);
        self.repeats.next_batch();
        self.supersedes = false;
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            tape: self.tape.used,
            rows: self.rows.len(),
            promoted: self.promoted.len(),
            kept: self.repeats.kept(),
            short: self.short.used,
            long: (self.long.text.used, self.long.count),
            wide: (self.wide.text.used, self.wide.count),
        }
    }

    /// Forgets what came behind the mark.
    pub(super) fn roll_back(&mut self, mark: Mark) {
        self.truncate(mark, true);
    }

    fn truncate(&mut self, mark: Mark, undone: bool) {
        self.tape.truncate(mark.tape);
        self.rows.truncate(mark.rows);
        self.promoted.truncate(mark.promoted);
        self.short.used = mark.short;
        (self.long.text.used, self.long.count) = mark.long;
        (self.wide.text.used, self.wide.count) = mark.wide;
        self.open.clear();
        if undone {
            self.repeats.roll_back(mark.kept);
        }
    }

    pub(super) fn row(&mut self, slot: u32) {
        self.rows.push(slot);
    }

    /// Whether it has grown beyond what any honest record needs.
    pub(super) fn is_too_large(&self) -> bool {
        self.tape.used > MOST_WORDS || self.open.len() > MOST_WORDS || self.short.used > 1 << 25
    }

    /// Room for a record of so many members: all absent.
    #[inline(always)]
    pub(super) fn record(&mut self, members: usize) -> usize {
        self.tape.take(HEAD + members)
    }

    #[inline(always)]
    pub(super) fn member(&mut self, record: usize, member: usize, slot: u32) {
        self.tape.set(record + HEAD + member, slot);
    }

    /// A member that the table does not know. `last` is the one before, 0 for none; gives what comes as `last` next.
    pub(super) fn unknown(&mut self, record: usize, last: usize, name: u32, slot: u32) -> usize {
        let at = self.tape.used;
        for word in [0, name, slot] {
            self.tape.push(word);
        }
        self.tape.set(if last == 0 { record + 1 } else { last }, at as u32);
        at
    }

    pub(super) fn end_record(&mut self, record: usize, present: u32) -> u32 {
        self.tape.set(record, present);
        (record as u32) << 3 | RECORD
    }

    /// A record of which only the answer tells what it is.
    pub(super) fn told(&mut self, record: u8, slot: u32) -> u32 {
        let at = self.tape.used as u32;
        self.tape.push(u32::from(record));
        self.tape.push(slot);
        at << 3 | LIST
    }

    pub(super) fn begin_list(&self) -> usize {
        self.open.len()
    }

    pub(super) fn element(&mut self, slot: u32) {
        self.open.push(slot);
    }

    pub(super) fn end_list(&mut self, begun: usize) -> u32 {
        let at = self.tape.used as u32;
        let elements = self.open.get(begun..).unwrap_or_default();
        self.tape.push(elements.len() as u32);
        for slot in elements {
            self.tape.push(*slot);
        }
        self.open.truncate(begun);
        at << 3 | LIST
    }

    /// A string, a value of that member.
    #[inline(never)]
    pub(super) fn string(&mut self, cursor: &Cursor<'_>, text: Quoted, member: usize) -> u32 {
        let length = text.end - text.start;
        if text.wide || text.escaped {
            return self.any(cursor, text.start - 1, text.end + 1, text.ill);
        }
        match self.repeats.find(cursor, text.start, text.end, member) {
            Repeat::Here(slot) => slot,
            Repeat::Kept(number) => number << 3 | KEPT,
            Repeat::New(place) => {
                let slot = if length <= MOST_CUT {
                    let at = self.short.used as u32;
                    self.short.copy(cursor, text.start, length);
                    at << 7 | (length as u32) << 3 | SHORT
                } else {
                    self.long.copy(cursor, text.start - 1, text.end + 1) << 3 | LONG
                };
                if let Some(place) = place
                    && self.repeats.delivered(place, slot)
                {
                    self.promoted.push(slot);
                }
                slot
            }
        }
    }

    /// A number; a small integer is its own slot.
    pub(super) fn number(&mut self, cursor: &Cursor<'_>, start: usize, end: usize) -> u32 {
        let digits = cursor.slice(start, end);
        if digits.len() <= 8 && digits.iter().all(u8::is_ascii_digit) {
            let value = digits.iter().fold(0u32, |value, digit| value * 10 + u32::from(digit - b'0'));
            return value << 3 | INTEGER;
        }
        self.any(cursor, start, end, false)
    }

    /// Any value, as it stands there.
    pub(super) fn any(&mut self, cursor: &Cursor<'_>, start: usize, end: usize, ill: bool) -> u32 {
        if ill {
            let sound = lossy(cursor.slice(start, end));
            return self.wide.copy(&Cursor::new(sound.as_bytes()), 0, sound.len()) << 3 | WIDE;
        }
        match cursor.slice(start, end) {
            b"{}" => EMPTY_OBJECT,
            b"null" => NULL,
            b"true" => TRUE,
            b"false" => FALSE,
            _ => self.wide.copy(cursor, start, end) << 3 | WIDE,
        }
    }

    /// The name of a member that the table does not know.
    pub(super) fn name(&mut self, cursor: &Cursor<'_>, name: Quoted) -> u32 {
        self.string(cursor, name, usize::MAX)
    }
}

/// Malformed UTF-8 as the platform decodes it.
pub(crate) fn lossy(mut bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    while let Err(malformed) = core::str::from_utf8(bytes) {
        let good = malformed.valid_up_to();
        text.push_str(core::str::from_utf8(bytes.get(..good).unwrap_or_default()).unwrap_or_default());
        text.push(char::REPLACEMENT_CHARACTER);
        bytes = malformed.error_len().and_then(|bad| bytes.get(good + bad..)).unwrap_or_default();
    }
    text.push_str(core::str::from_utf8(bytes).unwrap_or_default());
    text
}
