//! Records of a program, column by column: U+001F between the cells of a column, U+001E between columns.

use super::marks::Wanted;
use super::{Fault, Sink};
use crate::field::Field;
use crate::fields::Fields;
use crate::prelude::*;

const CELL_END: u8 = 0x1f;
const COLUMN_END: u8 = 0x1e;

/// Reads a batch of `rows` rows, one at least.
///
/// # Errors
/// [`Fault::Uneven`] where cells hold separators themselves, before any record is taken in.
pub fn read(bytes: &[u8], rows: usize, columns: &[Field], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let mut ends = Vec::with_capacity(rows * columns.len());
    Wanted([CELL_END, COLUMN_END]).find(bytes, &mut ends);
    ends.push(bytes.len() as u32);
    let column_ends = || ends.iter().skip(rows.saturating_sub(1)).step_by(rows.max(1));
    let is_end = |end: &u32| bytes.get(*end as usize).is_none_or(|byte| *byte == COLUMN_END);
    let many = memchr::memchr_iter(COLUMN_END, bytes).count() + 1;
    if ends.len() != rows * columns.len() || many != columns.len() || !column_ends().all(is_end) {
        return Err(Fault::Uneven);
    }
    let mut fields = Fields::default();
    for row in 0..rows {
        fields.clear();
        for (field, at) in columns.iter().zip((row..).step_by(rows)) {
            // A cell begins behind the end of the one before, in whichever column that is.
            let start = at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize + 1);
            let end = ends.get(at).map_or(0, |end| *end as usize);
            fields.set(*field, bytes.get(start..end).unwrap_or_default());
        }
        sink(&fields)?;
    }
    Ok(())
}
