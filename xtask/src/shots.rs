//! `cargo xtask shots` and `cargo xtask looks`: pictures of the pages' main views, for people to look at before they change a
//! style, and against those that are kept.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::{run, status};
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, npm, search_path};
use crate::{demo, package};

/// Builds what the pages need and writes the pictures; a view that is wider than its screen is a failure.
pub(crate) fn take(project: &Project) -> Result<ExitCode> {
    prepare(project)?;
    run(script(project, "tests/e2e/shots.mjs")?.arg(project.target.join("shots")))?;
    Ok(ExitCode::SUCCESS)
}

/// Builds what the pages need and compares the pictures with the kept ones, or keeps these from now on.
pub(crate) fn compare(project: &Project, update: bool) -> Result<ExitCode> {
    prepare(project)?;
    let mut script = looks(project)?;
    if update {
        script.env("UPDATE", "1");
    }
    Ok(if status(&mut script)?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The comparison; what differs is left in `looks/` of the target folder.
pub(crate) fn looks(project: &Project) -> Result<Command> {
    let mut script = script(project, "tests/e2e/looks.mjs")?;
    script.env("CLEVER_LOOKS", project.target.join("looks"));
    Ok(script)
}

fn prepare(project: &Project) -> Result<()> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    if !browsers.skipped.is_empty() {
        return Err(Missing(format!("the pictures need Chromium: {}", browsers.remedy)).into());
    }
    package::build(project)?;
    demo::emulator(project)?;
    Ok(())
}

fn script(project: &Project, path: &str) -> Result<Command> {
    let (variable, driver) = Engine::Chromium.driver(project)?;
    let mut script = Engine::Chromium.command(project, npm::system_node(project)?);
    script
        .arg(path)
        .current_dir(&project.root)
        .env("CLEVER_EMULATOR", demo::emulator(project)?)
        .env(variable, driver)
        .envs(search_path(project).map(|path| ("PATH", path)));
    Ok(script)
}
