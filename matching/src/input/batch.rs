//! Records of a program: cells separated by U+001F, each row ended by U+001E.

use super::{Fault, Sink};
use crate::field::Field;
use crate::fields::Fields;

const CELL_END: u8 = 0x1f;
const ROW_END: u8 = 0x1e;

/// Reads a batch of `rows` rows.
///
/// # Errors
/// [`Fault::Uneven`] where cells hold separators themselves, before any record is taken in.
pub fn read(
    bytes: &[u8],
    rows: usize,
    columns: &[Field],
    fields: &mut Fields,
    sink: &mut Sink<'_>,
) -> Result<(), Fault> {
    let count = |wanted| memchr::memchr_iter(wanted, bytes).count();
    if count(ROW_END) != rows || count(CELL_END) != rows * columns.len().saturating_sub(1) {
        return Err(Fault::Uneven);
    }
    let mut rest = bytes;
    while !rest.is_empty() {
        fields.clear();
        for (index, field) in columns.iter().enumerate() {
            let end = if index + 1 == columns.len() { ROW_END } else { CELL_END };
            let at = memchr::memchr2(CELL_END, ROW_END, rest).ok_or(Fault::Uneven)?;
            let Some((cell, [separator, behind @ ..])) = rest.split_at_checked(at) else { return Err(Fault::Uneven) };
            if *separator != end {
                return Err(Fault::Uneven);
            }
            if !cell.is_empty() {
                fields.set(*field, cell);
            }
            rest = behind;
        }
        sink(fields)?;
    }
    Ok(())
}
