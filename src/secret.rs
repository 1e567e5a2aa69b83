//! The bearer token, kept from being shown.

use crate::prelude::*;
use crate::search::without_end;

/// An access token: no `Display`, a redacted `Debug`, and its bytes are overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    /// Takes a token that consists of RFC 6750 `b64token` characters.
    ///
    /// Source: RFC 6750 section 2.1.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let body = without_end(text, b'=');
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/');
        (!body.is_empty() && body.bytes().all(fits)).then(|| AccessToken(text.to_owned()))
    }

    /// Whether it has the form of a district's token (40 hexadecimal digits), which no browser may hold.
    #[must_use]
    pub fn is_district_token(&self) -> bool {
        self.0.len() == 40 && self.0.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// The token itself, for the Authorization header and the store that was asked for.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Debug for AccessToken {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("AccessToken([redacted])")
    }
}

impl Drop for AccessToken {
    fn drop(&mut self) {
        let mut bytes = core::mem::take(&mut self.0).into_bytes();
        bytes.fill(0);
        // Best effort: keeps the fill from being optimised away without `unsafe`.
        core::hint::black_box(&bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::AccessToken;

    #[test]
    fn only_bearer_characters_make_a_token() {
        for good in ["ilX", "a-._~+/==", "0"] {
            assert!(AccessToken::new(good).is_some(), "{good}");
        }
        for bad in ["", "=", "a b", "a\r\nX: 1", "a\0", "☃", "a=b", "a&state=b"] {
            assert!(AccessToken::new(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        let token = AccessToken::new("ilSecret").map(|token| format!("{token:?}"));
        assert_eq!(token.as_deref(), Some("AccessToken([redacted])"));
    }
}
