//! Clever's ids: 24 hexadecimal digits in three numbers, and any other text beside.

use alloc::collections::BTreeMap;

use crate::prelude::*;
use crate::store::Column;
use crate::table::HashKey;

/// An id as it is kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Id<'a> {
    Hexadecimal([u32; 3]),
    Odd(&'a [u8]),
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl<'a> Id<'a> {
    pub(crate) fn of(text: &'a [u8]) -> Self {
        hexadecimal(text).map_or(Self::Odd(text), Self::Hexadecimal)
    }

    fn hash(&self, key: &HashKey) -> u64 {
        match self {
            Self::Hexadecimal([one, two, three]) => {
                let (one, two, three) = (one.to_le_bytes(), two.to_le_bytes(), three.to_le_bytes());
                let mut bytes = [0; 12];
                for (place, byte) in bytes.iter_mut().zip(one.iter().chain(&two).chain(&three)) {
                    *place = *byte;
                }
                key.hash(&bytes, true)
            }
            Self::Odd(text) => key.hash(text, false),
        }
    }
}

fn hexadecimal(text: &[u8]) -> Option<[u32; 3]> {
    if text.len() != 24 {
        return None;
    }
    let mut words = [0_u32; 3];
    for (word, digits) in words.iter_mut().zip(text.chunks(8)) {
        for digit in digits {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *word = *word << 4 | u32::from(value);
        }
    }
    Some(words)
}

/// Every id once.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// Three numbers a row.
    pub(crate) words: Column,
    pub(crate) odd: BTreeMap<u32, Box<[u8]>>,
    /// Rows plus one; zero is free. Empty as long as ids ascend, as those of one list of Clever's do.
    slots: Vec<u32>,
    /// Whether one did not ascend.
    mixed: bool,
}

impl Ids {
    pub(crate) fn rows(&self) -> u32 {
        self.words.len() / 3
    }

    pub(crate) fn find(&self, id: &Id<'_>, key: &HashKey) -> Option<u32> {
        if self.mixed { self.seek(id, key).ok() } else { self.search(id) }
    }

    /// The row that has the id; `None` where it is new, and is the last row now.
    pub(crate) fn insert(&mut self, id: &Id<'_>, key: &HashKey) -> Option<u32> {
        if !self.mixed {
            if self.ascends(id) {
                self.push(id);
                return None;
            }
            self.mixed = true;
            self.grow(key);
        }
        if self.rows() as usize * 4 >= self.slots.len() * 3 {
            self.grow(key);
        }
        match self.seek(id, key) {
            Ok(row) => Some(row),
            Err(free) => {
                self.push(id);
                if let Some(slot) = self.slots.get_mut(free) {
                    *slot = self.words.len() / 3;
                }
                None
            }
        }
    }

    /// Appends an id, which must be new; it is found after `index`.
    pub(crate) fn push(&mut self, id: &Id<'_>) {
        let words = match id {
            Id::Hexadecimal(words) => *words,
            Id::Odd(text) => {
                self.odd.insert(self.rows(), (*text).into());
                [0; 3]
            }
        };
        words.into_iter().for_each(|word| self.words.push(word));
    }

    /// Makes every id be found, after some were pushed.
    pub(crate) fn index(&mut self, key: &HashKey) {
        self.mixed = true;
        self.grow(key);
    }

    fn odd_at(&self, row: u32) -> Option<&[u8]> {
        if self.odd.is_empty() { None } else { self.odd.get(&row).map(|text| &**text) }
    }

