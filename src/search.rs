//! Finding text in text, and taking it apart. The standard library's searchers are made for long texts and any pattern, and
//! three kilobytes in the browser.

#[cfg(feature = "api")]
use crate::prelude::*;

/// Whether `wanted`, which is ASCII, stands in `text`, in whatever case.
pub(crate) fn contains(text: &str, wanted: &str) -> bool {
    text.as_bytes().windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// `text` with another text wherever `secret` stands in it.
#[cfg(feature = "api")]
pub(crate) fn replace(text: &str, secret: &str, other: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    loop {
        match rest.as_str().strip_prefix(secret) {
            Some(behind) if !secret.is_empty() => {
                out.push_str(other);
                rest = behind.chars();
            }
            _ => match rest.next() {
                Some(character) => out.push(character),
                None => return out,
            },
        }
    }
}

/// The parts of a text between the marks, which are ASCII, as `str::split` gives them.
pub(crate) fn parts(text: &str, mark: u8) -> Parts<'_> {
    Parts { rest: Some(text), mark }
}

/// See [`parts`].
#[derive(Clone, Debug)]
pub(crate) struct Parts<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (part, rest) = cut(self.rest?, self.mark);
        self.rest = rest;
        Some(part)
    }
}

/// What stands before the first mark, which is ASCII, and what stands behind it.
#[inline(never)]
pub(crate) fn cut(text: &str, mark: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == mark) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}

/// Whether the mark, which is ASCII, stands in a text.
pub(crate) fn has(text: &str, mark: u8) -> bool {
    cut(text, mark).1.is_some()
}

/// The text without the marks at its end, which are ASCII.
pub(crate) fn without_end(text: &str, mark: u8) -> &str {
    let marks = text.bytes().rev().take_while(|byte| *byte == mark).count();
    text.get(..text.len() - marks).unwrap_or_default()
}

/// How many dots a path's segment is, percent-encoded or not; 0 when it is anything else.
pub(crate) fn dots(segment: &str) -> usize {
    let mut rest = segment.as_bytes();
    let mut count = 0;
    loop {
        rest = match rest {
            [] => return count,
            [b'.', rest @ ..] | [b'%', b'2', b'e' | b'E', rest @ ..] => rest,
            _ => return 0,
        };
        count += 1;
    }
}

/// One of several texts that each end in a line feed: a table of references would be eight bytes more for each.
pub(crate) fn line(texts: &'static str, index: usize) -> &'static str {
    parts(texts, b'\n').nth(index).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{contains, cut, dots, has, parts, without_end};

    #[test]
    fn texts_are_taken_apart_as_the_library_does() {
        for text in ["", "&", "a", "a&", "&a", "a&&é&", "é=1&b=2&=", "&&&"] {
            assert_eq!(parts(text, b'&').collect::<Vec<_>>(), text.split('&').collect::<Vec<_>>(), "{text}");
            assert_eq!(cut(text, b'='), text.split_once('=').map_or((text, None), |(a, b)| (a, Some(b))), "{text}");
            assert_eq!((has(text, b'&'), without_end(text, b'&')), (text.contains('&'), text.trim_end_matches('&')));
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert!(contains("Error Updating submission", "updating s") && contains("ab", "B") && contains("é%2F", "%2f"));
        assert!(!contains("a", "ab") && !contains("", "a"));
    }

    #[cfg(feature = "api")]
    #[test]
    fn every_occurrence_is_replaced() {
        use super::replace;
        assert_eq!(replace("aXé aXaX", "aX", "-"), "-é --");
        assert_eq!(replace("aé", "", "-"), "aé");
    }

    #[test]
    fn dots_are_counted_however_written() {
        assert_eq!(
            [".", "..", "%2e", ".%2E", "...", "", "a", ".a", "%2", "%2f"].map(dots),
            [1, 2, 1, 2, 3, 0, 0, 0, 0, 0]
        );
    }
}
