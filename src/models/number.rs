//! Numbers as JSON writes them.

use serde::{Deserialize, Deserializer};
use serde_json::Number;

/// A number without fraction, however it is written: `3`, `3.0` and `3e0` are one number. What is larger than any `i64`
/// becomes the largest.
pub(super) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let number = Option::<Number>::deserialize(deserializer)?;
    Ok(number.and_then(|number| number.as_i64().or_else(|| number.as_f64().map(|number| number as i64))))
}
