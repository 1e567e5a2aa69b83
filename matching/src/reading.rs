//! From the text of a record to a key's value: the same person's must become the same bytes, and nothing else may.

pub(crate) mod date;
pub(crate) mod placeholder;
mod swift;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use crate::field::Field;
use crate::fields::Fields;
use crate::key::Key;
use crate::kind::Kind;
use crate::prelude::*;
use crate::rules::Rules;

/// What a record says of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing.
    Absent,
    /// A placeholder, or what cannot be a value of this key.
    Refused,
    /// The value that was written.
    Value,
}

/// Between the parts of one value; no folded text holds it.
const SEPARATOR: u8 = 0x1f;

/// Appends the value that a record has for a key.
pub(crate) fn read(kind: Kind, key: Key, rules: &Rules, fields: &Fields<'_>, value: &mut Vec<u8>) -> Reading {
    match key {
        Key::Email => email(fields.get(Field::Email), rules, value),
        Key::NameDob => name_and_dob(rules, fields, value),
        Key::Name if kind != Kind::School => full_name(rules, fields, value),
        Key::Name => word(fields.get(Field::Name), rules, value),
        Key::DistrictUsername => word(fields.get(Field::DistrictUsername), rules, value),
        _ => identifier(key.number().map(|field| fields.get(field)).unwrap_or_default(), rules, value),
    }
}

/// Appends the text trimmed, case-folded, in normal form C, with single spaces inside. `false` where it held bytes that
/// are no UTF-8, or the character that stands for such: two unreadable texts must not be equal.
pub(crate) fn fold(text: &[u8], folded: &mut Vec<u8>) -> bool {
    let start = folded.len();
    if swift::lower(text.trim_ascii(), folded) {
        return true;
    }
    folded.truncate(start);
    if text.is_ascii() {
        for byte in text {
            if is_blank_byte(*byte) {
                push_space(folded, start);
            } else {
                folded.push(byte.to_ascii_lowercase());
            }
        }
    } else {
        let Ok(text) = core::str::from_utf8(text) else { return false };
        if swift::lower_latin(text.trim_ascii(), folded) {
            return true;
        }
        folded.truncate(start);
        if text.contains(char::REPLACEMENT_CHARACTER) {
            return false;
        }
        let decomposed: String = text.nfd().collect();
        let mut buffer = [0; 4];
        let seen = UniCase::unicode(decomposed).to_folded_case();
        // Before composing, or a mark would not reach the letter that it stands behind.
        for character in seen.chars().filter(|character| !is_invisible(*character)).nfc() {
            if is_blank(character) {
                push_space(folded, start);
            } else {
                folded.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            }
        }
    }
    if folded.len() > start && folded.last() == Some(&b' ') {
        folded.pop();
    }
    true
}

/// The same for what is plain ASCII, but for blanks around it; `false` where it is not, and what was appended is of no use.
pub(crate) fn lower_plain(text: &[u8], folded: &mut Vec<u8>) -> bool {
    swift::lower(text.trim_ascii(), folded)
}

/// Neither at the start nor twice.
fn push_space(folded: &mut Vec<u8>, start: usize) {
    if folded.len() > start && folded.last() != Some(&b' ') {
        folded.push(b' ');
    }
}

/// Blanks and control characters are all one to a reader.
fn is_blank_byte(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// Marks that take no room: byte order mark, zero-width space and joiners, soft hyphen.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}')
}

/// A text as it is, but folded.
fn word(text: &[u8], rules: &Rules, value: &mut Vec<u8>) -> Reading {
    let start = value.len();
    let readable = fold(text, value);
    let folded = value.get(start..).unwrap_or_default();
    if readable && folded.is_empty() {
        return Reading::Absent;
    }
    if !readable || rules.is_placeholder(folded) {
        return Reading::Refused;
    }
    Reading::Value
}

/// An id: its leading zeros belong to it unless the rules say otherwise.
fn identifier(text: &[u8], rules: &Rules, value: &mut Vec<u8>) -> Reading {
    let start = value.len();
    let reading = word(text, rules, value);
    if reading != Reading::Value {
        return reading;
    }
    let folded = value.get(start..).unwrap_or_default();
    if placeholder::is_filler(folded) {
        return Reading::Refused;
    }
    if rules.ignore_leading_zeros {
        let zeros = folded.iter().take_while(|byte| **byte == b'0').count();
        value.drain(start..start + zeros);
    }
    Reading::Value
}

/// An address, which has an `@` with something on both sides, and no blank.
fn email(text: &[u8], rules: &Rules, value: &mut Vec<u8>) -> Reading {
    let start = value.len();
    let reading = word(text, rules, value);
    if reading != Reading::Value {
        return reading;
    }
    let folded = value.get(start..).unwrap_or_default();
    let at = memchr::memchr(b'@', folded).and_then(|at| folded.split_at_checked(at));
    let Some((local @ [_, ..], [_, domain @ ..])) = at else { return Reading::Refused };
    let more = domain.is_empty() || memchr::memchr(b'@', domain).is_some();
    if more || memchr::memchr(b' ', folded).is_some() || placeholder::is_nobody(local) {
        return Reading::Refused;
    }
    Reading::Value
}

/// First and last name.
fn full_name(rules: &Rules, fields: &Fields<'_>, value: &mut Vec<u8>) -> Reading {
    let first = word(fields.get(Field::FirstName), rules, value);
    value.push(SEPARATOR);
    let last = word(fields.get(Field::LastName), rules, value);
    both(first, last)
}

/// First name, last name and date of birth: none of them says anything alone.
fn name_and_dob(rules: &Rules, fields: &Fields<'_>, value: &mut Vec<u8>) -> Reading {
    let name = full_name(rules, fields, value);
    if name != Reading::Value {
        return name;
    }
    value.push(SEPARATOR);
    match date::read(fields.get(Field::Dob), rules.day_first) {
        Ok(Some(date)) => value.extend_from_slice(&date),
        Ok(None) => return Reading::Absent,
        Err(()) => return Reading::Refused,
    }
    Reading::Value
}

fn both(one: Reading, other: Reading) -> Reading {
    match (one, other) {
        (Reading::Value, Reading::Value) => Reading::Value,
        (Reading::Absent, _) | (_, Reading::Absent) => Reading::Absent,
        _ => Reading::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_comes_to_what_the_long_one_does() {
        let long = |text: &str| {
            // A mark that takes no room sends a text the long way.
            let mut folded = Vec::new();
            assert!(fold(["\u{200b}", text].concat().as_bytes(), &mut folded));
            folded
        };
        for character in
            ('\u{1}'..='\u{24ff}').chain('\u{fb00}'..='\u{ffef}').filter(|character| *character != '\u{fffd}')
        {
            for text in [format!("{character}"), format!("A{character}\u{e9} b"), format!(" {character}  B\u{301}c ")] {
                let mut folded = Vec::new();
                assert!(fold(text.as_bytes(), &mut folded));
                assert_eq!(folded, long(&text), "{text:?}");
            }
        }
    }
}
