//! `cargo xtask supply`: what the package is made of, and whether that may be so.

mod materials;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::process::{command, output, run};
use crate::project::Project;
use crate::tools::crates;

/// Judges the crates by `deny.toml` and writes the bill of materials. `advisories`: also asks RustSec and npm for known
/// vulnerabilities.
pub(crate) fn check(project: &Project, advisories: bool) -> Result<ExitCode> {
    let deny = crates::cargo_deny(project)?;
    let about: &[&str] =
        if advisories { &["advisories", "licenses", "bans", "sources"] } else { &["licenses", "bans", "sources"] };
    run(command(deny, ["--workspace", "--all-features", "check", "-D", "warnings"])
        .args(about)
        .current_dir(&project.root))?;
    if advisories {
        let mut failed = Vec::new();
        let locks = output(command("git", ["ls-files", "*package-lock.json"]).current_dir(&project.root))?;
        for lock in locks.lines() {
            let folder = project.root.join(lock).with_file_name("");
            if run(command("npm", ["audit", "--package-lock-only"]).current_dir(folder)).is_err() {
                failed.push(lock);
            }
        }
        if !failed.is_empty() {
            bail!("npm audit does not pass in {}", failed.join(", "));
        }
    }
    materials::write(project)?;
    Ok(ExitCode::SUCCESS)
}
