//! One target's run: inputs from the corpus and from what was found on the way.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clever_fuzz::mutation::Mutator;
use clever_fuzz::{Target, corpus};

/// More inputs than that are not kept in memory.
const MOST_KEPT: usize = 20_000;
/// No input of some kilobytes may take that long, however busy the machine.
const TOO_SLOW: Duration = Duration::from_secs(10);
/// A long run says now and then how far it is.
const NEWS: Duration = Duration::from_secs(60);
/// How often a finding is cut down.
const CUTS: usize = 2000;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    Time(Duration),
    Runs(u64),
}

/// A target at work.
#[derive(Debug)]
pub(crate) struct Campaign {
    target: Target,
    seed: u64,
    pool: Vec<Vec<u8>>,
    words: HashSet<u64>,
}

/// An input that broke what must hold.
#[derive(Debug)]
pub(crate) struct Finding {
    said: String,
    file: PathBuf,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    name: &'static str,
    seed: u64,
    runs: u64,
    words: usize,
    took: Duration,
    slowest: Duration,
    pub(crate) finding: Option<Finding>,
}

impl Campaign {
    pub(crate) fn new(target: Target, seed: u64) -> Campaign {
        let pool = corpus::read(target.name).into_iter().map(|(_, bytes)| bytes).collect();
        Campaign { target, seed, pool, words: HashSet::new() }
    }

    pub(crate) fn run(mut self, limit: Limit) -> Outcome {
        let begun = Instant::now();
        let mut mutator = Mutator::new(self.seed, self.target.dictionary);
        let (mut runs, mut slowest, mut finding) = (0, Duration::ZERO, None);
        let seeds = self.pool.len() as u64;
        // Findings are told in one line each, not by the panic's own words.
        let hook = take_hook();
        set_hook(Box::new(|_| ()));
        let mut news = begun + NEWS;
        while !limit.is_reached(runs, begun) {
            let bytes = match self.pool.get(runs as usize) {
                Some(seed) if runs < seeds => seed.clone(),
                _ => mutator.next(&self.pool),
            };
            runs += 1;
            let start = Instant::now();
            if start >= news {
                news = start + NEWS;
                eprintln!("{}: {runs} runs so far, {} outcomes", self.target.name, self.words.len());
            }
            match attempt(&self.target, &bytes) {
                Ok(word) => {
                    if self.words.insert(word) && runs > seeds && self.pool.len() < MOST_KEPT {
                        self.pool.push(bytes.clone());
                    }
                }
                Err(said) => {
                    finding = Some(Finding::kept(&self.target, bytes.clone(), said));
                    break;
                }
            }
            let took = start.elapsed();
            slowest = slowest.max(took);
            // Once more: the machine may have slept, or been busy with something else.
            if took > TOO_SLOW && self.is_slow(&bytes) {
                finding = Some(Finding::written(&self.target, &bytes, format!("took {took:?}")));
                break;
            }
        }
        set_hook(hook);
        Outcome {
            name: self.target.name,
            seed: self.seed,
            runs,
            words: self.words.len(),
            took: begun.elapsed(),
            slowest,
            finding,
        }
    }
}

impl Campaign {
    fn is_slow(&self, bytes: &[u8]) -> bool {
        let start = Instant::now();
        attempt(&self.target, bytes).is_err() || start.elapsed() > TOO_SLOW
    }
}

impl Limit {
    fn is_reached(self, runs: u64, begun: Instant) -> bool {
        match self {
            Limit::Runs(most) => runs >= most,
            // The clock costs as much as a small input.
            Limit::Time(most) => runs.is_multiple_of(64) && begun.elapsed() >= most,
        }
    }
}

fn attempt(target: &Target, bytes: &[u8]) -> Result<u64, String> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(bytes))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words").to_owned()
    })
}

impl Finding {
    /// The input cut down as far as it still breaks something.
    fn kept(target: &Target, mut bytes: Vec<u8>, mut said: String) -> Finding {
        let (mut length, mut cuts) = (bytes.len() / 2, 0);
        while length > 0 && cuts < CUTS {
            let mut at = 0;
            while at + length <= bytes.len() && cuts < CUTS {
                cuts += 1;
                let mut shorter = bytes.clone();
                shorter.drain(at..at + length);
                match attempt(target, &shorter) {
                    Err(words) => (bytes, said) = (shorter, words),
                    Ok(_) => at += length,
                }
            }
            length /= 2;
        }
        Finding::written(target, &bytes, said)
    }

    fn written(target: &Target, bytes: &[u8], said: String) -> Finding {
        let sum = bytes
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        let folder = corpus::folder("../artifacts").join(target.name);
        let file = folder.join(format!("finding-{sum:016x}"));
        if let Err(error) = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, bytes)) {
            return Finding { said: format!("{said} ({bytes:?}, which cannot be kept: {error})"), file };
        }
        Finding { said, file }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { name, seed, runs, words, took, slowest, .. } = self;
        let rate = *runs as f64 / took.as_secs_f64().max(1e-9);
        write!(
            out,
            "{name:<16}{runs:>10} runs {:>6.1} s {rate:>9.0}/s {words:>6} outcomes, slowest {slowest:.1?}, --seed {seed}",
            took.as_secs_f64()
        )?;
        if let Some(Finding { said, file }) = &self.finding {
            let said: String = said.chars().take(600).collect();
            write!(out, "\n  FOUND: {said}\n  cargo xtask fuzz {name} --input {}", file.display())?;
        }
        Ok(())
    }
}
