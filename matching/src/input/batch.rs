//! Records of a program, column by column: U+001F between the cells of a column, U+001E between columns. A column of one
//! cell says it for all rows.

use super::marks::Wanted;
use super::{Fault, Sink};
use crate::field::Field;
use crate::fields::Fields;
use crate::prelude::*;

const CELL_END: u8 = 0x1f;
const COLUMN_END: u8 = 0x1e;

/// Where the cells of a column are among all: the first, and whether each row has its own.
struct Column {
    field: Field,
    first: usize,
    stride: usize,
}

/// Reads a batch of `rows` rows, one at least.
///
/// # Errors
/// [`Fault::Uneven`] where cells hold separators themselves, before any record is taken in.
pub fn read(bytes: &[u8], rows: usize, columns: &[Field], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let mut ends = Vec::with_capacity(rows * columns.len());
    Wanted([CELL_END, COLUMN_END]).find(bytes, &mut ends);
    ends.push(bytes.len() as u32);
    let columns = found(bytes, rows.max(1), columns, &ends).ok_or(Fault::Uneven)?;
    let mut fields = Fields::default();
    for row in 0..rows {
        // Each row sets the same fields: nothing of the one before is left.
        for Column { field, first, stride } in &columns {
            let at = first + row * stride;
            // A cell begins behind the end of the one before, in whichever column that is.
            let start = at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize + 1);
            let end = ends.get(at).map_or(0, |end| *end as usize);
            fields.set(*field, bytes.get(start..end).unwrap_or_default());
        }
        sink(&fields)?;
    }
    Ok(())
}

/// The columns, if each has as many cells as there are rows, or one.
fn found(bytes: &[u8], rows: usize, columns: &[Field], ends: &[u32]) -> Option<Vec<Column>> {
    let is_last =
        |at: usize| ends.get(at).is_some_and(|end| bytes.get(*end as usize).is_none_or(|byte| *byte == COLUMN_END));
    let mut next = 0;
    let mut list = Vec::with_capacity(columns.len());
    for field in columns {
        let stride = usize::from(!is_last(next));
        list.push(Column { field: *field, first: next, stride });
        next += if stride == 0 { 1 } else { rows };
        if !is_last(next - 1) {
            return None;
        }
    }
    let many = memchr::memchr_iter(COLUMN_END, bytes).count() + 1;
    (next == ends.len() && many == columns.len()).then_some(list)
}
