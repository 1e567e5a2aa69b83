//! `cargo xtask release --dry-run`: both packages as their registries would get them, and nothing published.

use anyhow::{Result, bail};
use fs_err as fs;

use crate::package;
use crate::process::{command, output, run};
use crate::project::{Project, cargo};

/// Builds both packages, and lets each registry's own client check them.
pub(crate) fn rehearse(project: &Project) -> Result<()> {
    let changes = output(command("git", ["status", "--porcelain"]).current_dir(&project.root))?;
    if !changes.trim().is_empty() {
        bail!("a release is made of what is committed:\n{changes}");
    }
    package::build(project)?;
    run(command("npm", ["publish", "--dry-run"]).current_dir(project.package()))?;
    // Builds the crate from the packed files alone.
    run(command(cargo(), ["publish", "--dry-run", "-p", "clever-wasm"]).current_dir(&project.root))?;
    let log = fs::read_to_string(project.root.join("CHANGELOG.md"))?;
    println!("{}", verdict(&log, &project.version));
    Ok(())
}

/// Whether the changelog is ready for that version.
fn verdict(log: &str, version: &str) -> String {
    let heading = format!("## {version}");
    if log.lines().any(|line| line.split(" (").next() == Some(&heading)) {
        format!("clever-wasm {version} can be published: see CONTRIBUTING.md")
    } else {
        format!("both packages are whole; before publishing, CHANGELOG.md needs the heading \"{heading}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn a_version_needs_its_heading() {
        assert!(verdict("# Changelog\n\n## 0.1.0 (2026-12-01)\n", "0.1.0").contains("can be published"));
        for log in ["# Changelog\n\n## Unreleased\n", "## 0.1.00\n", "text ## 0.1.0\n"] {
            assert!(verdict(log, "0.1.0").contains("needs the heading"), "{log}");
        }
    }
}
