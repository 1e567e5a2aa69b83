//! The members of a JSON object: their names, and what stands between them.

use super::text::{Stop, Text, Walked, blank, here, string};

/// A member's name, and where its value begins.
pub(super) fn member(bytes: &[u8], at: usize) -> Walked<(Text<'_>, usize)> {
    if here(bytes, at)? != b'"' {
        return Err(Stop::Malformed(at));
    }
    let name = string(bytes, at)?;
    let colon = blank(bytes, name.end + 1);
    if here(bytes, colon)? != b':' {
        return Err(Stop::Malformed(colon));
    }
    Ok((name, blank(bytes, colon + 1)))
}

/// The name of the next member, behind its comma unless it is the object's first, and where its value begins; `None` where
/// the object ends.
pub(super) fn next_member(bytes: &[u8], at: usize, is_first: bool) -> Walked<Option<(Text<'_>, usize)>> {
    let mut at = blank(bytes, at);
    match here(bytes, at)? {
        b'}' => return Ok(None),
        b',' if !is_first => at = blank(bytes, at + 1),
        _ if !is_first => return Err(Stop::Malformed(at)),
        _ => {}
    }
    if here(bytes, at)? == b'}' { Ok(None) } else { member(bytes, at).map(Some) }
}

/// Past the brace that ends an object, and the blanks and the comma that may stand before it.
pub(super) fn past_brace(bytes: &[u8], at: usize) -> Walked<usize> {
    let mut at = blank(bytes, at);
    if here(bytes, at)? == b',' {
        at = blank(bytes, at + 1);
    }
    Ok(at + 1)
}
