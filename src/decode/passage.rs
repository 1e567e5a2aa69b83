//! The way through a body in steps that can be taken again: a row, a member of the envelope. Where the bytes at hand
//! end within a step, it is undone and waits for more.

use super::envelope::{Answer, Envelope, Presence};
use super::frame::{Around, Frame, Spot};
use super::projection::Want;
use super::record::ahead;
use super::validator::{Checked, Validator};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::{Kind, member_type, members};

/// Behind a fault so close to the end of what is at hand, more bytes might have made sense of it.
const NEAR: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Start,
    /// Within the envelope, perhaps before its first member.
    Members {
        first: bool,
    },
    /// Within its list of records.
    Rows {
        resources: bool,
        index: u32,
    },
    /// Only white space may follow.
    Behind,
}

/// What was delivered of a page before its answer broke off.
#[derive(Clone, Debug, Default)]
pub(super) struct Delivered {
    pub(super) rows: u32,
    /// The last one's id, or, for rows that have none, a hash over all of them.
    pub(super) last: Vec<u8>,
    pub(super) hash: u64,
}

/// Where in a body the reader is.
#[derive(Debug)]
pub(super) struct Passage {
    answer: Option<Answer>,
    stage: Stage,
    records: Presence,
    is_object: bool,
    /// The rows up to the last one delivered before are only looked at.
    pub(super) skipped: Option<Delivered>,
    /// A hash over all rows so far, where rows have no id.
    pub(super) hash: u64,
    /// The first byte that is not white space.
    pub(super) first: Option<u8>,
}

impl Passage {
    pub(super) fn new(answer: Option<Answer>) -> Self {
        Passage {
            answer,
            stage: Stage::Start,
            records: Presence::Missing,
            is_object: false,
            skipped: None,
            hash: 0,
            first: None,
        }
    }

    /// Goes on as far as what is at hand reaches; to the end of the body if it is the last of it.
    pub(super) fn go(&mut self, validator: &mut Validator<'_>, is_last: bool) -> Checked {
        loop {
            let (begun, stage, records) = (validator.cursor.at, self.stage, self.records);
            let progress = validator.reading.report.progress();
            let mark = validator.reading.batch.mark();
            let step = self.step(validator, is_last);
            let cursor = &validator.cursor;
            let at_hand = cursor.bytes.len();
            let waits = !is_last
                && match step {
                    // A number may go on.
                    Some(true) => cursor.at >= at_hand && cursor.byte(at_hand.wrapping_sub(1)).is_ascii_digit(),
                    Some(false) => false,
                    None => {
                        let fatal = validator.reading.report.fatal.as_ref();
                        cursor.at + NEAR > at_hand && fatal.is_some_and(|fatal| fatal.reason == Reason::Malformed)
                    }
                };
            if waits {
                (self.stage, self.records) = (stage, records);
                validator.cursor.at = begun;
                validator.reading.report.roll_back(&progress);
                validator.reading.batch.roll_back(mark);
                return Some(());
            }
            if !step? {
                return Some(());
            }
        }
    }

    /// Takes one step; tells whether there is another.
    fn step(&mut self, validator: &mut Validator<'_>, is_last: bool) -> Checked<bool> {
        match self.stage {
            Stage::Start => self.start(validator)?,
            Stage::Members { first } => self.member(validator, first)?,
            Stage::Rows { resources, index } => self.row(validator, resources, index)?,
            Stage::Behind => {
                if !validator.cursor.ended() {
                    return validator.halt(Reason::Malformed, Spot::ROOT);
                }
                // Only here, for what is not JSON at all is something else.
                if is_last && !self.is_object && self.answer.is_some() {
                    return validator.halt(Reason::BrokenPage, Spot::ROOT);
                }
                return Some(false);
            }
        }
        Some(true)
    }

