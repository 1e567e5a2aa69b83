//! Addresses in the canonical form that every platform's URL parser gives.
//!
//! Parsing what people write is the platform's business (WHATWG `URL`, 0 bytes for us); the rules about an address are
//! ours, and they only ever look at the canonical text.

use crate::prelude::*;

/// The platform's URL parser: canonical text of an absolute address, `None` where it is none.
pub type Canonical<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A canonical http(s) address, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Href {
    origin: String,
    path: String,
    query: Option<String>,
    fragment: Option<String>,
    credentials: bool,
}

impl Href {
    /// Takes canonical text apart; other schemes than http and https are refused.
    #[must_use]
    pub fn parse(canonical: &str) -> Option<Self> {
        let (scheme, rest) =
            ["https://", "http://"].iter().find_map(|scheme| Some((*scheme, canonical.strip_prefix(scheme)?)))?;
        let (rest, fragment) = split_off(rest, '#');
        let (rest, query) = split_off(rest, '?');
        let (authority, path) = split_off(rest, '/');
        // A second `@` would be percent-encoded there.
        let (credentials, host) = match split_off(authority, '@') {
            (_, Some(host)) => (true, host),
            (host, None) => (false, host),
        };
        (!host.is_empty()).then(|| Href {
            origin: [scheme, host].concat(),
            path: ["/", path.unwrap_or_default()].concat(),
            query: query.map(str::to_owned),
            fragment: fragment.map(str::to_owned),
            credentials,
        })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path, beginning with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands behind `?`, without it.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// What stands behind `#`, without it.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        self.fragment.as_deref()
    }

    /// Whether it carries a user name or a password.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        self.credentials
    }

    /// Whether it is the same page, whatever query and fragment.
    #[must_use]
    pub fn same_page(&self, other: &Href) -> bool {
        self.origin == other.origin && self.path == other.path
    }

    /// Whether what is sent there cannot be read on the way: https, or http on this very machine.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        // Else it is https.
        self.origin.strip_prefix("http://").is_none_or(is_loopback)
    }
}

/// Splits at the first `mark`, which belongs to neither half.
fn split_off(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    }
}

/// localhost, *.localhost, 127.0.0.0/8, [::1]; with or without a port.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix("[::1]") {
        Some(rest) => return rest.is_empty() || rest.starts_with(':'),
        None => split_off(host, ':').0,
    };
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    // Canonical IPv4: four decimal numbers. A name such as `127.evil.example` has other parts.
    let mut parts = name.split('.');
    parts.next() == Some("127")
        && name.split('.').count() == 4
        && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
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
