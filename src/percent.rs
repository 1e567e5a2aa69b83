//! Percent-encoding and the form decoding that callbacks use.

use crate::prelude::*;
use crate::search::has;

/// Appends `text` with everything but RFC 3986 unreserved characters percent-encoded.
pub(crate) fn encode(out: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(HEX.get(usize::from(nibble)).copied().unwrap_or('0'));
            }
        }
    }
}

/// Appends `&name=value` (or `?name=value` where there is no query yet).
pub(crate) fn append(url: &mut String, name: &str, value: &str) {
    url.push(if has(url, b'?') { '&' } else { '?' });
    encode(url, name);
    url.push('=');
    encode(url, value);
}

/// Decodes one name or value of a form, once: `+` is a space, `%XX` a byte. `None` for a bad escape or bad UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    decode_with(text, b' ')
}

/// The same, with what `+` stands for.
pub(crate) fn decode_with(text: &str, plus: u8) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => plus,
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{append, decode, encode};

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        let text = "a b+c&d=e#f/ü☃\u{0}%";
        let mut out = String::new();
        encode(&mut out, text);
        assert!(out.is_ascii());
        assert_eq!(decode(&out).as_deref(), Some(text));
    }

    #[test]
    fn decoding_is_done_once_and_strictly() {
        assert_eq!(decode("S%252B1").as_deref(), Some("S%2B1"));
        assert_eq!(decode("a+b%20c%2Bd").as_deref(), Some("a b c+d"));
        for bad in ["%", "%4", "%ZZ", "%FF%FE", "%C0%AE", "%u0041", "%+1"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_existing_query_is_kept() {
        let mut url = String::from("https://x/a?k=v");
        append(&mut url, "n", "x&y");
        assert_eq!(url, "https://x/a?k=v&n=x%26y");
    }
}
