//! Whatever is packed comes out again, by a reader that does what `npm/src/unpack.wat` does.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{MASK, Packed, leb, pack, rest};

/// `unpack.wat`, once more: the file itself runs, and is held to the checksum, in every test of the package.
fn unpack(packed: &Packed) -> Vec<u8> {
    let mut at = packed.words;
    let mut next = |stream: usize| {
        at[stream] += 1;
        packed.text[at[stream] - 1]
    };
    let swapped = |byte: u8| if byte == 0 || byte == MASK { byte ^ MASK } else { byte };
    let table: Vec<u8> = (0..packed.table).map(|_| swapped(next(1))).collect();
    let mut out: Vec<u8> = (0..packed.head).map(|_| swapped(next(1))).collect();
    let mut symbols = 0;
    while symbols < packed.words[2] {
        let start = out.len();
        out.extend([0; 3]);
        let counted = |out: &mut Vec<u8>, next: &mut dyn FnMut(usize) -> u8| {
            let count = u16::from_le_bytes([next(1), next(1)]);
            out.extend((0..count).map(|_| swapped(next(1))));
        };
        counted(&mut out, &mut next);
        loop {
            symbols += 1;
            let symbol = 3 * usize::from(next(0));
            out.push(table[symbol]);
            out.extend(Some(table[symbol + 1]).filter(|own| *own != 255));
            match table[symbol + 2] {
                rest::NOTHING => {}
                rest::END_OF_FUNCTION => break,
                rest::COUNTED => counted(&mut out, &mut next),
                stream => loop {
                    let byte = next(usize::from(stream) / 4) ^ MASK;
                    out.push(byte);
                    if byte < 128 {
                        break;
                    }
                },
            }
        }
        let length = out.len() - start - 3;
        out[start..start + 3].copy_from_slice(&[
            (length & 127) as u8 | 128,
            (length >> 7 & 127) as u8 | 128,
            (length >> 14) as u8,
        ]);
    }
    out.extend((0..packed.tail).map(|_| swapped(next(1))));
    out
}

/// A module of these functions' instructions, between two other sections.
fn module(functions: &[&[u8]]) -> Vec<u8> {
    let mut code = leb(functions.len());
    for body in functions {
        code.extend(leb(body.len() + 2));
        code.push(0);
        code.extend(*body);
        code.push(0x0b);
    }
    [&b"\0asm\x01\0\0\0"[..], &[1, 2, b'*', 0, 10], &leb(code.len()), &code, &[11, 3, b'd', 0, b'*']].concat()
}

#[track_caller]
fn comes_back(functions: &[&[u8]]) -> Packed {
    let packed = pack(&module(functions)).unwrap();
    assert_eq!(unpack(&packed), packed.module);
    // The same but for the lengths: those of the functions, and with them the section's.
    let bodies: Vec<u8> = functions.iter().flat_map(|body| [&[0], *body, &[0x0b]].concat()).collect();
    let without: Vec<u8> = functions
        .iter()
        .fold((packed.module.clone(), packed.head), |(mut whole, at), body| {
            whole.drain(at..at + 3);
            (whole, at + body.len() + 2)
        })
        .0;
    assert_eq!(&without[packed.head..without.len() - packed.tail], bodies);
    assert!(packed.module.starts_with(b"\0asm\x01\0\0\0\x01\x02*\0\x0a") && packed.module.ends_with(b"\x0b\x03d\0*"));
    packed
}

#[test]
fn every_kind_of_instruction_comes_back() {
    comes_back(&[
        &[],
        // block, local.get, br_if, end; loop, br, end
        &[0x02, 0x40, 0x20, 0x80, 0x01, 0x0d, 0, 0x0b, 0x03, 0x7f, 0x0c, 1, 0x0b],
        // br_table
        &[0x02, 0x40, 0x0e, 2, 0, 1, 0x81, 0x01, 0x0b],
        // call, call_indirect, global.get, select with types, ref.null
        &[0x10, 0xff, 0x02, 0x11, 3, 0, 0x23, 0, 0x1c, 1, 0x7f, 0xd0, 0x6f],
        // loads, stores; constants of every length, and the masked byte
        &[0x28, 2, 42, 0x36, 2, 0x80, 0x80, 0x40, 0x41, 0x2a, 0x41, 0x80, 0x80, 0xc0, 0, 0x42, 0x7f],
        &[0x43, 0, 0, 42, 0, 0x44, 0, 1, 2, 3, 4, 5, 42, 255],
        // i32.trunc_sat_f64_u, memory.copy, memory.fill, memory.init, data.drop, table.grow
        &[0xfc, 3, 0xfc, 10, 0, 0, 0xfc, 11, 0, 0xfc, 8, 1, 0, 0xfc, 9, 1, 0xfc, 15, 0],
        // v128.load, v128.const, i8x16.extract_lane_s, v128.load8_lane, i8x16.add
        &[&[0xfd, 0, 4, 16, 0xfd, 12][..], &[7; 16], &[0xfd, 21, 3, 0xfd, 84, 0, 0, 1, 0xfd, 0x6e]].concat(),
        // block types and globals of two bytes
        &[0x02, 0x80, 0x01, 0x0b, 0x23, 0x90, 0x01, 0x3f, 0],
    ]);
}

#[test]
fn more_symbols_than_characters_go_by_their_opcodes() {
    let globals: Vec<u8> = (0..=127).flat_map(|index| [0x23, index, 0x24, index, 0x02, index, 0x0b]).collect();
    let packed = comes_back(&[&globals, &[0x23, 1]]);
    assert!(packed.table <= 3 * 256);
}

#[test]
fn what_no_literal_holds_is_no_symbol() {
    let every: Vec<u8> = (0x45..=0xc4).collect();
    let packed = comes_back(&[&every]);
    let symbols = &packed.text[..packed.words[2]];
    assert!(symbols.iter().all(|symbol| !b"\0\r$*\\`".contains(symbol)));
}

#[test]
fn a_module_that_is_none_is_refused() {
    let whole = module(&[&[0x41, 1]]);
    assert!(pack(&whole[..13]).is_err());
    assert!(pack(b"\0asm\x01\0\0\0").is_err());
    assert!(pack(&module(&[])).is_err());
    assert!(pack(&module(&[&[0xff]])).is_err());
    assert!(pack(&module(&[&[0x11, 0, 1]])).is_err(), "a second table");
    let cut = [&b"\0asm\x01\0\0\0"[..], &[10, 4, 1, 9, 0, 0x0b]].concat();
    assert!(pack(&cut).is_err());
}
