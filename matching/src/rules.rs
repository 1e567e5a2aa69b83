//! What may be chosen about how texts are read.

use alloc::collections::BTreeSet;

use crate::prelude::*;
use crate::reading;

/// How values are read.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// `00417` and `417` are the same id.
    pub ignore_leading_zeros: bool,
    /// `3/4/2010` is the third of April.
    pub day_first: bool,
    /// Words that stand for "no value", folded; [`Self::add_placeholder`] adds one.
    pub placeholders: BTreeSet<Vec<u8>>,
}

impl Rules {
    /// A word that stands for "no value", beyond those that always do.
    pub fn add_placeholder(&mut self, word: &str) {
        let mut folded = Vec::new();
        if reading::fold(word.as_bytes(), &mut folded) {
            self.placeholders.insert(folded);
        }
    }

    /// Whether a folded text stands for "no value".
    pub(crate) fn is_placeholder(&self, folded: &[u8]) -> bool {
        reading::placeholder::is_word(folded) || (!self.placeholders.is_empty() && self.placeholders.contains(folded))
    }
}
