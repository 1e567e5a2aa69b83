//! Records whose values were read and not looked up yet: a few at a time, so that the memory answers for all at once.

use super::{ABSENT, ELSEWHERE, REFUSED};
use crate::fields::Fields;
use crate::local::{ABREAST, Local};
use crate::prelude::*;
use crate::reading::Reading;
use crate::value::Value;

/// The records, one behind the other; their room is used again.
#[derive(Debug)]
pub(super) struct Waiting {
    keys: usize,
    /// Of each record what it has for each key: side by side.
    values: Vec<Value>,
    codes: Vec<u32>,
    records: Vec<Record>,
}

#[derive(Debug)]
struct Record {
    /// The row that its id had already.
    known: Option<u32>,
    /// The first key that it has a value for, and that value's hash.
    first: Option<(usize, u64)>,
}

impl Waiting {
    /// None, with that many keys.
    pub(super) fn new(keys: usize) -> Self {
        let values = (0..keys * ABREAST as usize).map(|_| Value::default()).collect();
        Self { keys, values, codes: Vec::new(), records: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.records.len() >= ABREAST as usize
    }

    pub(super) fn clear(&mut self) {
        self.records.clear();
        self.codes.clear();
    }

    /// Reads a record's values; there must be room.
    pub(super) fn push(&mut self, local: &mut Local, fields: &Fields<'_>, known: Option<u32>) {
        let start = self.records.len() * self.keys;
        let mut first = None;
        let values = self.values.get_mut(start..).unwrap_or_default();
        for (index, (key, value)) in local.plan.keys.iter().zip(values).enumerate() {
            let reading = value.read(&local.plan, *key, fields, &mut local.domains);
            if reading == Reading::Value && first.is_none() {
                first = Some((index, local.hash(value)));
            }
            self.codes.push(match reading {
                Reading::Absent => ABSENT,
                Reading::Refused => REFUSED,
                Reading::Value => ELSEWHERE,
            });
        }
        self.records.push(Record { known, first });
    }

    /// Fetches the local rows that the records' first values may stand in.
    pub(super) fn fetch(&self, local: &Local) {
        let mut rows = [None; ABREAST as usize];
        for (row, record) in rows.iter_mut().zip(&self.records) {
            *row = record.first.and_then(|(index, hash)| local.fetch(index, hash));
        }
        let fetched = rows.iter().flatten().fold(0, |all, row| all ^ local.pool.fetch(*row));
        core::hint::black_box(fetched);
    }

    /// What a record has for each key; returns the row that its id had already.
    pub(super) fn find(&self, at: usize, local: &Local, found: &mut Vec<u32>) -> Option<u32> {
        let start = at * self.keys;
        found.clear();
        found.extend_from_slice(self.codes.get(start..start + self.keys).unwrap_or_default());
        let record = self.records.get(at)?;
        let mut likely = None;
        let values = self.values.get(start..).unwrap_or_default();
        for (index, (code, value)) in found.iter_mut().zip(values).enumerate() {
            if *code == ELSEWHERE {
                let hash = record.first.filter(|(first, _)| *first == index).map(|(_, hash)| hash);
                *code = local.find(index, value, hash, &mut likely).unwrap_or(ELSEWHERE);
            }
        }
        record.known
    }
}
