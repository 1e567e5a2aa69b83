//! Which rows of the attack catalogue a run has proved, and where: SECURITY.md says where each must be.

use std::collections::{BTreeMap, BTreeSet};

/// Rows with a test that passed, by engine.
#[derive(Debug, Default)]
pub(super) struct Attacks {
    proved: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Attacks {
    /// Reads one line of a runner's output.
    pub(super) fn line(&mut self, engine: &'static str, line: &str) {
        let line = line.trim();
        let passed =
            (line.starts_with("test ") && line.ends_with(" ok")) || line.starts_with("✔ ") || line.starts_with("ok ");
        if !passed {
            return;
        }
        // `s07_` in a function's name, `S07 ` in a title.
        let name = line.rsplit("::").next().unwrap_or(line);
        let words = name.split(|character: char| !character.is_ascii_alphanumeric());
        for word in words {
            let digits = word.strip_prefix(['S', 's']).unwrap_or_default();
            if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                self.proved.entry(engine).or_default().insert(format!("S{digits}"));
            }
        }
    }

    /// How many rows each engine has proved.
    pub(super) fn summary(&self) -> String {
        let counts = self.proved.iter().map(|(engine, rows)| format!("{engine} {}", rows.len()));
        counts.collect::<Vec<_>>().join(", ")
    }

    /// What SECURITY.md says is tested in an engine that ran, and no test proved.
    pub(super) fn missing(&self, security: &str, engines: &[&'static str]) -> Vec<String> {
        let mut missing = Vec::new();
        for row in security.lines().filter(|line| line.starts_with("| S")) {
            let cells: Vec<&str> = row.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
            let [id, _, host, node, module, end_to_end] = cells.as_slice() else { continue };
            for engine in engines {
                let stated = match *engine {
                    "host" => !host.is_empty(),
                    "node" => !node.is_empty(),
                    _ => !module.is_empty() || !end_to_end.is_empty(),
                };
                if stated && !self.proved.get(engine).is_some_and(|rows| rows.contains(*id)) {
                    missing.push(format!("{id} was not proved in {engine}"));
                }
            }
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECURITY: &str = "| Row | What | Host | Node | Module | End to end |\n|---|---|---|---|---|---|\n\
                            | S01 | a | signin/state |  |  | replay |\n| S02 | b |  | calls ×2 |  |  |\n| S04 | limit | why |";

    #[test]
    fn every_runners_own_words_are_read() {
        let mut attacks = Attacks::default();
        for (engine, line) in [
            ("host", "test signin::state::s01_s02_csrf ... ok"),
            ("host", "test signin::state::s03_csrf ... FAILED"),
            ("node", "✔ S02 a title (1.2ms)"),
            ("node", "✖ S05 a title (1.2ms)"),
            ("firefox", "ok replay: S01 back (1.0 s)"),
            ("firefox", "FAILED replay: S06 back (1.0 s)"),
        ] {
            attacks.line(engine, line);
        }
        assert_eq!(attacks.summary(), "firefox 1, host 2, node 1");
        assert_eq!(attacks.missing(SECURITY, &["host", "node", "firefox"]), [""; 0]);
        assert_eq!(attacks.missing(SECURITY, &["webkit"]), ["S01 was not proved in webkit"]);
    }
}
