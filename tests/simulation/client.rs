//! A client's options, for tests.

use clever_wasm::config::{Config, Value};

pub(super) const API: &str = "https://api.clever.com";
/// What must never be seen outside the Authorization header.
pub(super) const TOKEN: &str = "ilCanaryToken0123456789abcdefghijklmnopq";

/// The defaults, but for what is given.
pub(super) fn config(options: &[(&str, Value)]) -> Config {
    let source = |name: &str| match options.iter().find(|(given, _)| *given == name) {
        Some((_, value)) => value.clone(),
        None => match name {
            "clientId" => Value::Text("4c63c1cf623dce82caac".to_owned()),
            "redirectUri" => Value::Text("https://app.example/".to_owned()),
            "retry" if options.iter().any(|(given, _)| given.starts_with("retry.")) => Value::Object,
            _ => Value::Absent,
        },
    };
    let canonical = |text: &str| url::Url::parse(text).ok().map(String::from);
    Config::read(&source, &canonical).expect("usable options")
}

pub(super) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}
