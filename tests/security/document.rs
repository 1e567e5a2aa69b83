//! SECURITY.md's tables.

use super::catalogue::ATTACKS;
use super::tests_found::{Found, Layer, all, root};
use std::fmt::Write;
use std::fs;

/// Compares what stands between `<!-- NAME: … -->` and `<!-- /NAME -->`, or writes it.
fn check(name: &str, table: &str) {
    let path = root().join("SECURITY.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(&format!("<!-- {name}:")).expect("the opening mark");
    let start = start + text[start..].find('\n').unwrap() + 1;
    let end = text.find(&format!("<!-- /{name} -->")).expect("the closing mark");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
    } else {
        assert_eq!(&text[start..end], table, "SECURITY.md is behind; UPDATE=1 cargo test --test security");
    }
}

/// The files with a row's tests in one layer, and how many each has.
fn cell(found: &Found, row: usize, layer: Layer) -> String {
    let files = found.get(&(row, layer)).into_iter().flatten();
    let names = files.map(|(file, count)| {
        let name = ["tests/e2e/cases/", "npm/tests/", "src/web/tests/", "tests/"]
            .iter()
            .find_map(|folder| file.strip_prefix(folder));
        let name = name.unwrap_or(file).trim_end_matches(".mjs").trim_end_matches(".test").trim_end_matches(".rs");
        if *count == 1 { name.to_owned() } else { format!("{name} ×{count}") }
    });
    names.collect::<Vec<_>>().join(", ")
}

#[test]
fn every_attack_has_a_test_or_a_stated_limit() {
    let found = all();
    let tested = |row: usize| found.keys().any(|(tested, _)| *tested == row);
    let open: Vec<String> = (1..=ATTACKS.len())
        .filter(|row| !tested(*row) && ATTACKS[row - 1].limit.is_none())
        .map(|row| format!("S{row:02} {}", ATTACKS[row - 1].what))
        .collect();
    assert!(open.is_empty(), "neither a test nor a limit:\n{}", open.join("\n"));

    let mut rows = String::from(
        "| Row | What is tried | Host | Node | Chromium, Firefox and WebKit: as a module | and end to end |\n|---|---|---|---|---|---|\n",
    );
    let mut limits = String::from("| Row | What remains | Why |\n|---|---|---|\n");
    for (index, attack) in ATTACKS.iter().enumerate() {
        let row = index + 1;
        let cells = [Layer::Host, Layer::Node, Layer::Module, Layer::EndToEnd].map(|layer| cell(&found, row, layer));
        let mark = if attack.limit.is_some() { " *(limit)*" } else { "" };
        writeln!(rows, "| S{row:02} | {}{mark} | {} |", attack.what, cells.join(" | ")).unwrap();
        if let Some(limit) = attack.limit {
            writeln!(limits, "| S{row:02} | {} | {limit} |", attack.what).unwrap();
        }
    }
    check("attacks", &rows);
    check("limits", &limits);
}
