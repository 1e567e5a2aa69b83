//! Recognising the members of a record: eight bytes at a time, in the order in which they are expected.

use super::cursor::Cursor;
use crate::prelude::*;
use crate::schema::{ANY, Names, Type, member_type};

/// One member of the table, ready to be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    word: u64,
    mask: u64,
    pub(super) name: &'static str,
    pub(super) ty: Type,
}

/// All members of all records.
pub(super) fn keys() -> Vec<Key> {
    let names = Names::new();
    let key = |(member, name): (usize, &'static str)| {
        let (mut word, mut mask) = (0, 0);
        for (index, byte) in name.bytes().take(8).enumerate() {
            word |= u64::from(byte) << (8 * index);
            mask |= 0xff << (8 * index);
        }
        Key { word, mask, name, ty: member_type(member) }
    };
    names.all().enumerate().map(key).collect()
}

impl Key {
    /// A member that never comes.
    pub(super) const NONE: Key = Key { word: u64::MAX, mask: 0, name: "", ty: ANY };

    /// Where the quote behind the name is, if the name begins at `start`, where `word` was read.
    #[inline(always)]
    pub(super) fn closes(&self, cursor: &Cursor<'_>, word: u64, start: usize) -> Option<usize> {
        if word & self.mask != self.word {
            return None;
        }
        let end = start + self.name.len();
        let whole = cursor.byte(end) == b'"'
            && (self.name.len() <= 8 || cursor.slice(start + 8, end) == self.name.as_bytes().get(8..).unwrap_or_default());
        whole.then_some(end)
    }
}
