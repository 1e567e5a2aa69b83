//! The bill of materials: every crate that is compiled into the module, and every package that builds it.
//!
//! Source: CycloneDX 1.5, <https://cyclonedx.org/docs/1.5/json/>. Without a time and a serial number, so that the same
//! sources give the same file.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use data_encoding::{BASE64, HEXLOWER};
use fs_err as fs;
use serde_json::{Map, Value, json};

use crate::process::{command, output};
use crate::project::{Project, cargo};
use crate::tools::rust_target::TARGET;

/// Licences of what an application ships; one of them has to be on offer.
const SHIPPED: [&str; 3] = ["MIT", "Apache-2.0", "Unicode-3.0"];

/// Writes `sbom.cdx.json` beside the build.
pub(super) fn write(project: &Project) -> Result<()> {
    let mut components = crates(project)?;
    for component in &components {
        let terms = text(component, "/licenses/0/expression");
        let offered = |part: &str| part.split(" OR ").any(|one| SHIPPED.contains(&one.trim_matches(['(', ')', ' '])));
        if text(component, "/scope") == "required" && !terms.replace('/', " OR ").split(" AND ").all(offered) {
            bail!("{} is in the module under {terms}", text(component, "/purl"));
        }
    }
    let shipped = components.iter().filter(|component| text(component, "/scope") == "required").count();
    components.extend(packages(project)?);
    let count = components.len();
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": format!("pkg:npm/clever-wasm@{}", project.version),
                "name": "clever-wasm",
                "version": project.version,
                "purl": format!("pkg:npm/clever-wasm@{}", project.version),
                "licenses": [{"expression": "MIT OR Apache-2.0"}],
            },
        },
        "components": components,
    });
    let file = project.target.join("sbom.cdx.json");
    fs::create_dir_all(&project.target)?;
    fs::write(&file, serde_json::to_string_pretty(&bill)? + "\n")?;
    println!("xtask: {shipped} crates in the module, {count} components in all: {}", file.display());
    Ok(())
}

/// The crates that the module is compiled from; those that only run while it is compiled are marked as excluded.
fn crates(project: &Project) -> Result<Vec<Value>> {
    let printed = output(
        command(
            cargo(),
            ["metadata", "--format-version", "1", "--locked", "--features", "npm", "--filter-platform", TARGET],
        )
        .current_dir(&project.root),
    )?;
    let metadata: Value = serde_json::from_str(&printed).context("cannot read what cargo metadata prints")?;
    let list =
        |value: &Value, pointer: &str| value.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> =
        list(&metadata, "/packages").into_iter().map(|package| (text(&package, "/id"), package)).collect();
    let nodes: BTreeMap<String, Value> =
        list(&metadata, "/resolve/nodes").into_iter().map(|node| (text(&node, "/id"), node)).collect();
    let root = packages.values().find(|package| text(package, "/name") == "clever-wasm").context("no clever-wasm")?;
    // Whether each is in the module: what a macro or a build script needs is not.
    let mut reached: BTreeMap<String, bool> = BTreeMap::new();
    let mut open = vec![(text(root, "/id"), true)];
    while let Some((id, shipped)) = open.pop() {
        let package = packages.get(&id).with_context(|| format!("no package {id}"))?;
        let is_macro = list(package, "/targets").iter().any(|target| text(target, "/kind/0") == "proc-macro");
        let shipped = shipped && !is_macro;
        if reached.get(&id).is_some_and(|known| *known || !shipped) {
            continue;
        }
        reached.insert(id.clone(), shipped);
        for dependency in nodes.get(&id).map(|node| list(node, "/deps")).unwrap_or_default() {
            for kind in list(&dependency, "/dep_kinds") {
                match kind.pointer("/kind").and_then(Value::as_str) {
                    None => open.push((text(&dependency, "/pkg"), shipped)),
                    Some("build") => open.push((text(&dependency, "/pkg"), false)),
                    Some(_) => {}
                }
            }
        }
    }
    let sums = checksums(project)?;
    let mut components = Vec::new();
    for (id, shipped) in reached.iter().filter(|(id, _)| **id != text(root, "/id")) {
        let Some(package) = packages.get(id) else { continue };
        let (called, version) = (text(package, "/name"), text(package, "/version"));
        let hash = sums.get(&(called.clone(), version.clone())).with_context(|| format!("{called} has no checksum"))?;
        let purl = format!("pkg:cargo/{called}@{version}");
        components.push(component(&called, &version, &purl, *shipped, "SHA-256", hash, text(package, "/license")));
    }
    Ok(components)
}

/// The npm packages that build the package: none of them is in it.
fn packages(project: &Project) -> Result<Vec<Value>> {
    let file = project.root.join("npm/tools/package-lock.json");
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(&file)?).with_context(|| format!("cannot read {}", file.display()))?;
    let mut components = Vec::new();
    for (path, package) in lock.pointer("/packages").and_then(Value::as_object).into_iter().flatten() {
        let Some((_, called)) = path.rsplit_once("node_modules/") else { continue };
        let Some(sum) =
            package.pointer("/integrity").and_then(Value::as_str).and_then(|sum| sum.strip_prefix("sha512-"))
        else {
            continue;
        };
        let hash = HEXLOWER.encode(&BASE64.decode(sum.as_bytes()).with_context(|| format!("{called}: {sum}"))?);
        let version = text(package, "/version");
        let purl = format!("pkg:npm/{}@{version}", called.replace('@', "%40"));
        components.push(component(called, &version, &purl, false, "SHA-512", &hash, text(package, "/license")));
    }
    Ok(components)
}

fn component(called: &str, version: &str, purl: &str, shipped: bool, kind: &str, hash: &str, terms: String) -> Value {
    let mut component = Map::new();
    component.insert("type".into(), "library".into());
    component.insert("bom-ref".into(), purl.into());
    component.insert("name".into(), called.into());
    component.insert("version".into(), version.into());
    component.insert("scope".into(), if shipped { "required" } else { "excluded" }.into());
    component.insert("hashes".into(), json!([{"alg": kind, "content": hash}]));
    if !terms.is_empty() {
        component.insert("licenses".into(), json!([{"expression": terms.replace('/', " OR ")}]));
    }
    component.insert("purl".into(), purl.into());
    component.into()
}

/// Name and version to checksum, from `Cargo.lock`.
fn checksums(project: &Project) -> Result<BTreeMap<(String, String), String>> {
    let lock = fs::read_to_string(project.root.join("Cargo.lock"))?;
    let mut sums = BTreeMap::new();
    for package in lock.split("[[package]]") {
        let field = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.map(|value| value.trim_end_matches('"').to_owned())
        };
        if let (Some(called), Some(version), Some(sum)) = (field("name"), field("version"), field("checksum")) {
            sums.insert((called, version), sum);
        }
    }
    Ok(sums)
}

fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}
