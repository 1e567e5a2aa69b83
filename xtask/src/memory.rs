//! `cargo xtask memory`: what lists of a million users hold while they are read, and what they leave.

use std::process::Command;

use anyhow::Result;

use crate::package;
use crate::process::run as perform;
use crate::project::Project;
use crate::tools::{npm, search_path};

/// Builds the package and measures it in Node; `percent` of the users. `npm/tests/growth.test.mjs` is the same, smaller.
pub(crate) fn measure(project: &Project, percent: &str) -> Result<()> {
    package::build(project)?;
    let mut script = Command::new(npm::system_node(project)?);
    script
        .args(["tests/memory/run.mjs", "--scale", percent])
        .current_dir(&project.root)
        .envs(search_path(project).map(|path| ("PATH", path)));
    perform(&mut script)
}
