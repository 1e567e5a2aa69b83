//! One call under way, as the driver's `flight.js` performs it; waits are counted and not waited for.

use super::app::{App, CleverError, Result};
use super::clever::Fetched;
use super::object::nothing;
use super::told;
use js_sys::{Array, Uint8Array, WebAssembly};
use serde_json::Value;
use wasm_bindgen::JsCast;

const START: f64 = 0.0;
const END: f64 = 1.0;
const FAULT: f64 = 2.0;
const WOKE: f64 = 4.0;

/// What a call did.
#[derive(Debug)]
pub(super) struct Played {
    /// Requests as the machine asked for them.
    pub(super) sent: Vec<Value>,
    /// Milliseconds and code of each wait.
    pub(super) waits: Vec<(f64, String)>,
    /// What the machine says of the answer, and the body as text.
    pub(super) end: Result<(Value, String)>,
}

impl Played {
    pub(super) fn error(self) -> CleverError {
        match self.end {
            Ok((done, _)) => panic!("an answer: {done}"),
            Err(error) => error,
        }
    }

    /// The report and the body.
    pub(super) fn answer(self) -> (Value, Value) {
        let (done, text) = self.end.unwrap();
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() };
        (done, body)
    }
}

/// The text that lies in the module's memory, which is this test's own.
fn memory(place: &str) -> String {
    let numbers: Vec<u32> = place.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let bytes = Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), numbers[0], numbers[1]).to_vec();
    String::from_utf8_lossy(&bytes).into_owned()
}

impl App {
    /// The number of an operation, its path parameters and its kind, from the outline.
    pub(super) fn outlined(&self, name: &str) -> (f64, usize, char) {
        let rows = self.outline();
        let place = rows.iter().position(|row| row.0 == name).unwrap_or_else(|| panic!("no operation {name}"));
        (place as f64, rows[place].1, rows[place].2)
    }

    /// Every operation: name, number of path parameters, kind.
    pub(super) fn outline(&self) -> Vec<(String, usize, char)> {
        let outline = self.ask("outline", 0, 0.0, &[], &nothing()).unwrap().unwrap();
        let row = |row: &str| {
            let (name, rest) = row.split_at(row.len() - 2);
            let mut rest = rest.chars();
            (name.to_owned(), rest.next().unwrap().to_digit(10).unwrap() as usize, rest.next().unwrap())
        };
        outline.split(' ').map(row).collect()
    }

    /// Plays a call of an operation. `arguments`: its path parameters.
    pub(super) fn play(&mut self, name: &str, arguments: &[&str], query: Option<&str>, body: Option<&str>) -> Played {
        let (number, ..) = self.outlined(name);
        let texts: Vec<_> = [query, body, None].into_iter().chain(arguments.iter().copied().map(Some)).collect();
        self.launch("operation", number, &texts)
    }

    /// The number of records that a list has.
    pub(super) fn count(&mut self, name: &str, query: Option<&str>) -> Played {
        let (number, ..) = self.outlined(name);
        self.launch("operation", number, &[query, None, Some("count")])
    }

    /// A call of any path.
    pub(super) fn request(&mut self, method: &str, path: &str, query: Option<&str>, body: Option<&str>) -> Played {
        self.launch("any", 0.0, &[Some(method), Some(path), query, body])
    }

    /// Makes a call and performs it to its end.
    pub(super) fn launch(&mut self, maker: &str, number: f64, texts: &[Option<&str>]) -> Played {
        let mut played = Played { sent: Vec::new(), waits: Vec::new(), end: Ok((Value::Null, String::new())) };
        let call = match self.ask(maker, self.client, number, texts, &nothing()) {
            Ok(call) => call.unwrap().parse().unwrap(),
            Err(error) => return Played { end: Err(error), ..played },
        };
        match self.perform(call, &mut played) {
            Ok(done) => {
                let place = self.ask("body", call, 0.0, &[], &nothing()).unwrap().unwrap();
                played.end = Ok((done, memory(&place)));
                self.ask("forget", call, 0.0, &[], &nothing()).unwrap();
            }
            Err(error) => {
                played.end = Err(error);
                self.ask("forget", call, 0.0, &[], &nothing()).unwrap();
            }
        }
        assert_eq!(self.step(call, START).unwrap(), Value::Null, "it is still known");
        played
    }

    /// Bytes for a call.
    pub(super) fn chunk(&self, number: u32, bytes: &[u8]) -> Result<Option<String>> {
        self.exported("chunk", &Array::of2(&number.into(), &Uint8Array::from(bytes).into()))
    }

    fn step(&self, call: u32, event: f64) -> Result<Value> {
        self.told(self.ask("step", call, event, &[], &nothing())?)
    }

    fn told(&self, effect: Option<String>) -> Result<Value> {
        Ok(effect.map_or(Value::Null, |text| {
            for token in &self.clever.tokens {
                assert!(!text.contains(token.as_str()), "a token is in {text}");
            }
            told::effect(serde_json::from_str(&text).unwrap())
        }))
    }

    fn perform(&mut self, call: u32, played: &mut Played) -> Result<Value> {
        let session = self.session();
        let Some(token) = session["token"].as_str().map(str::to_owned) else {
            return Err(self.ask("failure", 0, 0.0, &[Some("not_signed_in"), None], &nothing()).unwrap_err());
        };
        let mut effect = self.step(call, START)?;
        loop {
            if effect["send"].is_object() {
                let request = effect["send"].take();
                effect = self.attempt(call, &request, &token)?;
                played.sent.push(request);
            } else if let Some(ms) = effect["wait"].as_f64() {
                played.waits.push((ms, effect["code"].as_str().unwrap().to_owned()));
                effect = self.step(call, WOKE)?;
            } else if effect["fail"].is_object() {
                return Err(CleverError(effect["fail"].take()));
            } else {
                assert!(effect["done"].is_object(), "{effect}");
                return Ok(effect["done"].take());
            }
        }
    }

    fn attempt(&mut self, call: u32, request: &Value, token: &str) -> Result<Value> {
        let text = |name: &str| request[name].as_str();
        let fetched = self.clever.fetch(text("method").unwrap(), text("url").unwrap(), token, text("body"));
        let (status, opaque, response) = match fetched {
            Fetched::Lost => return self.step(call, FAULT),
            Fetched::Redirect => (0, Some("opaque"), None),
            Fetched::Came(response) => (response.status, None, Some(response)),
        };
        let header = |name: &str| response.as_ref().and_then(|response| response.header(name));
        let headers = ["content-type", "retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"].map(header);
        let texts: Vec<_> = [opaque].into_iter().chain(headers).collect();
        let mut effect = self.told(self.ask("head", call, f64::from(status), &texts, &nothing())?)?;
        let (bytes, is_whole) = match &response {
            Some(response) => match response.delivery.truncate_at {
                Some(end) => (&response.body[..end], false),
                None => (&response.body[..], true),
            },
            None => (&[][..], true),
        };
        let mut pieces = bytes.chunks(self.piece);
        while effect.is_null() {
            effect = match pieces.next() {
                Some(piece) => self.told(self.chunk(call, piece)?)?,
                None => self.step(call, if is_whole { END } else { FAULT })?,
            };
        }
        Ok(effect)
    }
}
