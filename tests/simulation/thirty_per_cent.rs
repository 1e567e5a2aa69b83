//! A long list through a bad network.

use super::client::config;
use super::collection::{Collection, Deceit, Style};
use super::driver::Driver;
use super::network::{Came, Network};
use super::random::Random;
use super::walk::Walk;

/// `RECORDS=100000 cargo test --profile fuzz --test simulation thirty` is the long run.
fn records() -> usize {
    std::env::var("RECORDS").map_or(10_000, |records| records.parse().expect("RECORDS is a number"))
}

/// Reads the list to its end, going on from the cursor of each error; how many errors there were.
fn read_through(style: Style, limit: usize, seed: u64) -> usize {
    let ids: Vec<String> = (0..records()).map(|index| format!("{:024x}", 0x5f00_0000 + index * 7)).collect();
    let collection = Collection { style, ids, default_limit: limit, deceit: Deceit::Honest };
    let mut network = Network::new(Random::new(seed));
    // One request in three goes wrong, and never stops going wrong.
    (network.trouble, network.calms_after) = (3, usize::MAX);
    let mut driver = Driver::new(config(&[]), network);
    let (mut walk, mut cursor, mut errors) = (Walk::default(), None, 0);
    while let Err(error) = walk.go(&mut driver, &collection, cursor.as_deref()) {
        assert_eq!(error.cursor, walk.cursor, "{error} does not lead on");
        driver.network.now_ms += error.retry_after_ms.unwrap_or(1000) as f64;
        cursor.clone_from(&error.cursor);
        errors += 1;
        assert!(errors < 10_000, "SEED={seed}: the list never ends");
    }
    assert!(walk.delivered == collection.ids, "SEED={seed}: lost, twice or out of order");
    let sent = &driver.network.sent;
    let wrong = sent.iter().filter(|sent| sent.came != Came::Page).count();
    assert!(wrong * 10 >= sent.len() * 3, "{wrong} of {} requests went wrong", sent.len());
    eprintln!(
        "{style:?} by {limit}: {} records, {} requests, {wrong} went wrong, {errors} errors",
        records(),
        sent.len()
    );
    errors
}

#[test]
fn every_record_comes_once_and_in_order_though_a_third_of_all_requests_fail() {
    let mut errors = 0;
    for (style, limit) in [(Style::Roster, 100), (Style::Roster, 1000), (Style::Lms, 50), (Style::Attendance, 200)] {
        errors += read_through(style, limit, limit as u64);
    }
    assert!(errors > 0, "no error was ever seen: nothing was resumed");
}
