//! The attack catalogue: every row has a test somewhere, or a stated limit, and SECURITY.md says which.
//!
//! A test belongs to a row when its name (`s07_…`) or its title (`S07 …`) holds the row's id, in any layer.
//! `UPDATE=1 cargo test --test security` writes the tables anew.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod security {
    mod catalogue;
    mod document;
    mod supply;
    mod tests_found;
}
