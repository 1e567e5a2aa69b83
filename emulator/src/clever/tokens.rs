//! What Clever says about tokens: tokeninfo for everyone, exchange and listing for servers.

use serde_json::{Value, json};

use crate::{
    base64,
    client::Client,
    emulator::Emulator,
    form,
    id::{Ids, Kind},
    options::Cors,
    request::Request,
    response::Response,
    time::timestamp,
    token::TokenKind,
};

fn oauth_error(status: u16, error: &str, description: &str) -> Response {
    Response::json(status, &json!({ "error": error, "error_description": description }))
}

impl Emulator {
    /// `GET /oauth/tokeninfo`: whose token it is.
    pub(super) fn token_info(&mut self, request: &Request, now_ms: u64) -> Response {
        let response = if request.method == "OPTIONS" {
            Response::empty(204)
        } else {
            let lifetime = self.options.token_lifetime_secs;
            request.token().into_iter().for_each(|token| self.meet(token));
            let token = request.token().and_then(|token| self.tokens.valid(token, now_ms, lifetime));
            match token {
                Some(token) => {
                    Response::json(200, &json!({ "client_id": token.client_id, "scopes": token.kind.scopes() }))
                }
                None => Response::message(401, "Invalid token"),
            }
        };
        let response = response.with("Vary", "Origin, Accept-Encoding");
        match self.readable_by(request) {
            Some(origin) => response
                .with("Access-Control-Allow-Origin", &origin)
                .with("Access-Control-Allow-Headers", "Content-Type,Authorization,Accept")
                .with("Access-Control-Allow-Methods", "GET"),
            None => response,
        }
    }

    fn readable_by(&self, request: &Request) -> Option<String> {
        let origin = request.header_value("origin")?;
        let allowed = match self.options.tokeninfo_cors {
            Cors::None => false,
            Cors::Registered => self.clients.iter().any(|client| client.has_origin(origin)),
            Cors::Any => return Some("*".to_owned()),
        };
        allowed.then(|| origin.to_owned())
    }

    fn authenticated(&self, request: &Request) -> Option<&Client> {
        let (scheme, coded) = request.header_value("authorization")?.split_once(' ')?;
        let plain = String::from_utf8(base64::decode(coded.trim())?).ok()?;
        let (id, secret) = plain.split_once(':')?;
        let client = self.clients.iter().find(|client| client.client_id == id)?;
        (scheme.eq_ignore_ascii_case("basic") && client.secret() == secret).then_some(client)
    }

    /// `POST /oauth/tokens`: a code for a token. Each code works once.
    pub(super) fn exchange(&mut self, request: &Request, now_ms: u64) -> Response {
        let Some(client_id) = self.authenticated(request).map(|client| client.client_id.clone()) else {
            return oauth_error(401, "invalid_client", "Client authentication failed");
        };
        let body = request.text();
        let pairs = match serde_json::from_str::<Value>(&body) {
            Ok(Value::Object(members)) => {
                members.into_iter().map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned())).collect()
            }
            _ => form::pairs(&body),
        };
        let value = |name: &str| form::value(&pairs, name).unwrap_or_default();
        if value("grant_type") != "authorization_code" {
            return oauth_error(400, "unsupported_grant_type", "grant_type must be authorization_code");
        }
        let fresh = self.codes.remove(value("code")).filter(|code| {
            let age = now_ms.saturating_sub(code.issued_ms);
            age < self.options.code_lifetime_secs.saturating_mul(1_000)
                && code.client_id == client_id
                && code.redirect_uri == value("redirect_uri")
        });
        match fresh {
            Some(code) => {
                let Some(persona) = self.persona(&code.persona).cloned() else {
                    return oauth_error(400, "invalid_grant", "Invalid grant: invalid code");
                };
                let token = self.token(persona.token_kind, &persona, &client_id, now_ms);
                Response::json(200, &json!({ "access_token": token, "token_type": "bearer" }))
            }
            None => oauth_error(400, "invalid_grant", "Invalid grant: invalid code"),
        }
    }

    /// `GET /oauth/tokens?owner_type=district`: a server's district tokens. The district shares its data with every
    /// registered application, so one that has no token yet gets it now.
    pub(super) fn list_tokens(&mut self, request: &Request, now_ms: u64) -> Response {
        let Some(client_id) = self.authenticated(request).map(|client| client.client_id.clone()) else {
            return oauth_error(401, "invalid_client", "Client authentication failed");
        };
        if let Some(persona) = self.personas().last().cloned().filter(|_| !self.tokens.had_district(&client_id)) {
            self.token(TokenKind::District, &persona, &client_id, now_ms);
        }
        let pairs = form::pairs(&request.query);
        let district = self.world.district.id(Kind::District, 0);
        let wanted = form::value(&pairs, "owner_type") == Some("district")
            && form::value(&pairs, "district").is_none_or(|id| id == district);
        let tokens: Vec<Value> = self
            .tokens
            .of_district(&client_id)
            .filter(|_| wanted)
            .enumerate()
            .map(|(nth, (text, token))| {
                json!({
                    "id": self.world.district.id(Kind::District, nth as u32 + 1),
                    "created": timestamp(token.issued_ms.max(Ids::created_ms(0))),
                    "owner": { "type": "district", "id": district },
                    "access_token": text,
                    "scopes": TokenKind::District.scopes(),
                })
            })
            .collect();
        let uri = format!("/oauth/tokens?{}", request.query);
        Response::json(200, &json!({ "data": tokens, "links": [{ "rel": "self", "uri": uri }] }))
    }
}
