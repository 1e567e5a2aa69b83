//! The reference pages of the documentation say what the code says. `UPDATE=1 cargo test --test docs` writes them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::expect_fun_call
)]

mod docs {
    mod errors;
    mod operations;
    mod options;
    mod performance;
    mod records;
    mod security;

    use std::fs;
    use std::path::PathBuf;

    fn root() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    fn read(name: &str) -> String {
        fs::read_to_string(root().join(name)).unwrap_or_default()
    }

    /// Compares a generated page with what stands there, or writes it.
    fn check(name: &str, text: &str) {
        let path = root().join("docs/reference").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, text).unwrap();
        } else {
            let there = fs::read_to_string(&path).unwrap_or_default();
            assert!(there == text, "docs/reference/{name} is behind; UPDATE=1 cargo test --test docs");
        }
    }

    /// Text for a table: no bar ends its cell, no bracket outside of code begins a tag.
    fn cell(text: &str) -> String {
        let parts = text.split('`').enumerate();
        let parts = parts.map(|(index, part)| if index % 2 == 0 { part.replace('<', "&lt;") } else { part.to_owned() });
        parts.collect::<Vec<_>>().join("`").replace('|', "\\|")
    }

    /// A declaration's documentation comment and what it declares, for each line of `body`.
    fn declarations(body: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut about = String::new();
        for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with("/**") {
                about.clear();
            }
            if line.starts_with("/**") || line.starts_with('*') {
                let text = line.trim_start_matches("/**").trim_end_matches("*/").trim_start_matches('*').trim();
                if !about.is_empty() && !text.is_empty() && text != "/" {
                    about.push(' ');
                }
                about.push_str(text.trim_end_matches('/'));
            } else {
                found.push((about.trim().to_owned(), line.trim_end_matches(';').to_owned()));
                about.clear();
            }
        }
        found
    }
}
