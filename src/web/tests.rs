//! The boundary in a real page, as the JavaScript driver uses it: real objects, history, storage, randomness. Clever
//! is the emulator's core, in process, so that no server stands beside it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod app;
mod callback;
#[cfg(feature = "api")]
mod calls;
mod clever;
mod errors;
#[cfg(feature = "api")]
mod faults;
#[cfg(feature = "api")]
mod flight;
#[cfg(not(feature = "api"))]
mod identity;
#[cfg(feature = "api")]
mod lists;
mod object;
#[cfg(feature = "api")]
mod operations;
mod options;
mod page;
mod session;
mod signin;
mod storage;
mod told;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
