//! Folding what most texts are, eight bytes at a time.

use crate::prelude::*;
use crate::words::tail;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Appends the text in lower case if it is ASCII without a blank or control character in it; else `false`, and what was
/// appended is of no use.
pub(super) fn lower(text: &[u8], folded: &mut Vec<u8>) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    folded.reserve(text.len());
    for word in words {
        let word = u64::from_le_bytes(*word);
        if !is_plain(word) {
            return false;
        }
        folded.extend_from_slice(&lower_word(word).to_le_bytes());
    }
    // Filled up with what is as plain as anything, and cut off again.
    let filler = (ONES * u64::from(b'-')).checked_shl(rest.len() as u32 * 8).unwrap_or_default();
    let word = tail(rest) | filler;
    if !is_plain(word) {
        return false;
    }
    folded.extend_from_slice(&lower_word(word).to_le_bytes());
    folded.truncate(folded.len() - (8 - rest.len()));
    true
}

/// The same for letters of the Latin script that are one character each, and single blanks.
pub(super) fn lower_latin(text: &str, folded: &mut Vec<u8>) -> bool {
    for character in text.chars() {
        let code = u32::from(character);
        let lower = match code {
            0x20 if folded.last() != Some(&b' ') => code,
            0x21..0x7f => u32::from(character.to_ascii_lowercase()),
            0xd7 | 0xf7 => return false,
            0xc0..=0xde => code + 0x20,
            0xe0..=0xff => code,
            // Letters that are two when folded, and those without a dot or with one.
            0x130..=0x131 | 0x138 | 0x149 | 0x17f => return false,
            0x178 => 0xff,
            0x100..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
            0x139..=0x148 | 0x179..=0x17e => code + (code & 1),
            _ => return false,
        };
        let Some(lower) = char::from_u32(lower) else { return false };
        folded.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
    }
    true
}

/// Whether all eight are above the blank and below DEL.
fn is_plain(word: u64) -> bool {
    // Below 0x80, adding carries into the high bit exactly where a byte is 0x7f or more, or 0x21 or more.
    let low = word & !HIGH;
    (word | (low + ONES) | !(low + ONES * (0x80 - 0x21))) & HIGH == 0
}

/// Each of eight ASCII bytes in lower case.
fn lower_word(word: u64) -> u64 {
    let at_least_a = word + ONES * u64::from(0x80 - b'A');
    let above_z = word + ONES * u64::from(0x80 - b'Z' - 1);
    word | ((at_least_a & !above_z & HIGH) >> 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255 {
            for place in 0..17 {
                let mut text = *b"abcXYZ019@[`{}~./";
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                let mut folded = Vec::new();
                let plain = lower(&text, &mut folded);
                assert_eq!(plain, text.iter().all(|byte| (0x21..0x7f).contains(byte)), "{byte} {place}");
                if plain {
                    assert_eq!(folded, text.to_ascii_lowercase());
                }
            }
        }
    }
}
