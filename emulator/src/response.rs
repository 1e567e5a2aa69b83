//! What the emulator answers, and how a transport is to deliver it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One HTTP response, with what a transport must do to it on the way.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// In the order they are sent.
    pub headers: Vec<(String, String)>,
    /// The whole body, before [`Delivery::truncate_at`].
    pub body: Vec<u8>,
    /// Faults that only a transport can perform.
    pub delivery: Delivery,
}

/// Faults of the way: all off by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Wait this long before the headers. Milliseconds.
    pub delay_ms: u64,
    /// Send the body slowly.
    pub drip: Option<Drip>,
    /// Send this many bytes of the body, then break the connection.
    pub truncate_at: Option<usize>,
    /// Break the connection without an answer.
    pub drop_connection: bool,
}

/// A slow body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drip {
    /// Bytes a piece, at least 1.
    pub chunk: usize,
    /// Milliseconds before each piece.
    pub every_ms: u64,
}

impl Response {
    pub(crate) fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self { status, headers, body, delivery: Delivery::default() }
    }

    pub(crate) fn json(status: u16, value: &Value) -> Self {
        let mut body = Vec::new();
        write_json(value, &mut body);
        Self::new(status, "application/json; charset=utf-8", body)
    }

    pub(crate) fn message(status: u16, message: &str) -> Self {
        Self::json(status, &serde_json::json!({ "message": message }))
    }

    pub(crate) fn html(status: u16, body: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", body.into_bytes())
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delivery: Delivery::default() }
    }

    pub(crate) fn redirect(location: &str) -> Self {
        Self::empty(302).with("Location", location)
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
    }

    /// The first value of a header, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Writes JSON as Clever does: `&`, `<` and `>` as `\u0026`, `\u003c` and `\u003e`, seen in every link.
pub(crate) fn write_json(value: &Value, out: &mut Vec<u8>) {
    for byte in value.to_string().bytes() {
        match byte {
            b'&' => out.extend_from_slice(b"\\u0026"),
            b'<' => out.extend_from_slice(b"\\u003c"),
            b'>' => out.extend_from_slice(b"\\u003e"),
            _ => out.push(byte),
        }
    }
}
