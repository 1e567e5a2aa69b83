//! Every input that is kept, on every target: seeds, and what once broke something.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use clever_fuzz::mutation::Mutator;
use clever_fuzz::{TARGETS, corpus, replay};

#[test]
fn every_corpus_holds() {
    for target in TARGETS {
        assert!(replay(target.name) >= 10, "{}", target.name);
    }
}

#[test]
fn inputs_of_other_targets_hold_too() {
    let foreign: Vec<Vec<u8>> =
        TARGETS.iter().flat_map(|target| corpus::read(target.name)).map(|(_, bytes)| bytes).collect();
    for target in TARGETS {
        for bytes in &foreign {
            (target.run)(bytes);
        }
    }
}

#[test]
fn a_few_thousand_mutations_hold() {
    // Interpreted, each run is a thousand times as long.
    let runs = if cfg!(miri) { 20 } else { 1500 };
    for target in TARGETS {
        let pool: Vec<Vec<u8>> = corpus::read(target.name).into_iter().map(|(_, bytes)| bytes).collect();
        let mut mutator = Mutator::new(2026, target.dictionary);
        let mut words = std::collections::HashSet::new();
        for _ in 0..runs {
            words.insert((target.run)(&mutator.next(&pool)));
        }
        assert!(words.len() > 4, "{}: mutations that all lead to the same test nothing", target.name);
    }
}

#[test]
fn a_seed_gives_the_same_inputs_again() {
    let pool = vec![b"#access_token=x&state=STATE".to_vec(), b"?code=x".to_vec()];
    let inputs = |seed| {
        let mut mutator = Mutator::new(seed, TARGETS[0].dictionary);
        (0..200).map(|_| mutator.next(&pool)).collect::<Vec<_>>()
    };
    assert_eq!(inputs(7), inputs(7));
    assert_ne!(inputs(7), inputs(8));
}
