//! `stored_records` under libFuzzer: `cargo xtask asan stored_records`, or `cargo fuzz run stored_records`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::stored_records::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("stored_records");
}
