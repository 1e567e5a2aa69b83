//! Counting tests by the summary lines of their own runners.

use std::path::PathBuf;

/// Tests that ran, and why more of them count as failed than their runner says.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) complaints: Vec<String>,
}

/// Reads the output of one runner.
pub(super) trait Reader {
    fn line(&mut self, line: &str);
    fn finish(self, success: bool) -> Count;
}

impl Count {
    fn complain(&mut self, complaint: String) {
        self.failed += 1;
        self.complaints.push(complaint);
    }

    /// A runner that fails without a failed test, or that runs none at all, has failed.
    fn settled(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.complain("the command failed".into());
        } else if self.passed + self.failed == 0 {
            self.complain("no test ran".into());
        }
        self
    }
}

/// A command that is one check: it succeeds or not.
#[derive(Debug)]
pub(super) struct Check;

impl Reader for Check {
    fn line(&mut self, _: &str) {}

    fn finish(self, success: bool) -> Count {
        Count { passed: success.into(), failed: (!success).into(), complaints: Vec::new() }
    }
}

/// `cargo test`, whichever runner it starts: `test result: ok. 3 passed; 0 failed; …` for each file.
#[derive(Debug)]
pub(super) struct CargoTest {
    count: Count,
    /// The test file that runs, and whether a test of it did.
    suite: Option<(String, bool)>,
    /// Folders whose `tests/` are run.
    packages: Vec<PathBuf>,
    /// The attribute of a test file that has no test for this target.
    absent: &'static str,
}

impl CargoTest {
    pub(super) fn host(packages: Vec<PathBuf>) -> Self {
        Self::new(packages, "#![cfg(target_arch = \"wasm32\")]")
    }

    pub(super) fn wasm(packages: Vec<PathBuf>) -> Self {
        Self::new(packages, "#![cfg(not(target_arch = \"wasm32\"))]")
    }

    fn new(packages: Vec<PathBuf>, absent: &'static str) -> Self {
        Self { count: Count::default(), suite: None, packages, absent }
    }

    /// A test file that is misconfigured runs nothing and succeeds.
    fn close_suite(&mut self) {
        let Some((suite, false)) = self.suite.take() else { return };
        let meant = self
            .packages
            .iter()
            .any(|package| fs_err::read_to_string(package.join(&suite)).is_ok_and(|text| text.contains(self.absent)));
        if !meant {
            self.count.complain(format!("{suite} ran no test"));
        }
    }
}

impl Reader for CargoTest {
    fn line(&mut self, line: &str) {
        let line = line.trim_start();
        if line.starts_with("Running unittests ") || line.starts_with("Doc-tests ") {
            self.close_suite();
        } else if let Some(rest) = line.strip_prefix("Running ").filter(|rest| rest.starts_with("tests/")) {
            self.close_suite();
            self.suite = rest.split(" (").next().map(|file| (file.to_owned(), false));
        } else if let Some(rest) = line.strip_prefix("test result: ") {
            let passed = number_before(rest, " passed").unwrap_or(0);
            let failed = number_before(rest, " failed").unwrap_or(0);
            self.count.passed += passed;
            self.count.failed += failed;
            if let Some((_, ran)) = &mut self.suite {
                *ran |= passed + failed > 0;
            }
        }
    }

    fn finish(mut self, success: bool) -> Count {
        // Where the build failed, nothing ran for that reason alone.
        if success {
            self.close_suite();
        }
        self.count.settled(success)
    }
}

/// A script of this project, whose last such line is `3 passed, 0 failed`; or `node --test`, with `pass 3`, `fail 0`.
#[derive(Debug, Default)]
pub(super) struct Script {
    count: Count,
}

impl Reader for Script {
    fn line(&mut self, line: &str) {
        if let (Some(passed), Some(failed)) = (number_before(line, " passed,"), number_before(line, " failed")) {
            self.count.passed = passed;
            self.count.failed = failed;
        } else if let Some(passed) = line.strip_prefix("ℹ pass ").and_then(|number| number.parse().ok()) {
            self.count.passed = passed;
        } else if let Some(failed) = line.strip_prefix("ℹ fail ").and_then(|number| number.parse().ok()) {
            self.count.failed = failed;
        }
    }

    fn finish(self, success: bool) -> Count {
        self.count.settled(success)
    }
}

/// The number that ends where `unit` begins.
fn number_before(text: &str, unit: &str) -> Option<u64> {
    text.split(unit).next().filter(|before| before.len() < text.len())?.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut reader: impl Reader, text: &str, success: bool) -> (u64, u64) {
        text.lines().for_each(|line| reader.line(line));
        let count = reader.finish(success);
        (count.passed, count.failed)
    }

    #[test]
    fn adds_up_the_files_of_cargo_test() {
        let text = "     Running unittests src/lib.rs (target/x)\ntest result: ok. 3 passed; 0 failed; 1 ignored\n     \
                    Running tests/calls.rs (target/y)\ntest result: FAILED. 2 passed; 1 failed; 0 ignored";
        assert_eq!(read(CargoTest::host(Vec::new()), text, false), (5, 1));
    }

    #[test]
    fn a_file_without_tests_has_failed() {
        let text = "     Running tests/web.rs (target/x)\nno tests to run!\n     Running tests/flow.rs (target/y)\n\
                    Running headless tests in Chrome\ntest result: ok. 1 passed; 0 failed";
        assert_eq!(read(CargoTest::wasm(Vec::new()), text, true), (1, 1));
    }

    #[test]
    fn a_command_that_fails_without_a_failed_test_has_failed() {
        assert_eq!(read(CargoTest::host(Vec::new()), "error: could not compile", false), (0, 1));
        assert_eq!(read(Script::default(), "3 passed, 0 failed", false), (3, 1));
        assert_eq!(read(Check, "", false), (0, 1));
    }

    #[test]
    fn no_test_at_all_has_failed() {
        assert_eq!(read(Script::default(), "", true), (0, 1));
        assert_eq!(read(Script::default(), "ℹ pass 0\nℹ fail 0", true), (0, 1));
    }

    #[test]
    fn reads_both_kinds_of_script() {
        assert_eq!(read(Script::default(), "1 passed, 1 failed\n12 passed, 2 failed", false), (12, 2));
        assert_eq!(read(Script::default(), "ℹ tests 4\nℹ pass 4\nℹ fail 0", true), (4, 0));
    }
}
