//! What strangers may write into clever-wasm, against independent readers of the same formats.
//!
//! Each target takes any bytes, makes of them what an attacker could (an address, a stored record, a body, a header)
//! and asserts what must hold whatever they are. It returns a word for what came of it: an input that leads to a new one
//! is worth keeping. The same functions run in three ways: by `cargo test`, which replays `corpus/`; by `cargo xtask fuzz`,
//! seeded and on a stable compiler; and under libFuzzer and the address sanitizer by `cargo xtask asan`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "nothing but assertions"
)]

pub mod authorize_url;
pub mod callback;
mod client;
pub mod corpus;
pub mod cursors;
pub mod decode;
mod json;
pub mod links;
pub mod mutation;
#[allow(dead_code, reason = "shared with the tests of sign-in")]
#[path = "../../tests/signin/random.rs"]
mod random;
pub mod retry_headers;
pub mod stored_records;
#[allow(dead_code, reason = "shared with the tests of sign-in")]
#[path = "../../tests/signin/tab.rs"]
mod tab;
mod word;

/// One way in for strangers.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Target {
    /// Its name, and that of its folder in `corpus/`.
    pub name: &'static str,
    /// Asserts what must hold for any bytes; what came of these, as a word.
    pub run: fn(&[u8]) -> u64,
    /// Pieces that mutations put in.
    pub dictionary: &'static [&'static str],
}

/// All of them.
pub const TARGETS: [Target; 7] = [
    Target { name: "callback", run: callback::target, dictionary: callback::DICTIONARY },
    Target { name: "authorize_url", run: authorize_url::target, dictionary: authorize_url::DICTIONARY },
    Target { name: "links", run: links::target, dictionary: links::DICTIONARY },
    Target { name: "decode", run: decode::target, dictionary: decode::DICTIONARY },
    Target { name: "retry_headers", run: retry_headers::target, dictionary: retry_headers::DICTIONARY },
    Target { name: "stored_records", run: stored_records::target, dictionary: stored_records::DICTIONARY },
    Target { name: "cursors", run: cursors::target, dictionary: cursors::DICTIONARY },
];

/// Runs a target over its committed corpus; how many inputs that were.
///
/// # Panics
/// When an input breaks what must hold, or the corpus is not there.
pub fn replay(name: &str) -> usize {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of that name");
    let inputs = corpus::read(name);
    assert!(!inputs.is_empty(), "no corpus of {name}");
    for (_, bytes) in &inputs {
        (target.run)(bytes);
    }
    inputs.len()
}
