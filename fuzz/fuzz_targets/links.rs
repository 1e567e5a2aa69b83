//! `links` under libFuzzer: `cargo xtask asan links`, or `cargo fuzz run links`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::links::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("links");
}
