//! `authorize_url` under libFuzzer: `cargo xtask asan authorize_url`, or `cargo fuzz run authorize_url`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::authorize_url::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("authorize_url");
}
