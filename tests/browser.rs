//! The Rust driver in a real page: real fetch, history, storage and timers. Clever is the emulator's core, behind
//! `fetch`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod browser {
    mod calls;
    mod diagnosis;
    mod endings;
    mod faults;
    mod lists;
    mod network;
    mod popup;
    mod records;
    mod scene;
    mod signin;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
