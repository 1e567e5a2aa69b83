//! The tables: against Clever's own definitions, as the emulator has them, and against the generated declarations.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use clever_wasm::decode::Envelope;
use clever_wasm::endpoints::{self, ENDPOINTS, Endpoint, Since};
use clever_wasm::schema::{self, Enumeration, Kind, Record, Source, Type};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
