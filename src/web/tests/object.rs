//! JavaScript values, made without evaluating text.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these members.
pub(super) fn object<'a>(members: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object.into()
}

/// Sets one member.
pub(super) fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    assert!(Reflect::set(object, &name.into(), &value.into()).unwrap(), "{name}");
}

/// Reads one member.
pub(super) fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// What the driver gives where there are no options.
pub(super) fn nothing() -> JsValue {
    Object::freeze(&Array::new()).into()
}

/// The platform's `JSON.parse`, and its `JSON.stringify` of what came out.
pub(super) fn reparsed(text: &str) -> String {
    let value = JSON::parse(text).unwrap_or_else(|_| panic!("no JSON: {text}"));
    JSON::stringify(&value).unwrap().into()
}
