//! The module's bytes as a JavaScript string literal, one character a byte.
//!
//! Base64 would be a third more to load and, compressed, still a third more; this costs 3 %.

use anyhow::{Result, bail};

/// Stands in the bundle until minifying is over: esbuild would write the literal in its own, longer way.
const PLACEHOLDER: &str = "@clever-wasm-bytes@";

/// Each byte is written XOR this. Zero, the most frequent byte, would need an escape in JavaScript; `*` does not,
/// and the bytes that come to need one are rare. Measured over all 255 keys: 3 % smaller under brotli than no mask.
const MASK: u8 = b'*';

/// The source behind `clever-wasm-bytes`.
pub(super) fn module(bytes: &[u8]) -> String {
    format!(
        "export const literal = \"{PLACEHOLDER}\", byteLength = {}, checksum = {}, mask = {MASK};\n",
        bytes.len(),
        checksum(bytes)
    )
}

/// Puts the literal where the placeholder is.
pub(super) fn insert(bundle: &str, bytes: &[u8]) -> Result<String> {
    let quoted = format!("\"{PLACEHOLDER}\"");
    let mut parts = bundle.split(quoted.as_str());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(after), None) => Ok([before, &literal(bytes), after].concat()),
        _ => bail!("the bundle must hold {quoted} exactly once"),
    }
}

/// What `npm/src/inline.js` computes over the bytes it decoded.
fn checksum(bytes: &[u8]) -> i32 {
    bytes.iter().fold(0_i32, |sum, byte| sum.wrapping_mul(31).wrapping_add(i32::from(*byte)))
}

/// A template literal: line feeds may stand in it as they are.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    text.push('`');
    let mut characters = bytes.iter().map(|byte| char::from(byte ^ MASK)).peekable();
    while let Some(character) = characters.next() {
        match character {
            // A digit behind \0 would make it an octal escape, which templates forbid.
            '\0' if characters.peek().is_some_and(char::is_ascii_digit) => text.push_str("\\x00"),
            '\0' => text.push_str("\\0"),
            // A template turns a bare carriage return into a line feed.
            '\r' => text.push_str("\\r"),
            '`' | '\\' => text.extend(['\\', character]),
            '$' if characters.peek() == Some(&'{') => text.push_str("\\$"),
            _ => text.push(character),
        }
    }
    text.push('`');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unmasked(text: &str) -> Vec<u8> {
        text.bytes().map(|byte| byte ^ MASK).collect()
    }

    #[test]
    fn escapes_what_a_template_would_read_otherwise() {
        assert_eq!(literal(&unmasked("a`b\\c\rd\ne")), "`a\\`b\\\\c\\rd\ne`");
        assert_eq!(literal(&unmasked("$a ${b")), "`$a \\${b`");
        assert_eq!(literal(&unmasked("\0a\x007")), "`\\0a\\x007`");
    }

    #[test]
    fn writes_one_character_a_byte() {
        let bytes: Vec<u8> = (0..=255).filter(|byte| !matches!(byte ^ MASK, 0 | b'\r' | b'`' | b'\\')).collect();
        assert_eq!(literal(&bytes).chars().count(), bytes.len() + 2);
    }

    #[test]
    fn wants_the_placeholder_once() {
        assert!(insert("a", b"").is_err());
        assert!(insert("\"@clever-wasm-bytes@\"\"@clever-wasm-bytes@\"", b"").is_err());
        assert_eq!(insert("f(\"@clever-wasm-bytes@\")", &[MASK ^ b'x']).ok().as_deref(), Some("f(`x`)"));
    }

    #[test]
    fn checksum_wraps_as_javascript_does() {
        // ((255·31 + 255)·31 + …) | 0 over eight bytes of 255, computed in JavaScript.
        assert_eq!(checksum(&[255; 8]), -330_977_408);
    }
}
