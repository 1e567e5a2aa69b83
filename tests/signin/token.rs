//! What a token must be, how long it lives, and what Clever's refusal says. Rule 8.

use super::app::{App, TOKEN, Verdict, good_but, text};
use clever_wasm::config::Value::Number;
use clever_wasm::error::{Code, Reason};

fn invalid(reason: Reason) -> Verdict {
    (Code::CallbackInvalid, Some(reason))
}

/// A fresh login, answered by `tail` behind the state; the login is spent in any case.
fn answered(app: &mut App, tail: &str) -> Result<clever_wasm::signin::Session, Verdict> {
    let state = app.begin();
    let outcome = app.redeem(&["#state=", &state, tail].concat());
    assert!(!app.holds(&state), "{tail}");
    match outcome {
        Ok(clever_wasm::signin::Outcome::SignedIn(redirected)) => Ok(redirected.session),
        Ok(other) => panic!("{other:?}"),
        Err(error) => Err(super::app::verdict(&error)),
    }
}

#[test]
fn s26_only_bearer_in_any_case() {
    for kind in ["bearer", "Bearer", "BEARER", "bEaReR", "b%65arer"] {
        let session = answered(&mut App::new(), &format!("&access_token=A&token_type={kind}")).unwrap();
        assert_eq!(session.token.reveal(), "A");
    }
    for kind in ["mac", "", "bearer+", "bearer%20", "+bearer", "bearer,mac", "bearers", "beare", "DPoP", "null"] {
        let refused = answered(&mut App::new(), &format!("&access_token=A&token_type={kind}"));
        assert_eq!(refused.unwrap_err(), invalid(Reason::UnsupportedTokenType), "{kind:?}");
    }
    let refused = answered(&mut App::new(), "&access_token=A");
    assert_eq!(refused.unwrap_err(), invalid(Reason::UnsupportedTokenType));
}

#[test]
fn s24_s25_a_token_is_b64token_characters() {
    for (written, token) in
        [("ilX", "ilX"), ("aZ09-._~%2B/", "aZ09-._~+/"), ("a=", "a="), ("a%3D%3D", "a=="), ("0", "0")]
    {
        let session = answered(&mut App::new(), &format!("&access_token={written}&token_type=bearer")).unwrap();
        assert_eq!(session.token.reveal(), token);
    }
    for written in [
        "",
        "=",
        "%3D",
        "TOK%26state%3DEVIL",
        "a%0D%0AX:1",
        "a%0A",
        "a%00",
        "%00",
        "%E2%98%83",
        "%C3%BC",
        "a+b",
        "a%20",
        "+a",
        "a=b",
        "a,b",
        "a;b",
        "a:b",
        "%22a%22",
        "a*",
        "a!",
        "Bearer%20a",
        "a%25b",
        "%EF%BC%A1",
        "a%7F",
    ] {
        let refused = answered(&mut App::new(), &format!("&access_token={written}&token_type=bearer"));
        assert_eq!(refused.unwrap_err(), invalid(Reason::InvalidToken), "{written:?}");
    }
    assert_eq!(
        answered(&mut App::new(), "&access_token&token_type=bearer").unwrap_err(),
        invalid(Reason::InvalidToken)
    );
}

#[test]
fn a_district_token_never_reaches_a_session() {
    for token in ["0123456789abcdef0123456789abcdef01234567", "0123456789ABCDEF0123456789ABCDEF01234567"] {
        let mut app = App::new();
        let refused = answered(&mut app, &format!("&access_token={token}&token_type=bearer"));
        assert_eq!(refused.unwrap_err(), (Code::TokenRefused, Some(Reason::DistrictToken)));
        assert_eq!(app.token(), None);
    }
    for near in ["0123456789abcdef0123456789abcdef0123456", "0123456789abcdef0123456789abcdef0123456g", &"a".repeat(41)]
    {
        answered(&mut App::new(), &format!("&access_token={near}&token_type=bearer")).unwrap();
    }
}

#[test]
fn s35_a_lifetime_is_digits_or_assumed() {
    const LAST_MS: f64 = 8.64e15;
    for (written, lifetime_secs) in [
        ("1", Some(1.0)),
        ("3600", Some(3600.0)),
        ("0003600", Some(3600.0)),
        ("2592000", Some(2_592_000.0)),
        ("1000000000", Some(1e9)),
        ("-1", None),
        ("+1", None),
        ("%2B1", None),
        ("1.5", None),
        ("1e3", None),
        ("0x10", None),
        ("9e20", None),
        ("NaN", None),
        ("Infinity", None),
        ("", None),
        ("1%20", None),
        ("%D9%A1", None),
        ("1,000", None),
    ] {
        let mut app = App::new();
        let session = answered(&mut app, &format!("&access_token=A&token_type=bearer&expires_in={written}")).unwrap();
        let lifetime_ms = session.expires_at - session.signed_in_at;
        assert_eq!(lifetime_ms, lifetime_secs.unwrap_or(86_400.0) * 1000.0, "{written:?}");
        assert_eq!(session.expiry_is_assumed, lifetime_secs.is_none(), "{written:?}");
        assert_eq!(session.signed_in_at, app.tab.wall_ms);
    }
    for endless in ["9999999999999999", "99999999999999999999999999", &"9".repeat(1000)] {
        let session =
            answered(&mut App::new(), &format!("&access_token=A&token_type=bearer&expires_in={endless}")).unwrap();
        assert_eq!(session.expires_at, LAST_MS, "saturates at the last moment that a Date knows");
        assert!(!session.expiry_is_assumed);
    }
    for none in ["0", "00", "000000000000000000000000000000"] {
        let refused = answered(&mut App::new(), &format!("&access_token=A&token_type=bearer&expires_in={none}"));
        assert_eq!(refused.unwrap_err(), invalid(Reason::InvalidToken), "{none}");
    }
    let mut app = App::with(&[("assumedTokenLifetimeSecs", Number(60.0))]);
    let session = answered(&mut app, "&access_token=A&token_type=bearer").unwrap();
    assert_eq!((session.expires_at - session.signed_in_at, session.expiry_is_assumed), (60_000.0, true));
}

