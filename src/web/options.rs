//! Options as JavaScript gives them.

use crate::config::Value;
use crate::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    /// Any object whose members are read by name.
    pub type Options;
}

#[wasm_bindgen(module = "/src/web/tab.js")]
extern "C" {
    fn kind(options: &Options, name: &str) -> Option<String>;
    fn amount(options: &Options, name: &str) -> f64;
}

/// Reads a member, `a.b` through the object `a`.
pub(crate) fn value(options: &Options, name: &str) -> Value {
    let Some(mut kind) = kind(options, name) else { return Value::Absent };
    match kind.as_str() {
        "n" => Value::Number(amount(options, name)),
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        "o" => Value::Object,
        _ if kind.starts_with('s') => Value::Text(kind.split_off(1)),
        _ => Value::Other,
    }
}
