//! The smallest parts of JSON text: blanks, strings, values that are walked over.

use super::marks::Wanted;
use crate::prelude::*;
use crate::words::same;

/// Deeper than this no answer of Clever's is nested.
const DEEPEST: usize = 256;

/// Why a value could not be walked over.
pub(super) enum Stop {
    /// It goes on in bytes that have not come.
    More,
    Malformed(usize),
    TooDeep(usize),
}

pub(super) type Walked<T> = Result<T, Stop>;

/// A string between its quotes.
pub(super) struct Text<'a> {
    raw: &'a [u8],
    escaped: bool,
    /// Where the quote behind it stands.
    pub(super) end: usize,
}

impl<'a> Text<'a> {
    /// What the string says, where that is what stands there.
    #[inline]
    pub(super) fn plain(&self) -> Option<&'a [u8]> {
        (!self.escaped).then_some(self.raw)
    }

    #[inline]
    pub(super) fn is(&self, name: &[u8]) -> bool {
        if !self.escaped {
            return same(self.raw, name);
        }
        let mut plain = Vec::new();
        self.unescape(&mut plain);
        plain == name
    }

    /// Appends what the string says. An escape that is none says U+FFFD, as half a surrogate pair does.
    pub(super) fn unescape(&self, text: &mut Vec<u8>) {
        let mut rest = self.raw;
        while let Some(at) = if self.escaped { memchr::memchr(b'\\', rest) } else { None } {
            text.extend_from_slice(rest.get(..at).unwrap_or_default());
            let (letter, behind) = match rest.get(at + 1..) {
                Some([letter, behind @ ..]) => (*letter, behind),
                _ => return,
            };
            rest = behind;
            let character = match letter {
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'"' | b'\\' | b'/' => char::from(letter),
                b'u' => {
                    let (character, behind) = unicode_escape(rest);
                    rest = behind;
                    character
                }
                _ => char::REPLACEMENT_CHARACTER,
            };
            text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        text.extend_from_slice(rest);
    }
}

/// The character whose four digits, perhaps with the other half of a pair, come next.
fn unicode_escape(rest: &[u8]) -> (char, &[u8]) {
    let Some((high, behind)) = four_digits(rest) else { return (char::REPLACEMENT_CHARACTER, rest) };
    if (0xd800..0xdc00).contains(&high)
        && let Some((low, behind)) = behind.strip_prefix(b"\\u").and_then(four_digits)
        && (0xdc00..0xe000).contains(&low)
    {
        let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), behind);
    }
    (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), behind)
}

fn four_digits(rest: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, behind) = rest.split_at_checked(4)?;
    let code = digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))?;
    Some((code, behind))
}

#[inline]
pub(super) fn here(bytes: &[u8], at: usize) -> Walked<u8> {
    bytes.get(at).copied().ok_or(Stop::More)
}

#[inline]
pub(super) fn blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The string whose quote stands there.
#[inline]
pub(super) fn string(bytes: &[u8], at: usize) -> Walked<Text<'_>> {
    let (mut end, mut escaped) = (at + 1, false);
    loop {
        end = special(bytes, end)?;
        if here(bytes, end)? == b'"' {
            return Ok(Text { raw: bytes.get(at + 1..end).unwrap_or_default(), escaped, end });
        }
        escaped = true;
        end += 2;
    }
}

/// The next quote or backslash. Most strings are short: a block at a time is quicker than calling anything.
#[inline]
fn special(bytes: &[u8], mut at: usize) -> Walked<usize> {
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let found = Wanted(*b"\"\\").among(block);
        if found != 0 {
            return Ok(at + found.trailing_zeros() as usize);
        }
        at += 16;
    }
    loop {
        match here(bytes, at)? {
            b'"' | b'\\' => return Ok(at),
            _ => at += 1,
        }
    }
}

/// Where the value that begins there ends.
pub(super) fn skip(bytes: &[u8], at: usize) -> Walked<usize> {
    match here(bytes, at)? {
        b'"' => Ok(string(bytes, at)?.end + 1),
        b'{' | b'[' => skip_nested(bytes, at),
        b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
            let mut end = at + 1;
            while matches!(here(bytes, end)?, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'+' | b'-' | b'E') {
                end += 1;
            }
            Ok(end)
        }
        _ => Err(Stop::Malformed(at)),
    }
}

/// The same for objects and arrays, without recursion: the kinds of bracket that are open are bits.
fn skip_nested(bytes: &[u8], at: usize) -> Walked<usize> {
    let mut objects = [0_u64; DEEPEST / 64];
    let (mut depth, mut next) = (0, at);
    loop {
        let byte = here(bytes, next)?;
        match byte {
            b'"' => next = string(bytes, next)?.end,
            b'{' | b'[' => {
                let word = objects.get_mut(depth / 64).ok_or(Stop::TooDeep(next))?;
                *word = *word & !(1 << (depth % 64)) | u64::from(byte == b'{') << (depth % 64);
                depth += 1;
            }
            b'}' | b']' => {
                depth -= 1;
                let open = objects.get(depth / 64).is_some_and(|word| word >> (depth % 64) & 1 == 1);
                if open != (byte == b'}') {
                    return Err(Stop::Malformed(next));
                }
                if depth == 0 {
                    return Ok(next + 1);
                }
            }
            _ => {}
        }
        next += 1;
    }
}
