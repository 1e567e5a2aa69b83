//! Every error code has its section: what happened and what to do from the code, why in somebody's words.

use super::{check, read};
use clever_wasm::error::{Code, Reason};

/// The section of a code as it stands, without what is generated.
fn words<'a>(page: &'a str, code: &str) -> &'a str {
    let heading = format!("\n## {code}\n");
    let section = page.split(heading.as_str()).nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap();
    section.split_once("**Why.**").map_or("", |(_, why)| why).trim()
}

#[test]
fn every_code_and_reason_is_explained() {
    let there = read("docs/reference/errors.md");
    let mut page = String::from(
        "# Errors\n\nEvery rejection is a `CleverError`; this page has a section for each `code`. What happened and the remedy are generated from the code that says them.\n",
    );
    for code in Code::ALL {
        let why = words(&there, code.name());
        assert!(!why.is_empty(), "docs/reference/errors.md does not say why {} happens", code.name());
        let sentence = code.sentence();
        let (first, rest) = sentence.split_at(1);
        let again = if code.retryable() { " The same call may succeed later (`retryable`)." } else { "" };
        page.push_str(&format!(
            "\n## {}\n\n**What happened.** {}{rest}.{again}\n\n**What to do.** {}\n\n**Why.** {why}\n",
            code.name(),
            first.to_uppercase(),
            code.hint(),
        ));
    }
    for reason in Reason::ALL {
        assert!(page.contains(&format!("- `{}`:", reason.name())), "{} is not explained", reason.name());
    }
    check("errors.md", &page);
}
