//! Options and login options of any text: refused, or sent to the authorize address as they are and nowhere else.
//!
//! Lines: clientId, redirectUri, authorizeUrl, apiUrl, tokenInfoUrl, districtId, then districtId and returnTo of the login.

use crate::client::{CALLBACK, CLIENT, check, config, text};
use crate::random::Random;
use crate::tab::Tab;
use crate::word::{kind, word};
use clever_wasm::signin::{Flow, SignIn, is_return_path};
use std::borrow::Cow;
use url::{Host, Position, Url};

/// Pieces of options.
pub const DICTIONARY: &[&str] = &[
    "\n",
    "https://",
    "http://",
    "localhost",
    "app.localhost:3000",
    "127.0.0.1",
    "127.1",
    "[::1]:8080",
    "0x7f.1",
    "@",
    "user:pw@",
    "#",
    "?",
    "&state=evil",
    "app.example/callback",
    "/oauth/authorize?k=v",
    "..",
    "/%2e%2e/",
    "//",
    "\\",
    "%2f",
    "%5c",
    "\t",
    " ",
    ":443",
    "é",
    "xn--",
    "javascript:",
    "data:",
    ".",
    "4c63c1cf623dce82caac",
    "///",
    "/classes?next=//x#/y",
];

/// An address that may be spoken to: what the `url` crate sees must be what the SDK relies on.
fn sound(address: &str) -> Url {
    let url = Url::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    assert!(url.scheme() == "https" || (url.scheme() == "http" && loopback), "{address}");
    assert!(url.username().is_empty() && url.password().is_none(), "{address}");
    url
}

/// Asserts what must hold for any options.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let input = String::from_utf8_lossy(bytes);
    let mut lines = input.split('\n');
    let mut line = |default: &'static str| lines.next().filter(|line| !line.is_empty()).unwrap_or(default).to_owned();
    let (client, redirect) = (line(CLIENT), line(CALLBACK));
    let (authorize, api, token_info) = (line(""), line(""), line(""));
    let (district, login_district, return_to) = (line(""), line(""), line(""));

    if is_return_path(&return_to) {
        stays(&return_to);
    }
    let given = [
        ("clientId", client.as_str()),
        ("redirectUri", &redirect),
        ("authorizeUrl", &authorize),
        ("apiUrl", &api),
        ("tokenInfoUrl", &token_info),
        ("districtId", &district),
    ];
    let checked = match config(&given) {
        Ok(checked) => checked,
        Err(error) => {
            check(&error, &[]);
            assert!(error.path.is_some(), "{error}");
            return word((1, kind(&error), error.path.clone()));
        }
    };
    assert_eq!((checked.client_id.as_str(), checked.redirect_uri.as_str()), (client.as_str(), redirect.as_str()));
    for address in [&checked.authorize_url, &checked.token_info_url, &checked.api_url] {
        sound(address);
    }
    let page = sound(&redirect);
    for address in [&checked.authorize_url, &checked.api_url, &redirect] {
        assert!(!address.contains('#'), "{address}");
    }
    assert_eq!(checked.redirect, page[..Position::AfterPath]);
    assert!(Url::parse(&checked.api_url).is_ok_and(|url| url.query().is_none()));

    let authorize = Url::parse(&checked.authorize_url).expect("checked");
    let mut tab = Tab::new(1);
    tab.random = Some(Random::new(5));
    let mut signin = SignIn::new(checked);
    let options = [("districtId", login_district.as_str()), ("returnTo", &return_to)];
    let begun = match signin.begin(&mut tab, Flow::Redirect, true, &|name| text(&options, name)) {
        Ok(begun) => begun,
        Err(error) => {
            check(&error, &[]);
            assert_eq!(signin.pending_logins(&tab), 0, "refused, and yet pending");
            return word((2, error.path.clone()));
        }
    };
    let url = Url::parse(&begun.url).expect("an address");
    assert_eq!(url.as_str(), begun.url, "a browser would go elsewhere");
    assert_eq!((url.origin(), url.path()), (authorize.origin(), authorize.path()));
    assert!(url.fragment().is_none());
    let own: Vec<_> = authorize.query_pairs().collect();
    let all: Vec<_> = url.query_pairs().collect();
    assert_eq!(all[..own.len()], own[..], "the query of authorizeUrl is kept");
    let district = Some(login_district.as_str()).filter(|id| !id.is_empty()).unwrap_or(&district);
    let mut sent = vec![
        ("response_type", "token"),
        ("client_id", &client),
        ("redirect_uri", &redirect),
        ("state", begun.state.as_str()),
    ];
    if !district.is_empty() {
        sent.push(("district_id", district));
    }
    let sent: Vec<(Cow<'_, str>, Cow<'_, str>)> =
        sent.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
    assert_eq!(all[own.len()..], sent[..], "{}", begun.url);
    word((3, own.len().min(3), sent.len(), !return_to.is_empty(), page.scheme().len()))
}

/// A path to come back to leads to this site, whoever resolves it, once decoded as well.
fn stays(path: &str) {
    for base in ["https://app.example/", "https://app.example/a/b/c?d#e", "http://localhost:3000/"] {
        let base = Url::parse(base).expect("an address");
        let decoded = percent_decoded(path);
        // Resolved twice, as a router may that takes the path of what the browser made of it.
        let once = base.join(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let again = base.join(once.path()).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        for url in [&once, &again] {
            assert_eq!(url.origin(), base.origin(), "{path:?} leads to {url}");
        }
        if let Ok(url) = base.join(&decoded) {
            assert_eq!(url.origin(), base.origin(), "{path:?}, once decoded, leads to {url}");
        }
    }
}

/// The path decoded once more, as some servers do; its query is left.
fn percent_decoded(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let plain = path.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let decoded: String = url::form_urlencoded::parse(plain.as_bytes()).map(|(name, _)| name.into_owned()).collect();
    decoded + rest
}
