//! Options as JavaScript gives them.

use crate::config::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    /// Any object whose members are read by name.
    pub(crate) type Options;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn member(this: &Options, name: &str) -> JsValue;
}

/// Reads a member, `a.b` through the object `a`.
pub(crate) fn value(options: &Options, name: &str) -> Value {
    let found = match name.split_once('.') {
        Some((outer, inner)) => options.member(outer).unchecked_ref::<Options>().member(inner),
        None => options.member(name),
    };
    if found.is_undefined() || found.is_null() {
        Value::Absent
    } else if let Some(text) = found.as_string() {
        Value::Text(text)
    } else if let Some(number) = found.as_f64() {
        Value::Number(number)
    } else if let Some(flag) = found.as_bool() {
        Value::Flag(flag)
    } else {
        Value::Other
    }
}
