//! `cargo xtask test`: every layer, one table, one last line `N passed, N failed`.

mod attacks;
mod count;
mod faults;
mod layers;

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::Result;

use crate::demo;
use crate::package;
use crate::process::{lines, status};
use crate::project::Project;
use crate::tools::browsers::{self, Browsers, Engine};
use crate::tools::{Missing, Turn, crates, rust_target};

use count::Count;

/// What one command of the suite came to.
#[derive(Debug)]
struct Row {
    layer: &'static str,
    engine: &'static str,
    count: Count,
    seconds: f64,
}

/// The rows so far.
#[derive(Debug, Default)]
struct Report {
    rows: Vec<Row>,
    attacks: attacks::Attacks,
    faults: faults::Faults,
}

/// Runs the layers in order of how soon they tell something; a layer that fails stops none of the others.
pub(crate) fn run(project: &Project, engines: &str) -> Result<ExitCode> {
    let wanted = Engine::parse_list(engines)?;
    let turn = Turn::take(project)?;
    rust_target::ensure()?;
    if !wanted.is_empty() {
        crates::test_runner(project)?;
    }
    let browsers = browsers::ensure(project, &wanted)?;
    // Asked for every engine, the suite leaves nothing out.
    let thorough = wanted.len() == Engine::ALL.len();
    let wasm_pack = thorough && browsers.ready.contains(&Engine::Chromium);
    if wasm_pack {
        crates::wasm_pack(project)?;
    }
    drop(turn);

    let mut report = Report::default();
    layers::lint(project, &mut report)?;
    layers::native(project, &mut report)?;
    layers::package(project, &browsers, thorough, &mut report)?;
    report.prepare("emulator", || demo::emulator(project).map(drop));
    layers::server(project, &mut report)?;
    layers::bindings(project, &mut report)?;
    for engine in &browsers.ready {
        // What differs between engines is tested with the whole SDK.
        layers::browser(project, *engine, *engine == Engine::Chromium, &mut report)?;
    }
    if wasm_pack {
        layers::wasm_pack(project, &mut report)?;
    }
    if !browsers.ready.is_empty() {
        report.prepare("static demo", || demo::static_site(project).map(drop));
    }
    for engine in &browsers.ready {
        layers::end_to_end(project, *engine, &mut report)?;
    }
    if thorough && cfg!(target_os = "linux") && browsers.ready.contains(&Engine::Chromium) {
        layers::looks(project, &mut report)?;
    }
    if thorough {
        layers::soak(project, browsers.ready.contains(&Engine::Chromium), &mut report)?;
    }
    report.catalogue(project, &browsers)?;
    conclude(&report, &browsers)
}

/// `cargo xtask consumers`: rows whose name holds one of the words, or all; too long for every day.
pub(crate) fn consumers(project: &Project, only: &[&str]) -> Result<ExitCode> {
    let browsers = browsers::ensure(project, &[Engine::Chromium])?;
    package::build(project)?;
    let mut matrix = layers::matrix(project, &browsers)?;
    matrix.args(only.iter().flat_map(|word| ["--only", word]));
    Ok(if status(&mut matrix)?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Report {
    /// Does what the next steps stand on: what it leaves from an earlier run would be tested otherwise.
    fn prepare(&mut self, layer: &'static str, work: impl FnOnce() -> Result<()>) {
        println!("\n== {layer}");
        let start = Instant::now();
        let done = work();
        if let Err(error) = &done {
            println!("xtask: {error:#}");
            self.faults.complaint(layer, "", &format!("{error:#}"));
        }
        let count = Count { passed: done.is_ok().into(), failed: done.is_err().into(), ..Count::default() };
        self.rows.push(Row { layer, engine: "", count, seconds: start.elapsed().as_secs_f64() });
    }

    /// Compares the attacks that were proved with those that SECURITY.md says are.
    fn catalogue(&mut self, project: &Project, browsers: &Browsers) -> Result<()> {
        println!("\n== attacks");
        let engines: Vec<&str> =
            ["host", "node"].into_iter().chain(browsers.ready.iter().map(|engine| engine.name())).collect();
        let security = fs_err::read_to_string(project.root.join("SECURITY.md"))?;
        let complaints = self.attacks.missing(&security, &engines);
        println!("rows proved: {}", self.attacks.summary());
        for complaint in &complaints {
            println!("xtask: {complaint}");
            self.faults.complaint("attacks", "", complaint);
        }
        let count = Count { passed: complaints.is_empty().into(), failed: complaints.len() as u64, complaints };
        self.rows.push(Row { layer: "attacks", engine: "", count, seconds: 0.0 });
        Ok(())
    }

    /// Runs one command, shows its output as it comes, and counts what it says it ran.
    fn step(
        &mut self,
        layer: &'static str,
        engine: &'static str,
        command: &mut Command,
        mut reader: impl count::Reader,
    ) -> Result<()> {
        println!("\n== {layer} {engine}");
        let start = Instant::now();
        self.faults.begin(layer, engine);
        let status = lines(command, |line| {
            println!("{line}");
            reader.line(line);
            self.attacks.line(engine, line);
            self.faults.line(line);
        })?;
        let count = reader.finish(status.success());
        for complaint in &count.complaints {
            println!("xtask: {complaint}");
            self.faults.complaint(layer, engine, complaint);
        }
        self.rows.push(Row { layer, engine, count, seconds: start.elapsed().as_secs_f64() });
        Ok(())
    }
}

fn conclude(report: &Report, browsers: &Browsers) -> Result<ExitCode> {
    println!("\n== summary");
    report.faults.lines().for_each(|line| println!("{line}"));
    println!("\n{:<24}{:<12}{:>8}{:>8}{:>9}", "layer", "engine", "passed", "failed", "seconds");
    let (mut passed, mut failed) = (0, 0);
    for Row { layer, engine, count, seconds } in &report.rows {
        println!("{layer:<24}{engine:<12}{:>8}{:>8}{seconds:>9.1}", count.passed, count.failed);
        passed += count.passed;
        failed += count.failed;
    }
    if !browsers.skipped.is_empty() {
        let names: Vec<&str> = browsers.skipped.iter().map(|engine| engine.name()).collect();
        println!("skipped: {}. To run that too: {}", names.join(", "), browsers.remedy);
    }
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        return Ok(ExitCode::FAILURE);
    }
    if !browsers.skipped.is_empty() {
        return Err(Missing("not every engine was tested".into()).into());
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn conclusion(passed: u64, failed: u64, skipped: Vec<Engine>) -> Result<ExitCode> {
        let count = Count { passed, failed, ..Count::default() };
        let rows = vec![Row { layer: "native", engine: "", count, seconds: 0.0 }];
        let report = Report { rows, ..Report::default() };
        conclude(&report, &Browsers { skipped, ..Browsers::default() })
    }

    #[test]
    fn what_could_not_run_is_neither_a_success_nor_a_failure() {
        assert!(conclusion(1, 0, vec![Engine::Webkit]).unwrap_err().is::<Missing>());
        assert_eq!(conclusion(1, 1, vec![Engine::Webkit]).unwrap(), ExitCode::FAILURE);
        assert_eq!(conclusion(1, 0, Vec::new()).unwrap(), ExitCode::SUCCESS);
    }
}
