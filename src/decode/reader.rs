//! Reading small JSON documents: stored records, tokeninfo, error bodies.
//!
//! Values are handed out as raw JSON text, to be read by [`string`], [`integer`] and the like.

use super::cursor::{Cursor, Step};
use super::quoted::Quoted;
use crate::prelude::*;
use crate::search::parts;
use alloc::borrow::Cow;

/// Calls `each` with the name and the raw value of every member, in order.
///
/// `None` when `text` is not one whole JSON object: what `each` was given then does not count.
pub fn members<'a>(text: &'a str, mut each: impl FnMut(&str, &'a str)) -> Option<()> {
    object(text, &mut each)
}

/// Calls `each` with every raw element of an array, in order; `None` when `text` is not one whole JSON array.
pub fn elements<'a>(text: &'a str, mut each: impl FnMut(&'a str)) -> Option<()> {
    array(text, &mut each)
}

/// The raw value of the member `name`, the last one where it stands twice.
#[must_use]
pub fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let [found] = pick(text, name)?;
    found
}

/// The raw values of the members of those names, which are separated by spaces; each the last where it stands twice.
///
/// `None` when `text` is not one whole JSON object.
#[must_use]
pub fn pick<'a, const COUNT: usize>(text: &'a str, names: &str) -> Option<[Option<&'a str>; COUNT]> {
    let mut found = [None; COUNT];
    fill(text, names, &mut found)?;
    Some(found)
}

/// Apart from `pick`, so that there is one of it and not one for each count.
fn fill<'a>(text: &'a str, names: &str, found: &mut [Option<&'a str>]) -> Option<()> {
    members(text, |key, raw| {
        let place = parts(names, b' ').position(|name| name == key);
        if let Some(place) = place.and_then(|place| found.get_mut(place)) {
            *place = Some(raw);
        }
    })
}

/// The text of a raw string; a lone surrogate becomes U+FFFD.
#[must_use]
pub fn string(raw: &str) -> Option<String> {
    let mut cursor = Cursor::new(raw.as_bytes());
    let quoted = cursor.string()?;
    cursor.ended().then(|| text(raw, quoted).into_owned())
}

/// The value of a raw integer of up to 18 digits, written without sign, fraction and exponent.
#[must_use]
pub fn integer(raw: &str) -> Option<u64> {
    if !matches!(raw.len(), 1..=18) || (raw != "0" && raw.starts_with('0')) {
        return None;
    }
    // Eighteen digits cannot overflow: no checked arithmetic, which is large in WebAssembly.
    raw.bytes().try_fold(
        0u64,
        |value, byte| {
            if byte.is_ascii_digit() { Some(value * 10 + u64::from(byte - b'0')) } else { None }
        },
    )
}

/// The last moment that JavaScript's `Date` knows; times saturate here.
pub(crate) const LAST_MS: f64 = 8_640_000_000_000_000.0;

/// A time that is written in seconds, as milliseconds: digits only, `None` for anything else.
pub(crate) fn milliseconds(seconds: &str) -> Option<f64> {
    let digits = !seconds.is_empty() && seconds.bytes().all(|byte| byte.is_ascii_digit());
    let value = |sum: f64, digit: u8| sum * 10.0 + f64::from(digit & 15);
    digits.then(|| (seconds.bytes().fold(0.0, value) * 1000.0).min(LAST_MS))
}

/// The value of a raw `true` or `false`.
#[must_use]
pub fn boolean(raw: &str) -> Option<bool> {
    match raw {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The texts of a raw array of strings; `None` when any element is something else.
#[must_use]
pub fn strings(raw: &str) -> Option<Vec<String>> {
    let mut all = Some(Vec::new());
    elements(raw, |element| match (string(element), &mut all) {
        (Some(text), Some(texts)) => texts.push(text),
        _ => all = None,
    })?;
    all
}

/// Whether `raw` is an array of strings.
pub(crate) fn is_strings(raw: &str) -> bool {
    let mut all = true;
    elements(raw, |element| all &= element.starts_with('"')).is_some() && all
}

/// Whether `text` is one whole JSON value.
#[must_use]
pub fn is_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text.as_bytes());
    cursor.skip(0).is_some() && cursor.ended()
}

fn object<'a>(whole: &'a str, each: &mut dyn FnMut(&str, &'a str)) -> Step {
    let mut cursor = Cursor::new(whole.as_bytes());
    cursor.expect(b'{')?;
    let mut closed = cursor.take(b'}');
    while !closed {
        let key = cursor.key()?;
        let raw = value(whole, &mut cursor)?;
        each(&text(whole, key), raw);
        closed = cursor.take(b'}');
        if !closed {
            cursor.expect(b',')?;
        }
    }
    end(&mut cursor)
}

