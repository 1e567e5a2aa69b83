//! The texts of one record that matching reads.

use crate::field::{COUNT, Field};
use crate::prelude::*;

/// What a record holds in the fields that are read; one is filled again and again.
#[derive(Debug, Default)]
pub struct Fields {
    text: Vec<u8>,
    spans: [Option<(usize, usize)>; COUNT],
}

impl Fields {
    /// Forgets the record before.
    pub fn clear(&mut self) {
        self.text.clear();
        self.spans = [None; COUNT];
    }

    /// Sets a field, over what it was before.
    pub fn set(&mut self, field: Field, text: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(text);
        self.place(field, start);
    }

    /// Sets a field to what `write` appends.
    pub(crate) fn write(&mut self, field: Field, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.text.len();
        write(&mut self.text);
        self.place(field, start);
    }

    /// Takes a field's text away.
    pub(crate) fn unset(&mut self, field: Field) {
        if let Some(span) = self.spans.get_mut(field.index()) {
            *span = None;
        }
    }

    /// The text of a field, empty where it is absent.
    #[must_use]
    pub fn get(&self, field: Field) -> &[u8] {
        let span = self.spans.get(field.index()).copied().flatten();
        span.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    fn place(&mut self, field: Field, start: usize) {
        if let Some(span) = self.spans.get_mut(field.index()) {
            *span = Some((start, self.text.len()));
        }
    }
}
