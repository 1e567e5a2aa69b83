//! `retry_headers` under libFuzzer: `cargo xtask asan retry_headers`, or `cargo fuzz run retry_headers`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::retry_headers::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("retry_headers");
}
