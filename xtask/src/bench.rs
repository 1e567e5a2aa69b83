//! `cargo xtask bench`: ratios against what other people use, in Node and in browsers.

use std::process::ExitCode;

use anyhow::Result;

use crate::demo;
use crate::package;
use crate::process::{command, run};
use crate::project::Project;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Missing, Turn, npm, search_path};

/// The oldest Node that the generators of clients run in; the figures are of the system's own.
const GENERATOR_NODE: u32 = 22;
/// Engines beside Node; WebKitGTK is not what people browse with.
const BROWSERS: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// Builds, installs the peers, measures; `arguments` are those of `bench/run.mjs`.
pub(crate) fn measure(project: &Project, arguments: &[&str]) -> Result<ExitCode> {
    package::assemble(project)?;
    if let ["match", sizes @ ..] = arguments {
        // Of Maps by hand there is nothing to install.
        let script = ["--expose-gc", "--max-old-space-size=8192", "bench/match.mjs"];
        run(command(npm::system_node(project)?, script).args(sizes).current_dir(&project.root))?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments == ["page"] {
        return page(project);
    }
    let turn = Turn::take(project)?;
    npm::ensure(project, "bench", "bench")?;
    let generator = npm::node(project, GENERATOR_NODE)?;
    let browsers = browsers::ensure(project, &BROWSERS)?;
    drop(turn);

    let mut script = command(npm::system_node(project)?, ["--no-warnings", "bench/run.mjs"]);
    script.args(arguments).current_dir(&project.root).env("BENCH_NODE", generator);
    script.envs(search_path(project).map(|path| ("PATH", path)));
    for engine in &browsers.ready {
        let (variable, driver) = engine.driver(project)?;
        script.env(variable, driver);
    }
    let chosen = arguments.iter().any(|argument| argument.starts_with("--engines"));
    if !chosen {
        let names = browsers.ready.iter().map(|engine| engine.name());
        let engines: Vec<&str> = std::iter::once("node").chain(names).collect();
        script.arg(format!("--engines={}", engines.join(",")));
    }
    run(&mut script)?;
    if !chosen && !browsers.skipped.is_empty() {
        eprintln!("xtask: not every engine was measured. To have them: {}", browsers.remedy);
        return Err(Missing("not every engine was measured".into()).into());
    }
    Ok(ExitCode::SUCCESS)
}

/// How soon the demo page can be used on a slow phone and line, as Chromium emulates them.
fn page(project: &Project) -> Result<ExitCode> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    if !browsers.skipped.is_empty() {
        return Err(Missing(format!("the page is measured in Chromium: {}", browsers.remedy)).into());
    }
    let emulator = demo::emulator(project)?;
    let (variable, driver) = Engine::Chromium.driver(project)?;
    let mut script = command(npm::system_node(project)?, ["bench/page.mjs"]);
    script.current_dir(&project.root).env("CLEVER_EMULATOR", emulator).env(variable, driver);
    script.envs(search_path(project).map(|path| ("PATH", path)));
    run(&mut script)?;
    Ok(ExitCode::SUCCESS)
}
