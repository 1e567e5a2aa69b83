//! Which tests carry a row's id, by reading their sources.

use super::catalogue::ATTACKS;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Natively, against simulated tabs and networks.
    Host,
    /// In Node, with the built package.
    Node,
    /// In each engine, as WebAssembly.
    Module,
    /// In each engine, with the emulator.
    EndToEnd,
}

/// How many tests of a row each file has.
pub(super) type Found = BTreeMap<(usize, Layer), BTreeMap<String, usize>>;

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All tests that carry ids, by row.
pub(super) fn all() -> Found {
    let mut found = Found::new();
    for (folder, layer) in [
        ("tests", Layer::Host),
        ("src", Layer::Host),
        ("emulator", Layer::Host),
        ("fuzz/tests", Layer::Host),
        ("xtask/src", Layer::Host),
        ("npm/tests", Layer::Node),
        ("tests/e2e/cases", Layer::EndToEnd),
    ] {
        visit(&root().join(folder), layer, &mut found);
    }
    found
}

fn visit(folder: &Path, layer: Layer, found: &mut Found) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let place = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            visit(&path, layer, found);
            continue;
        }
        let titles: Vec<String> = match (layer, path.extension().and_then(|extension| extension.to_str())) {
            (Layer::Host, Some("rs")) => functions(&fs::read_to_string(&path).unwrap()),
            (Layer::Node, _) if place.ends_with(".test.mjs") => titles(&fs::read_to_string(&path).unwrap()),
            (Layer::EndToEnd, Some("mjs")) => titles(&fs::read_to_string(&path).unwrap()),
            _ => continue,
        };
        let layer = if place.starts_with("src/web/") { Layer::Module } else { layer };
        for row in titles.iter().flat_map(|title| ids(title)) {
            assert!((1..=ATTACKS.len()).contains(&row), "{place}: there is no S{row:02}");
            *found.entry((row, layer)).or_default().entry(place.clone()).or_default() += 1;
        }
    }
}

/// The names of functions that are tests: what stands behind an attribute `#[test]` or the like.
fn functions(source: &str) -> Vec<String> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_test = |line: &str| line == "#[test]" || line.starts_with("#[wasm_bindgen_test");
    let name = |line: &str| {
        let rest = line.split("fn ").nth(1)?;
        Some(rest.split('(').next()?.to_uppercase())
    };
    let behind = |at: usize| lines[at + 1..].iter().find(|line| !line.starts_with('#')).and_then(|line| name(line));
    (0..lines.len()).filter(|at| is_test(lines[*at])).filter_map(behind).collect()
}

/// The titles of cases: every text in the source that begins with a row's id.
fn titles(source: &str) -> Vec<String> {
    let mut titles = Vec::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for quote in ['"', '`', '\''] {
            let begun = line.split(quote).skip(1).filter(|text| ids(text.get(..3).unwrap_or_default()).len() == 1);
            titles.extend(begun.map(str::to_owned));
        }
    }
    titles
}

/// The rows that a title names: `S07` or `S07_`, apart from what stands around it.
fn ids(title: &str) -> Vec<usize> {
    let words = title.split(|character: char| !character.is_ascii_alphanumeric());
    words.filter_map(|word| word.strip_prefix('S').filter(|digits| digits.len() == 2)?.parse().ok()).collect()
}

#[test]
fn ids_are_words_of_their_own() {
    assert_eq!(ids("S07 S08 back, S9, S100, XS10, S1a"), [7, 8]);
    assert_eq!(ids("S16_S17_A_NAME"), [16, 17]);
    assert_eq!(functions("#[test]\n#[ignore]\nfn s01_x() {}\nfn s02_y() {}"), ["S01_X"]);
    assert_eq!(titles("  test(`S01 ${x}`, () => 0);\n  // test(\"S02 \")"), ["S01 ${x}"]);
    assert_eq!(titles("\"S03 it's\": {\n async \"S04 y\"(scene) { \"no S05\" }"), ["S03 it's", "S04 y"]);
}
