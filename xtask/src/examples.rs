//! `cargo xtask examples`: the folders of `examples/`, as somebody who has just installed the package, or the crate, finds
//! them.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::process::{command, lines};
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, crates, npm, rust_target, search_path};
use crate::{demo, package};

/// Runs those whose name has `only` in it, in Chromium; the last line is `N passed, N failed`.
pub(crate) fn run(project: &Project, only: &str) -> Result<ExitCode> {
    let (apps, pages) = wanted(project, only)?;
    if apps.is_empty() && pages.is_empty() {
        bail!("no example has {only} in its name");
    }
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    if !browsers.skipped.is_empty() {
        return Err(Missing(format!("the examples need Chromium: {}", browsers.remedy)).into());
    }
    let emulator = demo::emulator(project)?;
    let (variable, driver) = Engine::Chromium.driver(project)?;
    let node = npm::system_node(project)?;
    let script = |arguments: &[&str]| {
        let mut script = command(&node, arguments);
        script.current_dir(&project.root).env("CLEVER_EMULATOR", &emulator).env(variable, &driver);
        script.envs(search_path(project).map(|path| ("PATH", path)));
        script
    };
    let mut counts = Vec::new();
    if !pages.is_empty() {
        package::build(project)?;
        counts.push(count(script(&["tests/examples/run.mjs", "--only", only]))?);
    }
    if !apps.is_empty() {
        rust_target::ensure()?;
        crates::wasm_bindgen(project)?;
        let mut test = script(&["examples/rust.test.mjs"]);
        test.args(&apps).env("CARGO_TARGET_DIR", &project.target);
        counts.push(count(test)?);
    }
    let (passed, failed) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The names of the Rust apps, and of those that npm installs.
fn wanted(project: &Project, only: &str) -> Result<(Vec<String>, Vec<String>)> {
    let mut names = Vec::new();
    for entry in fs_err::read_dir(project.root.join("examples"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && name.contains(only) {
            names.push((name, entry.path().join("Cargo.toml").exists()));
        }
    }
    names.sort();
    let (apps, pages): (Vec<_>, Vec<_>) = names.into_iter().partition(|(_, is_rust)| *is_rust);
    let plain = |names: Vec<(String, bool)>| names.into_iter().map(|(name, _)| name).collect();
    Ok((plain(apps), plain(pages)))
}

/// How many passed and failed, by the script's last line; one that ends without such a line has failed.
fn count(mut script: Command) -> Result<(u64, u64)> {
    let mut last = None;
    let status = lines(&mut script, |line| {
        println!("{line}");
        last = summary(line).or(last);
    })?;
    Ok(match last {
        Some((passed, failed)) if status.success() || failed > 0 => (passed, failed),
        other => (other.map_or(0, |(passed, _)| passed), 1),
    })
}

fn summary(line: &str) -> Option<(u64, u64)> {
    let (passed, rest) = line.split_once(" passed, ")?;
    Some((passed.parse().ok()?, rest.strip_suffix(" failed")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn only_the_closing_line_counts() {
        assert_eq!(summary("3 passed, 1 failed"), Some((3, 1)));
        for line in ["ok  3 passed, 1 failed", "3 passed", "x passed, 1 failed", "3 passed, 1 failed, 0 skipped"] {
            assert_eq!(summary(line), None, "{line}");
        }
    }
}
