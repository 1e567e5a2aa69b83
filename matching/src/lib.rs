//! Matches a Clever roster with the accounts an application already has, by Clever's published order of keys.
//!
//! Nothing here performs I/O: bytes and records go in, columns of numbers come out. The local side is read whole
//! ([`Local`]), the roster streams past it ([`Roster`]), and [`resolve`] decides once both are complete.

#![cfg_attr(all(feature = "npm", target_arch = "wasm32"), no_std)]

extern crate alloc;

#[cfg(all(feature = "npm", target_arch = "wasm32"))]
mod bare;
mod field;
mod fields;
mod id;
mod input;
mod key;
mod kind;
mod local;
mod matching;
mod outcome;
mod prelude;
mod reading;
mod resolve;
mod roster;
mod rules;
mod settings;
mod snapshot;
mod store;
mod table;
mod value;
#[cfg(target_arch = "wasm32")]
mod web;
mod words;

pub use field::Field;
pub use fields::Fields;
pub use input::batch::read as read_batch;
pub use input::delimited::{Delimited, Header};
pub use input::header::{Mapping, assign, fields_of};
pub use input::json::Json;
pub use input::{Fault, Sink};
pub use key::{Key, MOST_KEYS, names};
pub use kind::Kind;
pub use local::{Full, Local, Plan};
pub use matching::Matching;
pub use outcome::{COUNTS, Confidence, GONE, Objection, Outcome, Status, Trace};
pub use resolve::{Resolution, resolve};
pub use roster::{Refusal, Roster, Skipped};
pub use rules::Rules;
pub use settings::{Form, Misuse, Settings};
pub use table::HashKey;
