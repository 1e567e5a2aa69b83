//! The tables against Clever's definitions and the declarations generated from them, and the validator that reads them.
//!
//! `UPDATE=1 cargo test --test schema` writes the declarations anew. A document that fails prints its seed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod schema {
    mod declarations;
    mod definitions;
    mod envelopes;
    mod grammar;
    mod limits;
    #[allow(dead_code, reason = "shared with the tests of sign-in")]
    #[path = "../signin/random.rs"]
    mod random;
    mod records;
    mod report;
}
