//! Which local row was the first with a value: open addressing over keyed hashes.

use siphasher::sip::SipHasher13;

use crate::prelude::*;

/// A secret that nobody who writes a record can know, so that values cannot be chosen to collide.
#[derive(Debug, Clone, Copy)]
pub struct HashKey(SipHasher13);

impl HashKey {
    /// From sixteen random bytes.
    #[must_use]
    pub fn new(random: &[u8; 16]) -> Self {
        Self(SipHasher13::new_with_key(random))
    }

    #[inline]
    pub(crate) fn hash(&self, bytes: &[u8], short: bool) -> u64 {
        // The two forms of a value share no text, so they may share no chain either.
        self.0.hash(bytes) ^ (u64::from(short) << 63)
    }
}

/// Rows by value. A slot is eight bits of the hash over the row's number plus one; zero is free.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: Vec<u32>,
}

/// Row numbers have 24 bits.
pub(crate) const MOST_ROWS: u32 = (1 << 24) - 2;

impl Table {
    /// For that many values; an eighth stays free.
    pub(crate) fn for_values(count: u32) -> Self {
        Self { slots: vec![0; count as usize + count as usize / 4 + 8] }
    }

    /// Rows whose value may have this hash, in the order they came, until `is_it` says it is one.
    #[inline]
    pub(crate) fn find(&self, hash: u64, mut is_it: impl FnMut(u32) -> bool) -> Result<u32, usize> {
        let tag = (hash as u32) << 24;
        let mut at = self.home(hash);
        loop {
            match self.slots.get(at) {
                Some(0) => return Err(at),
                Some(slot) if slot & 0xff00_0000 == tag && is_it((slot & 0x00ff_ffff) - 1) => {
                    return Ok((slot & 0x00ff_ffff) - 1);
                }
                Some(_) => at += 1,
                None if self.slots.is_empty() => return Err(0),
                None => at = 0,
            }
        }
    }

    /// Fetches the place of a hash into the processor's cache, and says which row may be there. Of many values this is asked
    /// first: the memory answers them all at once, while each look-up would wait for the one before.
    #[inline]
    pub(crate) fn fetch(&self, hash: u64) -> Option<u32> {
        let slot = self.slots.get(self.home(hash)).copied().unwrap_or_default();
        (slot != 0 && slot >> 24 == hash as u32 & 0xff).then_some((slot & 0x00ff_ffff).wrapping_sub(1))
    }

    /// Takes the free slot that `find` came to.
    pub(crate) fn fill(&mut self, at: usize, hash: u64, row: u32) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (hash as u32) << 24 | (row + 1);
        }
    }

    /// The high half of the hash, scaled to the table.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        (((hash >> 32) * self.slots.len() as u64) >> 32) as usize
    }
}
