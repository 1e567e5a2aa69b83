//! What people write into a field that has no value.

/// As many nines are no number that a school gave, fewer may be.
const NINES: usize = 6;

/// Whether a folded text is such a word, or has no letter and no digit in it.
#[inline]
pub(crate) fn is_word(folded: &[u8]) -> bool {
    match folded.first() {
        // None of the words begins so, and most values do.
        Some(b'0'..=b'9' | b'a' | b'c' | b'd' | b'f'..=b'l' | b'o'..=b's' | b'v'..=b'z') => false,
        _ => is_listed(folded) || is_punctuation(folded),
    }
}

fn is_listed(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"#n/a"
            | b"(blank)"
            | b"(none)"
            | b"(null)"
            | b"<null>"
            | b"blank"
            | b"empty"
            | b"missing"
            | b"n.a."
            | b"n/a"
            | b"na"
            | b"nan"
            | b"nil"
            | b"no email"
            | b"no id"
            | b"no name"
            | b"no number"
            | b"noname"
            | b"none"
            | b"not applicable"
            | b"not available"
            | b"not provided"
            | b"nothing"
            | b"null"
            | b"tba"
            | b"tbd"
            | b"undefined"
            | b"unk"
            | b"unknown"
            | b"unspecified"
    )
}

/// Whether a folded id is zeros only, or too many nines.
pub(crate) fn is_filler(folded: &[u8]) -> bool {
    folded.iter().all(|byte| *byte == b'0') || (folded.len() >= NINES && folded.iter().all(|byte| *byte == b'9'))
}

/// Whether the local part of an address says that there is none.
pub(crate) fn is_nobody(local: &[u8]) -> bool {
    matches!(
        local,
        b"n.a"
            | b"n/a"
            | b"na"
            | b"nil"
            | b"no-email"
            | b"no.email"
            | b"no_email"
            | b"noemail"
            | b"nomail"
            | b"none"
            | b"null"
            | b"unknown"
    )
}

fn is_punctuation(folded: &[u8]) -> bool {
    match folded.first() {
        Some(byte) if byte.is_ascii_alphanumeric() => false,
        _ => core::str::from_utf8(folded).is_ok_and(|text| !text.chars().any(char::is_alphanumeric)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_no_ids() {
        assert!(is_filler(b"0") && is_filler(b"0000") && is_filler(b"999999"));
        assert!(!is_filler(b"99999") && !is_filler(b"0001") && !is_filler(b"9999990"));
        assert!(is_nobody(b"no-email") && !is_nobody(b"noel"));
        for word in ["#n/a", "(blank)", "<null>", "blank", "empty", "missing", "nil", "none", "tba", "unknown"] {
            assert!(is_word(word.as_bytes()), "{word}");
        }
        assert!(is_word(b"--") && is_word("—".as_bytes()) && is_word(b"n/a") && !is_word("小".as_bytes()));
    }
}
