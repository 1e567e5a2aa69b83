//! The files an application imports.

use std::path::Path;

use anyhow::Result;
use fs_err as fs;

use super::Half;
use super::bundle::{Format, bundle};
use super::literal::Literal;
use crate::project::Project;

/// One entry of the package: from `npm/src/SOURCE.js` to `dist/NAME.js` and its CommonJS twin.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    source: &'static str,
    formats: &'static [Format],
    inlined: bool,
}

const BOTH: &[Format] = &[Format::Module, Format::CommonJs];

/// The last ones are JavaScript alone: they need no module, but are built once, and so with one half.
pub(super) const WHOLE: [Entry; 10] = [
    Entry { name: "index", source: "entries/index", formats: BOTH, inlined: true },
    Entry { name: "slim", source: "entries/slim", formats: BOTH, inlined: false },
    Entry { name: "workerd", source: "entries/workerd", formats: &[Format::Module], inlined: false },
    Entry { name: "server", source: "entries/server", formats: BOTH, inlined: true },
    Entry { name: "server-workerd", source: "entries/server-workerd", formats: &[Format::Module], inlined: false },
    Entry { name: "lms", source: "lms/index", formats: BOTH, inlined: false },
    Entry { name: "migrate", source: "migrate/index", formats: BOTH, inlined: false },
    Entry { name: "react", source: "react/index", formats: BOTH, inlined: false },
    Entry { name: "vue", source: "vue/index", formats: BOTH, inlined: false },
    Entry { name: "svelte", source: "svelte/index", formats: BOTH, inlined: false },
];

/// The worker is a module of its own, whose address the first entry knows; CommonJS has no addresses.
pub(super) const MATCH: [Entry; 2] = [
    Entry { name: "match", source: "match/index", formats: BOTH, inlined: true },
    Entry { name: "match-worker", source: "match/worker", formats: &[Format::Module], inlined: false },
];

pub(super) const SIGN_IN: [Entry; 3] = [
    Entry { name: "auth", source: "entries/index", formats: BOTH, inlined: true },
    Entry { name: "auth-slim", source: "entries/slim", formats: BOTH, inlined: false },
    Entry { name: "auth-workerd", source: "entries/auth-workerd", formats: &[Format::Module], inlined: false },
];

/// The command line is the package's program; it imports the emulator beside it.
pub(super) const EMULATOR: [Entry; 5] = [
    Entry { name: "emulator", source: "emulator/index", formats: BOTH, inlined: true },
    Entry { name: "emulator-workerd", source: "emulator/workerd", formats: &[Format::Module], inlined: false },
    Entry { name: "emulator-sw", source: "worker/worker", formats: &[Format::Script], inlined: true },
    Entry { name: "emulator-page", source: "worker/page", formats: BOTH, inlined: false },
    Entry { name: "cli", source: "cli/main", formats: &[Format::Module], inlined: false },
];

impl Entry {
    pub(super) fn build(
        &self,
        project: &Project,
        half: &Half,
        node_modules: &Path,
        module: &Literal,
        dist: &Path,
    ) -> Result<()> {
        let work = project.parts().join(half.name);
        let bytes = work.join("bytes.js");
        fs::write(&bytes, &module.source)?;
        for format in self.formats {
            let address = match format {
                Format::Module => "npm/src/match/address.js",
                Format::CommonJs | Format::Script => "npm/src/match/no-address.js",
            };
            let aliases = [("clever-wasm-bytes", bytes.clone()), ("clever-wasm-worker", project.root.join(address))];
            let source = project.root.join(format!("npm/src/{}.js", self.source));
            let minified = work.join(format!("{}.min.js", self.name));
            let mut text = bundle(project, node_modules, &source, &aliases, half.api, *format, &minified)?;
            if self.inlined {
                text = module.insert(&text)?;
            }
            fs::write(dist.join(format!("{}.{}", self.name, format.extension())), text)?;
        }
        Ok(())
    }
}
