//! Options and the platform's parser of addresses.

use crate::json::is_grammatical;
use clever_wasm::config::{Config, Value};
use clever_wasm::error::Error;
use clever_wasm::signin::SignIn;
use url::Url;

pub(crate) const CLIENT: &str = "4c63c1cf623dce82caac";
pub(crate) const CALLBACK: &str = "https://app.example/callback";

/// What a browser makes of an address.
pub(crate) fn canonical(address: &str) -> Option<String> {
    Url::parse(address).ok().map(String::from)
}

/// The value of that name among `given`; an empty one is absent.
pub(crate) fn text(given: &[(&str, &str)], name: &str) -> Value {
    match given.iter().find(|(key, _)| *key == name) {
        Some((_, value)) if !value.is_empty() => Value::Text((*value).to_owned()),
        _ => Value::Absent,
    }
}

/// The defaults, but for what is given.
pub(crate) fn config(given: &[(&str, &str)]) -> Result<Config, Error> {
    let source = |name: &str| match text(given, name) {
        Value::Absent if given.iter().any(|(key, _)| *key == name) => Value::Absent,
        Value::Absent => match name {
            "clientId" => Value::Text(CLIENT.to_owned()),
            "redirectUri" => Value::Text(CALLBACK.to_owned()),
            _ => Value::Absent,
        },
        value => value,
    };
    Config::read(&source, &canonical)
}

/// A client with these options, which are known to be good.
pub(crate) fn signin(given: &[(&str, &str)]) -> SignIn {
    SignIn::new(config(given).expect("usable options"))
}

/// Asserts that what an error shows is JSON and holds none of the secrets.
pub(crate) fn check(error: &Error, secrets: &[&str]) {
    let json = error.to_json();
    assert!(is_grammatical(&json), "{json}");
    // A token such as `descripti` stands in every error: in the names of its members.
    let bare = Error::from(error.code);
    let words = [bare.to_json(), format!("{bare:?}")].concat();
    let secrets: Vec<&str> = secrets.iter().copied().filter(|secret| !words.contains(secret)).collect();
    for shown in [json, error.to_string(), format!("{error:?}")] {
        assert!(!secrets.iter().any(|secret| shown.contains(secret)), "{shown}");
    }
}
