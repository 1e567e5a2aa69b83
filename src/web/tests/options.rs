//! Options as JavaScript gives them: real objects, and every mistake of type.

use super::app::{ANYWHERE, App, CleverError};
use super::clever::Clever;
use super::object::{member, object};
use clever_emulator::Options;
use js_sys::{Array, BigInt, Object, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};
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
    let boxed = |class: &str, value: JsValue| {
        Reflect::construct(&member(&js_sys::global(), class).into(), &Array::of1(&value)).unwrap()
    };
    vec![
        object([]),
        Array::of1(&"v3.1".into()).into(),
        BigInt::from(1).into(),
        Symbol::for_("v3.1").into(),
        member(&js_sys::global(), "Object"),
        boxed("String", "v3.1".into()),
        boxed("Number", 1.into()),
        boxed("Boolean", true.into()),
    ]
}

#[wasm_bindgen_test]
fn any_object_serves() {
    let app = app();
    let given = app.options([("retry", JsValue::FALSE), ("districtId", JsValue::NULL), ("timeoutMs", 0.into())]);
    let whole: &Object = given.unchecked_ref();
    let inherited: JsValue = Object::create(whole).into();
    let null: Object = JsValue::NULL.unchecked_into();
    let bare: JsValue = Object::assign(&Object::create(&null), whole).into();
    for options in [&given, &inherited, &bare, &Object::freeze(whole).into()] {
        app.open(options).unwrap();
    }
    // The driver's own stand-in for no options at all.
    let error = app.open(&super::object::nothing()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("invalid_config", "clientId"));
    assert_eq!(error.message(), "invalid_config: clientId is missing");
}

#[wasm_bindgen_test]
fn a_mistake_of_type_names_its_option() {
    let app = app();
    for name in WORDS {
        for value in things().into_iter().chain([0.into(), f64::NAN.into(), true.into(), false.into(), "".into()]) {
            let error = refused(&app, name, value);
            assert_eq!(error.path(), name);
            assert!(error.message().starts_with(&["invalid_config: ", name, " must be "].concat()), "{error:?}");
        }
    }
    for name in NUMBERS {
        let wrong = ["1".into(), true.into(), f64::NAN.into(), f64::INFINITY.into(), (-1).into(), 1e12.into()];
        for value in things().into_iter().chain(wrong) {
            let error = refused(&app, name, value);
            assert_eq!(error.path(), name);
            assert!(error.message().contains(" must be a number from "), "{error:?}");
        }
    }
    // Any object is read member by member, but a list.
    let wrong = [true.into(), 4.into(), 0.into(), "no".into(), "".into()];
    for value in things().into_iter().filter(|thing| !thing.is_object() || Array::is_array(thing)).chain(wrong) {
        assert_eq!(refused(&app, "retry", value).path(), "retry");
    }
    for (name, least) in [("attempts", 1), ("maxDelayMs", 0)] {
        let wrong = ["3".into(), true.into(), f64::NAN.into(), (least - 1).into(), 1e12.into()];
        for value in things().into_iter().chain(wrong) {
            assert_eq!(refused(&app, "retry", object([(name, value)])).path(), ["retry.", name].concat());
        }
    }
    assert_eq!(refused(&app, "retry", object([("attempts", 1.5.into())])).path(), "retry.attempts");
}

#[wasm_bindgen_test]
fn a_secret_is_refused_whatever_it_is() {
    let app = app();
    for name in ["clientSecret", "client_secret"] {
        for value in things().into_iter().chain(["".into(), "s3cret".into(), 0.into(), false.into()]) {
            let error = refused(&app, name, value);
            assert_eq!(error.path(), name);
            assert!(!error.0.to_string().contains("s3cret"), "{error:?}");
        }
    }
}

#[wasm_bindgen_test]
fn addresses_are_the_platforms() {
    let app = app();
    for (given, redirect) in [
        ("https://app.example/cb", "https://app.example/cb"),
        ("HTTPS://App.Example:443/a/../Cb?x=1", "https://app.example/Cb"),
        ("https://münchen.example/cb", "https://xn--mnchen-3ya.example/cb"),
        ("http://localhost:8080", "http://localhost:8080/"),
        ("http://[0:0::1]/cb", "http://[::1]/cb"),
        ("http://127.1/cb", "http://127.0.0.1/cb"),
    ] {
        let described = described(&app, "redirectUri", given);
        assert_eq!((&described["redirectUri"], &described["redirect"]), (&given.into(), &redirect.into()));
    }
    for given in [
        "/callback",
        "https://",
        "https://app.example:99999/cb",
        "https://[::1/cb",
        "https://app.example /cb",
        "https://app.example/c\tb",
        "https:app.example/cb",
        "https:\\\\app.example/cb",
        "http://app.example/cb",
        "http://localhost.example/cb",
        "https://user@app.example/cb",
        "https://app.example/cb#",
        "javascript:alert(1)",
        "ftp://app.example/cb",
        "https://app.example/\0",
    ] {
        assert_eq!(refused(&app, "redirectUri", given.into()).path(), "redirectUri");
    }
    let described = described(&app, "apiUrl", "https://Proxy.example:443/clever/");
    assert_eq!(described["apiUrl"], "https://proxy.example/clever");
    assert_eq!(described["tokenInfoUrl"], [&app.clever.emulator.options().origins.clever, "/oauth/tokeninfo"].concat());
}

#[wasm_bindgen_test]
fn a_mistake_in_a_login_names_its_option() {
    let mut app = app();
    app.client = app.open(&app.options([])).unwrap();
    let before = super::page::stored();
    let strings = || things().into_iter().chain([1.into(), true.into(), "".into()]);
    for (name, wrong) in [
        ("districtId", strings().chain(["a b".into()]).collect::<Vec<_>>()),
        ("returnTo", strings().chain(["//evil.example".into(), "https://app.example/".into(), "x".into()]).collect()),
        ("confirmed", things().into_iter().chain(["true".into(), 1.into()]).collect()),
        ("appState", things().into_iter().chain([1.into(), true.into()]).collect()),
    ] {
        for value in wrong {
            let error = app.begin(ANYWHERE, [(name, value.clone())]).expect_err(name);
            assert_eq!((error.code(), error.path()), ("invalid_argument", name), "{value:?}");
        }
        assert!(app.begin(ANYWHERE, [(name, JsValue::NULL)]).is_ok(), "{name}");
    }
    assert_eq!(super::page::stored().len(), before.len() + 4);
    super::page::clear();
}
