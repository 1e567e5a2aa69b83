//! How states are drawn. Rule 1.

use super::app::{App, verdict};
use clever_wasm::error::Code;
use clever_wasm::signin::{Flow, Outcome};
use std::collections::HashSet;

#[test]
fn s05_states_do_not_repeat_and_are_evenly_spread() {
    const DRAWN: usize = 100_000;
    let mut app = App::new();
    let mut seen = HashSet::with_capacity(DRAWN);
    let mut counts = [0u32; 64];
    let mut last_counts = [0u32; 4];
    for _ in 0..DRAWN {
        let state = app.begin_with(Flow::Popup, &[]).unwrap().state;
        app.signin.abandon(&state);
        let digits = state[1..].bytes().map(|byte| match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => panic!("{state}"),
        });
        let digits: Vec<usize> = digits.map(usize::from).collect();
        assert_eq!(digits.len(), 22);
        // 21 characters carry 6 bits each, the last the 2 that remain of 128.
        for digit in &digits[..21] {
            counts[*digit] += 1;
        }
        last_counts[digits[21]] += 1;
        assert!(seen.insert(state));
    }
    let chi_square = |counts: &[u32]| {
        let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
        counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum::<f64>()
    };
    // Quantiles of chi-square at 0.0001: 63 and 3 degrees of freedom.
    assert!(chi_square(&counts) < 113.0, "{}", chi_square(&counts));
    assert!(chi_square(&last_counts) < 21.2, "{}", chi_square(&last_counts));
}

#[test]
fn s05_every_random_bit_reaches_the_state() {
    /// A platform whose source gives one chosen block.
    #[derive(Clone)]
    struct Fixed(super::tab::Tab, [u8; 16]);
    impl clever_wasm::host::Host for Fixed {
        fn wall_ms(&self) -> f64 {
            self.0.wall_ms
        }
        fn steady_ms(&self) -> f64 {
            self.0.steady_ms
        }
        fn fill_random(&mut self, bytes: &mut [u8]) -> bool {
            assert!(bytes.len() >= 16, "128 bits at least");
            bytes[..16].copy_from_slice(&self.1);
            true
        }
        fn has_storage(&self) -> bool {
            false
        }
        fn get(&self, _: &str) -> Option<String> {
            None
        }
        fn set(&mut self, _: &str, _: &str) -> bool {
            false
        }
        fn remove(&mut self, _: &str) {}
        fn keys(&self) -> String {
            String::new()
        }
    }
    let mut app = App::new();
    let mut drawn = |block: [u8; 16]| {
        let mut host = Fixed(app.tab.clone(), block);
        let begun = app.signin.begin(&mut host, Flow::Popup, false, &|_| clever_wasm::config::Value::Absent);
        begun.unwrap().state
    };
    let mut states = HashSet::from([drawn([0; 16])]);
    for bit in 0..128 {
        let mut block = [0; 16];
        block[bit / 8] = 1 << (bit % 8);
        assert!(states.insert(drawn(block)), "bit {bit} is lost");
    }
}

#[test]
fn s05_no_randomness_no_login() {
    let mut app = App::new();
    app.tab.random = None;
    for flow in [Flow::Redirect, Flow::Popup] {
        let error = app.begin_with(flow, &[]).unwrap_err();
        assert_eq!(verdict(&error), (Code::CryptoUnavailable, None));
    }
    assert!(app.tab.stored().is_empty());
    assert_eq!(app.signin.pending_logins(&app.tab), 0);
    // A portal launch leaves no trace of the restart that could not begin.
    let error = app.redeem("?code=x").unwrap_err();
    assert_eq!(verdict(&error), (Code::CryptoUnavailable, None));
    app.tab.reseed(1);
    assert!(matches!(app.redeem("?code=x"), Ok(Outcome::Restart(_))));
}
