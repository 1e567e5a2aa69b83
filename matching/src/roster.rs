//! Clever's records: of each key only which local value it is. Their texts are not kept.

mod codes;
mod waiting;

use codes::Codes;
use waiting::Waiting;

use crate::field::Field;
use crate::fields::Fields;
use crate::id::{Id, Ids};
use crate::local::{Full, Local};
use crate::prelude::*;
use crate::store::Rows;
use crate::table::MOST_ROWS;

/// What a roster record has for a key, where it is not the number of a local row.
pub(crate) const ABSENT: u32 = u32::MAX;
/// A text that is no value of the key.
pub(crate) const REFUSED: u32 = u32::MAX - 1;
/// A value that no local record has.
pub(crate) const ELSEWHERE: u32 = u32::MAX - 2;

/// Why the roster cannot be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// No room.
    Full,
    /// Records of a second district came.
    SecondDistrict,
}

impl From<Full> for Refusal {
    fn from(_: Full) -> Self {
        Self::Full
    }
}

/// What became of records that were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Of another kind: without the role.
    pub other_kind: u32,
    /// Of another district than the one asked for.
    pub other_district: u32,
    /// Without an id.
    pub without_id: u32,
    /// An id that had come before; its record is one with the earlier.
    pub repeated: u32,
}

/// The roster side.
#[derive(Debug)]
pub struct Roster {
    pub(crate) keys: usize,
    pub(crate) codes: Codes,
    pub(crate) ids: Ids,
    pub(crate) gone: Rows,
    pub(crate) skipped: Skipped,
    pub(crate) district: Option<Box<[u8]>>,
    /// Whether the district was asked for, and others are only left out.
    pub(crate) chosen: bool,
    /// Records that came and were not looked up yet.
    waiting: Waiting,
    found: Vec<u32>,
}

impl Roster {
    /// No record yet, to be matched by that many keys; of that district only, where one is named.
    #[must_use]
    pub fn new(keys: usize, district: Option<&str>) -> Self {
        Self {
            keys,
            codes: Codes::new(keys),
            ids: Ids::default(),
            gone: Rows::default(),
            skipped: Skipped::default(),
            district: district.map(|district| district.as_bytes().into()),
            chosen: district.is_some(),
            waiting: Waiting::new(keys),
            found: Vec::new(),
        }
    }

    /// How many different records came, those that have gone since included.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.ids.rows()
    }

    /// What was left out.
    #[must_use]
    pub fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// Clever's id of a record.
    #[must_use]
    pub fn id(&self, row: u32) -> String {
        self.ids.text(row)
    }

    /// Takes a record in. One whose id was there already becomes one with it: where the two name different values for a
    /// key, that key is of no use.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn add(&mut self, local: &mut Local, fields: &Fields<'_>) -> Result<(), Refusal> {
        self.accept(local, fields)?;
        self.settle(local);
        Ok(())
    }

    /// The same, but [`Self::settle`] has to come before anything else is asked: of many records the memory is asked at once.
    pub(crate) fn accept(&mut self, local: &mut Local, fields: &Fields<'_>) -> Result<(), Refusal> {
        if !self.admits(local, fields)? {
            return Ok(());
        }
        let known = self.place(local, fields)?;
        self.skipped.repeated += u32::from(known.is_some());
        self.waiting.push(local, fields, known);
        if self.waiting.is_full() {
            self.settle(local);
        }
        Ok(())
    }

    /// Looks up the values of all that wait.
    pub(crate) fn settle(&mut self, local: &Local) {
        self.waiting.fetch(local);
        let mut found = core::mem::take(&mut self.found);
        for at in 0..self.waiting.len() {
            match self.waiting.find(at, local, &mut found) {
                Some(row) => {
                    for (index, code) in (0..).zip(&mut found) {
                        *code = merged(self.codes.get(row, index), *code);
                    }
                    self.codes.set(row, &found);
                }
                None => self.codes.push(&found),
            }
        }
        self.found = found;
        self.waiting.clear();
    }

    /// A record as it is now: over what it was. One that is no longer of the kind goes.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn replace(&mut self, local: &mut Local, fields: &Fields<'_>) -> Result<(), Refusal> {
        let before = self.skipped;
        if !self.admits(local, fields)? {
            self.remove(local, fields.get(Field::Id));
            return Ok(());
        }
        self.skipped = before;
        let known = self.place(local, fields)?;
        self.waiting.push(local, fields, known);
        self.waiting.fetch(local);
        self.waiting.find(0, local, &mut self.found);
        self.waiting.clear();
        match known {
            Some(row) => {
                self.gone.remove(row);
                self.codes.set(row, &self.found);
            }
            None => self.codes.push(&self.found),
        }
        Ok(())
    }

    /// A record is no more. An id that never came is none.
    pub fn remove(&mut self, local: &Local, id: &[u8]) {
        if let Some(row) = self.ids.find(&Id::of(id), &local.hash_key) {
            self.gone.add(row);
        }
    }

    /// What a record has for a key.
    #[inline]
    pub(crate) fn code(&self, row: u32, index: usize) -> u32 {
        self.codes.get(row, index as u32)
    }

    fn admits(&mut self, local: &Local, fields: &Fields<'_>) -> Result<bool, Refusal> {
        if fields.get(Field::Id).is_empty() {
            self.skipped.without_id += 1;
            return Ok(false);
        }
        if local.plan.kind.role().is_some() && fields.get(Field::Role).is_empty() {
            self.skipped.other_kind += 1;
            return Ok(false);
        }
        match (&self.district, fields.get(Field::District)) {
            // Clever does not name the district to Library apps.
            (_, []) => {}
            (None, district) => self.district = Some(district.into()),
            (Some(own), district) if **own == *district => {}
            _ if self.chosen => {
                self.skipped.other_district += 1;
                return Ok(false);
            }
            _ => return Err(Refusal::SecondDistrict),
        }
        Ok(true)
    }

    /// The row of the record's id, where it has one; else it is given the next.
    fn place(&mut self, local: &Local, fields: &Fields<'_>) -> Result<Option<u32>, Refusal> {
        let known = self.ids.insert(&Id::of(fields.get(Field::Id)), &local.hash_key);
        if known.is_none() && self.ids.rows() > MOST_ROWS {
            return Err(Refusal::Full);
        }
        Ok(known)
    }
}

/// Whichever of the two came first.
fn merged(one: u32, other: u32) -> u32 {
    match (one, other) {
        _ if one == other => one,
        (ABSENT, said) | (said, ABSENT) => said,
        (REFUSED, said) | (said, REFUSED) => said,
        _ => ELSEWHERE,
    }
}
