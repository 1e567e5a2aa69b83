//! Records from and to JavaScript values, for apps that share them with JavaScript.

use crate::error::{Code, Error, Reason, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// Reads a record, or a list of them, from a value such as the npm package's methods give.
///
/// # Errors
/// `invalid_response` with reason `wrong_type`, where the value does not have the record's shape.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T> {
    serde_wasm_bindgen::from_value(value).map_err(|_| {
        Error::new(Code::InvalidResponse)
            .because(Reason::WrongType)
            .saying("the value does not have that record's shape")
    })
}

/// Writes a record, or a list of them, as the plain objects that the npm package's methods take.
///
/// # Errors
/// `invalid_argument` for what JSON cannot hold, such as a map whose keys are no strings.
pub fn to_js<T: Serialize>(record: &T) -> Result<JsValue> {
    record
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|_| Error::argument("record", "record cannot be written as JSON"))
}
