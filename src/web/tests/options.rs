//! Options as JavaScript gives them: real objects, and every mistake of type.

use super::app::{ANYWHERE, App, CleverError};
use super::clever::Clever;
use super::object::{member, object, set};
use clever_emulator::Options;
use js_sys::{Array, BigInt, Function, Number, Object, Symbol};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const WORDS: [&str; 11] = [
    "clientId",
    "redirectUri",
    "apiVersion",
    "districtId",
    "authorizeUrl",
    "tokenInfoUrl",
    "apiUrl",
    "sessionStore",
    "portalLaunch",
    "verifyAudience",
    "validation",
];
const NUMBERS: [&str; 3] = ["loginMaxAgeSecs", "assumedTokenLifetimeSecs", "timeoutMs"];

fn app() -> App {
    App::bare(Clever::new(Options { users: 10, ..Options::default() }))
}

fn refused(app: &App, name: &str, value: JsValue) -> CleverError {
    let error = app.open(&app.options([(name, value.clone())])).expect_err(name);
    assert_eq!(error.code(), "invalid_config", "{name}: {value:?}");
    error
}

fn described(app: &App, name: &str, value: &str) -> serde_json::Value {
    let client = app.open(&app.options([(name, value.into())])).unwrap_or_else(|error| panic!("{value}: {error:?}"));
    let text = app.ask("describe", client, 0.0, &[], &JsValue::UNDEFINED).unwrap().unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Nothing of this is a string, a number or a flag.
fn things() -> Vec<JsValue> {
    let text = Object::from(JsValue::from("v3.1"));
    let number = Number::new(&1.into());
    let boxed = Object::new();
    set(&boxed, "valueOf", Function::new_no_args(""));
    vec![
        object([]),
        text.into(),
        Array::of1(&"v3.1".into()).into(),
        BigInt::from(1).into(),
        Symbol::for_("v3.1").into(),
        member(&js_sys::global(), "Object"),
        boxed.into(),
        Object::from(JsValue::from(number)).into(),
    ]
}
