//! Values as they are kept: half the room for digits, and a domain once for all its addresses.

use alloc::collections::BTreeMap;

use crate::field::Field;
use crate::fields::Fields;
use crate::key::Key;
use crate::local::Plan;
use crate::prelude::*;
use crate::reading::{self, Reading, placeholder};
use crate::rules::Rules;
use crate::words::{append, same};

/// A value of one key in the form that is stored, hashed and compared.
#[derive(Debug, Default)]
pub(crate) struct Value {
    pub(crate) bytes: Vec<u8>,
    /// Whether the bytes are the short form: digits in halves, or an address whose domain is a number.
    pub(crate) short: bool,
    /// The value as it was read.
    text: Vec<u8>,
}

impl Value {
    /// Reads what a record has for a key, in the stored form. Equal texts have equal forms and other texts have others.
    #[inline]
    pub(crate) fn read(&mut self, plan: &Plan, key: Key, fields: &Fields<'_>, domains: &mut Domains) -> Reading {
        if let Some(field) = key.number()
            && let Some(reading) = self.read_digits(fields.get(field), &plan.rules)
        {
            return reading;
        }
        self.text.clear();
        if key == Key::Email && self.read_address(fields.get(Field::Email), &plan.rules, domains) {
            return Reading::Value;
        }
        self.text.clear();
        let reading = reading::read(plan.kind, key, &plan.rules, fields, &mut self.text);
        if reading == Reading::Value {
            self.pack(key, domains);
        }
        reading
    }

    /// What most ids are: nothing, or digits that nothing has to be done to. `None` where it is neither.
    #[inline]
    fn read_digits(&mut self, text: &[u8], rules: &Rules) -> Option<Reading> {
        let Some(first) = text.first() else { return Some(Reading::Absent) };
        if !rules.placeholders.is_empty() || (rules.ignore_leading_zeros && *first == b'0') {
            return None;
        }
        self.bytes.clear();
        self.short = pack_digits(text, &mut self.bytes);
        if !self.short {
            return None;
        }
        Some(if placeholder::is_filler(text) { Reading::Refused } else { Reading::Value })
    }

    /// What most addresses are: plain, of the domain that the one before had. `false` where it is not surely such.
    #[inline]
    fn read_address(&mut self, text: &[u8], rules: &Rules, domains: &Domains) -> bool {
        let Some((domain, number)) = domains.last() else { return false };
        if !rules.placeholders.is_empty() || !reading::lower_plain(text, &mut self.text) {
            return false;
        }
        let at = self.text.len().checked_sub(domain.len());
        let Some((local, own)) = at.and_then(|at| self.text.split_at_checked(at)) else { return false };
        let is_plain = same(own, domain)
            && local.first().is_some_and(u8::is_ascii_alphanumeric)
            && memchr::memchr(b'@', local).is_none()
            && !placeholder::is_nobody(local);
        if is_plain {
            self.bytes.clear();
            append(&mut self.bytes, local);
            self.bytes.extend_from_slice(&number.to_le_bytes());
            self.short = true;
        }
        is_plain
    }

    fn pack(&mut self, key: Key, domains: &mut Domains) {
        self.bytes.clear();
        self.short = match key {
            Key::Email => pack_address(&self.text, domains, &mut self.bytes),
            Key::NameDob | Key::Name => false,
            _ => pack_digits(&self.text, &mut self.bytes),
        };
        if !self.short {
            // Its bytes are those that were read: no copy.
            core::mem::swap(&mut self.bytes, &mut self.text);
        }
    }
}

fn pack_digits(text: &[u8], bytes: &mut Vec<u8>) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        let Some(halves) = eight_digits(*word) else { return false };
        bytes.extend_from_slice(&halves);
    }
    let (pairs, odd) = rest.as_chunks::<2>();
    for [high, low] in pairs {
        if !high.is_ascii_digit() || !low.is_ascii_digit() {
            return false;
        }
        bytes.push((high - b'0') << 4 | (low - b'0'));
    }
    for high in odd {
        if !high.is_ascii_digit() {
            return false;
        }
        // An odd last digit has no second half: fifteen is no digit.
        bytes.push((high - b'0') << 4 | 0x0f);
    }
    true
}

fn pack_address(text: &[u8], domains: &mut Domains, bytes: &mut Vec<u8>) -> bool {
    let Some(at) = memchr::memchr(b'@', text) else { return false };
    let Some((local, domain)) = text.split_at_checked(at) else { return false };
    let Some(number) = domains.number(domain) else { return false };
    append(bytes, local);
    bytes.extend_from_slice(&number.to_le_bytes());
    true
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

    /// The domain before, with its `@`.
    fn last(&self) -> Option<(&[u8], u16)> {
        self.last.as_ref().map(|(domain, number)| (&**domain, *number))
    }

    fn number(&mut self, domain: &[u8]) -> Option<u16> {
        if let Some((last, number)) = &self.last
            && same(last, domain)
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
