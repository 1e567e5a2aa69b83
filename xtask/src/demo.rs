//! `cargo xtask demo`
use std::process::ExitCode;
use crate::project::Project;
pub(crate) fn serve(_: &Project, _: Option<u16>) -> anyhow::Result<ExitCode> { anyhow::bail!("not yet") }
