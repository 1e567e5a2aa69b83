//! What the emulator is asked.

use serde::{Deserialize, Serialize};

/// Which of the three origins a request goes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Origin {
    /// `https://clever.com`: authorize, portal, Instant Login, tokeninfo, tokens, discovery.
    Clever,
    /// `https://api.clever.com`: identity and data.
    Api,
    /// The application's own pages.
    App,
}

/// One HTTP request, without its transport.
#[derive(Clone, Debug)]
pub struct Request {
    /// The origin it is sent to.
    pub origin: Origin,
    /// In capitals.
    pub method: String,
    /// Still percent-encoded, without the query.
    pub path: String,
    /// Still percent-encoded, without `?`.
    pub query: String,
    /// Names in any case.
    pub headers: Vec<(String, String)>,
    /// As sent.
    pub body: Vec<u8>,
}

impl Request {
    /// A request of a method to a path, which may carry a query.
    pub fn new(origin: Origin, method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            origin,
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A GET.
    pub fn get(origin: Origin, target: &str) -> Self {
        Self::new(origin, "GET", target)
    }

    /// A POST with a body.
    pub fn post(origin: Origin, target: &str, body: &str) -> Self {
        Self::new(origin, "POST", target).body(body)
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with a bearer token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self
    }

    pub(crate) fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The bearer token, if the request has one.
    pub(crate) fn token(&self) -> Option<&str> {
        let value = self.header_value("authorization")?;
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.header_value("cookie")?.split(';');
        cookies.filter_map(|part| part.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
