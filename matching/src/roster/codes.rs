//! What each roster record has for each key. Nearly always all of its values are one local row's: then that row is kept
//! once, and two bits a key.

use super::{ABSENT, ELSEWHERE, REFUSED};
use crate::store::Column;

/// Codes of records, as many each as there are keys.
#[derive(Debug)]
pub(crate) struct Codes {
    keys: u32,
    /// The local row of a record's values; or, marked, which of `mixed` the record is.
    rows: Column,
    /// Of each key what it has, two bits: two records a number.
    kinds: Column,
    /// All codes of the records whose values are several rows'.
    mixed: Column,
}

/// The codes of one record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    row: u32,
    kinds: u32,
    /// Where they stand, if they are several rows'.
    mixed: Option<(&'a Column, u32)>,
}

impl Record<'_> {
    /// What it has for a key.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> u32 {
        match (self.mixed, self.kinds >> (key * 2) & 3) {
            (Some((codes, start)), _) => codes.get(start + key),
            (None, OWN) => self.row,
            (None, kind) => ABSENT - kind,
        }
    }
}

const MARK: u32 = 1 << 31;
/// The key has the record's row.
const OWN: u32 = 3;

impl Codes {
    /// No record yet, with that many keys.
    pub(crate) fn new(keys: usize) -> Self {
        Self { keys: keys as u32, rows: Column::default(), kinds: Column::default(), mixed: Column::default() }
    }

    /// The next record's.
    pub(crate) fn push(&mut self, codes: &[u32]) {
        let (row, kinds) = one_row(codes).unwrap_or_else(|| (self.mix(codes), 0));
        if self.rows.len().is_multiple_of(2) {
            self.kinds.push(kinds);
        } else {
            self.put_kinds(self.rows.len(), kinds);
        }
        self.rows.push(row);
    }

    /// What a record has for each key.
    #[inline]
    pub(crate) fn of(&self, record: u32) -> Record<'_> {
        if record >= self.rows.len() {
            return Record { row: 0, kinds: 0, mixed: None };
        }
        let row = self.rows.get(record);
        let mixed = (row & MARK != 0).then_some((&self.mixed, (row & !MARK) * self.keys));
        Record { row, kinds: self.kinds.get(record / 2) >> (record % 2 * 16), mixed }
    }

    /// Fetches a record into the processor's cache: the local row of its values, if they are one row's.
    #[inline]
    pub(crate) fn fetch(&self, record: u32) -> u32 {
        self.rows.get(record) & !MARK
    }

    /// What a record has for a key; of a record that is not there, nothing.
    #[inline]
    pub(crate) fn get(&self, record: u32, key: u32) -> u32 {
        self.of(record).get(key)
    }

    /// Codes in the place of a record's.
    pub(crate) fn set(&mut self, record: u32, codes: &[u32]) {
        let row = self.rows.get(record);
        if row & MARK != 0 {
            for (key, code) in (0..).zip(codes) {
                self.mixed.set((row & !MARK) * self.keys + key, *code);
            }
            return;
        }
        let (row, kinds) = one_row(codes).unwrap_or_else(|| (self.mix(codes), 0));
        self.put_kinds(record, kinds);
        self.rows.set(record, row);
    }

    fn mix(&mut self, codes: &[u32]) -> u32 {
        let number = self.mixed.len() / self.keys.max(1);
        codes.iter().for_each(|code| self.mixed.push(*code));
        number | MARK
    }

    fn put_kinds(&mut self, record: u32, kinds: u32) {
        let shift = record % 2 * 16;
        let both = self.kinds.get(record / 2) & !(0xffff << shift) | kinds << shift;
        self.kinds.set(record / 2, both);
    }
}

/// The one row of the codes and the kind of each; `None` where there are several rows.
fn one_row(codes: &[u32]) -> Option<(u32, u32)> {
    let (mut row, mut kinds) = (None, 0);
    for (key, code) in codes.iter().enumerate() {
        let kind = match *code {
            ABSENT | REFUSED | ELSEWHERE => ABSENT - code,
            code if *row.get_or_insert(code) == code => OWN,
            _ => return None,
        };
        kinds |= kind << (key * 2);
    }
    Some((row.unwrap_or(0), kinds))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_put_in_comes_out() {
        let choices = [ABSENT, REFUSED, ELSEWHERE, 0, 7, (1 << 24) - 3];
        let list: Vec<[u32; 8]> = (0..2000_usize)
            .map(|number| core::array::from_fn(|key| choices[(number * (key + 1) + number / 7 * key) % 6]))
            .chain([[ABSENT; 8], [7; 8], [ABSENT, 7, REFUSED, 7, ELSEWHERE, 7, 7, 7], [0; 8]])
            .collect();
        let mut codes = Codes::new(8);
        list.iter().for_each(|record| codes.push(record));
        let read =
            |codes: &Codes, record: u32| -> [u32; 8] { core::array::from_fn(|key| codes.get(record, key as u32)) };
        for (record, expected) in (0..).zip(&list) {
            assert_eq!(read(&codes, record), *expected);
        }
        for (record, expected) in (0..).zip(list.iter().rev()) {
            codes.set(record, expected);
        }
        for (record, expected) in (0..).zip(list.iter().rev()) {
            assert_eq!(read(&codes, record), *expected);
        }
        assert_eq!(codes.get(list.len() as u32, 0), ABSENT);
    }
}
