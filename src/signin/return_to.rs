//! Where a login leads back to: a path of this very site, and nothing else.

use crate::prelude::*;
use crate::search::{contains, cut, dots, parts};

/// Whether `text` is a path that stays on the same origin, however an app or a router resolves it.
///
/// Stricter than the URL standard on purpose: what the standard would mend (tabs, backslashes), what turns into `//host`
/// once dot segments are resolved, and what a server may decode into that, is refused.
#[must_use]
pub fn is_return_path(text: &str) -> bool {
    let path = cut(cut(text, b'#').0, b'?').0;
    let forbidden = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if !text.starts_with('/') || text.len() > 4096 || text.chars().any(forbidden) {
        return false;
    }
    let opens_on_slash = path.get(1..4).is_some_and(|start| start.eq_ignore_ascii_case("%2f"));
    if opens_on_slash || ["%5c", "%0", "%2f%2f"].iter().any(|hidden| contains(path, hidden)) {
        return false;
    }
    // Resolve `.` and `..`: nothing but a single slash may stand at the front.
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = parts(path, b'/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        match dots(segment) {
            1 => {}
            2 => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
        let more_follows = segments.peek().is_some();
        if more_follows && kept.first().is_some_and(|first| first.is_empty()) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_return_path;

    #[test]
    fn paths_of_this_site_are_kept() {
        for good in ["/", "/classes", "/a/b?next=https://x#/y", "/a/../b", "/%C3%BC", "/a//b", "/a/", "/?x=//y"] {
            assert!(is_return_path(good), "{good}");
        }
    }

    #[test]
    fn everything_that_may_leave_it_is_refused() {
        for bad in [
            "",
            "classes",
            "?x",
            "#x",
            "https://evil",
            "//evil",
            "/\\evil",
            "\\\\evil",
            "/%2f/evil",
            "/%2F/evil",
            "/%5cevil",
            "https:evil",
            "javascript:alert(1)",
            "data:text/html,x",
            " https://evil",
            " /x",
            "/\t/evil",
            "/\n/evil",
            "/a b",
            "https://app.example@evil",
            "https://app.example.evil",
            "/.//evil",
            "/..//evil",
            "/a/..//evil",
            "/%2e//evil",
            "/a/%2E%2e//evil",
            "/%09/evil",
            "/%00",
        ] {
            assert!(!is_return_path(bad), "{bad:?}");
        }
    }
}