    fn start(&mut self, validator: &mut Validator<'_>) -> Checked {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        if validator.cursor.bytes.starts_with(BYTE_ORDER_MARK) {
            validator.cursor.at = BYTE_ORDER_MARK.len();
        }
        validator.cursor.space();
        let first = validator.cursor.peek();
        self.first = Some(first).filter(|_| validator.cursor.at < validator.cursor.bytes.len());
        self.is_object = first == b'{';
        self.stage = Stage::Behind;
        match self.answer {
            Some(Answer { envelope: Envelope::Plain, record }) if self.is_object => validator.whole(record, Spot::ROOT),
            Some(Answer { envelope, .. }) if self.is_object && envelope != Envelope::Empty => {
                validator.cursor.at += 1;
                self.stage = Stage::Members { first: true };
                Some(())
            }
            _ => validator.skip(0, Spot::ROOT),
        }
    }

    fn member(&mut self, validator: &mut Validator<'_>, first: bool) -> Checked {
        let root = Frame::new(Spot::ROOT);
        if validator.cursor.take(b'}') {
            self.stage = Stage::Behind;
            return self.close(validator);
        }
        if !first {
            let step = validator.cursor.expect(b',');
            validator.checked(step, Spot::ROOT)?;
        }
        let step = validator.cursor.key();
        let key = validator.checked(step, Spot::ROOT)?;
        validator.cursor.space();
        self.stage = Stage::Members { first: false };
        let name = validator.text(key);
        let is_list = validator.cursor.peek() == b'[';
        let Some(Answer { envelope, record }) = self.answer else { return validator.skip(1, Spot::ROOT) };
        match name.as_bytes() {
            b"data" => {
                // The last one counts.
                let again = self.records != Presence::Missing;
                validator.reading.discount(again);
                self.records = Presence::Whole;
                match envelope {
                    Envelope::Single if validator.cursor.peek() == b'{' => {
                        validator.whole(record, root.named(Around::Data))
                    }
                    Envelope::Rows | Envelope::BareRows if is_list => self.begin(validator, false),
                    _ => {
                        self.records = Presence::Broken;
                        validator.skip(1, root.named(Around::Data))
                    }
                }
            }
            b"resources" if envelope == Envelope::Rows && is_list => {
                self.records = Presence::Whole;
                self.begin(validator, true)
            }
            name => validator.around(name, &root),
        }
    }

    fn begin(&mut self, validator: &mut Validator<'_>, resources: bool) -> Checked {
        validator.cursor.at += 1;
        self.stage = Stage::Rows { resources, index: 0 };
        Some(())
    }

    fn row(&mut self, validator: &mut Validator<'_>, resources: bool, index: u32) -> Checked {
        let root = Frame::new(Spot::ROOT);
        let spot = root.named(if resources { Around::Resources } else { Around::Data });
        let list = Frame::new(spot);
        if validator.cursor.take(b']') {
            self.stage = Stage::Members { first: false };
            if self.skipped.is_some() {
                // The page is another one than that of which rows were delivered.
                return validator.halt(Reason::BrokenPage, spot);
            }
            return Some(());
        }
        if index > 0 {
            let step = validator.cursor.expect(b',');
            validator.checked(step, spot)?;
        }
        validator.cursor.space();
        let Some(Answer { envelope, record }) = self.answer else { return Some(()) };
        let start = validator.cursor.at;
        let want = if self.skipped.is_some() { Want::NOTHING } else { validator.reading.want };
        let is_wrapped = match envelope {
            // Only the empty list was ever seen: either kind of row will do.
            Envelope::Rows if resources => ahead(&validator.cursor, b"data").is_some(),
            _ => envelope == Envelope::Rows,
        };
        let place = list.element(index);
        let slot =
            if is_wrapped { validator.row(record, place, want)? } else { validator.bare_row(record, place, want)? };
        self.stage = Stage::Rows { resources, index: index.saturating_add(1) };
        let has_id = member_type(members(record as u8).start).kind() == Kind::Id;
        if !has_id {
            self.hash = hash(self.hash, validator.cursor.slice(start, validator.cursor.at));
        }
        if let Some(skipped) = &self.skipped {
            let reached = if has_id {
                validator.reading.last_id == skipped.last
            } else {
                index + 1 == skipped.rows && self.hash == skipped.hash
            };
            if reached {
                self.skipped = None;
            }
        } else if !want.is_nothing() {
            validator.reading.batch.row(slot);
        }
        Some(())
    }

    fn close(&self, validator: &mut Validator<'_>) -> Checked {
        let is_single = self.answer.is_some_and(|answer| answer.envelope == Envelope::Single);
        let counted = !is_single && validator.reading.report.count.is_some();
        match self.records {
            Presence::Whole => Some(()),
            Presence::Missing if counted => Some(()),
            _ => validator.halt(Reason::BrokenPage, Frame::new(Spot::ROOT).named(Around::Data)),
        }
    }
}

fn hash(hash: u64, row: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    row.chunks(8).fold(hash, |hash, chunk| {
        let word = chunk.iter().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
        (hash ^ word).wrapping_mul(ODD).rotate_left(29)
    })
}
