//! Sign in with Clever and call its API.
//!
//! Everything here decides; nothing here performs I/O. A driver (JavaScript in the npm package, the simulation in
//! `tests/`) performs the effects that the machines ask for.

#![cfg_attr(all(feature = "npm", not(feature = "typed"), target_arch = "wasm32"), no_std)]

extern crate alloc;

#[cfg(all(feature = "npm", not(feature = "typed"), target_arch = "wasm32"))]
mod bare;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "api")]
pub mod call;
pub mod config;
pub mod decode;
#[cfg(feature = "api")]
pub mod endpoints;
pub mod error;
pub mod host;
pub mod href;
mod json;
#[cfg(feature = "api")]
pub mod list;
#[cfg(feature = "typed")]
pub mod models;
mod percent;
mod prelude;
#[cfg(feature = "api")]
pub mod schema;
mod search;
pub mod secret;
pub mod signin;
#[cfg(all(target_arch = "wasm32", any(feature = "npm", test)))]
mod web;

#[cfg(feature = "browser")]
pub use browser::{Clever, LoginOptions, Options};
#[cfg(feature = "browser")]
pub use error::{Code, Error, Reason};
