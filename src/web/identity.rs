//! Who is signed in, for the build without the API: an answer is judged, nothing is asked again.

use super::{Ask, Core};
use crate::decode::reader::{member, string};
use crate::error::{Code, Error, Reason, Result};
use crate::prelude::*;

/// Judges the answer whose status is the number, 0 for none. Texts: `me` or `userinfo`, the body of a 200. Gives the
/// record as it stands there.
pub(super) fn identity(_: &mut Core, ask: &Ask<'_>) -> Result<Option<String>> {
    let status = ask.number as u16;
    let with_status = |error: Error| error.with(|details| details.status = (status != 0).then_some(status));
    if status != 200 {
        return Err(with_status(Error::new(Code::of_status(status))));
    }
    let invalid = |reason, path: &str| Err(with_status(Error::new(Code::InvalidResponse).because(reason).at(path)));
    let body = ask.word(1);
    let (record, id, path) = match ask.word(0) {
        "me" => (member(body, "data"), "id", "data.id"),
        _ => (Some(body), "sub", "sub"),
    };
    let Some(record) = record else { return invalid(Reason::Malformed, "") };
    if member(record, id).and_then(string).is_none() {
        return invalid(Reason::BrokenPage, path);
    }
    if member(record, "type").and_then(string).as_deref() == Some("district") {
        return Err(with_status(Error::new(Code::TokenRefused).because(Reason::DistrictToken)));
    }
    Ok(Some(record.to_owned()))
}
