//! Where the bytes stand that end a cell or a row.

use crate::prelude::*;

/// Bytes that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> Wanted<N> {
    /// Appends the place of each, in order.
    pub(super) fn find(self, bytes: &[u8], places: &mut Vec<u32>) {
        let (blocks, rest) = bytes.as_chunks::<16>();
        let mut start = 0;
        for block in blocks {
            let mut found = self.among(block);
            while found != 0 {
                places.push(start + found.trailing_zeros());
                found &= found - 1;
            }
            start += 16;
        }
        let places_of_rest = (start..).zip(rest).filter(|(_, byte)| self.0.contains(byte)).map(|(at, _)| at);
        places.extend(places_of_rest);
    }

    /// A bit for each byte of the block, the first lowest.
    #[cfg(target_feature = "simd128")]
    #[inline]
    pub(super) fn among(self, block: &[u8; 16]) -> u32 {
        use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_or};
        let block = lanes(block);
        let equal = self.0.map(|wanted| u8x16_eq(block, u8x16_splat(wanted)));
        u32::from(u8x16_bitmask(equal.into_iter().reduce(|one, other| v128_or(one, other)).unwrap_or(u8x16_splat(0))))
    }

    #[cfg(not(target_feature = "simd128"))]
    #[inline]
    pub(super) fn among(self, block: &[u8; 16]) -> u32 {
        (0..).zip(block).fold(0, |found, (at, byte)| found | u32::from(self.0.contains(byte)) << at)
    }
}

/// Sixteen bytes as one value.
#[cfg(target_feature = "simd128")]
#[inline]
fn lanes(block: &[u8; 16]) -> core::arch::wasm32::v128 {
    let [low, high] = block.as_chunks::<8>().0 else { return core::arch::wasm32::u64x2(0, 0) };
    core::arch::wasm32::u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::indexing_slicing)]
    fn every_place_of_every_wanted_byte() {
        for length in 0..80 {
            let text: Vec<u8> =
                (0..length).map(|at: u32| b"a,b\nc,,\"d\xff\x00"[(at * at + at / 3) as usize % 11]).collect();
            let mut places = Vec::new();
            Wanted(*b",\n\"").find(&text, &mut places);
            let expected: Vec<u32> =
                (0..).zip(&text).filter(|(_, byte)| b",\n\"".contains(byte)).map(|(at, _)| at).collect();
            assert_eq!(places, expected);
        }
    }
}
