//! The fuzz targets in their three ways: seeded on this compiler, under libFuzzer and the address sanitizer, interpreted.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::process::{command, output, run, status};
use crate::project::{Project, cargo};
use crate::tools::nightly::Nightly;

/// What `cargo fuzz` passes too: coverage of every edge and comparison, and every check of a test build.
const SANITIZED: [&str; 12] = [
    "--cfg=fuzzing",
    "-Zsanitizer=address",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions",
    "-Coverflow-checks",
    "-Ccodegen-units=1",
    "-Copt-level=3",
    "-Cdebuginfo=line-tables-only",
];

/// Runs the seeded fuzzer with these words.
pub(crate) fn seeded(project: &Project, words: &[&str]) -> Result<ExitCode> {
    let mut fuzzer =
        command(cargo(), ["run", "--quiet", "--profile", "fuzz", "-p", "clever-fuzz", "--bin", "clever-fuzz", "--"]);
    let ended = status(fuzzer.args(words).current_dir(&project.root))?;
    Ok(ExitCode::from(ended.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}

/// Runs the targets under libFuzzer and the address sanitizer, each from its corpus; what is new is kept beside the build.
pub(crate) fn sanitized(project: &Project, words: &[&str]) -> Result<ExitCode> {
    let (mut secs, mut chosen) = ("60", Vec::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--secs" => secs = words.next().context("--secs what?")?,
            name => chosen.push(name.to_owned()),
        }
    }
    let targets = targets(project)?;
    if let Some(unknown) = chosen.iter().find(|name| !targets.contains(name)) {
        bail!("no target {unknown}: there are {}", targets.join(", "));
    }
    let chosen = if chosen.is_empty() { targets } else { chosen };

    let nightly = Nightly::pinned().unwrap_or(Nightly::Bootstrap);
    println!("xtask: libFuzzer and the address sanitizer, by {}", nightly.name());
    let host = host()?;
    let built = project.target.join("asan");
    let mut build = nightly.cargo(project);
    build.args(["build", "--profile", "fuzz", "-p", "clever-fuzz", "--target", &host, "--target-dir"]).arg(&built);
    for target in &chosen {
        build.args(["--bin", target]);
    }
    // The sanitizer's flags are the target's alone: build scripts and macros run without them.
    run(build.env("CARGO_ENCODED_RUSTFLAGS", SANITIZED.join("\u{1f}")))
        .context("libFuzzer is built with a C++ compiler (on Debian: apt-get install g++)")?;
    let mut failed = 0;
    for target in &chosen {
        let found = project.root.join("fuzz/artifacts").join(target);
        let kept = built.join("corpus").join(target);
        fs_err::create_dir_all(&found)?;
        fs_err::create_dir_all(&kept)?;
        println!("\n== {target}");
        let mut fuzzer = command(
            built.join(&host).join("fuzz").join(target),
            ["-print_final_stats=1", "-timeout=10", "-max_len=4096"],
        );
        fuzzer
            .arg(format!("-max_total_time={secs}"))
            .arg(format!("-artifact_prefix={}/", found.display()))
            .arg(kept)
            .arg(project.root.join("fuzz/corpus").join(target));
        if let Err(error) = run(&mut fuzzer) {
            println!("xtask: {error:#}");
            failed += 1;
        }
    }
    println!("{} passed, {failed} failed", chosen.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the decoder's own tests and the corpora under Miri.
pub(crate) fn interpreted(project: &Project) -> Result<ExitCode> {
    let nightly = Nightly::with_miri()?;
    for tests in [&["-p", "clever-wasm", "--lib", "decode::"][..], &["-p", "clever-fuzz", "--test", "corpora"]] {
        // The corpora are files.
        run(nightly.cargo(project).args(["miri", "test"]).args(tests).env("MIRIFLAGS", "-Zmiri-disable-isolation"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The targets are what has a corpus.
fn targets(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs_err::read_dir(project.root.join("fuzz/corpus"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn host() -> Result<String> {
    let text = output(&mut command("rustc", ["-vV"]))?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}
