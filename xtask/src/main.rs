//! The project's commands: `cargo xtask build | demo | test | size | examples`.
#![allow(clippy::print_stdout, reason = "a command-line program prints")]

mod demo;
mod documentation;
mod examples;
mod package;
mod process;
mod project;
mod size;
mod suite;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

const USAGE: &str = "\
cargo xtask build                    the npm package, into pkg/
cargo xtask demo [--port N]          Clever's emulator and the demo page; prints the address to open
cargo xtask test [--engines LIST]    chromium (default), firefox, webkit; all; none
cargo xtask consumers [WORD...]      the packed package in every tool of tests/consumers/matrix, fresh from npm
cargo xtask docs [--serve]           the documentation site, into docs/.vitepress/dist
cargo xtask size                     raw, gzip and brotli size of every artefact, against the budget
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
        ["demo", "--port", port] => demo::serve(&project, Some(port.parse()?)),
        ["test"] => suite::run(&project, "chromium"),
        ["test", "--engines", engines] => suite::run(&project, engines),
        ["consumers", only @ ..] => suite::consumers(&project, only),
        ["docs"] => documentation::build(&project),
        ["docs", "--serve"] => documentation::serve(&project),
        ["size"] => size::report(&project),
        ["examples"] => examples::run(&project, ""),
        ["examples", name] => examples::run(&project, name),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("no such command: {}\n{USAGE}", words.join(" ")),
    }
}
