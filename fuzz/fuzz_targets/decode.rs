//! `decode` under libFuzzer: `cargo xtask asan decode`, or `cargo fuzz run decode`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::decode::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("decode");
}
