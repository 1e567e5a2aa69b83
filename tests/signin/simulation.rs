//! Seeded histories: one to five tabs in which people begin logins, Clever answers, strangers forge, clocks jump, storage
//! fails, pages reload and people sign out, in any order. What must hold throughout stands in `history`.

use super::app::{configure, text};
use super::history::{Page, ensure};
use super::random::Random;
use super::tab::Tab;
use clever_wasm::error::Error;
use clever_wasm::signin::{Flow, Outcome, Place, SignIn};
use std::collections::BTreeMap;

const STEPS: usize = 40;
const SEEDS: u64 = 3000;
const OURS: &str = "{\"client_id\":\"4c63c1cf623dce82caac\",\"scopes\":[]}";

mod answer;

/// How often each thing came about, over all histories.
type Tally = BTreeMap<String, usize>;

struct World {
    random: Random,
    pages: Vec<Page>,
    foreign: BTreeMap<String, String>,
    /// Tokens so far: each is another.
    tokens: usize,
    aloud: bool,
}

impl World {
    fn new(seed: u64, aloud: bool) -> World {
        let mut random = Random::new(seed);
        let config = configure(&[
            ("sessionStore", text(random.pick(&["memory", "session"]))),
            ("portalLaunch", text(random.pick(&["restart", "restart", "reject"]))),
            ("verifyAudience", text(random.pick(&["off", "off", "warn", "strict"]))),
        ])
        .unwrap();
        let foreign: BTreeMap<String, String> = [
            ("app:own", "theirs"),
            ("clever:another-client:rAAAAAAAAAAAAAAAAAAAAAA", "{\"v\":1}"),
            ("clever:4c63c1cf623dce82caac:notes", "theirs too"),
            ("__proto__", ""),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let replay = format!("seed {seed}: SEED={seed} cargo test --test signin histories -- --nocapture");
        let pages = (0..1 + random.below(3))
            .map(|_| {
                let mut tab = Tab::new(random.next());
                foreign.iter().for_each(|(name, value)| tab.tamper(name, value));
                Page::new(SignIn::new(config.clone()), tab, replay.clone())
            })
            .collect();
        World { random, pages, foreign, tokens: 0, aloud }
    }

    /// One thing happens; what it was, for the tally.
    fn step(&mut self) -> String {
        let index = self.random.below(self.pages.len());
        let jump_ms = self.random.pick(&[1.0, 1000.0, 30_000.0, 59_999.0, 60_000.0, 1_700_000.0, 1_800_001.0, 1e10]);
        let seed = self.random.next();
        let thorough = self.random.one_in(8);
        let watch = !self.random.one_in(4);
        let what = match self.random.below(32) {
            0..=4 => self.begin(index, Flow::Redirect, true),
            5 => self.begin(index, Flow::Redirect, false),
            6 | 7 => self.begin(index, Flow::Popup, false),
            8..=19 => {
                let Some((kind, tail, place, sound)) = self.answer(index) else {
                    return String::from("nothing to answer");
                };
                let outcome = self.pages[index].answer(&tail, place, sound, watch);
                if self.aloud {
                    eprintln!("  tab {index}: {kind} {tail} at {place:?}: {outcome:?}");
                }
                match outcome {
                    None => format!("{kind}: no callback"),
                    Some(Ok(Outcome::Nothing)) => format!("{kind}: ignored"),
                    Some(Ok(Outcome::Restart(_))) => format!("{kind}: restart"),
                    Some(Ok(Outcome::Relay(_))) => format!("{kind}: relay"),
                    Some(Ok(Outcome::Verify(..))) => format!("{kind}: verify"),
                    Some(Ok(_)) => format!("{kind}: signed in"),
                    Some(Err(error)) => format!("{kind}: {}", named(&error)),
                }
            }
            20 | 21 => {
                let page = &mut self.pages[index];
                if page.questions.is_empty() {
                    return String::from("nothing to verify");
                }
                let question = self.random.below(page.questions.len());
                let body = self.random.pick(&[
                    Some(OURS),
                    Some(OURS),
                    None,
                    Some("{\"client_id\":\"other\"}"),
                    Some("<html>"),
                ]);
                match page.tokeninfo(question, body) {
                    Ok(()) => String::from("tokeninfo: signed in"),
                    Err(error) => format!("tokeninfo: {}", named(&error)),
                }
            }
            22 if thorough => {
                // The steady clock may stand still meanwhile.
                self.pages.iter_mut().for_each(|page| page.tab.wall_ms += 7_200_000.0);
                String::from("two hours' sleep")
            }
            22 => {
                self.pages.iter_mut().for_each(|page| page.tab.wait(jump_ms));
                String::from("time passes")
            }
            23 => {
                let back = if self.random.one_in(2) { -1.0 } else { 1.0 };
                self.pages.iter_mut().for_each(|page| page.tab.wall_ms += back * jump_ms.min(1e9));
                String::from("the clock jumps")
            }
            24 => {
                self.pages[index].tab.denied ^= true;
                String::from("storage denied or allowed")
            }
            25 => {
                let room = self.random.below(400);
                let tab = &mut self.pages[index].tab;
                match seed % 4 {
                    0 => tab.refusing ^= true,
                    1 => tab.leave_room(room),
                    _ => (tab.quota, tab.refusing) = (5_000_000, false),
                }
                String::from("storage fills or empties")
            }
            26 | 27 => {
                self.pages[index].reload();
                String::from("reload")
            }
            28 => {
                self.pages[index].sign_out();
                String::from("sign out")
            }
            29 if self.pages.len() < 5 => {
                let copy = self.pages[index].duplicate(seed);
                self.pages.push(copy);
                String::from("duplicate tab")
            }
            30 => {
                let Some((state, _)) = self.live(index) else { return String::from("nothing to abandon") };
                self.pages[index].abandon(&state);
                String::from("abandon")
            }
            _ => {
                let Some((state, _)) = self.live(index) else { return String::from("nothing to tamper with") };
                let junk =
                    self.random.pick(&["", "{}", "null", "{\"v\":1", "[[[[", "{\"__proto__\":{\"v\":1}}", "\u{0}"]);
                self.pages[index].tamper(&state, junk);
                String::from("tamper")
            }
        };
        if self.aloud {
            eprintln!("  tab {index}: {what}");
        }
        for page in &mut self.pages {
            page.audit(&self.foreign, thorough);
        }
        what
    }

    fn begin(&mut self, index: usize, flow: Flow, lasting: bool) -> String {
        match self.pages[index].begin(flow, lasting) {
            None => format!("begin {flow:?}"),
            Some(error) => {
                self.pages[index].says_no_token(&error);
                format!("begin: {}", named(&error))
            }
        }
    }
}

fn named(error: &Error) -> String {
    match error.reason {
        Some(reason) => [error.code.name(), "/", reason.name()].concat(),
        None => error.code.name().to_owned(),
    }
}

fn play(seed: u64, aloud: bool, tally: &mut Tally) {
    let mut world = World::new(seed, aloud);
    for _ in 0..STEPS {
        *tally.entry(world.step()).or_default() += 1;
    }
    // Whatever happened: as soon as storage works, a login works.
    for index in 0..world.pages.len() {
        let page = &mut world.pages[index];
        (page.tab.denied, page.tab.refusing, page.tab.quota) = (false, false, 5_000_000);
        page.reload();
        let known: Vec<String> = page.live.keys().cloned().collect();
        let refused = page.begin(Flow::Redirect, true);
        ensure!(page, refused.is_none(), "no login can begin: {refused:?}");
        let state = page.live.keys().find(|state| !known.contains(state)).unwrap().clone();
        let tail = world.good(&state);
        let page = &mut world.pages[index];
        page.reload();
        page.answer(&tail, Place::Page, true, true);
        page.audit(&world.foreign, true);
    }
}

#[test]
fn histories_keep_every_promise() {
    let mut tally = Tally::new();
    if let Some(seed) = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()) {
        return play(seed, true, &mut tally);
    }
    let seeds = std::env::var("SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    for seed in 0..seeds {
        play(seed, false, &mut tally);
    }
    // A simulation in which these no longer come about has stopped testing them.
    for what in [
        "good: signed in",
        "good: verify",
        "good: relay",
        "good: state_expired",
        "denied: oauth_error",
        "denied: state_expired",
        "replayed: state_unknown/already_used",
        "replayed: ignored",
        "forged: state_mismatch",
        "forged: state_unknown/other_context",
        "forged: state_unknown/no_record",
        "forged: ignored",
        "forged: relay",
        "crossed: state_mismatch",
        "crossed: state_unknown/other_context",
        "truncated: no callback",
        "truncated: restart",
        "truncated: state_mismatch",
        "launch: restart",
        "launch: portal_loop",
        "launch: state_missing",
        "launch: framed",
        "launch: storage_unavailable",
        "broken: callback_invalid/malformed",
        "broken: callback_invalid/duplicate_parameter",
        "unusable: callback_invalid/unsupported_token_type",
        "unusable: callback_invalid/invalid_token",
        "unusable: callback_invalid/ambiguous_response",
        "unusable: callback_invalid/token_in_query",
        "unusable: callback_invalid/unsupported_response_type",
        "unusable: portal_loop",
        "unusable: token_refused/district_token",
        "nobody's: no callback",
        "nobody's: state_missing",
        "tokeninfo: signed in",
        "tokeninfo: token_refused/other_client",
        "tokeninfo: token_refused/audience_unverified",
        "tokeninfo: cancelled",
        "begin: storage_unavailable",
        "duplicate tab",
        "two hours' sleep",
        "tamper",
    ] {
        assert!(tally.get(what).is_some_and(|times| *times >= 3), "{what}: {:?}, {tally:#?}", tally.get(what));
    }
}
