//! Links of a page, paths of the escape hatch and ids: a token is sent below the API, or nowhere.
//!
//! First byte: which API. Then the text of a link, or of a path, or of an id: each is tried as all three.

use crate::client::{check, config};
use crate::word::{kind, word};
use clever_wasm::call::{Call, Effect, Event, Now, Wire};
use clever_wasm::config::Config;
use clever_wasm::decode::{Report, validate};
use clever_wasm::endpoints::{self, Endpoint};
use clever_wasm::list::{Step, Trail, following};
use url::Url;

/// Pieces of addresses.
pub const DICTIONARY: &[&str] = &[
    "https://api.clever.com",
    "http://localhost:8080/clever",
    "/v3.1/users",
    "/v3.1/",
    "/v3.0/sections/5f/users",
    "?limit=3",
    "&starting_after=5f0a",
    "?ending_before=5f",
    "&cursor=+/9==",
    "@evil",
    "//evil",
    "\\",
    "/..",
    "/.",
    "%2e",
    "%2E",
    "%2f",
    "%5C",
    ":443",
    ".evil",
    "#",
    "\t",
    "\n",
    " ",
    "?",
    "&",
    ";",
    "javascript:",
    "\u{ff0f}",
    "é",
    "https:",
    "/v2.1/students",
    "oauth/tokens",
    "%00",
    "{",
    "[",
];

const APIS: [&str; 4] =
    ["https://api.clever.com", "http://localhost:8080/clever", "https://proxy.example/a/b/", "http://[::1]:9/"];

/// A browser that is given this address goes below the API, and to nothing but what stands there.
fn below(config: &Config, address: &str, versioned: bool) {
    let url = Url::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    let api = Url::parse(&config.api_url).expect("checked");
    assert_eq!(url.origin(), api.origin(), "{address}");
    assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none(), "{address}");
    let prefix = api.path().trim_end_matches('/');
    let path = url.path().strip_prefix(prefix).unwrap_or_else(|| panic!("{address} leaves {prefix}"));
    assert!(path.starts_with(if versioned { "/v3." } else { "/" }), "{address}");
    // Nothing was resolved or dropped on the way; a parser may only write some characters as their escapes.
    let written = address.split('?').next().unwrap_or_default();
    assert_eq!(url.path().matches('/').count() + 2, written.matches('/').count(), "{address}");
    for segment in url.path_segments().into_iter().flatten() {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        assert!(plain != "." && plain != ".." && !plain.contains("%2f") && !plain.contains("%5c"), "{address}");
    }
}

/// The address that a call is sent to.
fn sent(mut call: Call) -> String {
    let now = Now { wall_ms: 0.0, mono_ms: 0.0, random: 0, redact: "" };
    match call.next(Event::Start, &mut Wire::new(), now) {
        Effect::Send(request) => request.url,
        effect => panic!("{effect:?}"),
    }
}

/// Asserts what must hold for any link, path and id.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let Some((&choice, rest)) = bytes.split_first() else { return 0 };
    let input = String::from_utf8_lossy(rest);
    let config = config(&[("apiUrl", APIS[usize::from(choice) % APIS.len()])]).expect("usable options");
    let users = Endpoint::find("getUsers").expect("an operation");

    let page = serde_json::json!({
        "data": [{"data": {"id": "5f0a"}}],
        "links": [{"rel": "next", "uri": input}, {"rel": "prev", "uri": input}],
    });
    let report: Report = *validate(page.to_string().as_bytes(), Some(users.answer));
    assert_eq!(report.links.len(), 2);
    assert!(report.links.iter().all(|link| link.uri == input));
    let after = following(&config, users, &[&config.api_url, "/v3.1/users"].concat(), &report, Trail::new());
    let mut came = word(0);
    for (step, forward) in [(&after.next, true), (&after.prev, false)] {
        came = word((
            came,
            match step {
                Step::To(address) => {
                    below(&config, address, true);
                    let url = sent(Call::link(&config, users, address, None));
                    assert_eq!(&url, address);
                    // As a browser would understand the link on a page of the API.
                    let api = Url::parse(&config.api_url).expect("checked");
                    let joined = api.join(&input).unwrap_or_else(|error| panic!("{input}: {error}"));
                    assert_eq!(joined.origin(), api.origin(), "{input}");
                    1
                }
                Step::Untrusted(error) => {
                    check(error, &[]);
                    assert_eq!(error.code.name(), "untrusted_link");
                    assert_eq!(error.cursor.is_some(), forward);
                    2
                }
                _ => 3,
            },
        ));
    }

    match Call::request(&config, "GET", &input, None, None) {
        Ok(call) => {
            below(&config, &sent(call), false);
            came = word((came, 1));
        }
        Err(error) => {
            check(&error, &[]);
            came = word((came, kind(&error)));
        }
    }

    let submission = Endpoint::find("getSubmissionForAssignment").expect("an operation");
    match endpoints::path(submission, &["5f0a", &input, "6e1b"], "v3.1") {
        Ok(path) => {
            let url = Url::parse(&["https://api.clever.com", &path].concat()).expect("an address");
            assert_eq!(url.path(), path, "a browser would mend it");
            let segments: Vec<&str> = url.path_segments().expect("segments").collect();
            assert_eq!(segments.len(), 7, "{path}");
            let whole = segments[4].replace('+', "%2B");
            let decoded = url::form_urlencoded::parse(whole.as_bytes()).next().map(|(name, _)| name.into_owned());
            assert_eq!(decoded.as_deref(), Some(&*input), "{path}");
            word((came, 4))
        }
        Err(error) => {
            check(&error, &[]);
            let hostile = input.is_empty() || input == "." || input == ".." || input.contains(['/', '\\']);
            assert!(hostile || input.chars().any(|c| c.is_ascii_control()), "{input:?} is refused");
            word((came, 5))
        }
    }
}