    pub(crate) fn get(&self, row: u32) -> Id<'_> {
        match self.odd_at(row) {
            Some(text) => Id::Odd(text),
            None => Id::Hexadecimal([0, 1, 2].map(|word| self.words.get(row * 3 + word))),
        }
    }

    pub(crate) fn text(&self, row: u32) -> String {
        match self.get(row) {
            Id::Odd(text) => String::from_utf8_lossy(text).into_owned(),
            Id::Hexadecimal(words) => words
                .iter()
                .flat_map(|word| (0..8).rev().map(move |digit| (word >> (digit * 4) & 15) as usize))
                .filter_map(|digit| DIGITS.get(digit).map(|digit| char::from(*digit)))
                .collect(),
        }
    }

    /// Looking up is over.
    pub(crate) fn drop_table(&mut self) {
        self.slots = Vec::new();
    }

    /// Whether the id is above all others.
    fn ascends(&self, id: &Id<'_>) -> bool {
        let last = self.rows().checked_sub(1).map(|row| self.get(row));
        match (last, id) {
            (None, _) => true,
            (Some(Id::Hexadecimal(last)), Id::Hexadecimal(id)) => last < *id,
            _ => false,
        }
    }

    /// Among ids that ascend.
    fn search(&self, id: &Id<'_>) -> Option<u32> {
        let (mut low, mut high) = (0, self.rows());
        while low < high {
            let middle = low + (high - low) / 2;
            match (self.get(middle), id) {
                (own, id) if own == *id => return Some(middle),
                (Id::Hexadecimal(own), Id::Hexadecimal(id)) if own < *id => low = middle + 1,
                _ => high = middle,
            }
        }
        None
    }

    fn seek(&self, id: &Id<'_>, key: &HashKey) -> Result<u32, usize> {
        let mut at = self.home(id.hash(key));
        loop {
            match self.slots.get(at) {
                Some(0) => return Err(at),
                Some(slot) if self.get(slot - 1) == *id => return Ok(slot - 1),
                Some(_) => at += 1,
                None if self.slots.is_empty() => return Err(0),
                None => at = 0,
            }
        }
    }

    fn home(&self, hash: u64) -> usize {
        (((hash >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    /// Room for half as many again and more; a quarter stays free.
    fn grow(&mut self, key: &HashKey) {
        let size = self.rows() as usize * 2 + 1024;
        self.slots = Vec::new();
        self.slots = vec![0; size];
        for row in 0..self.rows() {
            let mut at = self.home(self.get(row).hash(key));
            loop {
                match self.slots.get_mut(at) {
                    Some(slot) if *slot == 0 => {
                        *slot = row + 1;
                        break;
                    }
                    Some(_) => at += 1,
                    None => at = 0,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_once_whatever_it_looks_like() {
        let key = HashKey::new(&[7; 16]);
        let mut ids = Ids::default();
        let texts: Vec<String> = (0..5000)
            .map(|number: u32| match number % 3 {
                0 => format!("5f{number:022x}"),
                1 => format!("u{number}"),
                _ => format!("5F{number:022X}"),
            })
            .collect();
        for (row, text) in (0..).zip(&texts) {
            assert_eq!(ids.insert(&Id::of(text.as_bytes()), &key), None);
            assert_eq!(ids.insert(&Id::of(text.as_bytes()), &key), Some(row));
        }
        for (row, text) in (0..).zip(&texts) {
            assert_eq!((ids.text(row), ids.find(&Id::of(text.as_bytes()), &key)), (text.clone(), Some(row)));
        }
        assert_eq!(ids.find(&Id::of(b"u2"), &key), None);
    }

    #[test]
    fn ids_that_ascend_are_found_without_a_table() {
        let key = HashKey::new(&[7; 16]);
        let mut ids = Ids::default();
        let text = |number: u32| format!("5f{number:022x}");
        for number in 0..1000 {
            assert_eq!(ids.insert(&Id::of(text(number * 2).as_bytes()), &key), None);
        }
        for turn in 0..2 {
            assert_eq!(ids.slots.is_empty(), turn == 0);
            for number in 0..1000 {
                assert_eq!(ids.find(&Id::of(text(number * 2).as_bytes()), &key), Some(number));
                assert_eq!(ids.find(&Id::of(text(number * 2 + 1).as_bytes()), &key), None);
            }
            assert_eq!(ids.insert(&Id::of(text(998).as_bytes()), &key), Some(499));
        }
    }
}
