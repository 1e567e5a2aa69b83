//! Where a login leads back to. Rule 15.

use super::app::{App, good, key, text};
use super::random::Random;
use clever_wasm::error::Code;
use clever_wasm::signin::{Flow, is_return_path};
use url::Url;

const EVIL: [&str; 27] = [
    "https://evil",
    "//evil",
    "/\\evil",
    "\\\\evil",
    "/%2f/evil",
    "/%2F/evil",
    "/%2fevil",
    "/%5cevil",
    "/%5C%5Cevil",
    "https:evil",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    " https://evil",
    "/\t/evil",
    "/\n/evil",
    "/\r\n/evil",
    "\u{0}//evil",
    "https://app.example@evil",
    "https://app.example.evil",
    "https://app.example/classes",
    "/.//evil",
    "/..//evil",
    "/a/..//evil",
    "/%2e%2e//evil",
    "classes",
];

#[test]
fn s37_only_a_path_of_this_site_at_login() {
    let mut app = App::new();
    for path in EVIL {
        let error = app.begin_with(Flow::Redirect, &[("returnTo", text(path))]).unwrap_err();
        assert_eq!(error.code, Code::InvalidArgument, "{path:?}");
        assert_eq!(error.path.as_deref(), Some("returnTo"));
    }
    let (longest, too_long) = (["/", &"x".repeat(4095)].concat(), ["/", &"x".repeat(4096)].concat());
    for path in ["/a b", "/a\u{a0}b", "/a\u{3000}b", "/?q=a b", "/a\u{7f}", &too_long] {
        let error = app.begin_with(Flow::Redirect, &[("returnTo", text(path))]).unwrap_err();
        assert_eq!(error.code, Code::InvalidArgument, "{path:?}");
    }
    assert_eq!(app.tab.writes, 0);
    for path in [&longest, "/", "/classes", "/a/b/?x=//y#/z", "/ü", "/a//b", "/?next=https://other.example/", "/#//x"]
    {
        let begun = app.begin_with(Flow::Redirect, &[("returnTo", text(path))]).unwrap();
        assert_eq!(app.sign_in(&good(&begun.state)).return_to.as_deref(), Some(path));
    }
}

#[test]
fn s38_checked_again_when_the_record_was_edited() {
    for path in EVIL {
        let mut app = App::new();
        let begun = app.begin_with(Flow::Redirect, &[("returnTo", text("/MARK"))]).unwrap();
        let record = app.tab.stored()[&key(&begun.state)].clone();
        let quoted = serde_json::to_string(path).unwrap();
        app.tab.tamper(&key(&begun.state), &record.replace("\"/MARK\"", &quoted));
        assert_eq!(app.sign_in(&good(&begun.state)).return_to.as_deref(), Some("/"), "{path:?}");
    }
}

#[test]
fn s38_an_error_carries_no_edited_path_either() {
    let mut app = App::new();
    let begun = app.begin_with(Flow::Redirect, &[("returnTo", text("/MARK"))]).unwrap();
    let record = app.tab.stored()[&key(&begun.state)].clone();
    app.tab.tamper(&key(&begun.state), &record.replace("/MARK", "//evil"));
    let error = app.error(&format!("#error=access_denied&state={}", begun.state));
    assert_eq!(error.return_to.as_deref(), Some("/"));
}

#[test]
fn whatever_is_accepted_stays_on_the_site_however_it_is_resolved() {
    let pieces = [
        "/",
        "/",
        "//",
        "\\",
        ".",
        "..",
        "%2e",
        "%2E.",
        "%2f",
        "%2F",
        "%5c",
        "%09",
        "%00",
        "%0a",
        "\t",
        "\n",
        " ",
        "@",
        ":",
        "evil.example",
        "a",
        "?",
        "#",
        ";",
        "%",
        "%25",
        "%252f",
        "\u{3000}",
        "\u{2028}",
        "\u{feff}",
        "\u{ff0f}",
        "https:",
    ];
    let page = Url::parse("https://app.example/deep/callback").unwrap();
    let mut random = Random::new(15);
    let mut accepted = 0;
    for _ in 0..200_000 {
        let path: String = (0..1 + random.below(7)).map(|_| random.pick(&pieces)).collect();
        if !is_return_path(&path) {
            continue;
        }
        accepted += 1;
        let resolved = page.join(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert_eq!(resolved.origin(), page.origin(), "{path:?} → {resolved}");
        // A router takes the resolved path alone and resolves it again; `//host` would then be another site.
        let again = page.join(resolved.path()).unwrap();
        assert_eq!(again.origin(), page.origin(), "{path:?} → {} → {again}", resolved.path());
        assert!(!resolved.path().starts_with("//"), "{path:?} → {resolved}");
    }
    assert!(accepted > 4000, "{accepted}");
}
