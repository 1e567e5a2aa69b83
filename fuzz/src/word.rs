//! What came of an input, as one word.

use clever_wasm::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The same word for the same findings, on every run.
pub(crate) fn word(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// An error's kind: not its texts, of which there are as many as inputs.
pub(crate) fn kind(error: &Error) -> u64 {
    word((error.code.name(), error.reason.map(|reason| reason.name()), error.path.is_some(), error.status))
}

/// How much of something there is: 0, 1, 2, 3 to 4, 5 to 8 and so on.
pub(crate) fn size(count: usize) -> u32 {
    count.checked_next_power_of_two().map_or(u32::MAX, usize::trailing_zeros)
}
