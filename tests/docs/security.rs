//! The security page is SECURITY.md, whose tables come from the tests' own names: tests/security.

use super::{check, read};

#[test]
fn security_is_what_is_tested() {
    let page = read("SECURITY.md");
    let without_marks = page.lines().filter(|line| !line.starts_with("<!--"));
    let text = without_marks.collect::<Vec<_>>().join("\n");
    assert!(text.matches("\n| S").count() > 80, "SECURITY.md's attacks are not where they were");
    check("security.md", &format!("{}\n", text.trim()));
}
