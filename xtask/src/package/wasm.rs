//! From the crate to a WebAssembly module.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err as fs;

use super::{Half, interface};
use crate::process::{command, output, run};
use crate::project::{Project, cargo};
use crate::tools::npm::program;
use crate::tools::rust_target::TARGET;

/// What every engine of the supported range has: Chromium 114, Firefox 115, Safari 16.4, Node 20.19.
/// Named one by one, or wasm-opt would go by what this compiler happens to write into the module.
const FEATURES: [&str; 8] = [
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// Functions inlined into their one caller compress worse than they would alone: 1.5 % under brotli. Control flow written
/// afresh: 1 %. Everywhere, the lowest addresses are the far end of the stack, no data, so that offsets may be folded.
const SMALL: [&str; 12] = [
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size",
    "20",
    "--always-inline-max-function-size",
    "4",
    "--flexible-inline-max-function-size",
    "5",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];
const FAST: [&str; 3] = ["--enable-simd", "-O3", "--converge"];

/// The optimised module, kept while the compiler's output is the same.
pub(super) fn compile(
    project: &Project,
    half: &Half,
    wasm_bindgen: &Path,
    node_modules: &Path,
    folder: &Path,
) -> Result<PathBuf> {
    if !folder.join("source.wasm").exists() {
        // The first time there is nothing to see of it for long.
        eprintln!("xtask: building {}", half.name);
    }
    // As a cdylib alone: rustc skips the optimisation across crates, a fifth of the module, for a crate that is an rlib too.
    run(command(
        cargo(),
        ["rustc", "--quiet", "--profile", half.profile, "--target", TARGET, "-p", half.crate_name, "--lib"],
    )
    .args(["--crate-type", "cdylib"])
    .args(half.features)
    .current_dir(&project.root)
    .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(project, half)?))?;
    let file = format!("{}.wasm", half.crate_name.replace('-', "_"));
    let compiled = fs::read(project.target.join(TARGET).join(half.profile).join(&file))
        .with_context(|| format!("cargo left no {file}"))?;

    let (bound, optimised) =
        (folder.join(format!("{}_bg.wasm", half.name)), folder.join(format!("{}.opt.wasm", half.name)));
    let source = folder.join("source.wasm");
    if optimised.exists() && fs::read(&source).is_ok_and(|before| before == compiled) {
        return Ok(optimised);
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let input = folder.join("input.wasm");
    fs::write(&input, &compiled)?;
    // Only the module is of use: `npm/src/driver/instance.js` says why.
    output(
        command(wasm_bindgen, ["--target", "web", "--omit-default-module-path", "--no-typescript"])
            .args(["--remove-name-section", "--remove-producers-section"])
            .args(["--out-name", half.name, "--out-dir"])
            .arg(folder)
            .arg(&input),
    )?;
    fs::write(&bound, interface::plain(&fs::read(&bound)?, half.lets_go)?)?;
    let optimisation: &[&str] = if half.profile == "wasm" { &SMALL } else { &FAST };
    output(
        command(program(node_modules, "wasm-opt"), ["--mvp-features", "--low-memory-unused"])
            .args(optimisation)
            .args(FEATURES)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .arg(&bound)
            .arg("-o")
            .arg(&optimised),
    )?;
    fs::rename(input, source)?;
    Ok(optimised)
}

/// The same sources give the same bytes on every machine: no path of this one in a panic's location.
fn compiler_flags(project: &Project, half: &Half) -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let home = home.context("no home folder")?;
    let sysroot = output(&mut command("rustc", ["--print", "sysroot"]))?;
    let mut remapped = vec![(PathBuf::from(sysroot.trim()), "rust"), (project.root.clone(), "clever-wasm")];
    // Named after the registry's address, which can be a mirror's.
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten();
    remapped.extend(registries.flatten().map(|registry| (registry.path(), "crates")));
    let mut flags: Vec<String> =
        std::env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    flags.extend(remapped.iter().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())));
    if half.profile != "wasm" {
        // Every engine of the range has it.
        flags.push("-Ctarget-feature=+simd128".into());
    }
    Ok(flags.join("\u{1f}"))
}
