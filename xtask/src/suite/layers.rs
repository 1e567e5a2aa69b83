//! The commands behind each layer.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::Report;
use super::count::{CargoTest, Check, Script};
use crate::demo;
use crate::package;
use crate::project::{Project, cargo};
use crate::shots;
use crate::soak;
use crate::tools::browsers::{Browsers, Engine};
use crate::tools::rust_target::TARGET;
use crate::tools::{crates, npm, search_path};

/// Formatting, and warnings: on the host, and for the browser as a Rust dependency, as the npm package and as its half.
pub(super) fn lint(project: &Project, report: &mut Report) -> Result<()> {
    let sdk = ["--target", TARGET, "-p", "clever-wasm"];
    let emulator = ["--target", TARGET, "-p", "clever-emulator", "--lib", "--features=web"];
    let checks: [(&str, Vec<&str>); 7] = [
        ("host", vec!["--workspace", "--all-targets", "--all-features"]),
        ("wasm32", [&sdk[..], &["--all-targets"]].concat()),
        ("wasm32 browser", [&sdk[..], &["--lib", "--test=browser", "--features=browser"]].concat()),
        ("wasm32 npm", [&sdk[..], &["--lib", "--features=npm"]].concat()),
        ("wasm32 auth", [&sdk[..], &["--lib", "--no-default-features", "--features=npm"]].concat()),
        ("wasm32 emulator", emulator.to_vec()),
        ("wasm32 match", vec!["--target", TARGET, "-p", "clever-matching", "--lib", "--features=npm"]),
    ];
    report.step("rustfmt", "", in_project(project, cargo()).args(["fmt", "--all", "--check"]), Check)?;
    for (target, arguments) in checks {
        let mut clippy = in_project(project, cargo());
        clippy.args(["clippy", "--quiet"]).args(arguments).args(["--", "-D", "warnings"]);
        report.step("clippy", target, &mut clippy, Check)?;
    }
    let mut docs = in_project(project, cargo());
    docs.args(["doc", "--quiet", "--no-deps", "--lib", "--features=browser"])
        .args(sdk)
        .env("RUSTDOCFLAGS", "-D warnings");
    report.step("rustdoc", "wasm32", &mut docs, Check)
}

/// Every crate on this machine, the simulation included.
pub(super) fn native(project: &Project, report: &mut Report) -> Result<()> {
    let mut test = in_project(project, cargo());
    test.args(["test", "--workspace", "--all-features", "--no-fail-fast"]);
    let packages = ["", "emulator", "fuzz", "matching"].map(|package| project.root.join(package)).into();
    report.step("native", "host", &mut test, CargoTest::host(packages))
}

/// The built package in Node, and the packed one in the tools that applications are built with.
pub(super) fn package(project: &Project, browsers: &Browsers, thorough: bool, report: &mut Report) -> Result<()> {
    let node = npm::system_node(project)?;
    report.prepare("build", || package::build(project));
    let mut tests = in_project(project, &node);
    tests.args(["--test", "--test-reporter=spec"]).args(scripts(project, "npm/tests")?);
    report.step("package", "node", &mut tests, Script::default())?;
    npm::ensure(project, "tests/consumers", "consumers")?;
    let mut consumers = in_project(project, &node);
    consumers.arg("tests/consumers/run.mjs").args((!thorough).then_some("--fast"));
    if let Some(browser) = browsers.ready.iter().find_map(|engine| engine.page_browser(project)) {
        consumers.arg("--browser").arg(browser);
    }
    report.step("consumers", "node", &mut consumers, Script::default())
}

/// The packed package in the tools themselves, each installed for the occasion.
pub(super) fn matrix(project: &Project, browsers: &Browsers) -> Result<Command> {
    let mut matrix = in_project(project, npm::system_node(project)?);
    matrix.arg("tests/consumers/matrix.mjs");
    if let Some(browser) = browsers.ready.iter().find_map(|engine| engine.page_browser(project)) {
        matrix.arg("--browser").arg(browser);
    }
    Ok(matrix)
}

