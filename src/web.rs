//! The WebAssembly boundary: plain functions over numbers and text, for the JavaScript driver.
//!
//! Nothing is decided here. A client is a number, so that nobody has anything to free; while one of its functions runs it
//! is taken out of its place, so that no borrow is held while JavaScript could run. Results cross as JSON text, failures
//! as the JSON text of an [`Error`](crate::error::Error).

mod calls;
mod clients;
mod options;
mod signin;
mod tab;

use crate::error::{Code, Error, Reason};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What an exported function throws: the error's JSON text, of which the driver makes a real `Error`.
pub(crate) fn thrown(error: Error) -> JsValue {
    JsValue::from_str(&error.to_json())
}

/// The JSON text of the error with that code, for failures that only the driver can notice.
#[wasm_bindgen]
#[must_use]
pub fn failure(code: &str, reason: Option<String>) -> String {
    let error = Error::new(Code::from_name(code).unwrap_or(Code::Internal));
    match reason.as_deref().and_then(Reason::from_name) {
        Some(reason) => error.because(reason),
        None => error,
    }
    .to_json()
}

/// The JSON text of an `invalid_config` or `invalid_argument` that only the driver can notice.
#[wasm_bindgen]
#[must_use]
pub fn refusal(code: &str, path: &str, sentence: &str) -> String {
    Error::new(Code::from_name(code).unwrap_or(Code::Internal)).at(path).saying(sentence.to_owned()).to_json()
}
