//! One key of the local side: which values it has, and who had each first.

use super::row::{is_value, value_at};
use crate::prelude::*;
use crate::store::{Pool, Rows};
use crate::table::Table;

/// What is known of one key.
#[derive(Debug, Default)]
pub(crate) struct LocalKey {
    pub(crate) table: Table,
    /// Rows that have a value.
    pub(crate) present: Rows,
    /// Rows whose text is no value of this key.
    pub(crate) refused: Rows,
    /// Rows whose value an earlier row has.
    pub(crate) later: Rows,
    /// Those rows and the earlier one, in order.
    pub(crate) firsts: Vec<(u32, u32)>,
    /// Rows that are the first of several.
    pub(crate) shared: Rows,
    /// Values that are not in the table yet: rows and hashes.
    pub(super) hashes: Vec<(u32, u64)>,
}

impl LocalKey {
    /// Enters the values that were hashed into the table.
    pub(super) fn enter(&mut self, index: usize, pool: &Pool) {
        let hashes = core::mem::take(&mut self.hashes);
        let fetched = hashes.iter().fold(0, |all, (_, hash)| all ^ self.table.fetch(*hash).unwrap_or_default());
        core::hint::black_box(fetched);
        for (row, hash) in &hashes {
            let equal = |other: u32| {
                let own = value_at(pool.row(*row), index);
                own.is_some_and(|(value, short)| is_value(pool.row(other), index, value, short))
            };
            match self.table.find(*hash, equal) {
                Err(free) => self.table.fill(free, *hash, *row),
                Ok(first) => {
                    self.later.add(*row);
                    self.shared.add(first);
                    self.firsts.push((*row, first));
                }
            }
        }
        self.hashes = hashes;
        self.hashes.clear();
    }

    /// The first row with the value that this row has.
    #[inline]
    pub(crate) fn first(&self, row: u32) -> Option<u32> {
        if !self.present.has(row) {
            return None;
        }
        if !self.later.has(row) {
            return Some(row);
        }
        let at = self.firsts.binary_search_by_key(&row, |(later, _)| *later).ok()?;
        self.firsts.get(at).map(|(_, first)| *first)
    }
}
