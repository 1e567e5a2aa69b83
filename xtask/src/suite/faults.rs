//! What failed, to be said once more at the end: a log of ten thousand lines is read from there.

/// Lines of what a runner says under the name of a failed test.
const DETAIL: usize = 14;
const LINE_CHARS: usize = 300;

/// The runners' own words for what failed, each under its layer.
#[derive(Debug, Default)]
pub(super) struct Faults {
    kept: Vec<String>,
    layer: String,
    /// How many more lines belong to the failure above.
    detail: usize,
}

impl Faults {
    /// What follows is of this layer.
    pub(super) fn begin(&mut self, layer: &str, engine: &str) {
        self.layer = format!("{layer} {engine}").trim_end().to_owned();
        self.detail = 0;
    }

    /// Keeps the line if it names a failed test, and some of those after it.
    pub(super) fn line(&mut self, line: &str) {
        if names_failure(line) {
            self.kept.push(format!("[{}] {}", self.layer, short(line)));
            self.detail = DETAIL;
        } else if passes(line) {
            self.detail = 0;
        } else if self.detail > 0 {
            self.kept.push(format!("    {}", short(line)));
            self.detail -= 1;
        }
    }

    /// Keeps what the suite itself finds fault with.
    pub(super) fn complaint(&mut self, layer: &str, engine: &str, complaint: &str) {
        self.begin(layer, engine);
        self.kept.push(format!("[{}] {}", self.layer, short(complaint)));
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.kept.iter().map(String::as_str)
    }
}

/// cargo test's `test x ... FAILED` and `---- x stdout ----`, rustc's errors, node's `✖ x`, the scripts' `FAILED x`.
fn names_failure(line: &str) -> bool {
    let trimmed = line.trim_start();
    ["FAILED ", "FAIL ", "✖ ", "---- ", "error: ", "error["].iter().any(|start| trimmed.starts_with(start))
        || (trimmed.starts_with("test ") && (trimmed.ends_with("FAILED") || trimmed.ends_with("FAIL")))
}

fn passes(line: &str) -> bool {
    let trimmed = line.trim_start();
    trimmed.starts_with("ok ") || trimmed.starts_with("✔ ") || (trimmed.starts_with("test ") && trimmed.ends_with("ok"))
}

fn short(line: &str) -> String {
    line.chars().take(LINE_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let mut faults = Faults::default();
        faults.begin("layer", "engine");
        text.lines().for_each(|line| faults.line(line));
        faults.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_failed_test_is_kept_with_what_is_said_of_it_and_those_that_pass_are_not() {
        let said = "ok one (0.1 s)\nFAILED two (1.0 s)\n  Error: late\nok three (0.1 s)\nnothing";
        assert_eq!(kept(said), ["[layer engine] FAILED two (1.0 s)", "      Error: late"]);
    }

    #[test]
    fn every_runner_is_understood() {
        for line in ["test calls::x ... FAILED", "---- calls::x stdout ----", "✖ x (12 ms)", "  ✖ x", "error[E0308]: x"]
        {
            assert_eq!(kept(line), [format!("[layer engine] {line}")]);
        }
        for line in ["test x ... ok", "✔ x", "ok x", "2 passed, 1 failed", "test result: ok. 1 passed; 0 failed"] {
            assert_eq!(kept(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let said = format!("FAILED x\n{}", "line\n".repeat(100));
        assert_eq!(kept(&said).len(), 1 + DETAIL);
    }
}
