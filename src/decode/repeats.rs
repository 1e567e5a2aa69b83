//! Strings that come again within a batch, so that each is made once: ids of schools and districts, dates, words.

use super::cursor::Cursor;
use crate::prelude::*;

/// Of eight bytes each, in the longest string that is looked up.
const WORDS: usize = 3;
const PLACES: usize = 512;
/// A member whose strings were all new so many times in a row is not looked up any more.
const PATIENCE: u8 = 48;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    words: [u64; WORDS],
    batch: u32,
    slot: u32,
}

/// A small table of strings; a new one takes the place of another.
#[derive(Debug)]
pub(super) struct Repeats {
    entries: Vec<Entry>,
    misses: Vec<u8>,
    batch: u32,
}

impl Repeats {
    pub(super) fn new(members: usize) -> Self {
        Repeats { entries: vec![Entry::default(); PLACES], misses: vec![0; members], batch: 1 }
    }

    /// Looks for the plain string of `length` at `start`, a value of that member, in this batch; else it is remembered
    /// as having the slot `next`.
    #[inline(always)]
    pub(super) fn find(
        &mut self,
        cursor: &Cursor<'_>,
        start: usize,
        length: usize,
        member: usize,
        next: u32,
    ) -> Option<u32> {
        let misses = self.misses.get_mut(member).filter(|misses| **misses < PATIENCE)?;
        let words = words(cursor, start, length)?;
        let entry = self.entries.get_mut(place(&words))?;
        if same(&entry.words, &words) {
            *misses = 0;
            if entry.batch == self.batch {
                return Some(entry.slot);
            }
        } else {
            *misses += 1;
            entry.words = words;
        }
        (entry.batch, entry.slot) = (self.batch, next);
        None
    }

    /// What was found so far has no slots any more.
    pub(super) fn forget(&mut self) {
        self.batch = self.batch.wrapping_add(1);
    }
}

/// The bytes of a string, those behind its end cleared: no plain string holds any that are zero.
#[inline(always)]
fn words(cursor: &Cursor<'_>, start: usize, length: usize) -> Option<[u64; WORDS]> {
    let mut words = [0; WORDS];
    let (mut at, mut left) = (start, length);
    for word in &mut words {
        *word = cursor.word(at)?;
        if left <= 8 {
            *word &= u64::MAX >> (64 - 8 * left);
            return Some(words);
        }
        at += 8;
        left -= 8;
    }
    None
}

/// Word by word, for the compiler would call a comparison of bytes.
#[inline(always)]
fn same(left: &[u64; WORDS], right: &[u64; WORDS]) -> bool {
    left.iter().zip(right).fold(0, |differences, (left, right)| differences | (left ^ right)) == 0
}

#[inline(always)]
fn place(words: &[u64; WORDS]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = words.iter().fold(0u64, |hash, word| (hash ^ word).wrapping_mul(ODD).rotate_left(29));
    (mixed.wrapping_mul(ODD) >> (64 - PLACES.trailing_zeros())) as usize
}
