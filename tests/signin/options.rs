//! Every option of `createClever()` that reaches the core: good, and each way of being bad.

use super::app::{Given, configure, text};
use clever_wasm::config::Value::{self, Absent, Flag, Number, Object, Other};
use clever_wasm::config::{PortalLaunch, SessionStore, VerifyAudience};
use clever_wasm::error::Code;

#[test]
fn defaults_are_those_of_the_contract() {
    let config = configure(&[]).unwrap();
    assert_eq!(config.api_version, "v3.1");
    assert_eq!(config.district_id, None);
    assert_eq!(config.authorize_url, "https://clever.com/oauth/authorize");
    assert_eq!(config.token_info_url, "https://clever.com/oauth/tokeninfo");
    assert_eq!(config.api_url, "https://api.clever.com");
    assert_eq!(config.session_store, SessionStore::Memory);
    assert_eq!(config.portal_launch, PortalLaunch::Restart);
    assert_eq!(config.verify_audience, VerifyAudience::Warn);
    assert_eq!(config.login_max_age_ms, 1_800_000.0);
    assert_eq!(config.assumed_token_lifetime_ms, 86_400_000.0);
    assert_eq!(config.timeout_ms, 30_000.0);
    assert_eq!((config.attempts, config.max_delay_ms), (4, 60_000.0));
    assert!(!config.strict_validation);
}

#[test]
fn every_option_is_taken_as_given() {
    let config = configure(&[
        ("clientId", text("my-app")),
        ("redirectUri", text("HTTP://LocalHost:3000/a%2fb?x=1")),
        ("apiVersion", text("v3.0")),
        ("districtId", text("54ca9ea3d1cb9d0100000002")),
        ("authorizeUrl", text("http://127.0.0.1:4000/authorize?skin=dark")),
        ("apiUrl", text("https://PROXY.example:443/clever/")),
        ("sessionStore", text("session")),
        ("portalLaunch", text("reject")),
        ("verifyAudience", text("strict")),
        ("loginMaxAgeSecs", Number(60.0)),
        ("assumedTokenLifetimeSecs", Number(7200.0)),
        ("timeoutMs", Number(0.0)),
        ("retry", Object),
        ("retry.attempts", Number(2.0)),
        ("retry.maxDelayMs", Number(1500.0)),
        ("validation", text("strict")),
    ])
    .unwrap();
    assert_eq!(config.client_id, "my-app");
    assert_eq!(config.redirect_uri, "HTTP://LocalHost:3000/a%2fb?x=1", "byte for byte");
    assert_eq!(config.redirect, "http://localhost:3000/a%2fb");
    assert_eq!(config.api_version, "v3.0");
    assert_eq!(config.district_id.as_deref(), Some("54ca9ea3d1cb9d0100000002"));
    assert_eq!(config.authorize_url, "http://127.0.0.1:4000/authorize?skin=dark");
    assert_eq!(config.token_info_url, "http://127.0.0.1:4000/oauth/tokeninfo", "follows the authorize origin");
    assert_eq!(config.api_url, "https://proxy.example/clever");
    assert_eq!(config.session_store, SessionStore::Session);
    assert_eq!(config.portal_launch, PortalLaunch::Reject);
    assert_eq!(config.verify_audience, VerifyAudience::Strict);
    assert_eq!(config.login_max_age_ms, 60_000.0);
    assert_eq!(config.assumed_token_lifetime_ms, 7_200_000.0);
    assert_eq!(config.timeout_ms, 0.0);
    assert_eq!((config.attempts, config.max_delay_ms), (2, 1500.0));
    assert!(config.strict_validation);
}

#[test]
fn other_good_values() {
    let good: &[(&str, &[Value])] = &[
        (
            "redirectUri",
            &[
                text("https://app.example"),
                text("https://app.example/"),
                text("https://app.example:8443/cb/"),
                text("http://localhost/cb"),
                text("http://app.localhost:5173/cb"),
                text("http://127.8.9.10/cb"),
                text("http://[::1]:8080/cb"),
                text("https://schüle.example/zurück"),
            ],
        ),
        ("apiVersion", &[Absent, text("v3.1")]),
        ("tokenInfoUrl", &[Absent, text("https://proxy.example/tokeninfo")]),
        ("apiUrl", &[text("https://api.clever.com/"), text("http://[::1]:1/x/y")]),
        ("sessionStore", &[text("memory")]),
        ("portalLaunch", &[text("restart")]),
        ("verifyAudience", &[text("off"), text("warn")]),
        ("loginMaxAgeSecs", &[Number(1.0), Number(31_536_000.0)]),
        ("assumedTokenLifetimeSecs", &[Number(1.0), Number(0.5 + 1.0)]),
        ("timeoutMs", &[Number(1.0), Number(86_400_000.0)]),
        ("retry", &[Absent, Flag(false), Object]),
        ("validation", &[text("report")]),
    ];
    for (name, values) in good {
        for value in *values {
            let read = configure(&[(name, value.clone())]);
            assert!(read.is_ok(), "{name} {value:?}: {read:?}");
        }
    }
    assert_eq!(configure(&[("retry", Flag(false))]).unwrap().attempts, 1);
    assert_eq!(configure(&[("retry", Object)]).unwrap().attempts, 4);
    let prefixed = configure(&[("tokenInfoUrl", text("https://proxy.example/t?x"))]).unwrap();
    assert_eq!(prefixed.token_info_url, "https://proxy.example/t?x");
}

