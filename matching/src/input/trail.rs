//! The order of members. Records of one list have theirs alike, so that a member's name mostly need not be read and looked
//! up, but only be compared with the one that came there before.

use crate::prelude::*;

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
    /// From the name's quote to the value.
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

    /// How long the name that stands there is, up to its value, and what it leads to, where it was seen about there.
    #[inline]
    pub(super) fn follow(&mut self, bytes: &[u8], node: usize) -> Option<(usize, Option<usize>)> {
        let steps = self.steps.get(self.next..)?.iter().take(AHEAD);
        let (skipped, step) = steps.enumerate().find(|(_, step)| step.node == node && begins(bytes, &step.text))?;
        self.next += skipped + 1;
        Some((step.text.len(), step.child))
    }

    /// A member that was not expected there.
    pub(super) fn note(&mut self, node: usize, text: &[u8], child: Option<usize>) {
        if self.steps.len() < MOST && text.len() < LONGEST {
            self.next = self.next.min(self.steps.len());
            self.steps.insert(self.next, Step { node, text: text.into(), child });
            self.next += 1;
        }
    }
}

/// Whether the bytes begin with the text: eight at a time, for most names are short.
#[inline]
fn begins(bytes: &[u8], text: &[u8]) -> bool {
    let Some(bytes) = bytes.get(..text.len()) else { return false };
    let ((words, rest), (own_words, own_rest)) = (bytes.as_chunks::<8>(), text.as_chunks::<8>());
    words.iter().zip(own_words).all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && rest.iter().zip(own_rest).all(|(one, other)| one == other)
}
