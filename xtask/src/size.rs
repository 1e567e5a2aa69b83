//! `cargo xtask size`: what an application ships, against the budget.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::package;
use crate::project::Project;

/// Brotli bytes that a file may have at most: what it has come down to so far, so that it does not grow again. The goals
/// are 32 KB and 8 KB; these numbers only ever go down.
const BUDGETS: [(&str, usize); 2] = [("index.js", 48_400), ("auth.js", 26_200)];

#[derive(Debug)]
struct Artefact {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds, then prints a line a file; fails where one is over its budget.
pub(crate) fn report(project: &Project) -> Result<ExitCode> {
    package::assemble(project)?;
    let artefacts = weigh(&project.package().join("dist"))?;
    println!("{:<28}{:>9}{:>9}{:>9}{:>9}", "file", "raw", "gz", "br-11", "budget");
    let mut over = Vec::new();
    for artefact in &artefacts {
        let budget = BUDGETS.iter().find(|(name, _)| *name == artefact.name).map(|(_, budget)| *budget);
        println!(
            "{:<28}{:>9}{:>9}{:>9}{:>9}",
            artefact.name,
            artefact.raw,
            artefact.gzip,
            artefact.brotli,
            budget.map_or_else(String::new, |bytes| bytes.to_string())
        );
        if budget.is_some_and(|budget| artefact.brotli > budget) {
            over.push(artefact.name.as_str());
        }
    }
    if !over.is_empty() {
        eprintln!("xtask: over the budget: {}", over.join(", "));
        return Ok(ExitCode::FAILURE);
    }
    println!("within the budget");
    Ok(ExitCode::SUCCESS)
}

fn weigh(dist: &Path) -> Result<Vec<Artefact>> {
    let mut artefacts = Vec::new();
    for entry in fs_err::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".ts") || name.ends_with(".cts") {
            continue;
        }
        let bytes = fs_err::read(&path)?;
        artefacts.push(Artefact { name, raw: bytes.len(), gzip: gzip(&bytes)?, brotli: brotli(&bytes)? });
    }
    artefacts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(artefacts)
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Quality 11 and a 22-bit window: what servers and CDNs that compress ahead of time send.
fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner().len())
}
