//! The WebAssembly boundary of `clever-wasm/emulator`.
//!
//! Nothing is decided here. A request crosses as JSON and its body as bytes, the answer likewise. Each emulator has an
//! instance of the module to itself, so that there is nothing to free.

#![allow(unreachable_pub, reason = "what is exported to JavaScript has to be public, though no Rust code can reach it")]

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Delivery, Emulator, Options, Origin, Request};

/// One emulator, and the body of its last answer until it is taken.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Clever {
    emulator: Emulator,
    body: Vec<u8>,
}

/// A request without its body.
#[derive(Deserialize)]
struct Head {
    origin: Origin,
    method: String,
    /// Path and query.
    target: String,
    headers: Vec<(String, String)>,
}

/// An answer without its body.
#[derive(Serialize)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    delivery: Delivery,
}

#[wasm_bindgen]
impl Clever {
    /// With the default options; [`Clever::open`] comes next.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { emulator: Emulator::new(Options::default()), body: Vec::new() }
    }

    /// Begins with these options. Returns what is wrong with them, if anything is.
    pub fn open(&mut self, options: &str) -> Option<String> {
        match serde_json::from_str::<Options>(options) {
            Ok(options) => match options.check() {
                Ok(()) => {
                    self.emulator = Emulator::new(options);
                    None
                }
                Err(sentence) => Some(sentence),
            },
            Err(error) => Some(error.to_string()),
        }
    }

    /// Answers a request; the body is then taken with [`Clever::body`]. Returns nothing where `head` cannot be read.
    pub fn handle(&mut self, head: &str, body: &[u8], now_ms: f64) -> Option<String> {
        let head: Head = serde_json::from_str(head).ok()?;
        let request = Request {
            headers: head.headers,
            body: body.to_vec(),
            ..Request::new(head.origin, &head.method, &head.target)
        };
        let response = self.emulator.handle(&request, now_ms as u64);
        self.body = response.body;
        let answer = Answer { status: response.status, headers: response.headers, delivery: response.delivery };
        serde_json::to_string(&answer).ok()
    }

    /// The body of the last answer.
    pub fn body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.body)
    }

    /// What cannot be worked out from the options again.
    pub fn save(&self) -> String {
        self.emulator.save()
    }

    /// Goes on from what was saved. Returns what is wrong with it, if anything is.
    pub fn restore(&mut self, text: &str) -> Option<String> {
        self.emulator.restore(text).err()
    }
}

impl Default for Clever {
    fn default() -> Self {
        Self::new()
    }
}
