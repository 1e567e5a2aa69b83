//! Small answers: error bodies and tokeninfo.

use super::reader::{pick, string, strings};
use crate::prelude::*;

/// Whose token it is, as tokeninfo tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenInfo {
    /// The application that the token was issued to.
    pub client_id: String,
    /// What the token may read; none where Clever does not say.
    pub scopes: Option<Vec<String>>,
}

/// What Clever says about a failure, as it stands there: the `message` of its API, else the `error_description` or
/// `error` of OAuth. `None` where the body is no JSON object or says nothing.
#[must_use]
pub fn error_message(body: &[u8]) -> Option<String> {
    let said: [Option<&str>; 3] = pick(core::str::from_utf8(body).ok()?, "message error_description error")?;
    said.into_iter().find_map(|raw| string(raw?).filter(|said| !said.is_empty()))
}

/// Reads the answer of tokeninfo; `None` when it does not name a client.
#[must_use]
pub fn token_info(body: &[u8]) -> Option<TokenInfo> {
    let [client_id, scopes] = pick(core::str::from_utf8(body).ok()?, "client_id scopes")?;
    Some(TokenInfo { client_id: string(client_id?)?, scopes: scopes.and_then(strings) })
}

#[cfg(test)]
mod tests {
    use super::{error_message, token_info};

    #[test]
    fn the_most_telling_message_is_taken() {
        for (body, said) in [
            (r#"{"message":"Could not authorize token"}"#, Some("Could not authorize token")),
            (r#"{"error_description":"expired \u0026 gone","error":"invalid_grant"}"#, Some("expired & gone")),
            (r#"{"error":"invalid_client","message":""}"#, Some("invalid_client")),
            (r#"{"message":7,"error":null}"#, None),
            (r#"{"message":"a""#, None),
            ("Invalid character ' ' in string escape code", None),
            ("<pre>Cannot GET /v3.0/resources</pre>", None),
            ("", None),
        ] {
            assert_eq!(error_message(body.as_bytes()).as_deref(), said, "{body}");
        }
        assert_eq!(error_message(b"{\"message\":\"\xff\"}"), None);
    }

    #[test]
    fn tokeninfo_names_the_client() {
        let info = token_info(br#"{"client_id":"4c63c1cf623dce82caac","scopes":["read:user_id","read:sis"]}"#);
        let info = info.map(|info| (info.client_id, info.scopes));
        let scopes = vec!["read:user_id".to_owned(), "read:sis".to_owned()];
        assert_eq!(info, Some(("4c63c1cf623dce82caac".to_owned(), Some(scopes))));
        assert_eq!(token_info(br#"{"client_id":"c","scopes":"all"}"#).map(|info| info.scopes), Some(None));
        for body in [&b"{}"[..], b"{\"client_id\":7}", b"[]", b"<html>", b"", b"\xff"] {
            assert_eq!(token_info(body), None);
        }
    }
}
