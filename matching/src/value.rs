//! Values as they are kept: half the room for digits, and a domain once for all its addresses.

use alloc::collections::BTreeMap;

use crate::key::Key;
use crate::prelude::*;

/// A value of one key in the form that is stored, hashed and compared.
#[derive(Debug, Default)]
pub(crate) struct Value {
    pub(crate) bytes: Vec<u8>,
    /// Whether the bytes are the short form: digits in halves, or an address whose domain is a number.
    pub(crate) short: bool,
}

impl Value {
    /// Makes the stored form of what was read. Equal texts have equal forms and other texts have others.
    pub(crate) fn pack(&mut self, key: Key, text: &[u8], domains: &mut Domains) {
        self.bytes.clear();
        self.short = match key {
            Key::Email => self.pack_address(text, domains),
            Key::NameDob | Key::Name => false,
            _ => self.pack_digits(text),
        };
        if !self.short {
            self.bytes.clear();
            self.bytes.extend_from_slice(text);
        }
    }

    fn pack_digits(&mut self, text: &[u8]) -> bool {
        let (words, rest) = text.as_chunks::<8>();
        for word in words {
            let Some(halves) = eight_digits(*word) else { return false };
            self.bytes.extend_from_slice(&halves);
        }
        if !rest.iter().all(u8::is_ascii_digit) {
            return false;
        }
        self.bytes.extend(rest.chunks(2).map(|pair| match pair {
            [high, low] => (high - b'0') << 4 | (low - b'0'),
            // An odd last digit has no second half: fifteen is no digit.
            [high, ..] => (high - b'0') << 4 | 0x0f,
            [] => 0,
        }));
        true
    }

    fn pack_address(&mut self, text: &[u8], domains: &mut Domains) -> bool {
        let Some(at) = memchr::memchr(b'@', text) else { return false };
        let Some((local, domain)) = text.split_at_checked(at) else { return false };
        let Some(number) = domains.number(domain) else { return false };
        self.bytes.extend_from_slice(local);
        self.bytes.extend_from_slice(&number.to_le_bytes());
        true
    }
}

/// Eight digits in four bytes, the first of two in the higher half; `None` where one is no digit.
#[inline]
fn eight_digits(text: [u8; 8]) -> Option<[u8; 4]> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let digits = u64::from_le_bytes(text) ^ (ONES * u64::from(b'0'));
    // Anything above nine reaches the higher half by itself, or by six more: without a carry, for that half is empty.
    if digits & (ONES * 0xf0) != 0 || (digits + ONES * 6) & (ONES * 0xf0) != 0 {
        return None;
    }
    let pairs = digits << 4 | digits >> 8;
    let [first, _, second, _, third, _, fourth, _] = pairs.to_le_bytes();
    Some([first, second, third, fourth])
}

/// The domains of local addresses, numbered: a school's people share a handful.
#[derive(Debug, Default)]
pub(crate) struct Domains {
    numbers: BTreeMap<Box<[u8]>, u16>,
    /// The domain before, which the next address mostly has too.
    last: Option<(Box<[u8]>, u16)>,
    closed: bool,
}

/// More domains than this are not numbered. A domain is numbered when it is first seen or never, so that an address has
/// one form.
const MOST_DOMAINS: usize = 4096;

impl Domains {
    /// From now on no domain is new: what local records do not have cannot be equal to theirs.
    pub(crate) fn close(&mut self) {
        self.closed = true;
    }

    /// Every domain in the order of the numbers.
    pub(crate) fn list(&self) -> Vec<&[u8]> {
        let mut list: Vec<(u16, &[u8])> = self.numbers.iter().map(|(domain, number)| (*number, &**domain)).collect();
        list.sort_unstable();
        list.into_iter().map(|(_, domain)| domain).collect()
    }

    fn number(&mut self, domain: &[u8]) -> Option<u16> {
        if let Some((last, number)) = &self.last
            && **last == *domain
        {
            return Some(*number);
        }
        let known = self.numbers.get(domain).copied();
        let number = match known {
            Some(number) => number,
            None if self.closed || self.numbers.len() >= MOST_DOMAINS => return None,
            None => {
                let number = u16::try_from(self.numbers.len()).ok()?;
                self.numbers.insert(domain.into(), number);
                number
            }
        };
        self.last = Some((domain.into(), number));
        Some(number)
    }
}

impl FromIterator<Box<[u8]>> for Domains {
    fn from_iter<I: IntoIterator<Item = Box<[u8]>>>(list: I) -> Self {
        Self { numbers: list.into_iter().zip(0..).collect(), last: None, closed: true }
    }
}

/// Writes `length` and the mark of the short form in front of a value: seven bits a byte, lowest first.
pub(crate) fn write_head(length: usize, short: bool, row: &mut Vec<u8>) {
    let mut rest = length << 1 | usize::from(short);
    while rest >= 0x80 {
        row.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    row.push(rest as u8);
}

/// Reads such a head: the length, the mark, and what comes behind.
#[inline]
pub(crate) fn read_head(row: &[u8]) -> Option<(usize, bool, &[u8])> {
    let (first, mut row) = row.split_first()?;
    let mut head = usize::from(first & 0x7f);
    let (mut byte, mut shift) = (*first, 7);
    while byte & 0x80 != 0 {
        if shift > 28 {
            return None;
        }
        let (next, behind) = row.split_first()?;
        head |= usize::from(next & 0x7f) << shift;
        (byte, row, shift) = (*next, behind, shift + 7);
    }
    Some((head >> 1, head & 1 == 1, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_or_none() {
        assert_eq!(eight_digits(*b"01928374"), Some([0x01, 0x92, 0x83, 0x74]));
        for place in 0..8 {
            for byte in 0..=255 {
                let mut text = *b"98765432";
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                let halves = text.chunks(2).map(|pair| pair.iter().fold(0, |half, digit| half << 4 | (digit & 15)));
                let expected: Vec<u8> = halves.collect();
                let is_all = text.iter().all(u8::is_ascii_digit);
                assert_eq!(eight_digits(text).map(|halves| halves.to_vec()), is_all.then_some(expected), "{text:?}");
            }
        }
    }
}
