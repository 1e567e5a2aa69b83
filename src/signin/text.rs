//! Text that came from outside and may be shown to a person.

use crate::prelude::*;

/// Caps `text` and removes control characters and those that reorder what stands around them.
pub(crate) fn shown(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control() && !reorders(*c)).take(most).collect()
}

/// Unicode's bidirectional controls.
fn reorders(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn nothing_steers_a_terminal_or_turns_text_around() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\u{0}\r\n<c>", 100), "a[31mb<c>");
        assert_eq!(shown(&"x".repeat(10_000), 300).len(), 300);
    }
}
