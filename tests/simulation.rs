//! Calls and lists against a simulated network: late, broken, limited and deceitful, as a seed decides.
//!
//! A history that fails prints its seed; `SEED=<seed> cargo test --test simulation` plays only that one, and
//! `SEEDS=1000000 cargo test --profile fuzz --test simulation` plays so many of each kind.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod simulation {
    mod arrivals;
    mod client;
    mod collection;
    mod driver;
    mod histories;
    mod network;
    #[allow(dead_code, reason = "shared with the tests of sign-in")]
    #[path = "../signin/random.rs"]
    mod random;
    mod thirty_per_cent;
    mod walk;
}
