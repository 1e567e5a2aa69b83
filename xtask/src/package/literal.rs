//! The module's bytes as JavaScript string literals, one character a byte.
//!
//! Base64 would be a third more to load and, compressed, still a third more; this costs 3 %.

use anyhow::{Result, bail};

use super::streams::{CONSTANTS, FORMATS, LATE, LOCALS, OPCODES, OUTSIDE, PREFIXED, SECOND, Streams};

/// Stands in the bundle until minifying is over: esbuild would write the literal in its own, longer way.
const PLACEHOLDER: &str = "@clever-wasm-bytes@";

/// Each byte of code is written XOR this. Zero, the most frequent byte, would need an escape in JavaScript; `*` does not,
/// and the bytes that come to need one are rare. Measured over all 255 keys: 3 % smaller under brotli than no mask.
/// What is outside the code has none: much of it is text, and brotli knows many of its words.
const MASK: u8 = b'*';

/// The source behind `clever-wasm-bytes`.
pub(super) fn module(bytes: &[u8], split: &Streams) -> String {
    format!(
        "export const streams = \"{PLACEHOLDER}\", before = {}, bodies = {}, byteLength = {}, checksum = {}, mask = {MASK}, \
         OPCODES = {OPCODES}, LOCALS = {LOCALS}, SECOND = {SECOND}, LATE = {LATE}, CONSTANTS = {CONSTANTS}, \
         formats = \"{FORMATS}\", prefixed = \"{PREFIXED}\";\n",
        split.before,
        split.bodies,
        bytes.len(),
        checksum(bytes)
    )
}

/// Puts the streams where the placeholder is.
pub(super) fn insert(bundle: &str, streams: &[Vec<u8>]) -> Result<String> {
    let quoted = format!("\"{PLACEHOLDER}\"");
    let mut parts = bundle.split(quoted.as_str());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(after), None) => Ok([before, &array(streams), after].concat()),
        _ => bail!("the bundle must hold {quoted} exactly once"),
    }
}

/// An array literal, with a hole where a stream is empty.
fn array(streams: &[Vec<u8>]) -> String {
    let literals = streams.iter().enumerate().map(|(stream, bytes)| match bytes.as_slice() {
        [] => String::new(),
        bytes => literal(bytes, if stream == OUTSIDE { 0 } else { MASK }),
    });
    format!("[{}]", literals.collect::<Vec<_>>().join(","))
}

/// What `npm/src/inline.js` computes over the bytes it decoded.
fn checksum(bytes: &[u8]) -> i32 {
    bytes.iter().fold(0_i32, |sum, byte| sum.wrapping_mul(31).wrapping_add(i32::from(*byte)))
}

/// A template literal: line feeds may stand in it as they are.
fn literal(bytes: &[u8], mask: u8) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    text.push('`');
    let mut characters = bytes.iter().map(|byte| char::from(byte ^ mask)).peekable();
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
        assert_eq!(literal(&unmasked("a`b\\c\rd\ne"), MASK), "`a\\`b\\\\c\\rd\ne`");
        assert_eq!(literal(&unmasked("$a ${b"), MASK), "`$a \\${b`");
        assert_eq!(literal(&unmasked("\0a\x007"), MASK), "`\\0a\\x007`");
    }

    #[test]
    fn writes_one_character_a_byte() {
        let bytes: Vec<u8> = (0..=255).filter(|byte| !matches!(byte ^ MASK, 0 | b'\r' | b'`' | b'\\')).collect();
        assert_eq!(literal(&bytes, MASK).chars().count(), bytes.len() + 2);
    }

    #[test]
    fn wants_the_placeholder_once() {
        assert!(insert("a", &[]).is_err());
        assert!(insert("\"@clever-wasm-bytes@\"\"@clever-wasm-bytes@\"", &[]).is_err());
        let streams = [b"text".to_vec(), vec![], vec![MASK ^ b'x']];
        assert_eq!(insert("f(\"@clever-wasm-bytes@\")", &streams).ok().as_deref(), Some("f([`text`,,`x`])"));
    }

    #[test]
    fn checksum_wraps_as_javascript_does() {
        // ((255·31 + 255)·31 + …) | 0 over eight bytes of 255, computed in JavaScript.
        assert_eq!(checksum(&[255; 8]), -330_977_408);
    }
}
