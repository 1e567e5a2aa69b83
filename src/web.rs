//! The WebAssembly boundary, for the JavaScript driver.
//!
//! Nothing is decided here. Everything crosses through one function, [`Core::decide`], as numbers and text: each export
//! of its own would cost the browser more than what it does. A client is a number, and so is a call, so that nobody has
//! anything to free. Results are text, often a list in JSON; an error comes in JSON behind a `!`.

#![allow(unreachable_pub, reason = "what is exported to JavaScript has to be public, though no Rust code can reach it")]

#[cfg(feature = "api")]
mod calls;
mod clients;
#[cfg(not(feature = "api"))]
mod identity;
mod options;
mod signin;
mod tab;
#[cfg(test)]
mod tests;

use crate::decode::reader;
use crate::error::{Code, Error, Reason, Result};
use crate::prelude::*;
use crate::search::parts;
#[cfg(feature = "api")]
use calls::Flight;
use clients::Client;
use wasm_bindgen::prelude::wasm_bindgen;

/// All clients and calls of this instance of the module.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Core {
    clients: Vec<Client>,
    last_client: u32,
    #[cfg(feature = "api")]
    flights: Vec<Flight>,
    #[cfg(feature = "api")]
    last_flight: u32,
}

/// Does one thing.
type Decide = fn(&mut Core, &Ask<'_>) -> Result<Option<String>>;

/// Declares what can be asked of [`Core::decide`]; JavaScript finds the numbers under the names. In a table and not in a
/// `match`: a browser compiles a function when it is first called, and all of it.
macro_rules! operations {
    ($names:ident, $table:ident; $($name:literal => $decide:path;)*) => {
        /// The names of the operations, in the order of their numbers.
        const $names: &str = concat!($($name, " "),*);

        static $table: &[Decide] = &[$($decide),*];
    };
}

/// What an operation is given.
pub(crate) struct Ask<'a> {
    /// The client or the call.
    pub(crate) id: u32,
    /// A number, whose meaning is the operation's.
    pub(crate) number: f64,
    /// Texts, separated by NUL, which no JSON text and no address holds.
    pub(crate) text: &'a str,
}

impl<'a> Ask<'a> {
    /// The text at that place; nothing where it is absent, which is written as `U+0001`.
    pub(crate) fn part(&self, index: usize) -> Option<&'a str> {
        parts(self.text, b'\0').nth(index).filter(|part| *part != "\u{1}")
    }

    /// The text at that place, or an empty one.
    pub(crate) fn word(&self, index: usize) -> &'a str {
        self.part(index).unwrap_or_default()
    }
}

operations! { SIGN_IN, OF_SIGN_IN;
    "open" => clients::open;
    "shut" => clients::shut;
    "describe" => clients::describe;
    "failure" => failure;
    "refusal" => refusal;
    "capture" => signin::capture;
    "redeem" => signin::redeem;
    "verified" => signin::verified;
    "begin" => signin::begin;
    "abandon" => signin::abandon;
    "forgetCopies" => signin::forget_copies;
    "orphaned" => signin::orphaned;
    "session" => signin::session;
    "remaining" => signin::remaining;
    "adopt" => signin::adopt;
    "end" => signin::end;
}

#[cfg(feature = "api")]
operations! { API, OF_API;
    "outline" => calls::outline;
    "operation" => calls::operation;
    "further" => calls::further;
    "any" => calls::any;
    "head" => calls::head;
    "step" => calls::step;
    "body" => calls::body;
    "forget" => calls::forget;
    "stream" => calls::stream;
    "batch" => calls::batch;
    "members" => calls::members;
}

#[cfg(not(feature = "api"))]
operations! { API, OF_API;
    "identity" => identity::identity;
}

/// The operation of that number.
fn operation(number: u32) -> Option<Decide> {
    let number = number as usize;
    let rest = number.checked_sub(OF_SIGN_IN.len());
    rest.map_or_else(|| OF_SIGN_IN.get(number), |rest| OF_API.get(rest)).copied()
}

#[wasm_bindgen]
impl Core {
    /// Nobody here yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Core {
        Core::default()
    }

    /// The names of the operations, separated by spaces.
    pub fn names() -> String {
        [SIGN_IN, API].concat()
    }

    /// Does one thing: see the modules of this boundary.
    pub fn decide(&mut self, operation: u32, id: u32, number: f64, text: &str) -> Option<String> {
        let ask = Ask { id, number, text };
        self::operation(operation)
            .map_or_else(|| Err(Error::from(Code::Internal)), |decide| decide(self, &ask))
            .unwrap_or_else(thrown)
    }
}

#[cfg(feature = "api")]
#[wasm_bindgen]
impl Core {
    /// Bytes have come for a call.
    pub fn chunk(&mut self, number: u32, bytes: &[u8]) -> Option<String> {
        calls::chunk(self, number, bytes).unwrap_or_else(thrown)
    }
}

/// What the driver makes a real `Error` of.
fn thrown(error: Error) -> Option<String> {
    Some(["!", &error.to_json()].concat())
}

/// The error of a code, perhaps with a reason, for failures that only the driver can notice; also of a status, 0 for none.
fn failure(_: &mut Core, ask: &Ask<'_>) -> Result<Option<String>> {
    let status = || reader::integer(ask.word(0)).map(|status| Code::of_status(status as u16));
    let error = Error::new(Code::from_name(ask.word(0)).or_else(status).unwrap_or(Code::Internal));
    Err(match ask.part(1).and_then(Reason::from_name) {
        Some(reason) => error.because(reason),
        None => error,
    })
}

/// An `invalid_config` or `invalid_argument` that only the driver can notice: code, path, sentence.
fn refusal(_: &mut Core, ask: &Ask<'_>) -> Result<Option<String>> {
    let code = Code::from_name(ask.word(0)).unwrap_or(Code::Internal);
    Err(Error::new(code).at(ask.word(1)).saying(ask.word(2).to_owned()))
}
