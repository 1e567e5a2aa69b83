//! Strings that come again, so that each is made once: ids of schools and districts, dates, words.

use super::cursor::Cursor;
use crate::prelude::*;

/// Strings of one character are in every engine's own table.
const SHORTEST: usize = 2;
const LONGEST: usize = 32;
const PLACES: usize = 512;
/// A member whose strings were all new so many times in a row is not looked up any more.
const PATIENCE: u8 = 48;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    words: [u64; 4],
    length: u8,
    state: State,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Empty,
    /// Seen in that batch, in that slot.
    Seen { batch: u32, slot: u32 },
    /// Kept by whoever takes the batches, under that number.
    Kept(u32),
}

/// What is known of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// It is in that slot of this batch.
    Here(u32),
    /// It is kept under that number.
    Kept(u32),
    /// It has to be delivered; then [`Repeats::delivered`] has to be told of its place.
    New(Option<usize>),
}

/// A small table of strings; a new one takes the place of another that did not come again.
#[derive(Debug)]
pub(super) struct Repeats {
    entries: Vec<Entry>,
    misses: Vec<u8>,
    batch: u32,
    kept: u32,
}

impl Repeats {
    pub(super) fn new(members: usize) -> Self {
        Repeats { entries: vec![Entry::default(); PLACES], misses: vec![0; members], batch: 0, kept: 0 }
    }

    /// Looks for the string between `start` and `end`, a value of that member.
    pub(super) fn find(&mut self, cursor: &Cursor<'_>, start: usize, end: usize, member: usize) -> Repeat {
        let length = end - start;
        let Some(misses) = self.misses.get_mut(member).filter(|misses| **misses < PATIENCE) else {
            return Repeat::New(None);
        };
        if !(SHORTEST..=LONGEST).contains(&length) {
            return Repeat::New(None);
        }
        let Some(words) = words(cursor, start, length) else { return Repeat::New(None) };
        let place = place(&words);
        for place in [place, place ^ 1] {
            let Some(entry) = self.entries.get(place) else { continue };
            if entry.words == words && usize::from(entry.length) == length {
                match entry.state {
                    State::Kept(number) => {
                        *misses = 0;
                        return Repeat::Kept(number);
                    }
                    State::Seen { batch, slot } if batch == self.batch => {
                        *misses = 0;
                        return Repeat::Here(slot);
                    }
                    _ => return Repeat::New(Some(place)),
                }
            }
        }
        *misses += 1;
        for place in [place, place ^ 1] {
            if let Some(entry) = self.entries.get_mut(place).filter(|entry| !matches!(entry.state, State::Kept(_))) {
                *entry = Entry { words, length: length as u8, state: State::Empty };
                return Repeat::New(Some(place));
            }
        }
        Repeat::New(None)
    }

    /// The string at `place` is delivered in `slot`. Tells whether it has to be kept from now on: it comes the second
    /// time.
    pub(super) fn delivered(&mut self, place: usize, slot: u32) -> bool {
        let Some(entry) = self.entries.get_mut(place) else { return false };
        let again = matches!(entry.state, State::Seen { .. });
        if again {
            entry.state = State::Kept(self.kept);
            self.kept += 1;
        } else {
            entry.state = State::Seen { batch: self.batch, slot };
        }
        again
    }

    /// What was delivered so far is in another batch.
    pub(super) fn next_batch(&mut self) {
        self.batch = self.batch.wrapping_add(1);
    }

    pub(super) fn kept(&self) -> u32 {
        self.kept
    }

    /// Forgets what has happened since `kept` was the number of kept strings: it was not delivered after all.
    pub(super) fn roll_back(&mut self, kept: u32) {
        self.next_batch();
        self.kept = kept;
        for entry in &mut self.entries {
            if matches!(entry.state, State::Kept(number) if number >= kept) {
                *entry = Entry::default();
            }
        }
    }
}

/// The bytes of a string, those behind its end cleared.
#[inline(always)]
fn words(cursor: &Cursor<'_>, start: usize, length: usize) -> Option<[u64; 4]> {
    let mut words = [0; 4];
    let (mut at, mut left) = (start, length);
    for word in &mut words {
        *word = cursor.word(at)?;
        if left <= 8 {
            *word &= u64::MAX >> (64 - 8 * left);
            break;
        }
        at += 8;
        left -= 8;
    }
    Some(words)
}

fn place(words: &[u64; 4]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = words.iter().fold(0u64, |hash, word| (hash ^ word).wrapping_mul(ODD).rotate_left(29));
    (mixed.wrapping_mul(ODD) >> (64 - PLACES.trailing_zeros())) as usize
}
