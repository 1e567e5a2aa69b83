//! The project's commands: `cargo xtask help` lists them.
#![allow(clippy::print_stdout, reason = "a command-line program prints")]

mod bench;
mod demo;
mod documentation;
mod examples;
mod fuzz;
mod memory;
mod package;
mod process;
mod project;
mod release;
mod reproduce;
mod shots;
mod size;
mod soak;
mod suite;
mod supply;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::project::Project;

const USAGE: &str = "\
cargo xtask build                    the npm package, into pkg/
cargo xtask demo [--port N]          Clever's emulator and the demo page; prints the address to open
cargo xtask demo --static DIR        the demo page for any static host, Clever being its service worker
cargo xtask test [--engines LIST]    chromium (default), firefox, webkit; all; none
cargo xtask consumers [WORD...]      the packed package in every tool of tests/consumers/matrix, fresh from npm
cargo xtask docs [--serve]           the documentation site, into docs/.vitepress/dist
cargo xtask shots                    pictures of the pages' views, light and dark, narrow and wide, into target/shots
cargo xtask looks [--update]         the same pictures against those in tests/e2e/looks, or in their place
cargo xtask soak [--scale PERCENT]   an hour's use, compressed, in Node and Chromium: nothing may grow
cargo xtask memory [--scale PERCENT] what lists of a million users hold while they are read, and what they leave
cargo xtask size                     raw, gzip and brotli size of every artefact, against the budget
cargo xtask bench [NAME...]          speed against JSON.parse and other people's libraries; --engines LIST, --rounds N,
                                     --write (into bench/results.json)
cargo xtask bench match [SIZE...]    matching against Maps by hand
cargo xtask bench page               how soon the demo can be used on a slow phone and line
cargo xtask fuzz [TARGET...] [--secs N | --runs N] [--seed N]
                                     mutated inputs on this compiler; also TARGET --input FILE
cargo xtask asan [TARGET...] [--secs N]
                                     the same targets under libFuzzer and the address sanitizer
cargo xtask miri                     the decoder's and the reader's tests, interpreted
cargo xtask supply [--advisories]    licences, sources, versions; the bill of materials; with a network, known flaws
cargo xtask reproduce                builds the package twice, in two folders, and compares every file
cargo xtask release --dry-run        both packages as the registries would get them; publishes nothing
cargo xtask examples [NAME]          each of examples/, installed, built, and signed in to in Chromium";

fn main() -> ExitCode {
    match command() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(if error.is::<tools::Missing>() { 3 } else { 1 })
        }
    }
}

fn command() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let project = Project::locate()?;
    match words.as_slice() {
        ["build"] => package::build(&project).map(|()| ExitCode::SUCCESS),
        ["demo"] => demo::serve(&project, None),
        ["demo", "--port", port] => demo::serve(
            &project,
            Some(port.parse().with_context(|| format!("--port takes a number up to 65535, not {port}"))?),
        ),
        ["demo", "--static", folder] => demo::write(&project, Path::new(folder)).map(|()| ExitCode::SUCCESS),
        ["test"] => suite::run(&project, "chromium"),
        ["test", "--engines", engines] => suite::run(&project, engines),
        ["consumers", only @ ..] => suite::consumers(&project, only),
        ["docs"] => documentation::build(&project),
        ["docs", "--serve"] => documentation::serve(&project),
        ["shots"] => shots::take(&project),
        ["looks"] => shots::compare(&project, false),
        ["looks", "--update"] => shots::compare(&project, true),
        ["soak"] => soak::run(&project, "100"),
        ["soak", "--scale", percent] => soak::run(&project, percent),
        ["memory"] => memory::measure(&project, "100").map(|()| ExitCode::SUCCESS),
        ["memory", "--scale", percent] => memory::measure(&project, percent).map(|()| ExitCode::SUCCESS),
        ["size"] => size::report(&project),
        ["bench", arguments @ ..] => bench::measure(&project, arguments),
        ["fuzz", rest @ ..] => fuzz::seeded(&project, rest),
        ["asan", rest @ ..] => fuzz::sanitized(&project, rest),
        ["miri"] => fuzz::interpreted(&project),
        ["supply"] => supply::check(&project, false),
        ["supply", "--advisories"] => supply::check(&project, true),
        ["reproduce"] => reproduce::compare(&project),
        ["release", "--dry-run"] => release::rehearse(&project).map(|()| ExitCode::SUCCESS),
        ["examples"] => examples::run(&project, ""),
        ["examples", name] => examples::run(&project, name),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("no such command: {}\n{USAGE}", words.join(" ")),
    }
}