/// Values that no text option takes.
const NO_TEXT: [Value; 3] = [Number(1.0), Flag(true), Other];
/// Addresses that are none, for every option that is one.
const NO_ADDRESS: [&str; 20] = [
    "",
    "/callback",
    "callback",
    "//app.example/callback",
    "app.example/callback",
    "https:app.example",
    "https:/app.example",
    "https://",
    "https://app .example/",
    " https://app.example/",
    "https://app.example/\t",
    "https://app.example/\n",
    "https:\\\\app.example\\",
    "https://app.example\\@evil.example/",
    "https://app.example:99999/",
    "https://[::1/",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///callback",
    "ftp://app.example/",
];

fn refused(given: Given<'_>, path: &str) {
    let error = configure(given).map(|_| ()).expect_err(&format!("{given:?} must be refused"));
    assert_eq!(error.code, Code::InvalidConfig, "{given:?}");
    assert_eq!(error.path.as_deref(), Some(path), "{given:?}");
    assert!(error.sentence.starts_with(&[path, " "].concat()), "{given:?}: {}", error.sentence);
    assert!(error.to_string().starts_with(&["invalid_config: ", path, " "].concat()), "{error}");
}

#[test]
fn each_bad_address_names_its_option() {
    for name in ["redirectUri", "authorizeUrl", "tokenInfoUrl", "apiUrl"] {
        for value in NO_TEXT.iter().cloned().chain(NO_ADDRESS.iter().map(|address| text(address))) {
            refused(&[(name, value)], name);
        }
    }
}

#[test]
fn s39_s51_no_address_in_the_clear_with_credentials_or_with_a_fragment() {
    for name in ["redirectUri", "authorizeUrl", "tokenInfoUrl", "apiUrl"] {
        for address in [
            "http://app.example/",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "http://127.evil/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://[::2]/",
            "https://user@app.example/",
            "https://user:pw@app.example/",
            "https://:pw@app.example/",
            "http://localhost@evil.example/",
        ] {
            refused(&[(name, text(address))], name);
        }
    }
    for (name, address) in [
        ("redirectUri", "https://app.example/callback#"),
        ("redirectUri", "https://app.example/#/callback"),
        ("authorizeUrl", "https://clever.com/oauth/authorize#"),
        ("authorizeUrl", "https://clever.com/#/authorize"),
        ("apiUrl", "https://api.clever.com/?x=1"),
        ("apiUrl", "https://api.clever.com/?"),
        ("apiUrl", "https://api.clever.com/#x"),
    ] {
        refused(&[(name, text(address))], name);
    }
}

#[test]
fn each_bad_word_names_its_option() {
    refused(&[("clientId", Absent)], "clientId");
    refused(&[("redirectUri", Absent)], "redirectUri");
    for name in ["clientId", "districtId"] {
        let long = "x".repeat(513);
        let words = ["", " ", "a b", "a\tb", "a\nb", "a\0b", "\u{a0}", "a\u{7f}", &long];
        for value in NO_TEXT.iter().cloned().chain(words.map(text)) {
            refused(&[(name, value)], name);
        }
    }
}

#[test]
fn each_bad_choice_names_its_option() {
    for (name, near) in [
        ("apiVersion", &["v2.1", "3.1", "V3.1", "v3.1 ", "v3.2"][..]),
        ("sessionStore", &["local", "Session", "localStorage"]),
        ("portalLaunch", &["accept", "off", "Restart"]),
        ("verifyAudience", &["on", "true", "none"]),
        ("validation", &["off", "none", "Strict"]),
    ] {
        for value in NO_TEXT.iter().cloned().chain(near.iter().map(|word| text(word))).chain([text("")]) {
            refused(&[(name, value)], name);
        }
    }
}

#[test]
fn each_bad_number_names_its_option() {
    let never = [text("60"), text(""), Flag(true), Flag(false), Other, Number(f64::NAN), Number(f64::INFINITY)];
    for (name, beyond) in [
        ("loginMaxAgeSecs", &[0.0, 0.5, -1.0, 31_536_001.0][..]),
        ("assumedTokenLifetimeSecs", &[0.0, -1.0, 31_536_001.0, 1e300]),
        ("timeoutMs", &[-1.0, -f64::MIN_POSITIVE, 86_400_001.0]),
    ] {
        for value in never.iter().cloned().chain(beyond.iter().copied().map(Number)) {
            refused(&[(name, value)], name);
        }
    }
    for value in [text("no"), Number(3.0), Flag(true), Other] {
        refused(&[("retry", value)], "retry");
    }
    for (name, beyond) in
        [("retry.attempts", &[0.0, -1.0, 2.5, 101.0][..]), ("retry.maxDelayMs", &[-1.0, 86_400_001.0])]
    {
        for value in never.iter().cloned().chain(beyond.iter().copied().map(Number)) {
            refused(&[("retry", Object), (name, value)], name);
        }
    }
}

#[test]
fn a_client_secret_is_refused_and_never_repeated() {
    for name in ["clientSecret", "client_secret"] {
        for value in [text("canary-secret"), Number(1.0), Other] {
            refused(&[(name, value)], name);
        }
        let error = configure(&[(name, text("canary-secret"))]).unwrap_err();
        assert!(!format!("{error:?} {error} {}", error.to_json()).contains("canary"));
    }
}
