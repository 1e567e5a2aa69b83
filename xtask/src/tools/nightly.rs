//! The nightly compiler that sanitizers, libFuzzer and Miri need: one date, so that what it finds can be found again.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow};

use super::Missing;
use crate::process::{command, output};
use crate::project::{Project, cargo};

/// The toolchain as rustup names it; its compiler is of the day before.
pub(crate) const TOOLCHAIN: &str = "nightly-2026-05-20";
const COMPILER_DATE: &str = "commit-date: 2026-05-19";

/// Which cargo is run for what only a nightly does.
#[derive(Debug)]
pub(crate) enum Nightly {
    /// rustup's toolchain of that name.
    Toolchain(&'static str),
    /// The compiler that runs this command, asked to be a nightly: enough for sanitizers.
    Bootstrap,
}

impl Nightly {
    /// The pinned nightly, under its own name or as plain `nightly`.
    pub(crate) fn pinned() -> Option<Nightly> {
        [TOOLCHAIN, "nightly"]
            .into_iter()
            .find(|name| says(name, &["rustc", "-vV"]).contains(COMPILER_DATE))
            .map(Nightly::Toolchain)
    }

    /// The same with Miri and the library's sources.
    pub(crate) fn with_miri() -> Result<Nightly> {
        let nightly = Nightly::pinned().filter(|nightly| match nightly {
            Nightly::Toolchain(name) => says(name, &["cargo", "miri", "--version"]).starts_with("miri"),
            Nightly::Bootstrap => false,
        });
        let remedy = format!("rustup toolchain install {TOOLCHAIN} --profile minimal --component miri,rust-src");
        nightly.ok_or_else(|| anyhow!(Missing(format!("Miri is needed: {remedy}"))))
    }

    /// Its cargo, run for the project.
    pub(crate) fn cargo(&self, project: &Project) -> Command {
        let mut cargo = match self {
            Nightly::Toolchain(name) => {
                let mut cargo = command("rustup", ["run", name, "cargo"]);
                for inherited in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTDOC"] {
                    cargo.env_remove(inherited);
                }
                cargo
            }
            Nightly::Bootstrap => {
                let mut cargo = command(PathBuf::from(cargo()), [""; 0]);
                cargo.env("RUSTC_BOOTSTRAP", "1");
                cargo
            }
        };
        cargo.current_dir(&project.root);
        cargo
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Nightly::Toolchain(name) => name,
            Nightly::Bootstrap => "this compiler with RUSTC_BOOTSTRAP=1",
        }
    }
}

/// What a program of the toolchain prints; nothing where there is none.
fn says(toolchain: &str, arguments: &[&str]) -> String {
    output(command("rustup", ["run", toolchain]).args(arguments).env_remove("RUSTUP_TOOLCHAIN")).unwrap_or_default()
}
