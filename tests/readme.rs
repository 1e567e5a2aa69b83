//! The README's tables say what the code says. `UPDATE=1 cargo test --test readme` writes them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, clippy::indexing_slicing)]

use clever_wasm::error::{Code, Reason};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

mod readme {
    mod performance;
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Tests run at once, and with `UPDATE=1` each writes a part of the one file.
static README: Mutex<()> = Mutex::new(());

/// Compares what stands between `<!-- NAME: … -->` and `<!-- /NAME -->`, or writes it.
fn check(name: &str, table: &str) {
    let _turn = README.lock().unwrap_or_else(PoisonError::into_inner);
    let path = file("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find(&format!("<!-- {name}:")).expect("the opening mark");
    let start = start + readme[start..].find('\n').unwrap() + 1;
    let end = readme.find(&format!("<!-- /{name} -->")).expect("the closing mark");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{}{table}{}", &readme[..start], &readme[end..])).unwrap();
    } else {
        assert_eq!(&readme[start..end], table, "README.md is behind; UPDATE=1 cargo test --test readme");
    }
}

/// The members of `CleverOptions` with their documentation in one line.
fn options() -> Vec<(String, String, String)> {
    let types = fs::read_to_string(file("npm/types/index.d.ts")).unwrap();
    let body = types.split("export interface CleverOptions {").nth(1).unwrap().split("\n}").next().unwrap();
    let mut rows = Vec::new();
    let mut about = String::new();
    for line in body.lines().map(str::trim) {
        let text = line.trim_start_matches("/**").trim_end_matches("*/").trim_start_matches('*').trim();
        if line.starts_with("/**") {
            about.clear();
        }
        if line.starts_with("/**") || line.starts_with('*') {
            if !text.is_empty() && text != "/" {
                if !about.is_empty() {
                    about.push(' ');
                }
                about.push_str(text);
            }
        } else if let Some((name, kind)) = line.split_once(':') {
            // Of what may be left out nobody has to read that it may be `undefined`, too.
            let kind = kind.trim().trim_end_matches(';').replace(" | undefined", "");
            let kind = kind.strip_prefix('(').and_then(|kind| kind.strip_suffix(')')).unwrap_or(&kind);
            rows.push((name.to_owned(), kind.replace('|', "\\|"), about.clone()));
        }
    }
    rows
}

#[test]
fn options_are_those_of_the_types() {
    let rows = options();
    assert!(rows.len() >= 18, "{rows:?}");
    let mut table = String::from("| Option | Type | Meaning |\n|---|---|---|\n");
    for (name, kind, about) in rows {
        let (name, need) = match name.strip_suffix('?') {
            Some(name) => (name.to_owned(), ""),
            None => (name, " (required)"),
        };
        table.push_str(&format!("| `{name}`{need} | `{kind}` | {about} |\n"));
    }
    check("options", &table);
}

#[test]
fn errors_are_those_of_the_code() {
    let mut table = String::from("| Code | What happened | What to do |\n|---|---|---|\n");
    for code in Code::ALL {
        let sentence = code.sentence();
        let (first, rest) = sentence.split_at(1);
        let again = if code.retryable() { " *(retryable)*" } else { "" };
        table.push_str(&format!("| `{}` | {}{rest}.{again} | {} |\n", code.name(), first.to_uppercase(), code.hint()));
    }
    check("errors", &table);
}

#[test]
fn the_types_list_every_code_and_reason_and_no_other() {
    let types = fs::read_to_string(file("npm/types/errors.d.ts")).unwrap();
    let union = types.split("export type CleverErrorCode =").nth(1).unwrap();
    let listed: Vec<&str> = union.split('"').skip(1).step_by(2).collect();
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(listed, known);
    let reasons = types.split("What exactly:").nth(1).unwrap().split("*/").next().unwrap();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let mut listed: Vec<&str> = reasons.split('`').skip(1).step_by(2).filter(|word| !codes.contains(word)).collect();
    let mut known: Vec<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    listed.sort_unstable();
    listed.dedup();
    known.sort_unstable();
    assert_eq!(listed, known);
}
