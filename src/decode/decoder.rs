//! A body that comes in pieces: its records, batch by batch, as they become whole.

use super::batch::Batch;
use super::cursor::Cursor;
use super::envelope::{Answer, BODY_LIMIT, RECORD_LIMIT};
use super::frame::{Around, Frame, Spot};
use super::keys::{Key, keys};
use super::passage::{Delivered, Passage};
use super::projection::{Projection, Want};
use super::report::{Fatal, Report};
use super::validator::{Reading, Validator};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::COUNT;

/// A batch of that weight is worth the crossing.
const BATCH_BYTES: usize = 96 << 10;

/// The reader of one call's answer, however often that is asked for.
#[derive(Debug)]
pub struct Decoder {
    answer: Option<Answer>,
    /// Records are used as they come, not only once the body is whole.
    is_early: bool,
    passage: Passage,
    keys: Vec<Key>,
    reading: Reading,
    /// What has come and is not within a whole step.
    rest: Vec<u8>,
    /// So many bytes of it have to be there before the step is tried again: a step that many pieces make up is not
    /// read as often as there are pieces.
    enough: usize,
    delivered: Delivered,
    /// The batch was handed out, and is empty for whoever adds to it.
    is_taken: bool,
}

impl Decoder {
    /// For an operation's answer; of each record only what the projection names. `is_early`: what has been delivered
    /// stays delivered, so that a repeated answer only continues it.
    #[must_use]
    pub fn new(answer: Answer, projection: Option<Projection>, is_early: bool) -> Box<Self> {
        let want = if projection.is_some() { Want::PROJECTED } else { Want::ALL };
        Decoder::begun(Some(answer), want, projection.unwrap_or_default(), is_early)
    }

    /// For a body that is only checked; without an `answer` to expect, the grammar alone.
    pub(super) fn checking(answer: Option<Answer>) -> Box<Self> {
        Decoder::begun(answer, Want::NOTHING, Projection::default(), false)
    }

    #[inline(never)]
    fn begun(answer: Option<Answer>, want: Want, projection: Projection, is_early: bool) -> Box<Self> {
        Box::new(Decoder {
            answer,
            is_early,
            passage: Passage::new(answer),
            keys: keys(),
            reading: Reading::new(Batch::new(if want.is_nothing() { 0 } else { COUNT }), want, projection),
            rest: Vec::new(),
            enough: 0,
            delivered: Delivered::default(),
            is_taken: false,
        })
    }

    /// Whether no more than the projection names is delivered.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.reading.want == Want::ALL || self.reading.projection.is_exact()
    }

    /// The answer begins anew.
    pub fn restart(&mut self) {
        let projection = core::mem::take(&mut self.reading.projection);
        let delivered = core::mem::take(&mut self.delivered);
        *self = *Decoder::begun(self.answer, self.reading.want, projection, self.is_early);
        if delivered.rows > 0 {
            self.passage.skipped = Some(delivered.clone());
        }
        self.delivered = delivered;
    }

    /// Takes a piece of the body. What is wrong with it, if anything is.
    pub fn push(&mut self, piece: &[u8]) -> Option<&Fatal> {
        self.clear();
        let total = self.reading.base + self.rest.len();
        if piece.len() > BODY_LIMIT.saturating_sub(total) || self.rest.try_reserve(piece.len()).is_err() {
            return self.too_large();
        }
        self.rest.extend_from_slice(piece);
        if self.rest.len() < self.enough {
            return self.fatal();
        }
        self.go(false);
        if self.rest.len() > RECORD_LIMIT && self.fatal().is_none() {
            return self.too_large();
        }
        self.fatal()
    }

    /// The body has ended.
    pub fn finish(&mut self) -> Box<Report> {
        self.clear();
        if self.fatal().is_none() {
            self.go(true);
        }
        self.rest = Vec::new();
        self.reading.concluded()
    }

    /// The first byte of the body that is not white space.
    #[must_use]
    pub fn first_byte(&self) -> Option<u8> {
        self.passage.first
    }

    /// What does not fit so far.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.reading.report
    }

    /// How many rows were delivered early.
    #[must_use]
    pub fn delivered(&self) -> u32 {
        self.delivered.rows
    }

    /// Whether a batch should be taken now.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let batch = &self.reading.batch;
        let is_first = self.is_early && self.delivered.rows == 0;
        !batch.rows().is_empty() && (is_first || batch.weight() >= BATCH_BYTES)
    }

    /// The records that are ready; they count as delivered, and are gone once the next piece comes.
    pub fn batch(&mut self) -> &Batch {
        let batch = &mut self.reading.batch;
        if self.is_early && !self.is_taken && !batch.rows().is_empty() {
            self.delivered.rows = self.delivered.rows.saturating_add(batch.rows().len() as u32);
            self.delivered.last.clone_from(&self.reading.last_id);
            self.delivered.hash = self.passage.hash;
        }
        if !self.is_taken {
            batch.close();
        }
        self.is_taken = true;
        batch
    }

    /// What was taken makes room.
    fn clear(&mut self) {
        if self.is_taken {
            self.reading.batch.clear();
        }
        self.is_taken = false;
    }

    fn fatal(&self) -> Option<&Fatal> {
        self.reading.report.fatal.as_ref()
    }

    fn too_large(&mut self) -> Option<&Fatal> {
        let _ = Validator { cursor: Cursor::new(&[]), keys: &[], reading: &mut self.reading }
            .halt::<()>(Reason::TooLarge, Spot::ROOT);
        self.fatal()
    }

    /// Checks a whole body.
    pub(super) fn check(&mut self, body: &[u8]) -> Box<Report> {
        if body.len() > BODY_LIMIT {
            self.too_large();
        } else {
            self.read(body, true);
        }
        self.reading.concluded()
    }

    fn go(&mut self, is_last: bool) {
        let mut rest = core::mem::take(&mut self.rest);
        let read = self.read(&rest, is_last);
        self.reading.base += read;
        rest.drain(..read);
        self.enough = 2 * rest.len();
        self.rest = rest;
    }

    /// Reads as far as these bytes reach; tells how far that was.
    fn read(&mut self, bytes: &[u8], is_last: bool) -> usize {
        let mut validator = Validator { cursor: Cursor::new(bytes), keys: &self.keys, reading: &mut self.reading };
        // What went wrong stands in the report.
        let _ = self.passage.go(&mut validator, is_last);
        if self.is_early && self.delivered.rows > 0 && validator.reading.batch.supersedes() {
            // Too late: the list that does not count was delivered.
            let _ = validator.halt::<()>(Reason::BrokenPage, Frame::new(Spot::ROOT).named(Around::Data));
        }
        validator.cursor.at.min(bytes.len())
    }
}
