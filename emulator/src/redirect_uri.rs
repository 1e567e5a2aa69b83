//! Where Clever sends people back to, and which addresses it registers for that.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

/// An address that no application can register as a redirect URI (RFC 6749 section 3.1.2; http on loopback only).
/// Displayed it names the address and says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnregistrableUri {
    /// As it was given.
    pub uri: String,
    /// What is wrong with it.
    pub flaw: UriFlaw,
}

/// What is wrong with a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UriFlaw {
    /// A path alone, or a host without a scheme, or nothing.
    Relative,
    /// A scheme that is neither https nor http.
    Scheme,
    /// http to another machine.
    Cleartext,
    /// A host or a port that there cannot be.
    Host,
    /// A user name or a password.
    Credentials,
    /// A fragment, even an empty one.
    Fragment,
    /// White space, a control character or a backslash.
    Spelling,
}

impl UriFlaw {
    /// The flaw, and what to do about it.
    fn sentence(self) -> &'static str {
        match self {
            Self::Relative => "is not absolute: give all of it, such as http://localhost:5173/callback",
            Self::Scheme => "is neither https nor http: Clever sends browsers to https, or to http on this machine",
            Self::Cleartext => "is http to another machine: take https, or localhost, 127.0.0.1 or [::1] as the host",
            Self::Host => "has no host or port that there can be: give it as in http://localhost:5173/callback",
            Self::Credentials => "has a user name or password: leave out the @ and what stands before it",
            Self::Fragment => "has a fragment: leave out the # and what follows, Clever's answer comes there",
            Self::Spelling => "has white space, a control character or a backslash: percent-encode it",
        }
    }
}

impl fmt::Display for UnregistrableUri {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the redirect URI {:?} {}", self.uri, self.flaw.sentence())
    }
}

impl std::error::Error for UnregistrableUri {}

/// Whether Clever would register it.
pub(crate) fn check(uri: &str) -> Result<(), UnregistrableUri> {
    match flaw(uri) {
        Some(flaw) => Err(UnregistrableUri { uri: uri.to_owned(), flaw }),
        None => Ok(()),
    }
}

fn flaw(uri: &str) -> Option<UriFlaw> {
    if uri.contains(|one: char| one.is_whitespace() || one.is_control() || one == '\\') {
        return Some(UriFlaw::Spelling);
    }
    if uri.contains('#') {
        return Some(UriFlaw::Fragment);
    }
    let Some((scheme, rest)) = uri.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) else {
        return Some(UriFlaw::Relative);
    };
    let is_http = scheme.eq_ignore_ascii_case("http");
    if !is_http && !scheme.eq_ignore_ascii_case("https") {
        return Some(UriFlaw::Scheme);
    }
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some(UriFlaw::Credentials);
    }
    match Host::of(authority) {
        None => Some(UriFlaw::Host),
        Some(host) if is_http && !host.is_loopback() => Some(UriFlaw::Cleartext),
        Some(_) => None,
    }
}

/// RFC 3986 section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one))
}

/// The host of an authority without user information (RFC 3986 section 3.2.2).
enum Host<'a> {
    V6(Ipv6Addr),
    V4(Ipv4Addr),
    Name(&'a str),
}

impl<'a> Host<'a> {
    fn of(authority: &'a str) -> Option<Self> {
        let (host, port) = match authority.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']')?;
                (Self::V6(address.parse().ok()?), port)
            }
            None => {
                let end = authority.find(':').unwrap_or(authority.len());
                let (name, port) = authority.split_at_checked(end)?;
                (Self::named(name)?, port)
            }
        };
        is_port(port).then_some(host)
    }

    /// What ends in a number is an IPv4 address, or nothing.
    fn named(name: &'a str) -> Option<Self> {
        let is_host = |one: char| !one.is_ascii() || one.is_ascii_alphanumeric() || "-._".contains(one);
        if name.starts_with('.') || name.contains("..") || name.is_empty() || !name.chars().all(is_host) {
            return None;
        }
        match name.rsplit('.').next() {
            Some(last) if last.starts_with(|one: char| one.is_ascii_digit()) => name.parse().ok().map(Self::V4),
            _ => Some(Self::Name(name)),
        }
    }

    fn is_loopback(&self) -> bool {
        match self {
            Self::V6(address) => *address == Ipv6Addr::LOCALHOST,
            Self::V4(address) => address.is_loopback(),
            Self::Name(name) => {
                let name = name.to_ascii_lowercase();
                name == "localhost" || name.ends_with(".localhost")
            }
        }
    }
}