/// `clever-wasm/server` in Node, against the emulator's server.
pub(super) fn server(project: &Project, report: &mut Report) -> Result<()> {
    let mut tests = in_project(project, npm::system_node(project)?);
    tests.args(["--test", "--test-reporter=spec"]).args(scripts(project, "tests/server")?);
    tests.env("CLEVER_EMULATOR", demo::emulator(project)?);
    report.step("server", "node", &mut tests, Script::default())
}

/// The bindings in Node, with React, Vue and Svelte of the current major and the previous one.
pub(super) fn bindings(project: &Project, report: &mut Report) -> Result<()> {
    npm::ensure(project, "tests/bindings", "bindings")?;
    npm::ensure(project, "tests/bindings/previous", "bindings-previous")?;
    let mut tests = in_project(project, npm::system_node(project)?);
    report.step("bindings", "node", tests.arg("tests/bindings/run.mjs"), Script::default())
}

/// The wasm-bindgen tests in one engine; of the sign-in half too where `halves` says so.
pub(super) fn browser(project: &Project, engine: Engine, halves: bool, report: &mut Report) -> Result<()> {
    let (variable, driver) = engine.driver(project)?;
    let runner = crates::test_runner(project)?;
    let mut tests = |layer, arguments: &[&str], packages| {
        let mut test = engine.command(project, cargo());
        test.args(["test", "--target", TARGET, "-p", "clever-wasm", "--no-fail-fast"])
            .args(arguments)
            .current_dir(&project.root)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .env(variable, &driver);
        report.step(layer, engine.name(), &mut test, CargoTest::wasm(packages))
    };
    tests("wasm-bindgen", &["--tests"], vec![project.root.clone()])?;
    tests("wasm-bindgen browser", &["--test=browser", "--features=browser"], vec![project.root.clone()])?;
    if halves {
        tests("wasm-bindgen auth", &["--lib", "--no-default-features"], Vec::new())?;
    }
    Ok(())
}

/// `wasm-pack test --headless --chrome`, which a contributor may type instead.
pub(super) fn wasm_pack(project: &Project, report: &mut Report) -> Result<()> {
    let mut test = in_project(project, crates::wasm_pack(project)?);
    test.args(["test", "--headless", "--chrome"]);
    report.step("wasm-pack", "chromium", &mut test, CargoTest::wasm(vec![project.root.clone()]))
}

/// A person's way through the demo page and the emulator, in one engine.
pub(super) fn end_to_end(project: &Project, engine: Engine, report: &mut Report) -> Result<()> {
    let mut script = engine.command(project, npm::system_node(project)?);
    script
        .args(["tests/e2e/run.mjs", "--engine", engine.name()])
        .current_dir(&project.root)
        .env("CLEVER_EMULATOR", demo::emulator(project)?)
        .envs(search_path(project).map(|path| ("PATH", path)));
    report.step("end to end", engine.name(), &mut script, Script::default())
}

/// Whether the pages look as they did. The fonts are chosen as Linux does it.
pub(super) fn looks(project: &Project, report: &mut Report) -> Result<()> {
    report.step("looks", Engine::Chromium.name(), &mut shots::looks(project)?, Script::default())
}

/// A hundredth of an hour's use, after which nothing may have grown.
pub(super) fn soak(project: &Project, chromium: bool, report: &mut Report) -> Result<()> {
    let mut script = soak::script(project, "1", chromium)?;
    report.step("soak", if chromium { Engine::Chromium.name() } else { "node" }, &mut script, Script::default())
}

fn in_project(project: &Project, program: impl Into<PathBuf>) -> Command {
    let mut command = Command::new(program.into());
    command.current_dir(&project.root).envs(search_path(project).map(|path| ("PATH", path)));
    command
}

/// The test files of a folder.
fn scripts(project: &Project, folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs_err::read_dir(project.root.join(folder))? {
        files.push(entry?.path());
    }
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}
