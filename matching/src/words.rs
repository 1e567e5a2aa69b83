//! Copying and comparing what is a dozen bytes mostly: for so few, calling a function costs more than the work.

use crate::prelude::*;

/// Appends the bytes.
#[inline]
pub(crate) fn append(to: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.len() > 128 {
        return to.extend_from_slice(bytes);
    }
    to.reserve(bytes.len());
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| to.extend_from_slice(word));
    let (halves, rest) = rest.as_chunks::<4>();
    halves.iter().for_each(|half| to.extend_from_slice(half));
    rest.iter().for_each(|byte| to.push(*byte));
}

/// Whether the two are equal.
#[inline]
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && begins(one, other)
}

/// Whether the bytes begin with the text.
#[inline]
pub(crate) fn begins(bytes: &[u8], text: &[u8]) -> bool {
    let Some(bytes) = bytes.get(..text.len()) else { return false };
    let ((words, rest), (own_words, own_rest)) = (bytes.as_chunks::<8>(), text.as_chunks::<8>());
    words.iter().zip(own_words).all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && tail(rest) == tail(own_rest)
}

/// Fewer than eight bytes as a number, the first lowest. Of two that are equally long it tells whether they are equal.
#[inline]
pub(crate) fn tail(bytes: &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    let (halves, rest) = bytes.as_chunks::<4>();
    if let [half, ..] = halves {
        (number, shift) = (u64::from(u32::from_le_bytes(*half)), 32);
    }
    let (pairs, rest) = rest.as_chunks::<2>();
    if let [pair, ..] = pairs {
        number |= u64::from(u16::from_le_bytes(*pair)) << shift;
        shift += 16;
    }
    if let [byte, ..] = rest {
        number |= u64::from(*byte) << shift;
    }
    number
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn every_length_and_every_byte_counts() {
        let text: Vec<u8> = (1..=140).collect();
        for length in 0..=text.len() {
            let part = &text[..length];
            let mut copy = vec![7];
            append(&mut copy, part);
            assert_eq!(copy[1..], *part);
            assert!(same(&copy[1..], part) && begins(&text, part) && !same(&text, &text[..length.min(139)]));
            for at in 0..length {
                let mut other = part.to_vec();
                other[at] ^= 0x80;
                assert!(!same(&other, part) && !begins(&text, &other));
            }
        }
    }
}