/// Nothing, or a colon and a number that a port can be.
fn is_port(text: &str) -> bool {
    match text.strip_prefix(':') {
        Some(port) => port.is_empty() || port.bytes().all(|one| one.is_ascii_digit()) && port.parse::<u16>().is_ok(),
        None => text.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::{UriFlaw, check, flaw};

    #[test]
    fn what_clever_registers() {
        for uri in [
            "https://app.example",
            "https://app.example/callback?x=1",
            "HTTPS://App.Example:8443/%20",
            "https://192.0.2.7/",
            "https://münchen.example/é",
            "https://app.example?to=http://other.example/@",
            "http://localhost:5173/callback",
            "http://LOCALHOST/",
            "http://app.localhost:1",
            "http://127.0.0.1:65535/",
            "http://127.9.9.9/",
            "http://[::1]:3000/",
        ] {
            assert_eq!(flaw(uri), None, "{uri}");
        }
    }

    #[test]
    fn what_it_does_not() {
        for (flaws, uris) in [
            (
                UriFlaw::Relative,
                &[
                    "",
                    "/callback",
                    "//app.example/",
                    "nowhere",
                    "localhost:5173/callback",
                    "https:app.example",
                    "/a?b=http://localhost/",
                    "1http://localhost/",
                    "javascript:alert(1)",
                ][..],
            ),
            (
                UriFlaw::Scheme,
                &["ftp://localhost/", "com.example.app://callback", "file:///etc", "httpss://a.example/"],
            ),
            (
                UriFlaw::Cleartext,
                &[
                    "http://app.example/",
                    "http://localhost.example/",
                    "http://notlocalhost/",
                    "http://128.0.0.1/",
                    "http://0.0.0.0/",
                    "http://[::2]/",
                    "http://[::]/",
                ],
            ),
            (
                UriFlaw::Host,
                &[
                    "https://",
                    "https:///path",
                    "https://?a",
                    "https://:443/",
                    "https://app.example:65536/",
                    "https://app.example:+1/",
                    "https://app.example:x/",
                    "https://a:1:2/",
                    "https://a..b/",
                    "https://.example/",
                    "https://300.1.1.1/",
                    "https://[::1/",
                    "https://[::1]x/",
                    "https://[app.example]/",
                    "https://a%40b/",
                    "https://<b>/",
                ],
            ),
            (UriFlaw::Credentials, &["https://a@app.example/", "https://a:b@app.example/", "https://@app.example/"]),
            (UriFlaw::Fragment, &["https://app.example/#", "https://app.example/#/callback", "#", "https://a#@b/"]),
            (
                UriFlaw::Spelling,
                &[
                    " https://app.example/",
                    "https://app.example/a b",
                    "https://a\tb/",
                    "https:\\\\a\\",
                    "https://a/\u{a0}",
                ],
            ),
        ] {
            for uri in uris {
                assert_eq!(flaw(uri), Some(flaws), "{uri}");
            }
        }
    }

    #[test]
    fn the_refusal_names_the_address_and_what_to_do() {
        let refusal = check("https://app.example/#\n\"x").map_err(|refusal| refusal.to_string());
        assert_eq!(
            refusal,
            Err("the redirect URI \"https://app.example/#\\n\\\"x\" has white space, a control character or a \
                 backslash: percent-encode it"
                .to_owned())
        );
        assert!(check("https://app.example/#").is_err_and(|refusal| refusal.to_string().contains("leave out the #")));
    }
}
