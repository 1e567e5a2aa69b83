//! Every code and reason of sign-in is reached, and crosses the boundary as sound JSON.

use super::app::{App, configure, good, stranger, text};
use clever_wasm::error::{Code, Error, Reason};
use clever_wasm::signin::{Flow, Outcome, Place, SignIn};

/// Codes that only drivers, calls and lists give.
const NOT_SIGN_IN: [Code; 21] = [
    Code::NotSignedIn,
    Code::SessionExpired,
    Code::SignedOut,
    Code::ClientClosed,
    Code::PopupBlocked,
    Code::Timeout,
    Code::Network,
    Code::BadRequest,
    Code::Unauthorized,
    Code::Forbidden,
    Code::NotFound,
    Code::PayloadTooLarge,
    Code::RateLimited,
    Code::ServerError,
    Code::UnexpectedRedirect,
    Code::InvalidResponse,
    Code::UntrustedLink,
    Code::CursorExpired,
    Code::WasmBlocked,
    Code::WasmUnavailable,
    Code::Internal,
];
const NOT_SIGN_IN_REASONS: [Reason; 5] =
    [Reason::ScrubFailed, Reason::TooDeep, Reason::WrongType, Reason::InvalidUtf8, Reason::BrokenPage];

fn collect() -> Vec<Error> {
    let mut errors = Vec::new();
    errors.push(configure(&[("redirectUri", text("/callback"))]).unwrap_err());
    errors.push(App::new().begin_with(Flow::Redirect, &[("returnTo", text("//evil"))]).unwrap_err());
    for tail in [
        "#access_token=A&token_type=mac&state=S1",
        "#access_token=%0A&token_type=bearer&state=S1",
        "#access_token=0123456789abcdef0123456789abcdef01234567&token_type=bearer&state=S1",
        "#access_token=%ZZ&state=S1",
        "#access_token=A&access_token=B&state=S1",
        "#access_token=A&error=x&state=S1",
        "?access_token=A&state=S1",
        "?code=A&state=S1",
        "#error=access_denied&error_description=no&state=S1",
        "?error=x",
        "#access_token=A&token_type=bearer&state=EVIL",
    ] {
        let mut app = App::new();
        let given = [("returnTo", text("/\"ü\"")), ("appState", text("{\"a\": 1}"))];
        let state = app.begin_with(Flow::Redirect, &given).unwrap().state;
        errors.push(app.error(&tail.replace("S1", &state)));
    }
    errors.push(App::new().error(&format!("#error={}", "x".repeat(70_000))));
    errors.push(App::new().error(&good(&stranger())));
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state));
    app.reload();
    errors.push(app.error(&good(&state)));
    let state = app.begin();
    app.tab.wait(1e9);
    errors.push(app.error(&good(&stranger())));
    errors.push(app.error(&good(&state)));
    assert!(matches!(app.redeem("?code=x"), Ok(Outcome::Restart(_))));
    errors.push(app.error("?code=x"));
    errors.push(App::new().redeem_at("?code=x", Place::Framed).unwrap_err());
    app.tab.random = None;
    errors.push(app.begin_with(Flow::Popup, &[]).unwrap_err());
    app.tab.denied = true;
    errors.push(app.begin_with(Flow::Redirect, &[]).unwrap_err());
    for (mode, body, sign_out) in
        [("warn", Some("{\"client_id\":\"other\"}"), false), ("strict", None, false), ("warn", None, true)]
    {
        let mut app = App::new();
        app.signin = SignIn::new(configure(&[("verifyAudience", text(mode))]).unwrap());
        let state = app.begin();
        let Ok(Outcome::Verify(ticket, _)) = app.redeem(&good(&state)) else { panic!() };
        if sign_out {
            app.signin.end(&mut app.tab);
        }
        errors.push(app.signin.verified(&mut app.tab, ticket, body).unwrap_err());
    }
    errors
}

#[test]
fn every_code_and_reason_of_sign_in_is_reached() {
    let errors = collect();
    for code in Code::ALL {
        let reached = errors.iter().any(|error| error.code == *code);
        assert_ne!(reached, NOT_SIGN_IN.contains(code), "{}", code.name());
    }
    for reason in Reason::ALL {
        let reached = errors.iter().any(|error| error.reason == Some(*reason));
        assert_ne!(reached, NOT_SIGN_IN_REASONS.contains(reason), "{}", reason.name());
    }
}

#[test]
fn each_says_what_happened_and_what_to_do() {
    for error in collect() {
        let message = error.to_string();
        assert!(message.starts_with(&[error.code.name(), ": "].concat()), "{message}");
        assert!(message.len() > error.code.name().len() + 10, "{message}");
        assert!(error.hint.ends_with(['.', ')']) && error.hint.len() > 10, "{message}: {}", error.hint);
        assert!(!error.retryable, "{message}");
        assert_eq!(error.status, None);
    }
}

#[test]
fn each_crosses_as_sound_json() {
    for error in collect() {
        let json: serde_json::Value = serde_json::from_str(&error.to_json()).unwrap();
        assert_eq!(json["code"], error.code.name());
        assert_eq!(json["message"], error.to_string());
        assert_eq!(json["retryable"], false);
        assert_eq!(json.get("reason").and_then(|reason| reason.as_str()), error.reason.map(Reason::name));
        assert_eq!(json.get("returnTo").and_then(|path| path.as_str()), error.return_to.as_deref());
        assert_eq!(json.get("path").and_then(|path| path.as_str()), error.path.as_deref());
        match error.app_state {
            Some(_) => assert_eq!(json["appState"], serde_json::json!({ "a": 1 })),
            None => assert!(json.get("appState").is_none()),
        }
    }
}

#[test]
fn an_error_tells_what_the_app_kept_only_once_the_state_held() {
    for tail in
        ["#error=x&state=S1", "#access_token=A&state=S1", "?code=x&state=S1", "#access_token=A&error=x&state=S1"]
    {
        for (state, told) in [("", false), ("EVIL", false), ("S1", true)] {
            let mut app = App::with(&[("portalLaunch", text("reject"))]);
            let given = [("returnTo", text("/mine")), ("appState", text("{\"a\":1}"))];
            let mine = app.begin_with(Flow::Redirect, &given).unwrap().state;
            let error = app.error(&tail.replace("S1", state).replace("S1", &mine));
            assert_eq!(error.return_to.is_some(), told, "{tail} {state}");
            assert_eq!(error.app_state.is_some(), told, "{tail} {state}");
        }
    }
}
