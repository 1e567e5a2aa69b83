//! Columns that grow without being copied: WebAssembly's memory never shrinks, so a copy would count for good.

use crate::prelude::*;
use crate::words::append;

/// Rows of bytes.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    blocks: Vec<Vec<u8>>,
    starts: Column,
}

const BLOCK_BITS: u32 = 20;
const BLOCK: usize = 1 << BLOCK_BITS;
/// What an address of 32 bits can tell apart.
const MOST_BLOCKS: usize = 1 << (32 - BLOCK_BITS);

impl Pool {
    /// Appends a row; `None` where there is no more room.
    pub(crate) fn push(&mut self, row: &[u8]) -> Option<()> {
        let fits = self.blocks.last().is_some_and(|block| block.len() + row.len() <= BLOCK && block.len() < BLOCK);
        if !fits {
            if self.blocks.len() == MOST_BLOCKS {
                return None;
            }
            self.blocks.push(Vec::with_capacity(row.len().max(BLOCK)));
        }
        let number = u32::try_from(self.blocks.len() - 1).ok()?;
        let block = self.blocks.last_mut()?;
        self.starts.push(number << BLOCK_BITS | u32::try_from(block.len()).ok()?);
        append(block, row);
        Some(())
    }

    /// From the start of a row to the end of its block: a row's own lengths say where it ends.
    #[inline]
    pub(crate) fn row(&self, row: u32) -> &[u8] {
        let start = self.starts.get(row);
        let block = self.blocks.get((start >> BLOCK_BITS) as usize);
        block.and_then(|block| block.get(start as usize & (BLOCK - 1)..)).unwrap_or_default()
    }

    /// Fetches the beginning of a row into the processor's cache: its first byte.
    #[inline]
    pub(crate) fn fetch(&self, row: u32) -> u8 {
        self.row(row).first().copied().unwrap_or_default()
    }
}

/// Numbers, in pieces.
#[derive(Debug, Default)]
pub(crate) struct Column {
    pieces: Vec<Vec<u32>>,
    length: u32,
}

const PIECE_BITS: u32 = 16;
const PIECE: usize = 1 << PIECE_BITS;

impl Column {
    pub(crate) fn len(&self) -> u32 {
        self.length
    }

    pub(crate) fn push(&mut self, number: u32) {
        if self.length as usize & (PIECE - 1) == 0 {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(number);
            self.length += 1;
        }
    }

    /// The number of a row; of a row that is not there, the highest.
    #[inline]
    pub(crate) fn get(&self, row: u32) -> u32 {
        let piece = self.pieces.get((row >> PIECE_BITS) as usize);
        piece.and_then(|piece| piece.get(row as usize & (PIECE - 1))).copied().unwrap_or(u32::MAX)
    }

    pub(crate) fn set(&mut self, row: u32, number: u32) {
        let piece = self.pieces.get_mut((row >> PIECE_BITS) as usize);
        if let Some(place) = piece.and_then(|piece| piece.get_mut(row as usize & (PIECE - 1))) {
            *place = number;
        }
    }

    /// The numbers in pieces, in order.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "read by the boundary only"))]
    pub(crate) fn pieces(&self) -> &[Vec<u32>] {
        &self.pieces
    }
}

/// A set of rows.
#[derive(Debug, Default, Clone)]
pub(crate) struct Rows {
    words: Vec<u64>,
}

impl Rows {
    #[inline]
    pub(crate) fn has(&self, row: u32) -> bool {
        self.words.get((row >> 6) as usize).is_some_and(|word| word >> (row & 63) & 1 == 1)
    }

    pub(crate) fn add(&mut self, row: u32) {
        let word = (row >> 6) as usize;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << (row & 63);
        }
    }

    pub(crate) fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut((row >> 6) as usize) {
            *word &= !(1 << (row & 63));
        }
    }

    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }
}
