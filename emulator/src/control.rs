//! `/_emulator/*` on the Clever origin: for tests, on loopback only, in JSON, readable from anywhere.

mod records;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use crate::{
    client::{Client, Unregistrable},
    emulator::Emulator,
    fault::Fault,
    form,
    options::Options,
    persona::Persona,
    request::Request,
    response::Response,
    token::TokenKind,
    world::merge,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    /// Milliseconds ahead of the real time.
    offset_ms: i64,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Whose {
    persona: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minting {
    persona: String,
    kind: Option<TokenKind>,
    #[serde(default)]
    client_id: String,
}

fn done() -> Response {
    Response::json(200, &json!({ "ok": true }))
}

fn read<T: DeserializeOwned>(request: &Request) -> Result<T, Response> {
    let body = if request.body.is_empty() { b"{}".as_slice() } else { request.body.as_slice() };
    serde_json::from_slice(body).map_err(|error| Response::message(400, &error.to_string()))
}

/// One or several.
fn read_several<T: DeserializeOwned>(request: &Request) -> Result<Vec<T>, Response> {
    let list = match read(request)? {
        Value::Array(list) => list,
        one => vec![one],
    };
    let read = list.into_iter().map(serde_json::from_value).collect::<Result<_, _>>();
    read.map_err(|error| Response::message(400, &error.to_string()))
}

impl Emulator {
    pub(crate) fn control(&mut self, request: &Request, now_ms: u64) -> Response {
        let path = request.path.trim_start_matches("/_emulator/");
        let answer = match (request.method.as_str(), path) {
            ("OPTIONS", _) => Ok(Response::empty(204)),
            (_, "logout") => Ok(self.clever_logout(request)),
            ("GET", "journal") => Ok(self.show_journal(request)),
            ("GET", "options") => Ok(Response::json(200, &json!(self.options))),
            ("GET", "faults") => Ok(Response::json(200, &json!({ "faults": self.faults.waiting() }))),
            ("POST", "reset") => {
                self.reset();
                Ok(done())
            }
            ("POST", "faults") => read_several::<Fault>(request).map(|faults| {
                faults.into_iter().for_each(|fault| self.fault(fault));
                done()
            }),
            ("DELETE", "faults") => {
                self.faults.clear();
                Ok(done())
            }
            ("POST", "clock") => read::<Clock>(request).map(|clock| {
                self.clock_offset_ms = clock.offset_ms;
                done()
            }),
            ("POST", "clients") => read_several(request).and_then(|clients| self.register_several(clients)),
            ("POST", "options") => self.patch_options(request),
            ("POST", "tokens/revoke") => read::<Whose>(request)
                .map(|whose| Response::json(200, &json!({ "revoked": self.revoke(whose.persona.as_deref()) }))),
            ("POST", "token") => self.mint_here(request, now_ms),
            ("GET", "configuration") => Ok(self.configuration()),
            ("GET", "clients") => Ok(self.show_clients()),
            ("GET", "personas") => Ok(self.show_personas()),
            ("GET", "state") => Ok(Response::new(200, "application/json; charset=utf-8", self.save().into_bytes())),
            ("POST", "state") => {
                self.restore(&request.text()).map(|()| done()).map_err(|error| Response::message(400, &error))
            }
            ("GET", path) if path.starts_with("records/") => {
                self.show_records(path.trim_start_matches("records/"), request)
            }
            ("POST", "records") => {
                read_several::<crate::api::Write>(request).and_then(|writes| self.write_records(writes, now_ms))
            }
            _ => Ok(Response::message(404, "The emulator has no such control endpoint.")),
        };
        let response = answer.unwrap_or_else(|refusal| refusal);
        response
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Headers", "*")
            .with("Access-Control-Allow-Methods", "GET,POST,DELETE")
            .with("Cache-Control", "no-store")
    }

    fn show_personas(&self) -> Response {
        let shown = |persona: &Persona| {
            let user = self.world.district.id(crate::id::Kind::User, persona.user);
            json!({
                "key": persona.key, "label": persona.label, "description": persona.description, "role": persona.role,
                "token_kind": persona.token_kind, "user_id": user,
            })
        };
        Response::json(200, &json!({ "personas": self.personas().iter().map(shown).collect::<Vec<_>>() }))
    }

    fn show_journal(&self, request: &Request) -> Response {
        let pairs = form::pairs(&request.query);
        let since = form::value(&pairs, "since").and_then(|text| text.parse().ok()).unwrap_or(0);
        let entries: Vec<Value> = self.journal.since(since).map(|entry| json!(entry)).collect();
        Response::json(200, &json!({ "entries": entries }))
    }

    /// Who is registered, with the secrets that servers exchange codes with: here they protect nothing.
    fn show_clients(&self) -> Response {
        let clients: Vec<Value> =
            self.clients.iter().map(|client| json!({ "client": client, "secret": client.secret() })).collect();
        Response::json(200, &json!({ "clients": clients }))
    }

    /// All of them, or none.
    fn register_several(&mut self, clients: Vec<Client>) -> Result<Response, Response> {
        let refused = |refusal: Unregistrable| Response::message(400, &refusal.to_string());
        clients.iter().try_for_each(Client::check).map_err(refused)?;
        clients.into_iter().try_for_each(|client| self.register(client)).map_err(refused)?;
        Ok(done())
    }

    /// Members that are given replace the options' own; the rest stay.
    fn patch_options(&mut self, request: &Request) -> Result<Response, Response> {
        let changes: Map<String, Value> = read(request)?;
        let Value::Object(mut merged) = json!(self.options) else { return Ok(done()) };
        merge(&mut merged, &changes);
        let options: Options = serde_json::from_value(Value::Object(merged))
            .map_err(|error| Response::message(400, &error.to_string()))?;
        options.check().map_err(|error| Response::message(400, &error))?;
        self.set_options(options);
        Ok(done())
    }

    fn mint_here(&mut self, request: &Request, now_ms: u64) -> Result<Response, Response> {
        let minting: Minting = read(request)?;
        let unknown = || Response::message(400, "There is no such persona.");
        let persona = self.persona(&minting.persona).cloned().ok_or_else(unknown)?;
        let kind = minting.kind.unwrap_or(persona.token_kind);
        let token = self.token(kind, &persona, &minting.client_id, now_ms);
        Ok(Response::json(200, &json!({ "access_token": token, "kind": kind })))
    }
}
