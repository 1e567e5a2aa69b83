//! Symbols: an opcode, the byte that goes with it, and what follows.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use super::instruction::{Function, Instruction};
use super::{MASK, rest};

/// What no template literal holds as it is; and zero, with what may stand for it.
const AWKWARD: [u8; 6] = [0, b'\r', b'$', MASK, b'\\', b'`'];
/// In the table, where no byte goes with the opcode.
const NO_BYTE: u8 = 255;

type Symbol = [u8; 3];

/// The symbols of a module.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// Three bytes for each character.
    pub(super) table: Vec<u8>,
    characters: BTreeMap<Symbol, u8>,
}

impl Alphabet {
    /// The most frequent symbols get a character; whatever else there is goes by its opcode alone, and its immediates
    /// are counted.
    pub(super) fn of(functions: &[Function<'_>]) -> Result<Alphabet> {
        let mut counts = BTreeMap::<Symbol, usize>::new();
        for instruction in functions.iter().flat_map(|function| &function.instructions) {
            *counts.entry(symbol(instruction)).or_default() += 1;
        }
        let mut symbols: Vec<Symbol> = counts.keys().copied().collect();
        let room = characters().count();
        if symbols.len() > room {
            symbols.sort_by_key(|symbol| std::cmp::Reverse(counts.get(symbol).copied()));
            let opcodes = |symbols: &[Symbol]| {
                let mut loose: Vec<Symbol> = symbols.iter().map(|symbol| loose(symbol[0])).collect();
                loose.sort_unstable();
                loose.dedup();
                loose
            };
            let mut rare = symbols.split_off(room);
            while symbols.len() + opcodes(&rare).len() > room {
                rare.extend(symbols.pop());
            }
            symbols.extend(opcodes(&rare));
            symbols.sort_unstable();
            symbols.dedup();
        }
        // In their order: similar ones get similar characters, which is what brotli's contexts look at.
        let characters: BTreeMap<Symbol, u8> = symbols.into_iter().zip(characters()).collect();
        let length = characters.values().max().context("no code")?;
        let mut table = vec![0; 3 * (usize::from(*length) + 1)];
        for (symbol, character) in &characters {
            for (cell, byte) in table.iter_mut().skip(3 * usize::from(*character)).zip(symbol) {
                *cell = *byte;
            }
        }
        Ok(Alphabet { table, characters })
    }

    /// The character, and what is to follow.
    pub(super) fn spell(&self, instruction: &Instruction<'_>) -> Result<(u8, u8)> {
        let symbol = symbol(instruction);
        if let Some(character) = self.characters.get(&symbol) {
            return Ok((*character, symbol[2]));
        }
        if symbol[2] == rest::END_OF_FUNCTION {
            bail!("the end of a function must have a symbol");
        }
        let loose = loose(symbol[0]);
        Ok((*self.characters.get(&loose).context("a symbol that was not counted")?, rest::COUNTED))
    }

    /// Whether a byte goes with that character's opcode.
    pub(super) fn has_own_byte(&self, character: u8) -> bool {
        self.table.get(3 * usize::from(character) + 1).is_some_and(|byte| *byte != NO_BYTE)
    }
}

fn symbol(instruction: &Instruction<'_>) -> Symbol {
    [instruction.opcode, instruction.own.and_then(|own| own.first().copied()).unwrap_or(NO_BYTE), instruction.rest]
}

fn loose(opcode: u8) -> Symbol {
    [opcode, NO_BYTE, rest::COUNTED]
}

/// Those that cost one byte first, and of these the ones in which text is written.
fn characters() -> impl Iterator<Item = u8> {
    (b' '..=b'~').chain(1..b' ').chain(127..=255).filter(|character| !AWKWARD.contains(character))
}
