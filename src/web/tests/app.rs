//! An app with a client: asks the exported `Core` through the glue, texts and numbers as the driver sends them.

use super::clever::{Clever, Fetched};
use super::object::{member, nothing, object, reparsed, set};
use super::{page, told};
use crate::web::Core;
use clever_emulator::{Client, Options};
use js_sys::{Array, Function, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen(module = "/src/web/tab.js")]
extern "C" {
    fn hold(options: &JsValue);
}

/// Where an answer was found.
pub(super) const PAGE: f64 = 0.0;
/// The same in a frame of another site.
pub(super) const FRAMED: f64 = 1.0;
/// Handed over by the app.
pub(super) const GIVEN: f64 = 2.0;
/// Handed over where there is no page.
pub(super) const NO_PAGE: f64 = 3.0;
/// Relayed by a popup.
pub(super) const OPENER: f64 = 4.0;

/// How a login is begun: here and for good, here or somewhere, in a popup.
pub(super) const HERE: f64 = 0.0;
pub(super) const ANYWHERE: f64 = 1.0;
pub(super) const POPUP: f64 = 2.0;

/// What the driver throws.
#[derive(Debug)]
pub(super) struct CleverError(pub(super) Value);

impl CleverError {
    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }

    pub(super) fn code(&self) -> &str {
        self.text("code")
    }

    pub(super) fn path(&self) -> &str {
        self.text("path")
    }

    pub(super) fn message(&self) -> &str {
        self.text("message")
    }

    pub(super) fn hint(&self) -> &str {
        self.text("hint")
    }

    /// Code and reason at one glance; an empty reason is none.
    pub(super) fn verdict(&self) -> (&str, &str) {
        (self.code(), self.text("reason"))
    }
}

pub(super) type Result<T> = std::result::Result<T, CleverError>;

#[derive(Debug)]
pub(super) struct App {
    core: JsValue,
    names: Vec<String>,
    pub(super) client: u32,
    pub(super) clever: Clever,
    /// How many bytes come at once.
    #[cfg(feature = "api")]
    pub(super) piece: usize,
}

impl App {
    /// In a tab without history: a client with a session store of memory.
    pub(super) fn new() -> App {
        App::with([])
    }

