//! The module's bytes as a JavaScript string literal, one character a byte.
//!
//! Base64 would be a third more to load and, compressed, still a third more; this costs 3 %.

use std::ops::Range;

use anyhow::{Result, bail};

/// Stands in the bundle until minifying is over: esbuild would write the literal in its own, longer way.
const PLACEHOLDER: &str = "@clever-wasm-bytes@";

/// Each byte of code is written XOR this. Zero, the most frequent byte, would need an escape in JavaScript; `*` does not,
/// and the bytes that come to need one are rare. Measured over all 255 keys: 3 % smaller under brotli than no mask.
/// Outside the code only zero and `*` change places: much of it is text, and brotli knows many of its words, which saves
/// another 3 %.
const MASK: u8 = b'*';

/// What stands for a zero byte that is left: `inline.js` takes the low eight bits. No zero may stand in the literal, in
/// whatever spelling: swc, and with it Parcel 2 and Rspack 1, wrote `\0` also before a digit, which is no JavaScript.
const ZERO: char = '\u{100}';

/// The source behind `clever-wasm-bytes`.
pub(super) fn module(bytes: &[u8]) -> String {
    let code = code(bytes);
    format!(
        "export const literal = \"{PLACEHOLDER}\", byteLength = {}, checksum = {}, mask = {MASK}, start = {}, end = {};\n",
        bytes.len(),
        checksum(bytes),
        code.start,
        code.end
    )
}

/// Where the code section lies: behind the module's eight bytes come sections, each an id, a length, its bytes.
fn code(bytes: &[u8]) -> Range<usize> {
    let mut at = 8;
    while let Some(id) = bytes.get(at) {
        let (mut length, mut shift) = (0_usize, 0);
        at += 1;
        while let Some(byte) = bytes.get(at) {
            length |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            at += 1;
            if byte & 0x80 == 0 || shift > 28 {
                break;
            }
        }
        if *id == 10 {
            return at..(at + length).min(bytes.len());
        }
        at += length;
    }
    0..0
}

/// Puts the literal where the placeholder is.
pub(super) fn insert(bundle: &str, bytes: &[u8]) -> Result<String> {
    let quoted = format!("\"{PLACEHOLDER}\"");
    let mut parts = bundle.split(quoted.as_str());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(after), None) => Ok([before, &literal(bytes, &code(bytes)), after].concat()),
        _ => bail!("the bundle must hold {quoted} exactly once"),
    }
}

/// What `npm/src/inline.js` computes over the bytes it decoded.
fn checksum(bytes: &[u8]) -> i32 {
    bytes.iter().fold(0_i32, |sum, byte| sum.wrapping_mul(31).wrapping_add(i32::from(*byte)))
}

/// A template literal: line feeds may stand in it as they are.
fn literal(bytes: &[u8], code: &Range<usize>) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    text.push('`');
    let masked = |(at, byte): (usize, &u8)| {
        let is_masked = code.contains(&at) || matches!(*byte, 0 | MASK);
        match if is_masked { byte ^ MASK } else { *byte } {
            0 => ZERO,
            byte => char::from(byte),
        }
    };
    let mut characters = bytes.iter().enumerate().map(masked).peekable();
    while let Some(character) = characters.next() {
        match character {
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

    /// The literal that reads `text`, all of it code.
    fn all(text: &str) -> String {
        let bytes: Vec<u8> = text.bytes().map(|byte| byte ^ MASK).collect();
        literal(&bytes, &(0..bytes.len()))
    }

    #[test]
    fn only_code_is_masked() {
        let module = [&b"\0asm\x01\0\0\0"[..], &[1, 2, b'a', b'b', 10, 3, 1, 2, 3, 11, 1, b'd']].concat();
        assert_eq!(code(&module), 14..17);
        assert_eq!(code(b"\0asm\x01\0\0\0"), 0..0);
        let text = literal(&module, &code(&module));
        assert!(text.starts_with("`*asm\u{1}***") && text.contains("ab") && text.ends_with("d`"), "{text:?}");
        assert!(text.contains(&[1, 2, 3].map(|byte: u8| char::from(byte ^ MASK)).iter().collect::<String>()));
    }

    #[test]
    fn escapes_what_a_template_would_read_otherwise() {
        assert_eq!(all("a`b\\c\rd\ne"), "`a\\`b\\\\c\\rd\ne`");
        assert_eq!(all("$a ${b"), "`$a \\${b`");
    }

    #[test]
    fn no_zero_stands_in_it() {
        assert_eq!(all("\0a\x007"), "`\u{100}a\u{100}7`");
        assert_eq!(literal(b"\x000*", &(0..0)), "`*0\u{100}`");
    }

    #[test]
    fn writes_one_character_a_byte() {
        let bytes: Vec<u8> = (0..=255).filter(|byte| !matches!(byte ^ MASK, 0 | b'\r' | b'`' | b'\\')).collect();
        assert_eq!(literal(&bytes, &(0..bytes.len())).chars().count(), bytes.len() + 2);
    }

    #[test]
    fn wants_the_placeholder_once() {
        assert!(insert("a", b"").is_err());
        assert!(insert("\"@clever-wasm-bytes@\"\"@clever-wasm-bytes@\"", b"").is_err());
        assert_eq!(insert("f(\"@clever-wasm-bytes@\")", b"x").ok().as_deref(), Some("f(`x`)"));
    }

    #[test]
    fn checksum_wraps_as_javascript_does() {
        // ((255·31 + 255)·31 + …) | 0 over eight bytes of 255, computed in JavaScript.
        assert_eq!(checksum(&[255; 8]), -330_977_408);
    }
}
