//! What lies in the package beside the code.

use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use serde_json::{Map, Value};

use crate::project::Project;

/// Every declaration file, and the same for CommonJS.
pub(super) fn declarations(project: &Project, dist: &Path) -> Result<()> {
    for entry in fs::read_dir(project.root.join("npm/types")).into_iter().flatten() {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".d.ts")) else { continue };
        let text = fs::read_to_string(&path)?;
        // A CommonJS declaration must not lead TypeScript into an ES module.
        let twin = text.replace(".js\"", ".cjs\"").replace(".js'", ".cjs'");
        fs::write(dist.join(format!("{name}.d.ts")), text)?;
        fs::write(dist.join(format!("{name}.d.cts")), twin)?;
    }
    Ok(())
}

/// What a reader of the package needs: how to use it, and under which terms.
const DOCUMENTS: [&str; 4] = ["README.md", "SECURITY.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Copies those that there are.
pub(super) fn documents(project: &Project, package: &Path) -> Result<()> {
    for name in DOCUMENTS {
        let source = project.root.join(name);
        if source.exists() {
            fs::copy(source, package.join(name))?;
        }
    }
    Ok(())
}

/// Writes `npm/package.json` with the crate's version; returns which files the package should have and has not.
pub(super) fn manifest(project: &Project, package: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(project.root.join("npm/package.json"))?;
    let mut manifest: Map<String, Value> = serde_json::from_str(&text).context("npm/package.json")?;
    manifest.shift_insert(1, "version".into(), project.version.clone().into());
    fs::write(package.join("package.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    let mut missing: Vec<String> = manifest.values().flat_map(files_named).collect();
    missing.extend(DOCUMENTS.map(str::to_owned));
    missing.retain(|path| !package.join(path).is_file());
    missing.sort();
    missing.dedup();
    Ok(missing)
}

/// Copies a folder of folders.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn files_named(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.starts_with("./") => vec![text.clone()],
        Value::Object(members) => members.values().flat_map(files_named).collect(),
        _ => Vec::new(),
    }
}
