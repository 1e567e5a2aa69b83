//! Clever, local: the authorize page, the tokens and the API, faithful to what Clever publishes and to
//! what was recorded of it, for development, demonstrations and tests.
//!
//! The crate is a pure function of requests and time: [`Emulator::handle`] takes a [`Request`] to one of
//! three origins (Clever, its API, the app) and the time, and gives a [`Response`]. No clock, no threads,
//! no entropy but [`Options::seed`], so that it runs in process, in a browser and behind the server binary
//! (feature `server`) alike. Where Clever's behaviour is inferred rather than known it is an [`Options`]
//! field. Routes and record members come from `definitions.json`, derived from Clever's own definitions
//! by `definitions.py` and shared with no SDK table, so that a typo cannot be wrong on both sides.
//!
//! ```
//! use clever_emulator::{Emulator, Options, Origin, Request};
//!
//! let mut clever = Emulator::new(Options { users: 50, ..Options::default() });
//! let token = clever.sign_in("teacher", "", 0).unwrap_or_default();
//! let request = Request::get(Origin::Api, "/v3.1/me").bearer(&token);
//! assert_eq!(clever.handle(&request, 0).status, 200);
//! ```
//!
//! Every token has a kind ([`TokenKind`]) that decides what it reaches, as at Clever; `all_scopes` exists
//! at no real Clever and is labelled so wherever it is shown.

mod api;
mod base64;
mod clever;
mod client;
mod control;
mod definitions;
mod district;
mod edits;
mod emulator;
mod fault;
mod form;
mod id;
mod journal;
mod options;
mod persona;
mod redirect_uri;
mod request;
mod response;
mod seed;
mod state;
mod time;
mod token;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod web;
mod world;

pub use client::{Client, Unregistrable};
pub use emulator::Emulator;
pub use fault::{Effect, Fault};
pub use journal::Entry;
pub use options::{
    AttendanceCursor, Cors, ImplicitDisabled, LmsType, MeShape, Options, Origins, PortalLaunch, PreviousAttributes,
    ResourceShape, UserTokenPaging,
};
pub use persona::{OwnPersona, PERSONAS, Persona, Role};
pub use redirect_uri::{UnregistrableUri, UriFlaw};
pub use request::{Origin, Request};
pub use response::{Delivery, Drip, Response};
pub use token::TokenKind;
