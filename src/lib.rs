//! Sign in with [Clever](https://clever.com) from an app in a browser, through the OAuth 2.0 implicit grant, and call
//! Clever's API with typed, checked results.
//!
//! | Feature | What |
//! |---|---|
//! | `browser` | `Clever`, the client for Leptos, Yew, Dioxus and other Rust apps; see the module `browser` |
//! | `typed` | Clever's records as serde types, in the module `models`; `browser` brings them along |
//! | `api` (default) | the core beyond sign-in |
//! | `npm` | the build for the npm package `clever-wasm`; not for other Rust crates |
//!
//! ```toml
//! clever-wasm = { version = "0.1", features = ["browser"] }
//! ```
//!
//! # The core
//!
//! The other modules decide, and perform no I/O: is this address an answer, does its state hold, is a call tried again,
//! how long to wait, which error. A driver performs the effects that their machines ask for: the module `browser` here,
//! JavaScript in the npm package, a simulation in the tests. They are public for such drivers, and follow the npm
//! package's needs: until 1.0 they may change in any version.
//!
//! # What the implicit grant cannot protect
//!
//! The token passes through the address bar and lives in the page: a script that runs there can take it. `state` proves
//! that this tab asked for the answer, not whom Clever knows in this browser. There is no refresh: a token ends, and the
//! person signs in again. A browser never holds a client secret or a district's token; neither has a place here.

#![cfg_attr(all(feature = "npm", not(feature = "typed"), target_arch = "wasm32"), no_std)]

extern crate alloc;

#[cfg(all(feature = "npm", not(feature = "typed"), target_arch = "wasm32"))]
mod bare;
#[cfg(feature = "browser")]
#[path = "web/browser/browser.rs"]
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
