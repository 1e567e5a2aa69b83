//! Recognising the members of a record: eight bytes at a time, in the order in which they are expected.

use super::cursor::Cursor;
use crate::prelude::*;
use crate::schema::{Names, Type, member_type};

/// One member of the table, ready to be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The first eight bytes of the name, or all of it.
    word: u64,
    mask: u64,
    /// The eight behind those, and its last eight, where it has as many.
    middle: u64,
    tail: u64,
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
        let eight = |skipped: usize| {
            let bytes = name.bytes().skip(skipped).take(8).enumerate();
            bytes.fold(0, |word, (index, byte)| word | u64::from(byte) << (8 * index))
        };
        let (middle, tail) = (eight(8), eight(name.len().saturating_sub(8)));
        Key { word, mask, middle, tail, name, ty: member_type(member) }
    };
    names.all().enumerate().map(key).collect()
}

impl Key {
    /// Where the quote behind the name is, if the name begins at `start`, where `word` was read.
    #[inline(always)]
    pub(super) fn closes(&self, cursor: &Cursor<'_>, word: u64, start: usize) -> Option<usize> {
        if word & self.mask != self.word {
            return None;
        }
        let end = start + self.name.len();
        // Three words hold every name of the table.
        let whole = cursor.byte(end) == b'"'
            && (self.name.len() <= 8 || cursor.word(end - 8) == Some(self.tail))
            && (self.name.len() <= 16 || cursor.word(start + 8) == Some(self.middle));
        whole.then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use crate::schema::Names;

    #[test]
    fn no_name_is_longer_than_three_words() {
        assert!(Names::new().all().all(|name| name.len() <= 24));
    }
}
