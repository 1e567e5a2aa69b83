//! Words and bytes that grow ahead of their use, for what is added to them is small and comes often.

use super::cursor::Cursor;
use crate::prelude::*;

/// Words that grow, zeroed ahead of their use.
#[derive(Debug, Default)]
pub(super) struct Tape {
    words: Vec<u32>,
    pub(super) used: usize,
}

impl Tape {
    /// Room for so many words, all zero.
    #[inline(always)]
    pub(super) fn take(&mut self, words: usize) -> usize {
        let at = self.used;
        self.used += words;
        if self.words.len() < self.used {
            self.grow();
        }
        at
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        self.words.resize(2 * self.used + 1024, 0);
    }

    #[inline(always)]
    pub(super) fn set(&mut self, at: usize, word: u32) {
        if let Some(place) = self.words.get_mut(at) {
            *place = word;
        }
    }

    #[inline(always)]
    pub(super) fn push(&mut self, word: u32) {
        let at = self.take(1);
        self.set(at, word);
    }

    pub(super) fn truncate(&mut self, used: usize) {
        if let Some(unused) = self.words.get_mut(used..self.used) {
            unused.fill(0);
        }
        self.used = used;
    }

    /// Moves what lies behind `from` to the end of `other`.
    pub(super) fn drain_into(&mut self, from: usize, other: &mut Tape) {
        for at in from..self.used {
            other.push(self.words.get(at).copied().unwrap_or(0));
        }
        self.truncate(from);
    }

    pub(super) fn words(&self) -> &[u32] {
        self.words.get(..self.used).unwrap_or_default()
    }
}

/// A text that grows, with room behind it so that short pieces can be copied sixteen bytes at a time.
#[derive(Debug, Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    pub(super) used: usize,
}

const STRIDE: usize = 16;

impl Text {
    #[inline(always)]
    fn reserve(&mut self, length: usize) {
        if self.bytes.len() < self.used + length + STRIDE {
            self.grow(length);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, length: usize) {
        self.bytes.resize(2 * (self.used + length) + 4096, 0);
    }

    /// Adds `mark`, then what lies in the cursor's bytes from `start` on.
    #[inline(always)]
    pub(super) fn copy(&mut self, mark: Option<u8>, cursor: &Cursor<'_>, start: usize, length: usize) {
        self.reserve(length + 1);
        if let Some(mark) = mark {
            if let Some(place) = self.bytes.get_mut(self.used) {
                *place = mark;
            }
            self.used += 1;
        }
        let mut done = 0;
        while done < length {
            let from = cursor.bytes.get(start + done..).and_then(<[u8]>::first_chunk::<STRIDE>);
            let to = self.bytes.get_mut(self.used + done..).and_then(<[u8]>::first_chunk_mut::<STRIDE>);
            let (Some(from), Some(to)) = (from, to) else {
                self.fill(self.used + done, cursor.slice(start + done, start + length));
                break;
            };
            *to = *from;
            done += STRIDE;
        }
        self.used += length;
    }

    #[inline(never)]
    fn fill(&mut self, at: usize, piece: &[u8]) {
        if let Some(room) = self.bytes.get_mut(at..at + piece.len()) {
            room.copy_from_slice(piece);
        }
    }

    pub(super) fn push(&mut self, piece: &[u8]) {
        self.reserve(piece.len());
        self.fill(self.used, piece);
        self.used += piece.len();
    }

    pub(super) fn text(&self) -> &[u8] {
        self.bytes.get(..self.used).unwrap_or_default()
    }
}
