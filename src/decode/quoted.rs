//! Where a string of a JSON text lies.

use core::num::NonZeroU64;

/// The bytes between a string's quotes: start and end, 31 bits each, above two flags. One word, because that is how it
/// crosses from function to function without a detour through memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted(NonZeroU64);

impl Quoted {
    pub(super) const ESCAPED: u64 = 1;
    pub(super) const WIDE: u64 = 2;
    const PLACE: u64 = (1 << 31) - 1;

    #[inline(always)]
    pub(super) fn new(start: usize, end: usize, flags: u64) -> Option<Self> {
        NonZeroU64::new((end as u64) << 33 | (start as u64 & Self::PLACE) << 2 | flags).map(Quoted)
    }

    #[inline(always)]
    pub(super) fn start(self) -> usize {
        (self.0.get() >> 2 & Self::PLACE) as usize
    }

    #[inline(always)]
    pub(super) fn end(self) -> usize {
        (self.0.get() >> 33) as usize
    }

    /// Whether it is ASCII without escapes.
    #[cfg(feature = "api")]
    #[inline(always)]
    pub(super) fn is_plain(self) -> bool {
        self.0.get() & (Self::ESCAPED | Self::WIDE) == 0
    }

    pub(super) fn is_escaped(self) -> bool {
        self.0.get() & Self::ESCAPED != 0
    }
}
