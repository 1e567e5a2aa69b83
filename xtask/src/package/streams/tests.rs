#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

/// A module of a type section, a code section with these bodies, and a data section.
fn module(bodies: &[&[u8]]) -> Vec<u8> {
    let mut code = leb128(bodies.len());
    for body in bodies {
        code.extend(leb128(body.len()));
        code.extend(*body);
    }
    let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x0a".to_vec();
    module.extend(leb128(code.len()));
    module.extend(code);
    module.extend(b"\x0b\x02\x01\x00");
    module
}

/// Every kind of immediates.
const BODY: &[u8] = &[
    0x02, 0x03, 0x7f, 0x81, 0x01, 0x7e, // two groups of locals
    0x02, 0x40, 0x03, 0x7f, 0x04, 0x40, 0x05, 0x0b, // block, loop, if, else, end
    0x0c, 0x00, 0x0d, 0x81, 0x00, // br, br_if
    0x0e, 0x02, 0x00, 0x01, 0x82, 0x00, // br_table
    0x10, 0x80, 0x01, 0x11, 0x03, 0x00, // call, call_indirect
    0x1c, 0x01, 0x7f, // select with a type
    0x20, 0x05, 0x21, 0x06, 0x22, 0x07, 0x23, 0x00, 0x24, 0x00, 0x25, 0x00, 0x26, 0x00, // local, global, table
    0x28, 0x02, 0x90, 0x01, 0x3a, 0x00, 0x0b, // load, store
    0x3f, 0x00, 0x40, 0x00, // memory.size, memory.grow
    0x41, 0x80, 0x80, 0x04, 0x6a, 0x41, 0x0b, 0x21, 0x00, // i32.const
    0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, // i64.const
    0x43, 0x0b, 0x0b, 0x0b, 0x0b, 0x44, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, // f32.const, f64.const
    0xc0, 0xd0, 0x6f, 0xd1, 0xd2, 0x03, // sign extension, references
    0xfc, 0x00, 0xfc, 0x08, 0x00, 0x00, 0xfc, 0x09, 0x00, 0xfc, 0x0b, 0x00, 0xfc, 0x0a, 0x00, 0x00, // 0xFC
    0x0b, 0x0b, 0x0b,
];

fn assert_regrouped(module: &[u8], bodies: usize) -> Streams {
    let streams = split(module);
    assert_eq!(streams.bodies, bodies);
    assert_eq!(join(&streams).unwrap(), module);
    streams
}

fn assert_as_it_is(module: &[u8]) {
    assert_eq!(split(module), Streams { streams: vec![module.to_vec()], before: module.len(), bodies: 0 });
    assert_eq!(join(&split(module)).unwrap(), module);
}

#[test]
fn regroups_every_kind_of_immediates() {
    let long = [&[0x00], [0x01; 300].as_slice(), &[0x0b]].concat();
    let streams = assert_regrouped(&module(&[BODY, &[0x00, 0x0b], &long]), 3).streams;
    assert_eq!(streams[0x20], [0x05]);
    assert_eq!(streams[0x28], [0x02]);
    assert_eq!(streams[SECOND], [0x00, 0x90, 0x01, 0x0b]);
    assert_eq!(streams[CONSTANTS + 6], [0x80, 0x80, 0x04]);
    assert_eq!(streams[CONSTANTS + 2], [0x0b]);
    assert_eq!(streams[0x0e], [0x02, 0x00, 0x01, 0x82, 0x00]);
    assert!(streams[OUTSIDE].ends_with(b"\x0b\x02\x01\x00"));
}

#[test]
fn keeps_a_module_with_an_unknown_opcode_as_it_is() {
    for opcode in [0x06, 0x12, 0x14, 0x1f, 0x27, 0xc5, 0xd3, 0xfb, 0xfd, 0xfe, 0xff] {
        assert_as_it_is(&module(&[&[0x00, 0x0b], &[0x00, opcode, 0x00, 0x0b]]));
    }
    assert_as_it_is(&module(&[&[0x00, 0xfc, 0x12, 0x0b]]));
}

#[test]
fn keeps_what_it_could_not_put_together_again_as_it_is() {
    assert_as_it_is(b"");
    assert_as_it_is(b"\0asm\x01\0\0\0");
    // A body that ends before its length does, one without an end, and a length in more bytes than it needs.
    assert_as_it_is(&module(&[&[0x00, 0x0b, 0x01]]));
    assert_as_it_is(&module(&[&[0x00, 0x01]]));
    assert_as_it_is(b"\0asm\x01\0\0\0\x0a\x05\x01\x82\x00\x00\x0b");
    let whole = module(&[BODY]);
    for length in 0..whole.len() - 6 {
        assert_as_it_is(&whole[..length]);
    }
}

#[test]
fn lengths_are_written_in_their_shortest_form() {
    for (value, bytes) in [(0, &[0x00][..]), (127, &[0x7f]), (128, &[0x80, 0x01]), (16_384, &[0x80, 0x80, 0x01])] {
        assert_eq!(leb128(value), bytes);
        assert_eq!(number_at(bytes, 0), Some((value, bytes.len())));
    }
}
