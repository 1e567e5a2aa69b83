//! `cargo xtask reproduce`: the same sources give the same bytes, wherever they lie.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::package;
use crate::process::{command, output, run};
use crate::project::{Project, cargo};

/// Builds the package in two folders whose names differ in length, each from nothing, and compares what came of it.
pub(crate) fn compare(project: &Project) -> Result<ExitCode> {
    // What both share is installed first: the tools, which the lock files pin.
    package::build(project)?;
    let work = project.target.join("reproduce");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let mut built = vec![files(&project.package())?];
    for folder in ["one", "another-one/deeper"] {
        let copy = work.join(folder);
        copy_sources(project, &copy)?;
        fs_err::os::unix::fs::symlink(project.tools(), copy.join(".tools"))?;
        run(command(cargo(), ["run", "--quiet", "--package", "xtask", "--", "build"])
            .current_dir(&copy)
            .env("CARGO_TARGET_DIR", copy.join("target"))
            .env_remove("CARGO_MANIFEST_DIR"))?;
        built.push(files(&copy.join("pkg"))?);
        fs::remove_dir_all(copy.join("target"))?;
    }
    let Some((first, others)) = built.split_first() else { bail!("nothing was built") };
    let mut differing: Vec<&String> = Vec::new();
    for other in others {
        let names = first.keys().chain(other.keys());
        differing.extend(names.filter(|name| first.get(*name) != other.get(*name)));
    }
    differing.sort();
    differing.dedup();
    if !differing.is_empty() {
        println!("xtask: {} differ; both builds are in {}", differing.len(), work.display());
        bail!("not reproducible: {}", differing.into_iter().cloned().collect::<Vec<_>>().join(", "));
    }
    fs::remove_dir_all(&work)?;
    println!("xtask: {} files, the same bytes in {} folders", first.len(), built.len());
    Ok(ExitCode::SUCCESS)
}

/// Copies what git knows, or would.
fn copy_sources(project: &Project, to: &Path) -> Result<()> {
    let listed = output(
        command("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).current_dir(&project.root),
    )?;
    for file in listed.split('\0').filter(|file| !file.is_empty()) {
        let (from, to) = (project.root.join(file), to.join(file));
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().context("a folder")?)?;
        fs::copy(from, to)?;
    }
    Ok(())
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_string_lossy().into_owned(), fs::read(&path)?);
            }
        }
    }
    Ok(found)
}
