//! `cargo xtask soak`: an hour's use, compressed, after which nothing may have grown.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::run as perform;
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, npm, search_path};
use crate::{demo, package};

/// Builds what is tested and goes through so many per cent of the hour.
pub(crate) fn run(project: &Project, percent: &str) -> Result<ExitCode> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    package::build(project)?;
    demo::emulator(project)?;
    let chromium = browsers.ready.contains(&Engine::Chromium);
    perform(&mut script(project, percent, chromium)?)?;
    if chromium {
        Ok(ExitCode::SUCCESS)
    } else {
        println!("skipped: chromium. To run that too: {}", browsers.remedy);
        Err(Missing("not every engine was soaked".into()).into())
    }
}

/// The command: the package and the emulator have to be there.
pub(crate) fn script(project: &Project, percent: &str, chromium: bool) -> Result<Command> {
    let node = npm::system_node(project)?;
    let mut script = if chromium { Engine::Chromium.command(project, node) } else { Command::new(node) };
    script
        .args(["--expose-gc", "tests/soak/run.mjs", "--scale", percent])
        .args(["--engines", if chromium { "chromium" } else { "none" }])
        .current_dir(&project.root)
        .env("CLEVER_EMULATOR", demo::emulator(project)?)
        .envs(search_path(project).map(|path| ("PATH", path)));
    Ok(script)
}
