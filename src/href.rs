//! Addresses in the canonical form that every platform's URL parser gives.
//!
//! Parsing what people write is the platform's business (WHATWG `URL`, 0 bytes for us); the rules about an address are
//! ours, and they only ever look at the canonical text.

use crate::prelude::*;
use crate::search::{cut, parts};

/// The platform's URL parser: canonical text of an absolute address, `None` where it is none.
pub type Canonical<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A canonical http(s) address, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Href<'a> {
    /// With `://`.
    scheme: &'a str,
    /// With the port.
    host: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
    credentials: bool,
}

impl<'a> Href<'a> {
    /// Takes canonical text apart; other schemes than http and https are refused.
    #[must_use]
    pub fn parse(canonical: &'a str) -> Option<Self> {
        let (scheme, rest) =
            ["https://", "http://"].iter().find_map(|scheme| Some((*scheme, canonical.strip_prefix(scheme)?)))?;
        let (rest, fragment) = cut(rest, b'#');
        let (rest, query) = cut(rest, b'?');
        let (authority, _) = cut(rest, b'/');
        let path = rest.get(authority.len()..).filter(|path| !path.is_empty()).unwrap_or("/");
        // A second `@` would be percent-encoded there.
        let (credentials, host) = match cut(authority, b'@') {
            (_, Some(host)) => (true, host),
            (host, None) => (false, host),
        };
        (!host.is_empty()).then_some(Href { scheme, host, path, query, fragment, credentials })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        [self.scheme, self.host].concat()
    }

    /// The path, beginning with `/`.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// What stands behind `?`, without it.
    #[must_use]
    pub fn query(&self) -> Option<&'a str> {
        self.query
    }

    /// What stands behind `#`, without it.
    #[must_use]
    pub fn fragment(&self) -> Option<&'a str> {
        self.fragment
    }

    /// Whether it carries a user name or a password.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        self.credentials
    }

    /// The page's address, whatever query and fragment.
    #[must_use]
    pub fn page(&self) -> String {
        [self.scheme, self.host, self.path].concat()
    }

    /// Whether what is sent there cannot be read on the way: https, or http on this very machine.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.scheme == "https://" || is_loopback(self.host)
    }
}

/// localhost, *.localhost, 127.0.0.0/8, [::1]; with or without a port.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix("[::1]") {
        Some(rest) => return rest.is_empty() || rest.starts_with(':'),
        None => cut(host, b':').0,
    };
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    // Canonical IPv4: four decimal numbers. A name such as `127.evil.example` has other parts.
    let mut numbers = parts(name, b'.');
    numbers.next() == Some("127")
        && parts(name, b'.').count() == 4
        && numbers.all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Href;

    #[test]
    fn takes_an_address_apart() {
        let href = Href::parse("https://user:pw@app.example:8443/a/b?x=1?y#z?#w").unwrap();
        assert_eq!(href.origin(), "https://app.example:8443");
        assert_eq!(href.path(), "/a/b");
        assert_eq!(href.query(), Some("x=1?y"));
        assert_eq!(href.fragment(), Some("z?#w"));
        assert!(href.has_credentials());
        assert!(Href::parse("javascript:alert(1)").is_none());
        assert!(Href::parse("ftp://x/").is_none());
        assert!(Href::parse("https:///path").is_none());
    }

    #[test]
    fn only_this_machine_may_be_spoken_to_in_the_clear() {
        for good in [
            "https://a.example/",
            "http://localhost/",
            "http://app.localhost:3000/",
            "http://127.0.0.1:80/",
            "http://127.9.9.9/",
            "http://[::1]:8080/",
            "http://[::1]/",
        ] {
            assert!(Href::parse(good).unwrap().is_confidential(), "{good}");
        }
        for bad in [
            "http://a.example/",
            "http://localhost.evil/",
            "http://127.0.0.1.evil/",
            "http://127.evil.com.example/",
            "http://127.0.0.evil/",
            "http://evil-localhost/",
            "http://[::2]/",
            "http://[::1]evil/",
        ] {
            assert!(!Href::parse(bad).unwrap().is_confidential(), "{bad}");
        }
    }
}
