//! What the tests share: a Clever in process and JSON out of it.

use clever_emulator::{Emulator, Options, Origin, Request, Response, TokenKind};
use serde_json::Value;

/// 1 September 2025, a Monday, noon UTC.
pub(crate) const NOW: u64 = 1_756_728_000_000;

pub(crate) struct Clever {
    pub(crate) emulator: Emulator,
    pub(crate) now: u64,
}

impl Clever {
    pub(crate) fn new(options: Options) -> Self {
        Self { emulator: Emulator::new(options), now: NOW }
    }

    pub(crate) fn of(users: u32) -> Self {
        // Walks make more requests a minute than Clever allows.
        Self::new(Options { users, rate_limit_per_minute: u32::MAX, ..Options::default() })
    }

    pub(crate) fn send(&mut self, request: &Request) -> Response {
        self.emulator.handle(request, self.now)
    }

    pub(crate) fn token(&mut self, kind: TokenKind, persona: &str) -> String {
        self.emulator.mint(kind, persona, "", self.now).expect("a persona")
    }

    pub(crate) fn sign_in(&mut self, persona: &str) -> String {
        self.emulator.sign_in(persona, "", self.now).expect("a persona")
    }

    pub(crate) fn get(&mut self, token: &str, target: &str) -> Response {
        self.send(&Request::get(Origin::Api, target).bearer(token))
    }

    /// The JSON of a 200.
    pub(crate) fn json(&mut self, token: &str, target: &str) -> Value {
        let response = self.get(token, target);
        assert_eq!(response.status, 200, "{target}: {}", response.text());
        serde_json::from_slice(&response.body).expect("JSON")
    }

    /// Every record of a list, following `next`.
    pub(crate) fn walk(&mut self, token: &str, target: &str) -> Vec<Value> {
        let (mut found, mut target) = (Vec::new(), target.to_owned());
        loop {
            let page = self.json(token, &target);
            found.extend(rows(&page));
            match link(&page, "next") {
                Some(next) => target = next,
                None => return found,
            }
        }
    }

    pub(crate) fn ids(&mut self, token: &str, target: &str) -> Vec<String> {
        self.walk(token, target).iter().map(id).collect()
    }

    pub(crate) fn control(&mut self, method: &str, path: &str, body: &str) -> Value {
        let request = Request::new(Origin::Clever, method, &format!("/_emulator/{path}")).body(body);
        let response = self.send(&request);
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        serde_json::from_slice(&response.body).expect("JSON")
    }
}

pub(crate) fn rows(page: &Value) -> Vec<Value> {
    page["data"].as_array().expect("a list").iter().map(|row| row["data"].clone()).collect()
}

pub(crate) fn id(record: &Value) -> String {
    record["id"].as_str().expect("an id").to_owned()
}

pub(crate) fn link(page: &Value, rel: &str) -> Option<String> {
    let links = page["links"].as_array()?;
    links.iter().find(|link| link["rel"] == rel).map(|link| link["uri"].as_str().expect("a uri").to_owned())
}

pub(crate) fn location(response: &Response) -> String {
    assert_eq!(response.status, 302, "{}", response.text());
    response.header("location").expect("a location").to_owned()
}
