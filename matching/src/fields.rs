//! The texts of one record that matching reads.

use crate::field::{COUNT, Field};
use crate::prelude::*;

/// What a record holds in the fields that are read; one is filled again and again. Texts stay where they were read.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    cells: [&'a [u8]; COUNT],
    /// Texts that stand nowhere as they are, one behind the other: strings with escapes in them.
    text: Vec<u8>,
    /// Which fields have such a text, and where it begins and ends. Mostly none.
    spans: Vec<(Field, usize, usize)>,
}

impl<'a> Fields<'a> {
    /// Forgets the record before.
    #[inline]
    pub fn clear(&mut self) {
        self.cells = [&[]; COUNT];
        self.text.clear();
        self.spans.clear();
    }

    /// Sets a field, over what it was before.
    #[inline]
    pub fn set(&mut self, field: Field, text: &'a [u8]) {
        if let Some(cell) = self.cells.get_mut(field.index()) {
            *cell = text;
        }
        if !self.spans.is_empty() {
            self.spans.retain(|(own, ..)| *own != field);
        }
    }

    /// Sets a field to what `write` appends.
    pub(crate) fn write(&mut self, field: Field, write: impl FnOnce(&mut Vec<u8>)) {
        self.set(field, &[]);
        let start = self.text.len();
        write(&mut self.text);
        self.spans.push((field, start, self.text.len()));
    }

    /// The text of a field, empty where it is absent.
    #[must_use]
    #[inline]
    pub fn get(&self, field: Field) -> &[u8] {
        if let Some((_, start, end)) = self.spans.iter().find(|(own, ..)| *own == field) {
            return self.text.get(*start..*end).unwrap_or_default();
        }
        self.cells.get(field.index()).copied().unwrap_or_default()
    }
}
