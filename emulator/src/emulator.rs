//! The emulator itself: state, and the one door to it.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    api::{Assignments, Feed},
    clever::{Code, Session},
    client::{Client, Unregistrable},
    definitions::Definitions,
    fault::{Fault, Faults},
    journal::{Entry, Journal},
    options::Options,
    persona::{PERSONAS, Persona, cast},
    request::{Origin, Request},
    response::Response,
    token::{Seal, TokenKind, Tokens},
    world::World,
};

/// Clever, in process.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) options: Options,
    initial: Options,
    pub(crate) definitions: Arc<Definitions>,
    pub(crate) world: World,
    pub(crate) clients: Vec<Client>,
    pub(crate) personas: Vec<Persona>,
    /// Counts resets: what was given out before one is unknown after it.
    pub(crate) epoch: u64,
    pub(crate) tokens: Tokens,
    pub(crate) codes: BTreeMap<String, Code>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) draws: u64,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    pub(crate) clock_offset_ms: i64,
    pub(crate) feed: Feed,
    pub(crate) assignments: Assignments,
}

impl Emulator {
    /// A Clever with one district, nobody signed in. [`Options::personas`] that cannot be and redirect URIs that Clever
    /// would not register are left out: [`Options::check`] tells which.
    pub fn new(options: Options) -> Self {
        let world = World::new(&options);
        Self {
            initial: options.clone(),
            definitions: Arc::new(Definitions::new()),
            clients: Client::registered(&options),
            personas: cast(&options.personas, &world.district).unwrap_or_else(|_| PERSONAS.to_vec()),
            world,
            epoch: 0,
            tokens: Tokens::default(),
            codes: BTreeMap::new(),
            sessions: BTreeMap::new(),
            draws: 0,
            journal: Journal::default(),
            faults: Faults::default(),
            clock_offset_ms: 0,
            feed: Feed::default(),
            assignments: Assignments::default(),
            options,
        }
    }

    /// Answers a request. `now_ms`: Unix milliseconds.
    pub fn handle(&mut self, request: &Request, now_ms: u64) -> Response {
        self.handle_with(request, now_ms, |_| {
            Response::html(404, "<!DOCTYPE html><title>Not found</title><p>Not found.".to_owned())
        })
    }

    /// The same, with the app origin's pages, of which the core knows `/emulator.json` only.
    pub fn handle_with(&mut self, request: &Request, now_ms: u64, page: impl FnOnce(&Request) -> Response) -> Response {
        let now_ms = now_ms.saturating_add_signed(self.clock_offset_ms);
        if request.origin == Origin::Clever && request.path.starts_with("/_emulator/") {
            return self.control(request, now_ms);
        }
        let effects = self.faults.meet(request);
        let instead = effects.iter().find_map(|effect| effect.answer());
        // Express, whose error pages Clever's are, answers HEAD as GET; whoever delivers it leaves out the body.
        let got = (request.method == "HEAD").then(|| Request { method: "GET".to_owned(), ..request.clone() });
        let asked = got.as_ref().unwrap_or(request);
        let mut response = match request.origin {
            Origin::Api => self.api(asked, now_ms, instead),
            Origin::Clever => instead.unwrap_or_else(|| self.clever(asked, now_ms)),
            Origin::App if request.path == "/emulator.json" => instead.unwrap_or_else(|| self.configuration()),
            Origin::App => instead.unwrap_or_else(|| page(request)),
        };
        for effect in &effects {
            effect.apply(&mut response, self.options.seed);
        }
        let status = if response.delivery.drop_connection { 0 } else { response.status };
        self.journal.add(request, status, now_ms, &self.tokens);
        response
    }

    /// A token as a sign-in of the persona would give it; `client_id` "" means the first client.
    /// `None` for a persona that does not exist.
    pub fn sign_in(&mut self, persona: &str, client_id: &str, now_ms: u64) -> Option<String> {
        let persona = self.persona(persona)?.clone();
        Some(self.token(persona.token_kind, &persona, client_id, now_ms.saturating_add_signed(self.clock_offset_ms)))
    }

    /// A token of any kind for a persona.
    pub fn mint(&mut self, kind: TokenKind, persona: &str, client_id: &str, now_ms: u64) -> Option<String> {
        let persona = self.persona(persona)?.clone();
        Some(self.token(kind, &persona, client_id, now_ms.saturating_add_signed(self.clock_offset_ms)))
    }

