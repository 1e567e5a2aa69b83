//! The module, packed, as a JavaScript string literal; before it, what unpacks it.
//!
//! Base64 would be a third more to load and, compressed, still a third more.

use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

use super::kept::kept;
use super::pack::pack;
use crate::process::{command, output};
use crate::project::Project;
use crate::tools::npm::program;

/// Stands in the bundle until minifying is over: esbuild would write the literal in its own, longer way.
const PLACEHOLDER: &str = "@clever-wasm-bytes@";

/// Stands before a character that is one too high: a zero, and this one itself, are written so. No zero may stand in the
/// literal, in whatever spelling: swc, and with it Parcel 2 and Rspack 1, wrote `\0` also before a digit, which is no
/// JavaScript. And no character above U+00FF, for engines would keep the whole file at two bytes a character. A module
/// has few of it, and brotli least to say of it.
const RAISED: u8 = 0x19;

const PAGE: usize = 65_536;

/// A module as the package's files carry it.
#[derive(Debug)]
pub(super) struct Literal {
    text: String,
    /// The source behind `clever-wasm-bytes`.
    pub(super) source: String,
}

impl Literal {
    /// `unpack` is `npm/src/unpack.wat`, assembled.
    pub(super) fn of(module: &[u8], unpack: &[u8]) -> Result<Literal> {
        let packed = pack(module)?;
        let text = |count: usize| packed.text.iter().take(count).flat_map(|byte| characters(*byte));
        let all = packed.text.len();
        // Words first, then the text; the table of symbols and the module behind it.
        let from = 4 * packed.words.len();
        let at = |count: usize| from + text(count).map(char::len_utf8).sum::<usize>();
        let words = packed.words.map(|count| at(count).to_string()).join(", ");
        let to = at(all);
        let mask = (1..=u8::MAX).find(|mask| !unpack.contains(mask)).context("the unpacker has every byte")?;
        let source = format!(
            "export const literal = \"{PLACEHOLDER}\", count = {}, unpackLength = {}, mask = {mask}, words = [{words}], \
             from = {from}, to = {to}, table = {}, head = {}, tail = {}, byteLength = {}, checksum = {}, pages = {};\n",
            unpack.len() + text(all).count(),
            unpack.len(),
            packed.table,
            packed.head,
            packed.tail,
            packed.module.len(),
            checksum(&packed.module),
            // One is there.
            (to + packed.table + packed.module.len()).div_ceil(PAGE) - 1,
        );
        let unpack = unpack.iter().map(|byte| char::from(byte ^ mask));
        Ok(Literal { text: template(unpack.chain(text(all))), source })
    }

    /// Puts the literal where the placeholder is, and all code on another line: Node prints the whole line that threw what
    /// nobody caught.
    pub(super) fn insert(&self, bundle: &str) -> Result<String> {
        if let Some(wide) = bundle.chars().find(|character| *character > '\u{ff}') {
            bail!("{wide:?} in the bundle has engines keep all of it at two bytes a character");
        }
        let quoted = format!("\"{PLACEHOLDER}\"");
        let mut parts = bundle.split(quoted.as_str());
        match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(after), None) => Ok([before, &self.text, "\n", after].concat()),
            _ => bail!("the bundle must hold {quoted} exactly once"),
        }
    }
}

/// `npm/src/unpack.wat`, assembled; kept while the source, the tools and what they are told are the same.
pub(super) fn unpack(project: &Project, node_modules: &Path, work: &Path) -> Result<Vec<u8>> {
    let (assembled, optimised) = (work.join("unpack.wasm"), work.join("unpack.opt.wasm"));
    let source = project.root.join("npm/src/unpack.wat");
    let mut assemble = command(program(node_modules, "wasm-as"), ["--mvp-features"]);
    assemble.arg(&source).arg("-o").arg(&assembled);
    let mut optimise = command(program(node_modules, "wasm-opt"), ["--mvp-features", "-Oz", "--converge"]);
    optimise.arg(&assembled).arg("-o").arg(&optimised);
    let version = fs::read_to_string(node_modules.join("node_modules/binaryen/package.json"))?;
    let from = format!("{version}{assemble:?}{optimise:?}\n{}", fs::read_to_string(&source)?);
    kept(&work.join("unpack.kept.wasm"), &from, || {
        output(&mut assemble)?;
        output(&mut optimise)?;
        Ok(fs::read(&optimised)?)
    })
}

/// What `unpack.wat` computes over the bytes it wrote.
fn checksum(bytes: &[u8]) -> i32 {
    let words = bytes.chunks(4).map(|word| word.iter().rev().fold(0, |high, byte| high << 8 | i32::from(*byte)));
    words.fold(0, |sum: i32, word| sum.wrapping_mul(31).wrapping_add(word))
}

/// How a byte is written, for `$next` of `unpack.wat`.
fn characters(byte: u8) -> impl Iterator<Item = char> {
    let raised = matches!(byte, 0 | RAISED);
    raised.then_some(RAISED).into_iter().chain([byte + u8::from(raised)]).map(char::from)
}

/// A template literal: line feeds may stand in it as they are.
fn template(characters: impl Iterator<Item = char>) -> String {
    let mut text = String::from("`");
    let mut characters = characters.peekable();
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

    /// The literal that reads `text`.
    fn all(text: &str) -> String {
        template(text.bytes().flat_map(characters))
    }

    #[test]
    fn escapes_what_a_template_would_read_otherwise() {
        assert_eq!(all("a`b\\c\rd\ne"), "`a\\`b\\\\c\\rd\ne`");
        assert_eq!(all("$a ${b"), "`$a \\${b`");
    }

    #[test]
    fn no_zero_stands_in_it() {
        assert_eq!(all("\0a\x007\x19\x18"), "`\x19\x01a\x19\x017\x19\x1a\x18`");
    }

    #[test]
    fn writes_one_character_a_byte() {
        let bytes = (0..=255).filter(|byte| !matches!(*byte, 0 | RAISED | b'\r' | b'`' | b'\\'));
        let text = template(bytes.clone().flat_map(characters));
        assert_eq!(text.chars().count(), bytes.count() + 2);
        assert!(text.chars().all(|character| character <= '\u{ff}'));
    }

    #[test]
    fn wants_the_placeholder_once() {
        let literal = Literal { text: String::from("`x`"), source: String::new() };
        assert!(literal.insert("a").is_err());
        assert!(literal.insert("f(\"@clever-wasm-bytes@\", '\u{2026}')").is_err(), "wide");
        assert!(literal.insert("\"@clever-wasm-bytes@\"\"@clever-wasm-bytes@\"").is_err());
        assert_eq!(literal.insert("f(\"@clever-wasm-bytes@\")").ok().as_deref(), Some("f(`x`\n)"));
    }

    #[test]
    fn checksum_wraps_as_wasm_does() {
        // ((0x04030201·31 + 0x08070605)·31 + 0x80) | 0, computed in JavaScript.
        assert_eq!(checksum(&[1, 2, 3, 4, 5, 6, 7, 8, 128]), 136_593_628);
    }
}
