//! A module's functions, taken apart as far as packing wants.
//!
//! Source: WebAssembly 2.0, binary format.

use anyhow::{Context, Result, bail};

use super::super::binary::Reader;
use super::rest;

/// The body of a function.
#[derive(Debug)]
pub(super) struct Function<'a> {
    /// All of it.
    pub(super) bytes: &'a [u8],
    /// The declaration of its locals.
    pub(super) locals: &'a [u8],
    pub(super) instructions: Vec<Instruction<'a>>,
}

/// An instruction, or what stands for the zeros behind one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction<'a> {
    pub(super) opcode: u8,
    /// The first immediate, where it is one byte of few values: alignment, block type, global, sub-opcode.
    pub(super) own: Option<&'a [u8]>,
    /// The other immediates.
    pub(super) number: &'a [u8],
    /// What `number` is.
    pub(super) rest: u8,
    /// All immediates.
    immediates: &'a [u8],
}

impl<'a> Instruction<'a> {
    /// What follows the opcode, or the byte that goes with it.
    pub(super) fn after(&self, has_own: bool) -> &'a [u8] {
        if has_own { self.number } else { self.immediates }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn function(&mut self) -> Result<Function<'a>> {
        let length = self.number()?;
        let start = self.at;
        let end = start + length;
        for _ in 0..self.number()? {
            self.leb()?;
            self.byte()?;
        }
        let locals = self.since(start);
        let mut instructions = Vec::new();
        while self.at < end {
            self.instruction(&mut instructions)?;
        }
        if self.at != end {
            bail!("a function does not end where it says");
        }
        instructions.last_mut().filter(|last| last.opcode == 0x0b).context("a function without end")?.rest =
            rest::END_OF_FUNCTION;
        Ok(Function { bytes: self.since(start), locals, instructions })
    }

    fn instruction(&mut self, instructions: &mut Vec<Instruction<'a>>) -> Result<()> {
        let opcode = self.byte()?;
        let start = self.at;
        let mut own = None;
        let mut zeros = 0;
        let (number, rest): (&[u8], u8) = match opcode {
            // block, loop, if; global.get and .set, table.get and .set; memory.size and .grow; ref.null
            0x02..=0x04 | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 => {
                own = Some(self.leb()?);
                (&[], rest::NOTHING)
            }
            0x0c | 0x0d => (self.leb()?, rest::LABEL),
            // br_table
            0x0e => {
                for _ in 0..=self.number()? {
                    self.leb()?;
                }
                (self.since(start), rest::COUNTED)
            }
            0x10 | 0xd2 => (self.leb()?, rest::FUNCTION),
            // call_indirect, of the first table
            0x11 => {
                let signature = self.leb()?;
                zeros = 1;
                (signature, rest::FUNCTION)
            }
            // select with its types
            0x1c => {
                let count = self.number()?;
                self.many(count)?;
                (self.since(start), rest::COUNTED)
            }
            0x20..=0x22 => (self.leb()?, rest::LOCAL),
            0x28..=0x3e => {
                own = Some(self.leb()?);
                addressed(self.leb()?, rest::OFFSET)
            }
            0x41 => addressed(self.leb()?, rest::CONSTANT),
            0x42 => (self.leb()?, rest::LONG_CONSTANT),
            0x43 => (self.many(4)?, rest::COUNTED),
            0x44 => (self.many(8)?, rest::COUNTED),
            0xfc => {
                let sub = self.number()?;
                own = Some(self.since(start));
                match sub {
                    0..=7 => {}
                    // memory.copy, memory.fill
                    10 => zeros = 2,
                    11 => zeros = 1,
                    8 | 12 | 14 => {
                        self.leb()?;
                        self.leb()?;
                    }
                    9 | 13 | 15..=17 => {
                        self.leb()?;
                    }
                    _ => bail!("an instruction that packing does not know: 0xfc {sub}"),
                }
                let number = self.since(start + 1);
                (number, if number.is_empty() { rest::NOTHING } else { rest::COUNTED })
            }
            0xfd => {
                self.vector()?;
                (self.since(start), rest::COUNTED)
            }
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => (&[], rest::NOTHING),
            _ => bail!("an instruction that packing does not know: {opcode:#04x}"),
        };
        let immediates = self.since(start);
        // Two bytes do not fit a symbol.
        let (own, number, rest) = match own {
            Some(bytes) if bytes.len() != 1 || bytes == [255] => (None, immediates, rest::COUNTED),
            own => (own, number, rest),
        };
        instructions.push(Instruction { opcode, own, number, rest, immediates });
        for _ in 0..zeros {
            if self.byte()? != 0 {
                bail!("a second table or memory");
            }
            instructions.push(Instruction { opcode: 0, own: None, number: &[], rest: rest::NOTHING, immediates: &[] });
        }
        Ok(())
    }

    /// The immediates of a vector instruction.
    fn vector(&mut self) -> Result<()> {
        match self.number()? {
            // Loads and stores; those of one lane name it.
            sub @ (0..=11 | 84..=93) => {
                self.leb()?;
                self.leb()?;
                if (84..=91).contains(&sub) {
                    self.byte()?;
                }
            }
            12 | 13 => {
                self.many(16)?;
            }
            21..=34 => {
                self.byte()?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Numbers as long as addresses have a stream of their own.
fn addressed(number: &[u8], rest: u8) -> (&[u8], u8) {
    (number, if number.len() > 2 { rest::ADDRESS } else { rest })
}
