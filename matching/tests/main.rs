//! Matching against a slow reference, its inputs, and what is meant to break it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod districts;
mod examples;
mod hostile;
mod inputs;
mod properties;
mod reference;
mod run;
mod snapshots;
