//! The application's own records: every value once, and which row had it first.

mod known;
mod row;

use core::ops::Range;

use known::LocalKey;
use row::{Likely, is_value, value_at};

use crate::field::Field;
use crate::fields::Fields;
use crate::key::Key;
use crate::kind::Kind;
use crate::prelude::*;
use crate::reading::Reading;
use crate::rules::Rules;
use crate::store::Pool;
use crate::table::{HashKey, MOST_ROWS, Table};
use crate::value::{Domains, Value, read_head, write_head};
use crate::words::append;

/// What kind of record is matched, by which keys, and how texts are read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The kind of both sides' records.
    pub kind: Kind,
    /// Strongest first.
    pub keys: Vec<Key>,
    /// How values are read.
    pub rules: Rules,
}

/// So many records are looked up side by side.
pub(crate) const ABREAST: u32 = 64;

/// There is no room for another record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// The local side.
#[derive(Debug)]
pub struct Local {
    pub(crate) plan: Plan,
    pub(crate) hash_key: HashKey,
    pub(crate) pool: Pool,
    pub(crate) domains: Domains,
    pub(crate) rows: u32,
    /// Rows whose values are in the tables.
    closed: u32,
    /// Whether rows end with the application's own id, which is handed back.
    pub(crate) with_ids: bool,
    pub(crate) keys: Vec<LocalKey>,
    row: Vec<u8>,
    value: Value,
}

impl Local {
    /// No record yet. `with_ids`: the application's own ids are kept.
    #[must_use]
    pub fn new(plan: Plan, hash_key: HashKey, with_ids: bool) -> Self {
        let keys = plan.keys.iter().map(|_| LocalKey::default()).collect();
        Self {
            plan,
            hash_key,
            pool: Pool::default(),
            domains: Domains::default(),
            rows: 0,
            closed: 0,
            with_ids,
            keys,
            row: Vec::new(),
            value: Value::default(),
        }
    }

    /// Whether records have the application's own ids.
    #[must_use]
    pub fn has_ids(&self) -> bool {
        self.with_ids
    }

    /// How many records there are.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Takes a record in.
    ///
    /// # Errors
    /// [`Full`] after sixteen million records, or four gigabytes of values.
    pub fn add(&mut self, fields: &Fields<'_>) -> Result<(), Full> {
        if self.rows == MOST_ROWS {
            return Err(Full);
        }
        self.row.clear();
        for (key, known) in self.plan.keys.iter().zip(&mut self.keys) {
            match self.value.read(&self.plan, *key, fields, &mut self.domains) {
                Reading::Value => {
                    known.present.add(self.rows);
                    write_head(self.value.bytes.len(), self.value.short, &mut self.row);
                    append(&mut self.row, &self.value.bytes);
                }
                reading => {
                    if reading == Reading::Refused {
                        known.refused.add(self.rows);
                    }
                    self.row.push(0);
                }
            }
        }
        if self.with_ids {
            let id = fields.get(Field::Id);
            write_head(id.len(), false, &mut self.row);
            self.row.extend_from_slice(id);
        }
        self.pool.push(&self.row).ok_or(Full)?;
        self.rows += 1;
        Ok(())
    }

    /// All records are in: finds out which values stand twice. Roster records can be looked up from now on.
    pub fn close(&mut self) {
        while !self.close_some(u32::MAX) {}
    }

    /// The same, so many rows at a time; `true` when all are done.
    pub fn close_some(&mut self, rows: u32) -> bool {
        if self.closed == 0 {
            self.domains.close();
            for known in &mut self.keys {
                known.table = Table::for_values(known.present.count());
            }
        }
        let to = self.closed.saturating_add(rows).min(self.rows);
        while self.closed < to {
            let from = self.closed;
            self.closed = from.saturating_add(ABREAST).min(to);
            self.hash_rows(from..self.closed);
            for (index, known) in self.keys.iter_mut().enumerate() {
                known.enter(index, &self.pool);
            }
        }
        self.closed == self.rows
    }

