//! `cargo xtask shots`: pictures of the pages' main views, for people to look at before they change a style.

use std::process::ExitCode;

use anyhow::Result;

use crate::process::run;
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, npm, search_path};
use crate::{demo, package};

/// Builds what the pages need and writes the pictures; a view that is wider than its screen is a failure.
pub(crate) fn take(project: &Project) -> Result<ExitCode> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    if !browsers.skipped.is_empty() {
        return Err(Missing(format!("the pictures need Chromium: {}", browsers.remedy)).into());
    }
    package::build(project)?;
    let emulator = demo::emulator(project)?;
    let (variable, driver) = Engine::Chromium.driver(project)?;
    let mut script = Engine::Chromium.command(project, npm::system_node(project)?);
    script
        .arg("tests/e2e/shots.mjs")
        .arg(project.target.join("shots"))
        .current_dir(&project.root)
        .env("CLEVER_EMULATOR", emulator)
        .env(variable, driver)
        .envs(search_path(project).map(|path| ("PATH", path)));
    run(&mut script)?;
    Ok(ExitCode::SUCCESS)
}
