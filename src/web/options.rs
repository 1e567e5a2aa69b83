//! Options as JavaScript gives them.

use crate::config::Value;
use crate::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/web/tab.js")]
extern "C" {
    fn kind(name: &str) -> Option<String>;
    fn amount(name: &str) -> f64;
}

/// Reads a member of the options that JavaScript holds up meanwhile, `a.b` through the object `a`. The module takes no
/// object itself: that would cost the browser a table of them.
pub(crate) fn value(name: &str) -> Value {
    let Some(mut kind) = kind(name) else { return Value::Absent };
    match kind.as_str() {
        "n" => Value::Number(amount(name)),
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        "o" => Value::Object,
        _ if kind.starts_with('s') => Value::Text(kind.split_off(1)),
        _ => Value::Other,
    }
}
