//! Copying and comparing what is a dozen bytes mostly: for so few, calling a function costs more than the work.

use crate::prelude::*;

/// Appends the bytes.
#[inline]
pub(crate) fn append(to: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.len() > 128 {
        return to.extend_from_slice(bytes);
    }
    let end = to.len() + bytes.len();
    to.reserve(bytes.len() + 8);
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| to.extend_from_slice(word));
    // A whole word, of which what is too much is cut off again: no loop, and no branch for each length.
    to.extend_from_slice(&tail(rest).to_le_bytes());
    to.truncate(end);
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
    let (Some(last), Some(own_last)) = (bytes.last_chunk::<8>(), text.last_chunk::<8>()) else {
        return tail(bytes) == tail(text);
    };
    // The last eight may have been among the words before.
    let (words, own_words) = (bytes.as_chunks::<8>().0, text.as_chunks::<8>().0);
    words.iter().zip(own_words).all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && u64::from_le_bytes(*last) == u64::from_le_bytes(*own_last)
}

/// Fewer than eight bytes as a number, the first lowest. Of two that are equally long it tells whether they are equal.
#[inline]
pub(crate) fn tail(bytes: &[u8]) -> u64 {
    let shift = |width: usize| (bytes.len() - width) as u32 * 8;
    // From both ends: bytes that both have are the same bits.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift(4);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
        return u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << shift(2);
    }
    bytes.first().map_or(0, |byte| u64::from(*byte))
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
