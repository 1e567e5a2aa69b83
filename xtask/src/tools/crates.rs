//! Tools that crates.io has as source only: `wasm-bindgen`, its test runner, wasm-pack, geckodriver.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{announce, find, version};
use crate::process::{command, output};
use crate::project::{Project, cargo};

/// The test driver of the browser tests, and the wrapper that README names.
const WASM_PACK: &str = "0.15.1";
/// Firefox's WebDriver server.
const GECKODRIVER: &str = "0.37.1";
/// What judges the crates by `deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// `wasm-bindgen` in exactly the locked version: the glue and the module must agree.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<PathBuf> {
    ensure(project, "wasm-bindgen-cli", "wasm-bindgen", &project.wasm_bindgen_version, true)
}

/// The runner of `cargo test --target wasm32-unknown-unknown`, from the same crate.
pub(crate) fn test_runner(project: &Project) -> Result<PathBuf> {
    ensure(project, "wasm-bindgen-cli", "wasm-bindgen-test-runner", &project.wasm_bindgen_version, true)
}

pub(crate) fn wasm_pack(project: &Project) -> Result<PathBuf> {
    ensure(project, "wasm-pack", "wasm-pack", WASM_PACK, false)
}

pub(crate) fn geckodriver(project: &Project) -> Result<PathBuf> {
    ensure(project, "geckodriver", "geckodriver", GECKODRIVER, false)
}

pub(crate) fn cargo_deny(project: &Project) -> Result<PathBuf> {
    ensure(project, "cargo-deny", "cargo-deny", CARGO_DENY, false)
}

/// The program, built where it is missing. Where `exact` is false, any version that is there will do.
fn ensure(project: &Project, name: &str, program: &str, wanted: &str, exact: bool) -> Result<PathBuf> {
    let fits = |found: &PathBuf| {
        version(found).is_some_and(|text| !exact || text.split_whitespace().any(|word| word == wanted))
    };
    if let Some(found) = find(project, program).filter(fits) {
        return Ok(found);
    }
    announce(&format!("{name} {wanted} (builds it, a minute or two)"));
    let root = project.tools();
    let scratch = root.join("build");
    let install = |lock: &[&str]| {
        output(
            command(cargo(), ["install", "--quiet", "--force", name, "--version", wanted])
                .args(lock)
                .arg("--root")
                .arg(&root)
                .current_dir(&root)
                .env("CARGO_TARGET_DIR", &scratch)
                // A third of the time to build, and fast enough: half a second for the release module.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
                .env("CARGO_PROFILE_RELEASE_LTO", "off"),
        )
    };
    // A published lock can name a version that the index has not, so without it second.
    let installed = install(&["--locked"]).or_else(|_| install(&[]));
    let _ = fs_err::remove_dir_all(&scratch);
    installed.with_context(|| format!("cannot install {name} {wanted}"))?;
    match find(project, program).filter(fits) {
        Some(found) => Ok(found),
        None => bail!("{name} {wanted} was installed, but {program} does not run"),
    }
}
