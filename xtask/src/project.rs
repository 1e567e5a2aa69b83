//! Where things are, and the versions the lock file pins.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{command, output};

/// The workspace this command is run for.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) version: String,
    pub(crate) wasm_bindgen_version: String,
}

impl Project {
    pub(crate) fn locate() -> Result<Self> {
        // As `cargo run` has it: clones that share a target folder share this program too.
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let manifest = Path::new(&here).join("../Cargo.toml");
        let text = output(
            command(cargo(), ["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]).arg(&manifest),
        )?;
        let metadata: Value = serde_json::from_str(&text).context("cannot read what cargo metadata prints")?;
        let root = field(&metadata, "/workspace_root")?;
        let sdk = metadata.pointer("/packages").and_then(Value::as_array).and_then(|packages| {
            packages.iter().find(|package| package.pointer("/name").and_then(Value::as_str) == Some("clever-wasm"))
        });
        Ok(Self {
            target: field(&metadata, "/target_directory")?.into(),
            version: field(sdk.context("no package clever-wasm in the workspace")?, "/version")?,
            wasm_bindgen_version: locked_version(Path::new(&root), "wasm-bindgen")?,
            root: root.into(),
        })
    }

    /// Tools that this project installed for itself.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// What the npm package is put together from, kept between builds.
    pub(crate) fn parts(&self) -> PathBuf {
        self.target.join("package")
    }

    /// The npm package that `build` leaves.
    pub(crate) fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }
}

/// The cargo that runs this command, so that a toolchain chosen for it holds for all it starts.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

fn field(value: &Value, pointer: &str) -> Result<String> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    Ok(text.with_context(|| format!("cargo metadata has no {pointer}"))?.to_owned())
}

fn locked_version(root: &Path, name: &str) -> Result<String> {
    let lock = fs_err::read_to_string(root.join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.with_context(|| format!("Cargo.lock has no {name}"))?.to_owned())
}
