//! The performance page is the README's section, whose tables come from `bench/results.json`: tests/readme.

use super::{check, read};

#[test]
fn performance_is_what_was_measured() {
    let readme = read("README.md");
    let section = readme.split("\n## Performance\n").nth(1).unwrap_or_default();
    let section = section.split("<!-- /performance -->").next().unwrap();
    let without_marks = section.lines().filter(|line| !line.starts_with("<!--"));
    let text = without_marks.collect::<Vec<_>>().join("\n");
    assert!(text.matches("\n|").count() > 30, "the README's tables of figures are not where they were");
    check("performance.md", &format!("# Performance\n\n{}\n", text.trim()));
}
