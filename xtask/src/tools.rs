//! What the commands need beside cargo: asked for its version first, installed where missing.
//!
//! Everything but Debian packages and the Rust target goes into `.tools/`, so that nothing of the user's changes.

pub(crate) mod browsers;
pub(crate) mod crates;
pub(crate) mod nightly;
pub(crate) mod npm;
pub(crate) mod rust_target;

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::project::Project;

/// Something only the administrator can install. The command ends with status 3.
#[derive(Debug)]
pub(crate) struct Missing(pub(crate) String);

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

/// One command's turn at what commands share, `.tools/` and `pkg/`: of two at once the second waits.
#[derive(Debug)]
pub(crate) struct Turn {
    _lock: File,
}

impl Turn {
    pub(crate) fn take(project: &Project) -> Result<Self> {
        let folder = project.tools();
        std::fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join("lock"))?;
        lock.lock().context("cannot lock .tools/lock")?;
        Ok(Self { _lock: lock })
    }
}

/// The program in the project's own tools, else on PATH.
pub(crate) fn find(project: &Project, program: &str) -> Option<PathBuf> {
    let path = search_path(project)?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// PATH with the project's own tools in front.
pub(crate) fn search_path(project: &Project) -> Option<OsString> {
    let own = project.tools().join("bin");
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&inherited))).ok()
}

/// What the program prints for `--version`, if it runs at all.
pub(crate) fn version(program: impl AsRef<Path>) -> Option<String> {
    let output = Command::new(program.as_ref()).arg("--version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says what is being installed, since it can take minutes.
pub(crate) fn announce(what: &str) {
    eprintln!("xtask: installing {what}");
}
