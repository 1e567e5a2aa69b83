//! The application's own records: every value once, and which row had it first.

use crate::field::Field;
use crate::fields::Fields;
use crate::key::Key;
use crate::kind::Kind;
use crate::prelude::*;
use crate::reading::Reading;
use crate::rules::Rules;
use crate::store::{Pool, Rows};
use crate::table::{HashKey, MOST_ROWS, Table};
use crate::value::{Domains, Value, read_head, write_head};
use crate::words::{append, same};

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
}

impl LocalKey {
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
        let from = self.closed;
        self.closed = from.saturating_add(rows).min(self.rows);
        let (pool, hash_key) = (&self.pool, &self.hash_key);
        for row in from..self.closed {
            let mut rest = pool.row(row);
            for (index, known) in self.keys.iter_mut().enumerate() {
                let Some((length, short, behind)) = read_head(rest) else { break };
                let Some((value, behind)) = behind.split_at_checked(length) else { break };
                rest = behind;
                if length == 0 {
                    continue;
                }
                let hash = hash_key.hash(value, short);
                match known.table.find(hash, |other| is_value(pool.row(other), index, value, short)) {
                    Err(free) => known.table.fill(free, hash, row),
                    Ok(first) => {
                        known.later.add(row);
                        known.shared.add(first);
                        known.firsts.push((row, first));
                    }
                }
            }
        }
        self.closed == self.rows
    }

    /// The first row that has this value of the key; the texts themselves are compared. `likely`: a row that may be it,
    /// and becomes the one that was found.
    #[inline]
    pub(crate) fn find<'a>(&'a self, index: usize, value: &Value, likely: &mut Option<Likely<'a>>) -> Option<u32> {
        let known = self.keys.get(index)?;
        // Whoever has one of a person's values mostly has the others: then nothing has to be looked up.
        if let Some(likely) = likely
            && likely.has(index, value)
            && !known.later.has(likely.row)
        {
            return Some(likely.row);
        }
        let found = self.seek(index, known, value)?;
        *likely = Some(Likely { row: found, next: 0, rest: self.pool.row(found) });
        Some(found)
    }

    fn seek(&self, index: usize, known: &LocalKey, value: &Value) -> Option<u32> {
        let hash = self.hash_key.hash(&value.bytes, value.short);
        known.table.find(hash, |row| is_value(self.pool.row(row), index, &value.bytes, value.short)).ok()
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

/// A row, whose values are compared in the order of the keys.
pub(crate) struct Likely<'a> {
    row: u32,
    /// The key whose value `rest` begins with.
    next: usize,
    rest: &'a [u8],
}

impl Likely<'_> {
    #[inline]
    fn has(&mut self, index: usize, value: &Value) -> bool {
        while let Some((length, short, behind)) = read_head(self.rest) {
            let Some((own, behind)) = behind.split_at_checked(length) else { break };
            (self.next, self.rest) = (self.next + 1, behind);
            if self.next > index {
                return short == value.short && same(own, &value.bytes);
            }
        }
        false
    }
}

#[inline]
fn is_value(row: &[u8], index: usize, bytes: &[u8], short: bool) -> bool {
    value_at(row, index).is_some_and(|(own, own_short)| own_short == short && same(own, bytes))
}

#[inline]
fn value_at(mut row: &[u8], index: usize) -> Option<(&[u8], bool)> {
    for _ in 0..index {
        let (length, _, behind) = read_head(row)?;
        row = behind.get(length..)?;
    }
    let (length, short, behind) = read_head(row)?;
    Some((behind.get(..length)?, short))
}
