//! The module's code regrouped for a compressor: opcodes in one stream, what follows each kind of them in streams of
//! their own, everything outside the functions' bodies as it is.
//!
//! Code mixes bytes of many kinds, and brotli finds no pattern across them; regrouped, the file is 7 % smaller. No byte
//! changes but the bodies' lengths, which are left out: a body ends with the `end` that closes it.

use std::iter;

/// What follows each opcode, in rows of sixteen. `1` and `2`: so many LEB128 numbers; `4` and `8`: so many bytes; `v`: a
/// vector of numbers, `t`: one with a last number behind it; `p`: a number, and what `PREFIXED` has for that; `-`: not
/// known here (exceptions, tail calls, typed references, vectors). `npm/src/streams.js` reads the same table.
pub(super) const FORMATS: &str = "\
    001110-----011t0\
    12--------00v---\
    1111111-22222222\
    2222222222222221\
    1114800000000000\
    0000000000000000\
    0000000000000000\
    0000000000000000\
    0000000000000000\
    0000000000000000\
    0000000000000000\
    0000000000000000\
    00000-----------\
    101-------------\
    ----------------\
    ------------p---\
";
/// How many numbers follow the number behind 0xFC.
pub(super) const PREFIXED: &str = "000000002121212111";

/// Streams that are not named after an opcode take the number of one that has no immediates.
pub(super) const OUTSIDE: usize = 0x00;
pub(super) const OPCODES: usize = 0x01;
pub(super) const LOCALS: usize = 0x05;
/// Second immediates: memory offsets, and the table of an indirect call.
pub(super) const SECOND: usize = 0x0b;
/// The immediates of the opcodes behind those of MVP.
pub(super) const LATE: usize = 0x0f;
/// Integer constants stand by what is done with them: one stream for each sixteen of the opcodes that may follow.
pub(super) const CONSTANTS: usize = 0x45;
const COUNT: usize = CONSTANTS + 16;

const CODE_SECTION: u8 = 10;
const HEADER: usize = 8;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Streams {
    pub(super) streams: Vec<Vec<u8>>,
    /// Bytes in front of the first body.
    pub(super) before: usize,
    /// How many bodies there are to put together; none if the module is stored as it is.
    pub(super) bodies: usize,
}

/// Regroups the module, or leaves it as it is if it holds an opcode that is not known here.
pub(super) fn split(module: &[u8]) -> Streams {
    regroup(module)
        .filter(|streams| join(streams).as_deref() == Some(module))
        .unwrap_or_else(|| Streams { streams: vec![module.to_vec()], before: module.len(), bodies: 0 })
}

fn regroup(module: &[u8]) -> Option<Streams> {
    let mut at = HEADER;
    loop {
        let section = *module.get(at)?;
        let (length, body) = number_at(module, at + 1)?;
        if section == CODE_SECTION {
            at = body;
            break;
        }
        at = body.checked_add(length)?;
    }
    let (bodies, before) = number_at(module, at)?;
    let mut splitter = Splitter { module, at: before, streams: vec![Vec::new(); COUNT] };
    splitter.streams.first_mut()?.extend(module.get(..before)?);
    for _ in 0..bodies {
        let (length, start) = number_at(module, splitter.at)?;
        splitter.at = start;
        body(&mut splitter)?;
        if splitter.at != start.checked_add(length)? {
            return None;
        }
    }
    let Splitter { at, mut streams, .. } = splitter;
    streams.first_mut()?.extend(module.get(at..)?);
    Some(Streams { streams, before, bodies })
}

/// The module again: what `npm/src/streams.js` does.
fn join(streams: &Streams) -> Option<Vec<u8>> {
    let outside = streams.streams.first()?;
    let mut module = outside.get(..streams.before)?.to_vec();
    let mut joiner = Joiner { streams: streams.streams.iter().map(Vec::as_slice).collect(), body: Vec::new() };
    for _ in 0..streams.bodies {
        body(&mut joiner)?;
        module.extend(leb128(joiner.body.len()));
        module.append(&mut joiner.body);
    }
    module.extend(outside.get(streams.before..)?);
    Some(module)
}

