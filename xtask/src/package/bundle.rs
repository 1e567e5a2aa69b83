//! Bundling through esbuild, minifying through terser.

use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err as fs;

use super::kept::kept;
use crate::process::{command, output};
use crate::project::Project;
use crate::tools::npm::program;

#[derive(Debug, Clone, Copy)]
pub(super) enum Format {
    Module,
    CommonJs,
    /// For a service worker, which Firefox takes as a classic script only. Its encoding is UTF-8 whatever the page's is.
    Script,
}

impl Format {
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Module | Self::Script => "js",
            Self::CommonJs => "cjs",
        }
    }

    /// `node` makes esbuild list the names that Node's own import of a CommonJS file goes by.
    fn options(self) -> [&'static str; 2] {
        match self {
            Self::Module => ["--format=esm", "--platform=neutral"],
            Self::CommonJs => ["--format=cjs", "--platform=node"],
            Self::Script => ["--format=iife", "--platform=neutral"],
        }
    }
}

/// One self-contained file. `aliases` say which files stand behind the names that the sources import; `minified` is where
/// it may be kept.
pub(super) fn bundle(
    project: &Project,
    node_modules: &Path,
    source: &Path,
    aliases: &[(&str, PathBuf)],
    api: bool,
    format: Format,
    minified: &Path,
) -> Result<String> {
    let bundled = output(
        command(program(node_modules, "esbuild"), ["--bundle", "--minify", "--legal-comments=none"])
            .args(format.options())
            .args(["--target=chrome114,firefox115,safari16.4,node20.19", "--external:*.wasm", "--log-level=warning"])
            // The application's own: a second copy of a framework knows nothing of the first one's components.
            .args(["--external:react", "--external:vue", "--external:svelte"])
            // What the command line takes from Node, and from the package beside it.
            .args(["--external:node:*", "--external:clever-wasm/*"])
            // Constant in each build, so that what the sign-in half never runs is not in its file.
            .arg(format!("--define:WITH_API={api}"))
            .args(aliases.iter().map(|(name, file)| format!("--alias:{name}={}", file.display())))
            .arg(source)
            .current_dir(&project.root),
    )?;
    match format {
        // 6 % less under brotli than esbuild's own minifying. In ASCII, as esbuild writes it: one character above U+00FF, and
        // engines keep the file at two bytes a character.
        Format::Module => minify(node_modules, minified, &bundled),
        // esbuild's list of names for Node looks like dead code, and would be taken out; a worker gains nothing.
        Format::CommonJs | Format::Script => Ok(bundled),
    }
}

/// The minified bundle, kept while the bundle, the minifier and what it is told are the same.
fn minify(node_modules: &Path, minified: &Path, bundled: &str) -> Result<String> {
    let file = minified.with_extension("bundle.js");
    let mut terser = command(program(node_modules, "terser"), ["--module", "--ecma", "2022", "--mangle"]);
    terser
        .args(["--compress", "passes=4,unsafe_arrows=true,keep_fargs=false,directives=false"])
        .args(["--format", "quote_style=2,ascii_only"])
        .arg("--")
        .arg(&file);
    let version = fs::read_to_string(node_modules.join("node_modules/terser/package.json"))?;
    let text = kept(minified, &format!("{version}{terser:?}\n{bundled}"), || {
        fs::write(&file, bundled)?;
        Ok(output(&mut terser)?.into_bytes())
    })?;
    Ok(String::from_utf8(text)?)
}