fn array<'a>(whole: &'a str, each: &mut dyn FnMut(&'a str)) -> Step {
    let mut cursor = Cursor::new(whole.as_bytes());
    cursor.expect(b'[')?;
    let mut closed = cursor.take(b']');
    while !closed {
        each(value(whole, &mut cursor)?);
        closed = cursor.take(b']');
        if !closed {
            cursor.expect(b',')?;
        }
    }
    end(&mut cursor)
}

fn value<'a>(whole: &'a str, cursor: &mut Cursor<'a>) -> Step<&'a str> {
    cursor.space();
    let start = cursor.at;
    cursor.skip(1)?;
    Some(whole.get(start..cursor.at).unwrap_or_default())
}

fn end(cursor: &mut Cursor<'_>) -> Step {
    cursor.ended().then_some(())
}

fn text(whole: &str, quoted: Quoted) -> Cow<'_, str> {
    let inner = whole.get(quoted.start()..quoted.end()).unwrap_or_default();
    if quoted.is_escaped() { Cow::Owned(unescape(inner)) } else { Cow::Borrowed(inner) }
}

/// Resolves the escapes of a string that the cursor has accepted.
pub(super) fn unescape(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    // The first half of a surrogate pair, while the second may still come.
    let mut high: Option<u32> = None;
    while let Some(character) = rest.next() {
        let resolved = match character {
            '\\' => match rest.next() {
                Some('u') => {
                    let unit = rest.by_ref().take(4).fold(0, |unit, digit| unit << 4 | digit.to_digit(16).unwrap_or(0));
                    if let (Some(first), 0xdc00..=0xdfff) = (high, unit) {
                        high = None;
                        let point = 0x1_0000 + ((first - 0xd800) << 10) + (unit - 0xdc00);
                        out.push(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
                        continue;
                    }
                    if (0xd800..=0xdbff).contains(&unit) {
                        if high.replace(unit).is_some() {
                            out.push(char::REPLACEMENT_CHARACTER);
                        }
                        continue;
                    }
                    char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                other => other.unwrap_or(char::REPLACEMENT_CHARACTER),
            },
            plain => plain,
        };
        if high.take().is_some() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
        out.push(resolved);
    }
    if high.is_some() {
        out.push(char::REPLACEMENT_CHARACTER);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{boolean, integer, is_json, member, members, string, strings};

    #[test]
    fn members_come_raw_and_in_order() {
        let mut seen = Vec::new();
        let text = r#" {"a" : "x\"}" ,"\u0062":{"c":[1,{"d":null}]}, "n":12 } "#;
        let whole = members(text, |key, raw| seen.push((key.to_owned(), raw)));
        assert_eq!(whole, Some(()));
        assert_eq!(
            seen,
            [("a".to_owned(), r#""x\"}""#), ("b".to_owned(), r#"{"c":[1,{"d":null}]}"#), ("n".to_owned(), "12"),]
        );
        assert_eq!(member(r#"{"a":1,"a":2}"#, "a"), Some("2"));
    }

    #[test]
    fn what_is_not_an_object_has_no_members() {
        for text in ["", "[]", "{", "{}x", r#"{"a"}"#, r#"{"a":1,}"#, r#"{"a":01}"#, r#"{a:1}"#, "null"] {
            assert_eq!(members(text, |_, _| ()), None, "{text}");
        }
        assert_eq!(members(" {} ", |_, _| ()), Some(()));
    }

    #[test]
    fn strings_are_unescaped() {
        for (raw, text) in [
            (r#""""#, ""),
            (r#""a\u0026b\/\\\"""#, "a&b/\\\""),
            (r#""\b\f\n\r\té""#, "\u{8}\u{c}\n\r\té"),
            (r#""\ud83d\ude00""#, "😀"),
            (r#""\uD800\uDC00\udbff\udfff""#, "\u{10000}\u{10ffff}"),
            (r#""\ud83d!\ude00\ud83d""#, "\u{fffd}!\u{fffd}\u{fffd}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        ] {
            assert_eq!(string(raw).as_deref(), Some(text), "{raw}");
        }
        for raw in ["", "\"", "\"a", "a", "\"\\x\"", "\"\u{1}\"", "\"a\" b"] {
            assert_eq!(string(raw), None, "{raw}");
        }
    }

    #[test]
    fn scalars_and_lists() {
        assert_eq!((integer("0"), integer("999999999999999999")), (Some(0), Some(999_999_999_999_999_999)));
        for raw in ["", "01", "00", "-1", "1.0", "1e3", "1000000000000000000", "99999999999999999999", "\"1\"", "+1"] {
            assert_eq!(integer(raw), None, "{raw}");
        }
        assert_eq!((boolean("true"), boolean("false"), boolean("1")), (Some(true), Some(false), None));
        assert_eq!(strings(r#"["a", "b"]"#), Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(strings(r#"["a", 1]"#), None);
        assert_eq!(strings("[]"), Some(Vec::new()));
        assert!(is_json(" -0.5e+1 ") && !is_json("1 2") && !is_json("[1,]"));
    }
}
