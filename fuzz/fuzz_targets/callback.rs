//! `callback` under libFuzzer: `cargo xtask asan callback`, or `cargo fuzz run callback`. Built without it, it replays its corpus.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    clever_fuzz::callback::target(bytes);
});

#[cfg(not(fuzzing))]
fn main() {
    clever_fuzz::replay("callback");
}
