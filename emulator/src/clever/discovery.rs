//! `/.well-known/openid-configuration`.

use serde_json::json;

use crate::{emulator::Emulator, response::Response};

impl Emulator {
    pub(super) fn discovery(&self) -> Response {
        let (clever, api) = (&self.options.origins.clever, &self.options.origins.api);
        Response::json(
            200,
            &json!({
                "issuer": clever,
                "authorization_endpoint": format!("{clever}/oauth/authorize"),
                "token_endpoint": format!("{clever}/oauth/tokens"),
                "userinfo_endpoint": format!("{api}/userinfo"),
                "response_types_supported": ["code", "token"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }),
        )
    }
}
