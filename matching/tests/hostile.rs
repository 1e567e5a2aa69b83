//! Input that is meant to make matching slow or wrong. Time is compared with that of harmless input of the same size.

use std::time::{Duration, Instant};

use clever_matching::{Field, HashKey, Kind, Matching};

use crate::reference::Record;
use crate::run::{SECRET, feed, plan, settings, verdict};

fn best_of_three(mut work: impl FnMut()) -> Duration {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap()
}

fn students(count: usize, email: impl Fn(usize) -> String, side: &str) -> Vec<Record> {
    (0..count)
        .map(|number| {
            [(Field::Id, format!("{side}{number}")), (Field::Role, "1".into()), (Field::Email, email(number))].into()
        })
        .collect()
}

#[test]
fn ten_thousand_equal_keys_on_each_side_are_one_group() {
    let equal = |_: usize| "family@x.org".to_owned();
    let other = |number: usize| format!("p{number}@x.org");
    let found = verdict(&plan(Kind::Student), &students(10_000, equal, "L"), &students(10_000, equal, "R"));
    assert!(found.links.is_empty());
    let group = found.groups.iter().next().unwrap();
    assert_eq!((found.groups.len(), group.locals.len(), group.ids.len()), (1, 10_000, 10_000));
    let time = |email: &dyn Fn(usize) -> String| {
        let (local, roster) = (students(40_000, email, "L"), students(40_000, email, "R"));
        best_of_three(|| _ = verdict(&plan(Kind::Student), &local, &roster))
    };
    let (bad, good) = (time(&equal), time(&other));
    assert!(bad < good * 6, "{bad:?} for equal keys, {good:?} for different ones");
}

#[test]
fn time_grows_as_input_does() {
    let time = |count: usize| {
        let email = |number: usize| format!("p{number}@x.org");
        let (local, roster) = (students(count, email, "L"), students(count, email, "R"));
        best_of_three(|| _ = verdict(&plan(Kind::Student), &local, &roster))
    };
    let (small, large) = (time(10_000), time(80_000));
    assert!(large < small * 8 * 4, "{small:?} for 10,000, {large:?} for 80,000");
}

fn with_table(table: &[u8], size: usize) -> Matching {
    let mut run = Matching::new(
        settings(&[&["kind", "student"], &["local", "delimited"], &["roster", "json"]]),
        HashKey::new(&SECRET),
    );
    feed(&mut run, false, table, size).unwrap();
    run.close_local();
    run
}

#[test]
fn cells_of_a_megabyte_match_exactly() {
    let long = "x".repeat(1 << 20);
    let table = format!("sis_id,email\n{long}a,1@x.org\n{long}b,2@x.org\n{long}c,3@x.org\n");
    let roster = format!(
        "[{{\"id\":\"A\",\"roles\":{{\"student\":{{\"sis_id\":\"{long}b\"}}}}}},{{\"id\":\"B\",\"roles\":{{\"student\":{{\"sis_id\":\"{long}\"}}}}}}]"
    );
    for size in [1000, 1 << 16, usize::MAX] {
        let mut run = with_table(table.as_bytes(), size);
        feed(&mut run, true, roster.as_bytes(), size).unwrap();
        let outcome = run.resolve();
        assert_eq!((outcome.match_local, outcome.match_roster), (vec![1], vec![0]));
    }
}

#[test]
fn a_record_in_drops_is_not_read_again_with_each() {
    let roster = format!("[{{\"id\":\"A\",\"ext\":\"{}\",\"roles\":{{\"student\":{{}}}}}}]", "x".repeat(1 << 20));
    let time = |size: usize| {
        best_of_three(|| {
            let mut run = with_table(b"email\n", 100);
            feed(&mut run, true, roster.as_bytes(), size).unwrap();
            assert_eq!(run.roster().rows(), 1);
        })
    };
    let (drops, whole) = (time(64), time(usize::MAX));
    // Sixteen thousand pieces: read again with each, it would be thousands of times as long.
    assert!(drops < whole * 200 + Duration::from_millis(100), "{drops:?} in drops, {whole:?} at once");
}

#[test]
fn bytes_that_are_no_utf8_never_link() {
    let mut run = with_table(b"sis_id,email\nMu\xf1oz,\nMu\xf2oz,\n7,a\xff@x.org\n", 5);
    let roster = b"[{\"id\":\"A\",\"roles\":{\"student\":{\"sis_id\":\"Mu\xf1oz\"}}},{\"id\":\"B\",\"roles\":{\"student\":{\"sis_id\":\"Mu\xef\xbf\xbdoz\"}}},{\"id\":\"C\",\"email\":\"a\\ud800@x.org\",\"roles\":{\"student\":{\"sis_id\":\"7\"}}}]";
    feed(&mut run, true, roster, 11).unwrap();
    let outcome = run.resolve();
    assert_eq!((outcome.match_local, outcome.match_roster), (vec![2], vec![2]));
    assert_eq!(outcome.counts[1], 2, "two local ids were refused");
}

#[test]
fn noise_is_never_a_panic() {
    let mut dice = crate::districts::Dice::new(5);
    let page = br#"{"data":[{"data":{"id":"A","email":"a@x.org","name":{"first":"\u00e9"},"roles":{"student":{"sis_id":"1"}}},"uri":"x"}],"links":[]}"#;
    for _ in 0..4000 {
        let mut bytes = page.to_vec();
        for _ in 0..1 + dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(3) {
                0 => bytes[at] = dice.roll() as u8,
                1 => _ = bytes.remove(at),
                _ => bytes.insert(at, b"{}[]\",:\\u0"[dice.below(10)]),
            }
        }
        let size = 1 + dice.below(40);
        let mut run = with_table(&bytes_as_table(&bytes), size);
        let _ = feed(&mut run, true, &bytes, size);
        let _ = run.resolve();
        let _ = Matching::restore(&bytes, HashKey::new(&SECRET));
    }
}

fn bytes_as_table(bytes: &[u8]) -> Vec<u8> {
    [b"email,sis_id\n", bytes].concat()
}