    /// The same with further options.
    pub(super) fn with<'a>(given: impl IntoIterator<Item = (&'a str, JsValue)>) -> App {
        App::at(Options { users: 60, ..Options::default() }, given)
    }

    /// The same at a Clever that behaves so.
    pub(super) fn at<'a>(options: Options, given: impl IntoIterator<Item = (&'a str, JsValue)>) -> App {
        page::clear();
        let mut app = App::bare(Clever::new(options));
        app.client = app.open(&app.options(given)).unwrap();
        app
    }

    /// Without a client.
    pub(super) fn bare(clever: Clever) -> App {
        let core = JsValue::from(Core::new());
        let names: Function = member(&member(&core, "constructor"), "names").unchecked_into();
        let names = names.call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap();
        App {
            core,
            names: names.split(' ').map(str::to_owned).collect(),
            client: 0,
            clever,
            #[cfg(feature = "api")]
            piece: 16_384,
        }
    }

    /// The same page once more: the module starts afresh, storage stays.
    pub(super) fn reload<'a>(self, given: impl IntoIterator<Item = (&'a str, JsValue)>) -> App {
        let mut app = App::bare(self.clever);
        app.client = app.open(&app.options(given)).unwrap();
        app
    }

    /// Options that lead to this Clever.
    pub(super) fn options<'a>(&self, given: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
        let options = object([
            ("clientId", Client::DEFAULT_ID.into()),
            ("redirectUri", callback().into()),
            ("authorizeUrl", self.clever.authorize_url().into()),
            ("apiUrl", self.clever.api_url().into()),
        ]);
        for (name, value) in given {
            set(&options, name, value);
        }
        options
    }

    pub(super) fn open(&self, options: &JsValue) -> Result<u32> {
        Ok(self.ask("open", 0, 0.0, &[], options)?.unwrap().parse().unwrap())
    }

    /// One operation of the boundary, as `ask` of the driver.
    pub(super) fn ask(
        &self,
        name: &str,
        id: u32,
        number: f64,
        texts: &[Option<&str>],
        options: &JsValue,
    ) -> Result<Option<String>> {
        let operation = self.names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no {name}"));
        // NUL separates, U+0001 is nothing; an own NUL comes as another control character.
        let part = |text: &Option<&str>| text.map_or_else(|| "\u{1}".to_owned(), |text| text.replace('\0', "\u{2}"));
        let text = texts.iter().map(part).collect::<Vec<_>>().join("\0");
        hold(options);
        let given = Array::new();
        for value in [(operation as u32).into(), id.into(), number.into(), text.into()] {
            given.push(&value);
        }
        self.exported("decide", &given)
    }

    /// One of the functions that the module exports.
    pub(super) fn exported(&self, name: &str, given: &Array) -> Result<Option<String>> {
        let method: Function = member(&self.core, name).unchecked_into();
        let answer = Reflect::apply(&method, &self.core, given).unwrap_or_else(|_| panic!("{name} trapped"));
        assert!(answer.is_undefined() || answer.is_string(), "{name}");
        let Some(text) = answer.as_string() else { return Ok(None) };
        let Some(thrown) = text.strip_prefix('!') else { return Ok(Some(text)) };
        for token in &self.clever.tokens {
            assert!(!thrown.contains(token.as_str()), "a token is in {thrown}");
        }
        Err(CleverError(serde_json::from_str(&reparsed(thrown)).unwrap()))
    }

    /// The same of this client, in JSON.
    pub(super) fn decide(&self, name: &str, number: f64, texts: &[Option<&str>]) -> Result<Value> {
        let answer = self.ask(name, self.client, number, texts, &nothing())?;
        let told = answer.map_or(Value::Null, |text| serde_json::from_str(&reparsed(&text)).unwrap());
        Ok(told::signin(name, told))
    }

    /// Begins a login; gives its address and state.
    pub(super) fn begin<'a>(
        &self,
        how: f64,
        options: impl IntoIterator<Item = (&'a str, JsValue)>,
    ) -> Result<(String, String)> {
        let begun = self.ask("begin", self.client, how, &[], &object(options))?.unwrap();
        Ok(serde_json::from_str(&begun).unwrap())
    }

    /// Looks whether the page is the callback; gives what was found.
    pub(super) fn capture(&self) -> Result<Value> {
        self.decide("capture", 0.0, &[])
    }

    /// What an answer leads to, tokeninfo included.
    pub(super) fn settle(&mut self, address: &str, place: f64) -> Result<Value> {
        let outcome = self.decide("redeem", place, &[Some(address)])?;
        let Some(ticket) = outcome["ticket"].as_f64() else { return Ok(opened(outcome)) };
        self.verify(ticket, outcome["token"].as_str().unwrap())
    }

    /// Asks tokeninfo whose token it is, and judges what it says.
    pub(super) fn verify(&mut self, ticket: f64, token: &str) -> Result<Value> {
        let described = self.decide("describe", 0.0, &[])?;
        let body = match self.clever.fetch("GET", described["tokenInfoUrl"].as_str().unwrap(), token, None) {
            Fetched::Came(response) if response.status == 200 => Some(response.text()),
            _ => None,
        };
        self.decide("verified", ticket, &[body.as_deref()]).map(opened)
    }

    /// Signed in as that persona, by an address that the app hands over.
    pub(super) fn sign_in(&mut self, persona: &str) -> Value {
        let (url, _) = self.begin(ANYWHERE, []).unwrap();
        let back = self.clever.sign_in(&url, persona);
        let outcome = self.settle(&back, GIVEN).unwrap();
        assert!(outcome["session"].is_object(), "{outcome}");
        outcome
    }

    pub(super) fn session(&self) -> Value {
        self.decide("session", 0.0, &[]).unwrap()
    }
}

/// What an answer led to, the session's record no longer a text.
fn opened(mut outcome: Value) -> Value {
    if let Some(record) = outcome["session"].as_str() {
        outcome["session"] = serde_json::from_str(record).unwrap();
    }
    outcome
}

/// This page's callback address.
pub(super) fn callback() -> String {
    [&page::origin(), "/callback"].concat()
}
