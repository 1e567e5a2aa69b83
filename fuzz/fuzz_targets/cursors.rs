//! `cursors` under libFuzzer: `cargo xtask asan cursors`, or `cargo fuzz run cursors`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::cursors::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("cursors");
}