    /// Puts a fault into the queue.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.add(fault);
    }

    /// What was asked so far, oldest first.
    pub fn journal(&self) -> Vec<Entry> {
        self.journal.since(0).cloned().collect()
    }

    /// Registers an application, or replaces the one of the same id.
    ///
    /// # Errors
    /// What Clever would not register; then nothing changes.
    pub fn register(&mut self, client: Client) -> Result<(), Unregistrable> {
        client.check()?;
        match self.clients.iter_mut().find(|known| known.client_id == client.client_id) {
            Some(known) => *known = client,
            None => self.clients.push(client),
        }
        Ok(())
    }

    /// Makes a persona's tokens, or all, answer 401; says how many.
    pub fn revoke(&mut self, persona: Option<&str>) -> usize {
        self.tokens.revoke(persona)
    }

    /// How it behaves now.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Behaves otherwise from now on. Another seed or size makes another district and loses
    /// what was written; other clients or origins lose those that were registered since.
    pub fn set_options(&mut self, options: Options) {
        let same_district = options.seed == self.options.seed
            && options.users == self.options.users
            && options.personas == self.options.personas;
        let same_clients = options.clients == self.options.clients && options.origins == self.options.origins;
        self.options = options;
        if !same_clients {
            self.clients = Client::registered(&self.options);
        }
        if !same_district {
            self.world = World::new(&self.options);
            self.personas = cast(&self.options.personas, &self.world.district).unwrap_or_else(|_| PERSONAS.to_vec());
            self.feed = Feed::default();
            self.assignments = Assignments::default();
        }
    }

    /// As it was made; tokens of before are unknown.
    pub fn reset(&mut self) {
        *self = Self { epoch: self.epoch + 1, ..Self::new(self.initial.clone()) };
    }

    /// Everyone one can sign in as, in the order of the login page.
    pub fn personas(&self) -> &[Persona] {
        &self.personas
    }

    pub(crate) fn persona(&self, key: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.key == key)
    }

    pub(crate) fn token(&mut self, kind: TokenKind, persona: &Persona, client_id: &str, now_ms: u64) -> String {
        let first = self.clients.first().map_or("", |client| client.client_id.as_str());
        let client_id = if client_id.is_empty() { first.to_owned() } else { client_id.to_owned() };
        let place = self.personas.iter().position(|one| one.key == persona.key).unwrap_or(usize::MAX);
        let client = self.clients.iter().position(|client| client.client_id == client_id).unwrap_or(usize::MAX);
        self.tokens.mint(self.seal(), (kind, persona, place), (&client_id, client), now_ms)
    }

    /// Takes in a token that another process of this seed gave out.
    pub(crate) fn meet(&mut self, text: &str) {
        if self.tokens.is_known(text) {
            return;
        }
        let Some(claims) = self.seal().open(text) else { return };
        let (persona, client) = (self.personas.get(claims.persona), self.clients.get(claims.client));
        if let (Some(persona), Some(client)) = (persona, client) {
            self.tokens.meet(text, claims, persona, &client.client_id);
        }
    }

    fn seal(&self) -> Seal {
        Seal::new(self.options.seed, self.epoch)
    }

    /// What a static page needs to know to configure itself.
    pub(crate) fn configuration(&self) -> Response {
        let origins = &self.options.origins;
        let client = self.clients.first();
        let personas: Vec<serde_json::Value> = self
            .personas
            .iter()
            .map(|persona| {
                serde_json::json!({
                    "key": persona.key, "label": persona.label, "description": persona.description,
                    "tokenKind": persona.token_kind,
                })
            })
            .collect();
        let clever = &origins.clever;
        let client_id = client.map_or("", |client| client.client_id.as_str());
        let district = self.world.district.id(crate::id::Kind::District, 0);
        Response::json(
            200,
            &serde_json::json!({
                "clientId": client_id,
                "redirectUri": client.map_or("", Client::primary),
                "authorizeUrl": format!("{clever}/oauth/authorize"),
                "tokenInfoUrl": format!("{clever}/oauth/tokeninfo"),
                "apiUrl": origins.api,
                "portalUrl": format!("{clever}/in/{}", crate::clever::SHORTNAME),
                "instantLoginUrl": format!("{clever}/oauth/instant-login?client_id={client_id}&district_id={district}"),
                "districtId": district,
                "personas": personas,
            }),
        )
    }
}
