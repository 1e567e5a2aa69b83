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
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err::File;

use crate::process::{command, output};
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

/// One command's turn at what commands share: of two at once the second waits. `.tools/` and `pkg/` are the project's, the
/// package's parts in the target folder are shared by every clone that builds into it.
#[derive(Debug)]
pub(crate) struct Turn {
    _locks: [File; 2],
}

impl Turn {
    pub(crate) fn take(project: &Project) -> Result<Self> {
        // Always in this order: no two commands wait for each other.
        Ok(Self { _locks: [lock(&project.tools())?, lock(&project.parts())?] })
    }
}

/// The folder's lock, once nobody else has it.
fn lock(folder: &Path) -> Result<File> {
    fs_err::create_dir_all(folder)?;
    let path = folder.join("lock");
    let lock = File::create(&path)?;
    lock.file().lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(lock)
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
    Some(output(&mut command(program.as_ref(), ["--version"])).ok()?.trim().to_owned())
}

/// Says what is being installed, since it can take minutes.
pub(crate) fn announce(what: &str) {
    eprintln!("xtask: installing {what}");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs::TryLockError;

    use super::*;

    /// Two clones, one target folder: what one takes apart is not what the other reads.
    #[test]
    fn clones_take_turns_at_a_target_folder_that_they_share() {
        let place = std::env::temp_dir().join(format!("clever-wasm-turn-{}", std::process::id()));
        let clone = |name: &str, target: &str| Project {
            root: place.join(name),
            target: place.join(target),
            version: String::new(),
            wasm_bindgen_version: String::new(),
        };
        let taken = |folder: PathBuf| {
            fs_err::create_dir_all(&folder).unwrap();
            matches!(File::create(folder.join("lock")).unwrap().file().try_lock(), Err(TryLockError::WouldBlock))
        };
        let (one, other, apart) = (clone("one", "target"), clone("other", "target"), clone("apart", "elsewhere"));
        let turn = Turn::take(&one).unwrap();
        assert!(taken(one.tools()) && taken(other.parts()), "the other clone waits");
        assert!(!taken(other.tools()) && !taken(apart.parts()));
        drop(turn);
        assert!(!taken(one.tools()) && !taken(other.parts()));
        fs_err::remove_dir_all(place).unwrap();
    }
}