#[test]
fn scopes_come_from_the_fragment() {
    for (written, scopes) in [
        ("read%3Auser_id%20read%3Astudents", &["read:user_id", "read:students"][..]),
        ("read:user_id+read:sis", &["read:user_id", "read:sis"]),
        ("one", &["one"]),
        ("+one++two+", &["one", "two"]),
        ("", &[]),
        ("ok+b%C3%A4d+%22quoted%22+back%5Cslash+%0A", &["ok"]),
    ] {
        let session = answered(&mut App::new(), &format!("&access_token=A&token_type=bearer&scope={written}")).unwrap();
        assert_eq!(session.scopes().as_deref().unwrap(), scopes, "{written}");
    }
    let session = answered(&mut App::new(), "&access_token=A&token_type=bearer").unwrap();
    assert_eq!(session.scopes(), None);
}

#[test]
fn clevers_refusal_is_told_with_what_the_app_kept() {
    for part in ["#", "?"] {
        let mut app = App::new();
        let given = [("returnTo", text("/classes")), ("appState", text("{\"a\":[1,null]}"))];
        let begun = app.begin_with(clever_wasm::signin::Flow::Redirect, &given).unwrap();
        let tail = format!("{part}error=access_denied&error_description=No%20thanks&state={}", begun.state);
        let error = app.error(&tail);
        assert_eq!(super::app::verdict(&error), (Code::OauthError, None));
        assert_eq!(error.oauth_error.as_deref(), Some("access_denied"));
        assert_eq!(error.oauth_error_description.as_deref(), Some("No thanks"));
        assert_eq!(error.return_to.as_deref(), Some("/classes"));
        assert_eq!(error.app_state.as_deref(), Some("{\"a\":[1,null]}"));
        assert!(!app.holds(&begun.state), "the login is spent");
        assert_eq!(app.refusal(&tail), (Code::StateUnknown, Some(Reason::AlreadyUsed)));
    }
}

#[test]
fn unknown_errors_pass_through() {
    for error in ["unauthorized-user", "invalid_scope", "temporarily_unavailable", "x"] {
        let mut app = App::new();
        let state = app.begin();
        assert_eq!(app.error(&format!("?error={error}&state={state}")).oauth_error.as_deref(), Some(error));
    }
}

#[test]
fn s33_clevers_words_cannot_steer_what_shows_them() {
    let mut app = App::new();
    let state = app.begin();
    let description = format!("%1B%5B31m%E2%80%AE%00%0D%0A%3Cimg%20onerror%3D1%3E%E2%81%A6{}", "x".repeat(10_000));
    let error =
        app.error(&format!("#error={}%1B%E2%80%8F&error_description={description}&state={state}", "e".repeat(500)));
    let shown = error.oauth_error_description.clone().unwrap();
    assert_eq!(shown.chars().count(), 500);
    assert!(shown.starts_with("[31m<img onerror=1>xxx"), "{shown}");
    assert_eq!(error.oauth_error.as_deref(), Some("e".repeat(100).as_str()));
    assert!(error.to_string().chars().count() < 200);
    assert!(!error.to_json().contains("<img"), "escaped wherever it is pasted");
    for text in [error.to_string(), shown] {
        assert!(
            !text.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        );
    }
}

#[test]
fn s34_an_error_uri_goes_nowhere() {
    let mut app = App::new();
    let state = app.begin();
    let error = app.error(&format!("#error=x&error_uri=javascript:alert(1)&state={state}"));
    assert!(!format!("{error:?} {error} {}", error.to_json()).contains("javascript"));
}

#[test]
fn the_answers_other_tokens_are_ignored() {
    let mut app = App::new();
    let state = app.begin();
    let tail = good_but(&format!("id_token=canaryid&refresh_token=canaryrefresh&state={state}"));
    let redirected = app.sign_in(&tail);
    assert_eq!(redirected.session.token.reveal(), TOKEN);
    let json = redirected.session.to_json();
    assert!(!json.contains("canaryid") && !json.contains("canaryrefresh"));
}