/// Moves bytes between the module and its streams, in one direction or the other.
trait Transfer {
    /// Moves the next byte, which is of that stream.
    fn byte(&mut self, stream: usize) -> Option<u8>;

    /// The opcode behind the number that comes next.
    fn opcode_ahead(&self) -> Option<u8>;

    fn number(&mut self, stream: usize) -> Option<u32> {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte(stream)?;
            // Of the numbers that are longer nobody needs the value.
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                break;
            }
        }
        Some(value)
    }
}

/// One function's declarations of locals and instructions.
fn body(transfer: &mut impl Transfer) -> Option<()> {
    for _ in 0..transfer.number(LOCALS)? {
        transfer.number(LOCALS)?;
        transfer.byte(LOCALS)?;
    }
    let mut depth = 1_usize;
    while depth > 0 {
        let opcode = transfer.byte(OPCODES)?;
        match opcode {
            0x02..=0x04 => depth += 1,
            0x0b => depth -= 1,
            _ => (),
        }
        let stream = match opcode {
            0x41 => CONSTANTS + usize::from(transfer.opcode_ahead()? >> 4),
            0x45.. => LATE,
            _ => usize::from(opcode),
        };
        let numbers = match FORMATS.as_bytes().get(usize::from(opcode))? {
            b'2' => {
                transfer.number(stream)?;
                transfer.number(SECOND)?;
                0
            }
            bytes @ (b'4' | b'8') => {
                for _ in b'0'..*bytes {
                    transfer.byte(stream)?;
                }
                0
            }
            b'v' => transfer.number(stream)?,
            b't' => transfer.number(stream)?.checked_add(1)?,
            b'p' => digit(*PREFIXED.as_bytes().get(usize::try_from(transfer.number(stream)?).ok()?)?)?,
            digits => digit(*digits)?,
        };
        for _ in 0..numbers {
            transfer.number(stream)?;
        }
    }
    Some(())
}

/// None for `-`.
fn digit(format: u8) -> Option<u32> {
    char::from(format).to_digit(10)
}

#[derive(Debug)]
struct Splitter<'a> {
    module: &'a [u8],
    at: usize,
    streams: Vec<Vec<u8>>,
}

impl Transfer for Splitter<'_> {
    fn byte(&mut self, stream: usize) -> Option<u8> {
        let byte = *self.module.get(self.at)?;
        self.streams.get_mut(stream)?.push(byte);
        self.at += 1;
        Some(byte)
    }

    fn opcode_ahead(&self) -> Option<u8> {
        let (_, behind) = number_at(self.module, self.at)?;
        self.module.get(behind).copied()
    }
}

#[derive(Debug)]
struct Joiner<'a> {
    /// What is left of each.
    streams: Vec<&'a [u8]>,
    body: Vec<u8>,
}

impl Transfer for Joiner<'_> {
    fn byte(&mut self, stream: usize) -> Option<u8> {
        let left = self.streams.get_mut(stream)?;
        let (byte, rest) = left.split_first()?;
        *left = rest;
        self.body.push(*byte);
        Some(*byte)
    }

    fn opcode_ahead(&self) -> Option<u8> {
        self.streams.get(OPCODES)?.first().copied()
    }
}

/// A LEB128 number, and where it ends. Only the low bits of one that is too large: what it counts is not there anyway.
fn number_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0_usize;
    for (index, byte) in bytes.get(at..)?.iter().enumerate() {
        value |= u32::try_from(index * 7).ok().and_then(|shift| usize::from(byte & 0x7f).checked_shl(shift)).unwrap_or(0);
        if *byte < 0x80 {
            return Some((value, at + index + 1));
        }
    }
    None
}

/// The shortest form, which linkers and optimisers write.
fn leb128(value: usize) -> Vec<u8> {
    let groups = iter::successors(Some(value), |left| Some(left >> 7).filter(|left| *left > 0));
    groups.map(|left| u8::try_from(left & 0x7f).unwrap_or(0) | if left > 0x7f { 0x80 } else { 0 }).collect()
}

#[cfg(test)]
mod tests;
