//! The module, packed, as a JavaScript string literal; before it, what unpacks it.
//!
//! Base64 would be a third more to load and, compressed, still a third more.

use std::path::Path;

use anyhow::{Result, bail};
use fs_err as fs;

use super::kept::kept;
use super::pack::{MASK, pack};
use crate::process::{command, output};
use crate::project::Project;
use crate::tools::npm::program;

/// Stands in the bundle until minifying is over: esbuild would write the literal in its own, longer way.
const PLACEHOLDER: &str = "@clever-wasm-bytes@";

/// What stands for a zero: whoever reads takes the low eight bits. No zero may stand in the literal, in whatever spelling:
/// swc, and with it Parcel 2 and Rspack 1, wrote `\0` also before a digit, which is no JavaScript.
const ZERO: char = '\u{100}';

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
        let text: Vec<char> = packed.text.iter().copied().map(character).collect();
        // Words first, then the text; the table of symbols and the module behind it.
        let from = 4 * packed.words.len();
        let at = |count: usize| from + text.iter().take(count).map(|character| character.len_utf8()).sum::<usize>();
        let words = packed.words.map(|count| at(count).to_string()).join(", ");
        let to = at(text.len());
        let source = format!(
            "export const literal = \"{PLACEHOLDER}\", count = {}, unpackLength = {}, mask = {MASK}, words = [{words}], \
             from = {from}, to = {to}, table = {}, head = {}, tail = {}, byteLength = {}, checksum = {}, pages = {};\n",
            unpack.len() + text.len(),
            unpack.len(),
            packed.table,
            packed.head,
            packed.tail,
            packed.module.len(),
            checksum(&packed.module),
            // One is there.
            (to + packed.table + packed.module.len()).div_ceil(PAGE) - 1,
        );
        let characters = unpack.iter().map(|byte| character(byte ^ MASK)).chain(text);
        Ok(Literal { text: template(characters), source })
    }

    /// Puts the literal where the placeholder is, and all code on another line: Node prints the whole line that threw what
    /// nobody caught.
    pub(super) fn insert(&self, bundle: &str) -> Result<String> {
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
    bytes.iter().fold(0_i32, |sum, byte| sum.wrapping_mul(31).wrapping_add(i32::from(*byte)))
}

fn character(byte: u8) -> char {
    if byte == 0 { ZERO } else { char::from(byte) }
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
        template(text.bytes().map(character))
    }

    #[test]
    fn escapes_what_a_template_would_read_otherwise() {
        assert_eq!(all("a`b\\c\rd\ne"), "`a\\`b\\\\c\\rd\ne`");
        assert_eq!(all("$a ${b"), "`$a \\${b`");
    }

    #[test]
    fn no_zero_stands_in_it() {
        assert_eq!(all("\0a\x007"), "`\u{100}a\u{100}7`");
    }

    #[test]
    fn writes_one_character_a_byte() {
        let bytes = (0..=255).filter(|byte| !matches!(byte, b'\r' | b'`' | b'\\'));
        assert_eq!(template(bytes.clone().map(character)).chars().count(), bytes.count() + 2);
    }

    #[test]
    fn wants_the_placeholder_once() {
        let literal = Literal { text: String::from("`x`"), source: String::new() };
        assert!(literal.insert("a").is_err());
        assert!(literal.insert("\"@clever-wasm-bytes@\"\"@clever-wasm-bytes@\"").is_err());
        assert_eq!(literal.insert("f(\"@clever-wasm-bytes@\")").ok().as_deref(), Some("f(`x`\n)"));
    }

    #[test]
    fn checksum_wraps_as_wasm_does() {
        // ((255·31 + 255)·31 + …) | 0 over eight bytes of 255, computed in JavaScript.
        assert_eq!(checksum(&[255; 8]), -330_977_408);
    }
}
