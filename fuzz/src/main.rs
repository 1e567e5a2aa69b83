//! `cargo xtask fuzz`: mutates the corpora as a seed decides, for so many seconds or runs, on a stable compiler.
#![allow(clippy::print_stdout, reason = "a command-line program prints")]

mod campaign;

use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use campaign::{Campaign, Limit};
use clever_fuzz::TARGETS;

const USAGE: &str = "\
clever-fuzz [TARGET...] [--secs N | --runs N] [--seed N]   all targets, 10 seconds each, a seed of the day
clever-fuzz TARGET --input FILE                            one input, such as one that was found";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(complaint) => {
            eprintln!("clever-fuzz: {complaint}\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// How many targets failed.
fn run(words: &[String]) -> Result<usize, String> {
    let (mut limit, mut input, mut chosen) = (Limit::Time(Duration::from_secs(10)), None, Vec::new());
    // Another one each day: the days add up, and what failed on one can be played again.
    let mut seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut number = || -> Result<u64, String> {
            let value = words.next().ok_or_else(|| format!("{word} what?"))?;
            value.parse().map_err(|error| format!("{word} {value}: {error}"))
        };
        match word.as_str() {
            "--secs" => limit = Limit::Time(Duration::from_secs(number()?)),
            "--runs" => limit = Limit::Runs(number()?),
            "--seed" => seed = number()?,
            "--input" => input = Some(words.next().ok_or("--input what?")?),
            name => chosen
                .push(*TARGETS.iter().find(|target| target.name == name).ok_or_else(|| format!("no target {name}"))?),
        }
    }
    if let Some(file) = input {
        let [target] = chosen.as_slice() else { return Err("--input takes one target".into()) };
        let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
        println!("{}: {:#x}", target.name, (target.run)(&bytes));
        return Ok(0);
    }
    let targets = if chosen.is_empty() { TARGETS.to_vec() } else { chosen };
    let mut failed = 0;
    for target in &targets {
        let outcome = Campaign::new(*target, seed).run(limit);
        println!("{outcome}");
        failed += usize::from(outcome.finding.is_some());
    }
    println!("{} passed, {failed} failed", targets.len() - failed);
    Ok(failed)
}
