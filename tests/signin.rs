//! The sign-in core against a simulated tab: every option, rule, error and attack, and seeded histories of whole tabs.
//!
//! Names that begin with `s08_` and the like are rows of the project's attack catalogue. A history that fails prints its
//! seed; `SEED=<seed> cargo test --test signin histories` plays it again, and
//! `SEEDS=1000000 cargo test --profile fuzz --test signin histories` plays so many.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod signin {
    mod answer_form;
    mod app;
    mod audience;
    mod authorize;
    mod differential;
    mod error_codes;
    mod history;
    mod login_records;
    mod options;
    mod portal;
    mod random;
    mod randomness;
    mod recognition;
    mod replay;
    mod return_path;
    mod scrub;
    mod secrecy;
    mod session;
    mod simulation;
    mod state;
    mod stopwatch;
    mod storage;
    mod tab;
    mod token;
}
