//! The binary format's smallest parts, read and written.
//!
//! Source: WebAssembly 2.0, binary format.

use anyhow::{Context, Result};

/// A place in the module.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).context("the module is cut off")?;
        self.at += 1;
        Ok(byte)
    }

    /// An unsigned number in LEB128.
    pub(super) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for (place, byte) in self.leb()?.iter().enumerate() {
            number |= usize::from(byte & 127) << (7 * place);
        }
        Ok(number)
    }

    pub(super) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// The bytes of any number in LEB128.
    pub(super) fn leb(&mut self) -> Result<&'a [u8]> {
        let start = self.at;
        while self.byte()? >= 128 {}
        Ok(self.since(start))
    }

    pub(super) fn many(&mut self, count: usize) -> Result<&'a [u8]> {
        let bytes = self.bytes.get(self.at..self.at + count).context("the module is cut off")?;
        self.at += count;
        Ok(bytes)
    }

    /// A name.
    pub(super) fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.many(length)?)?)
    }
}

/// A number in LEB128.
pub(super) fn leb(mut number: usize) -> Vec<u8> {
    let mut written = Vec::new();
    while number >= 128 {
        written.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    written.push(number as u8);
    written
}
