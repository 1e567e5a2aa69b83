//! The compiler's own half: the standard library for `wasm32-unknown-unknown`.

use anyhow::{Context, Result};

use super::announce;
use crate::process::{command, output, run};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Has rustup add the target unless the compiler in use has it already, whoever installed that.
pub(crate) fn ensure() -> Result<()> {
    let library = output(&mut command("rustc", ["--print", "target-libdir", "--target", TARGET]))?;
    let there = fs_err::read_dir(library.trim()).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.path().extension().is_some_and(|kind| kind == "rlib")))
    });
    if there {
        return Ok(());
    }
    announce(&format!("the Rust target {TARGET}"));
    run(&mut command("rustup", ["--quiet", "target", "add", TARGET]))
        .with_context(|| format!("this Rust has no {TARGET}: install it, or use rustup"))
}
