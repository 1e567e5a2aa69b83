//! What holds in every history.

use super::client::{config, text};
use super::collection::{Collection, Deceit, Style};
use super::driver::Driver;
use super::network::{Came, Network};
use super::random::Random;
use super::walk::Walk;
use clever_wasm::call::Call;
use clever_wasm::config::Value;
use clever_wasm::endpoints::Endpoint;
use clever_wasm::error::{Code, Error};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Plays a history for each seed, or the one that `SEED` names; `SEEDS` says how many where that is another number.
fn histories(count: u64, play: impl Fn(Random)) {
    let count = std::env::var("SEEDS").map_or(count, |seeds| seeds.parse().expect("SEEDS is a number"));
    if let Ok(seed) = std::env::var("SEED") {
        return play(Random::new(seed.parse().expect("SEED is a number")));
    }
    for seed in 0..count {
        let outcome = catch_unwind(AssertUnwindSafe(|| play(Random::new(seed))));
        assert!(outcome.is_ok(), "SEED={seed} fails");
    }
}

fn driver(random: &mut Random) -> Driver {
    let options = [
        ("retry.attempts", Value::Number((1 + random.below(6)) as f64)),
        ("retry.maxDelayMs", Value::Number(random.pick(&[100.0, 5000.0, 60_000.0, 120_000.0]))),
        ("validation", text(random.pick(&["report", "strict"]))),
    ];
    Driver::new(config(&options), Network::new(Random::new(random.next())))
}

/// Goes through a list, resuming after each error that a page's own fault does not explain.
fn read_all(driver: &mut Driver, collection: &Collection, walk: &mut Walk) -> Result<(), Error> {
    let mut cursor: Option<String> = None;
    for _ in 0..500 {
        let Err(error) = walk.go(driver, collection, cursor.as_deref()) else { return Ok(()) };
        if matches!(error.code, Code::UntrustedLink) {
            return Err(error);
        }
        assert!(walk.streams || error.delivered == Some(0), "{error}");
        assert_eq!(error.cursor, walk.cursor, "{error} does not lead on");
        driver.network.now_ms += error.retry_after_ms.unwrap_or(1000) as f64;
        cursor.clone_from(&error.cursor);
    }
    panic!("the list never ends: {:?}", driver.network.sent);
}

#[test]
fn every_record_comes_once_and_in_order() {
    histories(8000, |random| each_comes_once(random, Walk::default()));
}

/// Whatever breaks off within a page is only continued.
#[test]
fn every_record_streams_once_and_in_order() {
    histories(8000, |random| each_comes_once(random, Walk::streaming()));
}

fn each_comes_once(mut random: Random, mut walk: Walk) {
    let collection = Collection::drawn(&mut random);
    let mut driver = driver(&mut random);
    let repeats = matches!(collection.deceit, Deceit::Repeats { .. });
    if repeats {
        driver.network.trouble = 0;
    }
    let end = read_all(&mut driver, &collection, &mut walk);
    assert_eq!(walk.delivered, collection.within_reach(), "{collection:?}");
    let foreign = matches!(collection.deceit, Deceit::Foreign { .. }) && !collection.ids.is_empty();
    match end {
        Ok(()) => assert!(!foreign, "an untrusted link was no error"),
        Err(error) => {
            assert!(foreign, "{error}");
            assert_eq!((error.code, error.cursor.as_deref()), (Code::UntrustedLink, Some("f00d")));
        }
    }
    let ends_by_itself = matches!(collection.deceit, Deceit::Honest | Deceit::BareNext | Deceit::EmptyTail);
    if ends_by_itself && collection.style == Style::Roster {
        let last = walk.delivered.last().filter(|_| collection.deceit != Deceit::EmptyTail);
        assert_eq!(walk.cursor.as_ref(), last);
    }
}

#[test]
fn a_list_that_goes_round_ends_whatever_goes_wrong() {
    histories(2000, |mut random| {
        let mut collection = Collection::drawn(&mut random);
        let limit = collection.default_limit;
        let long_enough = collection.ids.len() > limit;
        collection.deceit = if long_enough { Deceit::Repeats { at: limit, to: limit } } else { Deceit::Honest };
        let mut driver = driver(&mut random);
        let mut walk = Walk::default();
        read_all(&mut driver, &collection, &mut walk).expect("an end");
        assert!(walk.delivered.starts_with(collection.within_reach()));
        assert!(walk.pages < 200);
    });
}

#[test]
fn nothing_is_sent_once_the_caller_gave_up() {
    histories(6000, |mut random| {
        let collection = Collection::drawn(&mut random);
        let mut driver = driver(&mut random);
        let endpoint = Endpoint::find("getUsers").unwrap();
        let call = Call::operation(&driver.config, endpoint, &[], None, None).unwrap();
        let patience = random.below(12);
        match driver.run(call, &Collection { style: Style::Roster, ..collection }, Some(patience)) {
            Err(error) if error.code == Code::Cancelled => assert_eq!(error.cursor, None),
            _ => assert!(patience > 0, "given up before it began"),
        }
        assert!(patience > 0 || driver.network.sent.is_empty());
    });
}

#[test]
fn a_change_is_sent_once() {
    histories(6000, |mut random| {
        let collection = Collection { style: Style::Roster, ..Collection::drawn(&mut random) };
        let mut driver = driver(&mut random);
        let endpoint = Endpoint::find("createAssignmentForSection").unwrap();
        let call = match random.below(3) {
            0 => Call::operation(&driver.config, endpoint, &["5f0a"], None, Some("{\"title\":\"é\"}")),
            1 => Call::request(&driver.config, "PATCH", "/v3.1/users", None, Some("{}")),
            _ => Call::request(&driver.config, "DELETE", "/v3.1/users", None, None),
        };
        let result = driver.run(call.unwrap(), &collection, None);
        assert_eq!(driver.network.sent.len(), 1);
        let came = driver.network.sent[0].came;
        if let (Err(error), Came::Lost | Came::Silent | Came::BrokenOff | Came::Stalled) = (&result, came) {
            assert!(!error.retryable, "{error}: it may have been made");
        }
    });
}

#[test]
fn a_seed_plays_the_same_history_again() {
    let play = |seed| {
        let mut random = Random::new(seed);
        let collection = Collection::drawn(&mut random);
        let mut driver = driver(&mut random);
        let mut walk = Walk::default();
        let end = read_all(&mut driver, &collection, &mut walk).map_err(|error| error.to_json());
        (end, walk.delivered, driver.network.sent)
    };
    for seed in 0..500 {
        assert_eq!(play(seed), play(seed), "SEED={seed}");
    }
}

#[test]
fn the_histories_hold_what_they_are_for() {
    let mut seen = Vec::new();
    for seed in 0..500 {
        let mut random = Random::new(seed);
        let collection = Collection::drawn(&mut random);
        let mut driver = driver(&mut random);
        let _ = read_all(&mut driver, &collection, &mut Walk::default());
        seen.extend(driver.network.sent.iter().map(|sent| sent.came));
    }
    use Came::{BrokenOff, Cut, Failed, Html, Limited, Lost, Page, Redirect, Silent, Stalled, TooLarge};
    for came in [Page, Lost, Silent, BrokenOff, Stalled, Limited, Failed, Html, Redirect, Cut, TooLarge] {
        let times = seen.iter().filter(|seen| **seen == came).count();
        assert!(times >= 20, "{came:?} came {times} times in 500 histories");
    }
}