    /// Of each key the hashes of these rows' values.
    fn hash_rows(&mut self, rows: Range<u32>) {
        for row in rows {
            let mut rest = self.pool.row(row);
            for known in &mut self.keys {
                let Some((length, short, behind)) = read_head(rest) else { break };
                let Some((value, behind)) = behind.split_at_checked(length) else { break };
                rest = behind;
                if length > 0 {
                    known.hashes.push((row, self.hash_key.hash(value, short)));
                }
            }
        }
    }

    /// The first row that has this value of the key; the texts themselves are compared. `likely`: a row that may be it,
    /// and becomes the one that was found. `hash`: of the value, where it is known.
    #[inline]
    pub(crate) fn find<'a>(
        &'a self,
        index: usize,
        value: &Value,
        hash: Option<u64>,
        likely: &mut Option<Likely<'a>>,
    ) -> Option<u32> {
        let known = self.keys.get(index)?;
        // Whoever has one of a person's values mostly has the others: then nothing has to be looked up.
        if let Some(likely) = likely
            && likely.has(index, value)
            && !known.later.has(likely.row)
        {
            return Some(likely.row);
        }
        let hash = hash.unwrap_or_else(|| self.hash(value));
        let is_it = |row| is_value(self.pool.row(row), index, &value.bytes, value.short);
        let found = known.table.find(hash, is_it).ok()?;
        *likely = Some(Likely { row: found, next: 0, rest: self.pool.row(found) });
        Some(found)
    }

    /// By which a value is looked up.
    #[inline]
    pub(crate) fn hash(&self, value: &Value) -> u64 {
        self.hash_key.hash(&value.bytes, value.short)
    }

    /// The row that may have a value of that hash.
    #[inline]
    pub(crate) fn fetch(&self, index: usize, hash: u64) -> Option<u32> {
        self.keys.get(index)?.table.fetch(hash)
    }

    /// The application's own id of a row, empty where it has none.
    #[must_use]
    pub fn id(&self, row: u32) -> &[u8] {
        if self.with_ids { value_at(self.pool.row(row), self.keys.len()).map_or(&[], |(id, _)| id) } else { &[] }
    }

    /// Takes in a row as another local side had it: its values, and which of its texts were refused.
    pub(crate) fn restore(&mut self, row: &[u8], refused: u8) -> Result<(), Full> {
        if self.rows == MOST_ROWS {
            return Err(Full);
        }
        let mut rest = row;
        for (index, known) in self.keys.iter_mut().enumerate() {
            let (length, _, behind) = read_head(rest).ok_or(Full)?;
            rest = behind.get(length..).ok_or(Full)?;
            if length > 0 {
                known.present.add(self.rows);
            } else if refused >> index & 1 == 1 {
                known.refused.add(self.rows);
            }
        }
        self.pool.push(row).ok_or(Full)?;
        self.rows += 1;
        Ok(())
    }

    /// The bytes of a row, and which of its texts were refused.
    pub(crate) fn stored(&self, row: u32) -> (&[u8], u8) {
        let bytes = self.pool.row(row);
        let mut rest = bytes;
        for _ in 0..self.keys.len() + usize::from(self.with_ids) {
            let Some((length, _, behind)) = read_head(rest) else { break };
            rest = behind.get(length..).unwrap_or_default();
        }
        let refused = self.keys.iter().rev().fold(0, |bits, key| bits << 1 | u8::from(key.refused.has(row)));
        (bytes.get(..bytes.len() - rest.len()).unwrap_or_default(), refused)
    }

    /// Nobody asks for a value any more.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only the boundary knows"))]
    pub(crate) fn drop_values(&mut self) {
        if !self.with_ids {
            self.pool = Pool::default();
        }
    }

    /// Looking up is over: the tables' room is for the outcome.
    pub(crate) fn drop_tables(&mut self) {
        for known in &mut self.keys {
            known.table = Table::default();
        }
    }
}
