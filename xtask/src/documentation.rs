//! `cargo xtask docs`: the documentation site, a folder of static files.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::{command, status};
use crate::project::Project;
use crate::tools::npm;

/// Builds the site; a link to a page that does not exist is an error.
pub(crate) fn build(project: &Project) -> Result<ExitCode> {
    let built = status(&mut vitepress(project, "build")?)?.success();
    Ok(if built { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Serves the site while its pages are written.
pub(crate) fn serve(project: &Project) -> Result<ExitCode> {
    status(&mut vitepress(project, "dev")?)?;
    Ok(ExitCode::SUCCESS)
}

fn vitepress(project: &Project, what: &str) -> Result<Command> {
    let installed = npm::ensure(project, "docs", "docs")?;
    let modules = project.root.join("docs/node_modules");
    // The pages' own imports are looked for beside them.
    if !modules.exists() {
        #[cfg(unix)]
        fs_err::os::unix::fs::symlink(installed.join("node_modules"), &modules)?;
        #[cfg(windows)]
        fs_err::os::windows::fs::symlink_dir(installed.join("node_modules"), &modules)?;
    }
    let mut vitepress = command(npm::program(&installed, "vitepress"), [what, "docs"]);
    vitepress.current_dir(&project.root);
    Ok(vitepress)
}
