//! `cargo xtask build`: the crate as an npm package.

mod binary;
mod bundle;
mod entry;
mod files;
mod interface;
mod kept;
mod literal;
mod pack;
mod wasm;

use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

pub(crate) use files::copy_folder;

use crate::project::Project;
use crate::tools::{Turn, crates, npm, rust_target};

/// One build of the crate, and what its files are called.
#[derive(Debug)]
pub(crate) struct Half {
    /// The module's file is `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    /// The crate, and the profile it is built with.
    crate_name: &'static str,
    profile: &'static str,
    features: &'static [&'static str],
    /// Whether the build has Clever's API beyond the sign-in.
    api: bool,
    /// Whether its loader lets go of an object of the module before the whole instance is dropped.
    lets_go: bool,
    entries: &'static [entry::Entry],
}

/// The whole SDK, its sign-in half (`clever-wasm/auth`), matching (`clever-wasm/match`), and the emulator.
pub(crate) const HALVES: [Half; 4] = [
    Half {
        name: "clever_wasm",
        crate_name: "clever-wasm",
        profile: "wasm",
        features: &["--features=npm"],
        api: true,
        lets_go: false,
        entries: &entry::WHOLE,
    },
    Half {
        name: "clever_wasm_auth",
        crate_name: "clever-wasm",
        profile: "wasm",
        features: &["--no-default-features", "--features=npm"],
        api: false,
        lets_go: false,
        entries: &entry::SIGN_IN,
    },
    Half {
        name: "clever_wasm_match",
        crate_name: "clever-matching",
        profile: "wasm-fast",
        features: &["--features=npm"],
        api: false,
        lets_go: true,
        entries: &entry::MATCH,
    },
    Half {
        name: "clever_wasm_emulator",
        crate_name: "clever-emulator",
        profile: "wasm",
        features: &["--features=web"],
        api: false,
        lets_go: false,
        entries: &entry::EMULATOR,
    },
];

/// Leaves in `pkg/` a package that `npm pack` accepts.
pub(crate) fn build(project: &Project) -> Result<()> {
    let missing = assemble(project)?;
    if !missing.is_empty() {
        bail!("pkg/ runs, but the package is not whole without {}", missing.join(", "));
    }
    Ok(())
}

/// Leaves in `pkg/` what runs; returns which files the package should have and has not.
pub(crate) fn assemble(project: &Project) -> Result<Vec<String>> {
    let _turn = Turn::take(project)?;
    rust_target::ensure()?;
    let wasm_bindgen = crates::wasm_bindgen(project)?;
    let node_modules = npm::ensure(project, "npm/tools", "npm")?;

    let work = project.parts();
    let built = work.join("pkg");
    if built.exists() {
        fs::remove_dir_all(&built)?;
    }
    fs::create_dir_all(built.join("dist"))?;
    let unpack = literal::unpack(project, &node_modules, &work)?;
    for half in &HALVES {
        let module = wasm::compile(project, half, &wasm_bindgen, &node_modules, &work.join(half.name))?;
        fs::copy(&module, built.join("dist").join(format!("{}_bg.wasm", half.name)))?;
        let literal = literal::Literal::of(&fs::read(&module)?, &unpack)?;
        for entry in half.entries {
            entry.build(project, half, &node_modules, &literal, &built.join("dist"))?;
        }
    }
    files::declarations(project, &built.join("dist"))?;
    files::documents(project, &built)?;
    let missing = files::manifest(project, &built)?;
    publish(project, &built).context("cannot replace pkg/")?;
    Ok(missing)
}

/// Swaps the finished folder in, so that nobody reads half a package for longer than a rename.
fn publish(project: &Project, built: &Path) -> Result<()> {
    let package = project.package();
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    if fs::rename(built, &package).is_err() {
        files::copy_folder(built, &package)?;
    }
    println!("xtask: built {}", package.strip_prefix(&project.root)?.display());
    Ok(())
}
