//! What is installed with the package, and what it is built from.

use super::tests_found::root;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn json(file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(file)).unwrap()).unwrap()
}

#[test]
fn s81_the_package_has_no_dependency_and_runs_nothing_when_it_is_installed() {
    let manifest = json("npm/package.json");
    let members: Vec<&str> = manifest.as_object().unwrap().keys().map(String::as_str).collect();
    for forbidden in
        ["dependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies", "scripts", "gypfile"]
    {
        assert!(!members.contains(&forbidden), "npm/package.json has {forbidden}");
    }
    // Peers are frameworks that the application has already, each of them optional.
    let optional = |name: &str| manifest["peerDependenciesMeta"][name]["optional"] == true;
    assert!(manifest["peerDependencies"].as_object().into_iter().flatten().all(|(name, _)| optional(name)));
}

/// The project's package-lock.json files: not those of what is installed or built.
fn locks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "package-lock.json" {
            found.push(path);
        } else if path.is_dir() && !name.starts_with('.') && !["node_modules", "target", "pkg"].contains(&name.as_str())
        {
            found.extend(locks(&path));
        }
    }
    found
}

#[test]
fn s81_every_package_of_the_lock_files_is_pinned_by_its_hash_and_comes_from_the_registry() {
    let mut checked = 0;
    for file in locks(&root()) {
        let lock: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let file = file.strip_prefix(root()).unwrap().display();
        for (name, package) in lock["packages"].as_object().unwrap().iter().filter(|(name, _)| !name.is_empty()) {
            if package["link"] == true {
                continue;
            }
            // What another package brings inside itself is hashed with it.
            let pinned = package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-"));
            assert!(pinned || package["inBundle"] == true, "{file}: {name} has no sha512");
            // None is named, so that it comes from whichever registry whoever installs it has chosen.
            assert!(package["resolved"].is_null(), "{file}: {name} comes from {}", package["resolved"]);
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut sources: Vec<String> = Vec::new();
    for package in lock.split("[[package]]").skip(1).filter(|package| package.contains("source = ")) {
        let source = package.lines().find(|line| line.starts_with("source = ")).unwrap().to_owned();
        assert!(source.starts_with("source = \"registry+https://"), "{package}");
        if !sources.contains(&source) {
            sources.push(source);
        }
        assert_eq!(sources.len(), 1, "{package}");
        assert!(package.contains("checksum = \""), "{package}");
    }
}

#[test]
fn s82_no_example_and_no_page_loads_code_from_elsewhere() {
    let mut read = 0;
    let mut folders = vec![root().join("www"), root().join("tests/e2e/pages")];
    let mut files = vec![root().join("README.md")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        read += 1;
        for line in text.lines() {
            let loads = ["<script", "<link", " from \"", " from '", "import(", "importScripts(", "@import"]
                .iter()
                .any(|word| line.contains(word));
            let elsewhere = ["http://", "https://", "\"//", "'//"].iter().any(|address| line.contains(address));
            assert!(!(loads && elsewhere), "{}: {line}", file.display());
        }
    }
    assert!(read > 10, "{read}");
}
