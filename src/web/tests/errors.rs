//! The JSON that every error crosses the boundary as.

use super::app::{App, CleverError};
use super::object::nothing;
use crate::error::{Code, Reason};
use wasm_bindgen_test::wasm_bindgen_test;

fn thrown(app: &App, name: &str, texts: &[Option<&str>]) -> CleverError {
    app.ask(name, 0, 0.0, texts, &nothing()).unwrap_err()
}

#[wasm_bindgen_test]
fn every_code_has_its_shape() {
    let app = App::new();
    for code in Code::ALL {
        let error = thrown(&app, "failure", &[Some(code.name()), None]);
        let mut members: Vec<_> = error.0.as_object().unwrap().keys().map(String::as_str).collect();
        members.sort_unstable();
        assert_eq!(members, ["code", "hint", "message", "retryable"], "{}", code.name());
        assert_eq!((error.code(), error.0["retryable"].as_bool()), (code.name(), Some(code.retryable())));
        assert!(error.message().strip_prefix(code.name()).unwrap().starts_with(": "), "{error:?}");
        assert!(error.hint().ends_with(['.', ')']), "{error:?}");
    }
}

#[wasm_bindgen_test]
fn every_reason_has_its_name() {
    let app = App::new();
    for reason in Reason::ALL {
        let error = thrown(&app, "failure", &[Some("token_refused"), Some(reason.name())]);
        assert_eq!(error.verdict(), ("token_refused", reason.name()));
        assert_eq!(reason.hint().unwrap_or(Code::TokenRefused.hint()), error.hint());
    }
}

#[wasm_bindgen_test]
fn what_nobody_knows_is_internal() {
    let app = App::new();
    for (code, reason) in [("", None), ("nonsense", None), ("INTERNAL", Some("malformed")), ("network ", Some("x"))] {
        assert_eq!(thrown(&app, "failure", &[Some(code), reason]).code(), "internal", "{code}");
    }
    assert_eq!(thrown(&app, "failure", &[Some("network"), Some("nonsense")]).verdict(), ("network", ""));
}

#[wasm_bindgen_test]
fn a_refusal_of_the_drivers_names_what_it_refuses() {
    let app = App::new();
    for code in ["invalid_config", "invalid_argument"] {
        let sentence = "fetch must be a \"function\" — \u{1F600}\n\u{2028}";
        let error = thrown(&app, "refusal", &[Some(code), Some("fetch"), Some(sentence)]);
        assert_eq!((error.code(), error.path()), (code, "fetch"));
        assert_eq!(error.message(), [code, ": ", sentence].concat());
    }
}
