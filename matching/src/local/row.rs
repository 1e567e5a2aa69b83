//! The values of a stored row, one behind the other.

use crate::value::{Value, read_head};
use crate::words::same;

/// A row, whose values are compared in the order of the keys.
pub(crate) struct Likely<'a> {
    pub(super) row: u32,
    /// The key whose value `rest` begins with.
    pub(super) next: usize,
    pub(super) rest: &'a [u8],
}

impl Likely<'_> {
    #[inline]
    pub(super) fn has(&mut self, index: usize, value: &Value) -> bool {
        while let Some((length, short, behind)) = read_head(self.rest) {
            let Some((own, behind)) = behind.split_at_checked(length) else { break };
            (self.next, self.rest) = (self.next + 1, behind);
            if self.next > index {
                return short == value.short && same(own, &value.bytes);
            }
        }
        false
    }
}

#[inline]
pub(super) fn is_value(row: &[u8], index: usize, bytes: &[u8], short: bool) -> bool {
    value_at(row, index).is_some_and(|(own, own_short)| own_short == short && same(own, bytes))
}

#[inline]
pub(super) fn value_at(mut row: &[u8], index: usize) -> Option<(&[u8], bool)> {
    for _ in 0..index {
        let (length, _, behind) = read_head(row)?;
        row = behind.get(length..)?;
    }
    let (length, short, behind) = read_head(row)?;
    Some((behind.get(..length)?, short))
}
