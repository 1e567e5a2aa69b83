//! The order of members. Records of one list have theirs alike, so that a member's name mostly need not be read and looked
//! up, but only be compared with the one that came there before.

use crate::prelude::*;
use crate::words::begins;

/// Members in the order they came.
#[derive(Debug, Default)]
pub(super) struct Trail {
    steps: Vec<Step>,
    next: usize,
}

#[derive(Debug)]
struct Step {
    /// The object that the member is one of.
    node: usize,
    /// Whether it is that object's first, before which there is no comma.
    is_first: bool,
    /// From the end of the value before it, or of the brace, to its own value.
    text: Box<[u8]>,
    child: Option<usize>,
}

/// As many members are remembered, none longer than this.
const MOST: usize = 128;
const LONGEST: usize = 64;
/// A record may lack so many in a row that others have.
const AHEAD: usize = 6;

impl Trail {
    /// A record begins.
    pub(super) fn begin(&mut self) {
        self.next = 0;
    }

    /// How long the name that stands there is, from the value before up to its own, and what it leads to, where it was seen
    /// about there.
    #[inline]
    pub(super) fn follow(&mut self, bytes: &[u8], node: usize, is_first: bool) -> Option<(usize, Option<usize>)> {
        let steps = self.steps.get(self.next..)?.iter().take(AHEAD);
        let is_it = |step: &Step| step.node == node && step.is_first == is_first && begins(bytes, &step.text);
        let (skipped, step) = steps.enumerate().find(|(_, step)| is_it(step))?;
        self.next += skipped + 1;
        Some((step.text.len(), step.child))
    }

    /// A member that was not expected there.
    pub(super) fn note(&mut self, text: &[u8], node: usize, is_first: bool, child: Option<usize>) {
        if self.steps.len() < MOST && text.len() < LONGEST {
            self.next = self.next.min(self.steps.len());
            self.steps.insert(self.next, Step { node, is_first, text: text.into(), child });
            self.next += 1;
        }
    }
}
