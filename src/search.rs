//! Finding text in text. The standard library's searcher is made for long texts, and two kilobytes in the browser.

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
    texts.split('\n').nth(index).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{contains, dots};

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
