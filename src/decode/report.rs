//! What the validator has to say about a body.

use crate::error::Reason;
use crate::prelude::*;

/// How many issues are listed; further ones are only counted.
const LISTED_ISSUES: usize = 1000;

/// Why nothing of the body, or nothing behind its last whole row, can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fatal {
    /// What is wrong.
    pub reason: Reason,
    /// The innermost known member, such as `data[17].data.roles`; empty for the body itself.
    pub path: String,
    /// How many bytes of the body had been read.
    pub offset: usize,
}

/// A value that does not fit, in a record that is delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Issue {
    /// What is wrong.
    pub reason: Reason,
    /// Where, such as `data[17].data.roles.student.grade`.
    pub path: String,
}

/// Where else to go from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// Where it leads: `next`, `prev`, `self`, `canonical` and others.
    pub rel: String,
    /// Path and query, escapes resolved.
    pub uri: String,
}

/// All that is learnt from a body without materialising it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// What makes the body unusable.
    pub fatal: Option<Fatal>,
    /// What does not fit: the first thousand.
    pub issues: Vec<Issue>,
    /// How many issues there are in all.
    pub issue_count: u32,
    /// The links beside the data.
    pub links: Vec<Link>,
    /// The number that `count=true` asks for.
    pub count: Option<u64>,
    /// The cursor beside the data, which attendance may have instead of a link.
    pub starting_after: Option<String>,
    /// How many whole rows were read.
    pub rows: u32,
    /// The id of the first row, or of the single record.
    pub first_id: Option<String>,
    /// The id of the last whole row, or of the single record.
    pub last_id: Option<String>,
}

/// How far a report had come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    listed: usize,
    count: u32,
}

impl Report {
    pub(super) fn progress(&self) -> Progress {
        Progress { listed: self.issues.len(), count: self.issue_count }
    }

    /// Forgets the issues that came since then, and what was fatal.
    pub(super) fn roll_back(&mut self, progress: &Progress) {
        self.issues.truncate(progress.listed);
        self.issue_count = progress.count;
        self.fatal = None;
    }

    pub(super) fn issue(&mut self, reason: Reason, path: impl FnOnce() -> String) {
        self.issue_count = self.issue_count.saturating_add(1);
        if self.issues.len() < LISTED_ISSUES {
            self.issues.push(Issue { reason, path: path() });
        }
    }
}
