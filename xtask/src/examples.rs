//! `cargo xtask examples`: the folders of `examples/`, as somebody who has just installed the package finds them.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::process::command;
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, npm, search_path};
use crate::{demo, package};

/// Runs those whose name has `only` in it, in Chromium; the last line is `N passed, N failed`.
pub(crate) fn run(project: &Project, only: &str) -> Result<ExitCode> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    if !browsers.skipped.is_empty() {
        return Err(Missing(format!("the examples need Chromium: {}", browsers.remedy)).into());
    }
    package::build(project)?;
    let emulator = demo::emulator(project)?;
    let (variable, driver) = Engine::Chromium.driver(project)?;
    let status = command(npm::system_node(project)?, ["tests/examples/run.mjs", "--only", only])
        .current_dir(&project.root)
        .env("CLEVER_EMULATOR", emulator)
        .env(variable, driver)
        .envs(search_path(project).map(|path| ("PATH", path)))
        .status()?;
    match status.code() {
        Some(0) => Ok(ExitCode::SUCCESS),
        Some(_) => Ok(ExitCode::FAILURE),
        None => bail!("the examples were ended"),
    }
}
