//! Where the validator is, kept on the stack: a path is only written once something is wrong.

use crate::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
    Root,
    Member(&'static str),
    Element(u32),
}

/// One step of a path, and what it starts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'p> {
    parent: Option<&'p Frame<'p>>,
    step: Step,
}

impl<'p> Frame<'p> {
    pub(super) const ROOT: Frame<'static> = Frame { parent: None, step: Step::Root };

    pub(super) fn member(&'p self, name: &'static str) -> Self {
        Frame { parent: Some(self), step: Step::Member(name) }
    }

    pub(super) fn element(&'p self, index: u32) -> Self {
        Frame { parent: Some(self), step: Step::Element(index) }
    }

    /// The path as in `data[17].data.name`.
    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map_or_else(String::new, Frame::path);
        match self.step {
            Step::Root => {}
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Element(index) => {
                path.push('[');
                crate::json::integer(&mut path, f64::from(index));
                path.push(']');
            }
        }
        path
    }
}
