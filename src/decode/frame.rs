//! Where the validator is, kept on the stack: a path is only written once something is wrong.

use crate::prelude::*;
use crate::schema::Names;

/// A container that the validator is in.
#[derive(Debug)]
pub(super) struct Frame<'p> {
    spot: Spot<'p>,
    /// How many containers are open around what is directly in it.
    depth: usize,
}

/// A value: a step from the container that it is in. Small enough to be handed on without memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'p> {
    around: Option<&'p Frame<'p>>,
    step: u32,
}

const ELEMENT: u32 = 1 << 31;
const NAMED: u32 = 1 << 30;

/// The members around Clever's records.
#[derive(Clone, Copy, Debug)]
pub(super) enum Around {
    Data,
    Resources,
    Links,
    Count,
    StartingAfter,
    Rel,
    Uri,
}

const NAMES: [&str; 7] = ["data", "resources", "links", "count", "starting_after", "rel", "uri"];

impl<'p> Frame<'p> {
    pub(super) fn new(spot: Spot<'p>) -> Self {
        Frame { spot, depth: spot.depth() + 1 }
    }

    /// The member at a position of the table of all members.
    #[inline(always)]
    pub(super) fn member(&'p self, member: usize) -> Spot<'p> {
        Spot { around: Some(self), step: member as u32 }
    }

    pub(super) fn named(&'p self, name: Around) -> Spot<'p> {
        Spot { around: Some(self), step: NAMED | name as u32 }
    }

    #[inline(always)]
    pub(super) fn element(&'p self, index: u32) -> Spot<'p> {
        Spot { around: Some(self), step: ELEMENT | index }
    }
}

impl Spot<'_> {
    pub(super) const ROOT: Spot<'static> = Spot { around: None, step: 0 };

    /// How many containers are open around it.
    #[inline(always)]
    pub(super) fn depth(self) -> usize {
        self.around.map_or(0, |frame| frame.depth)
    }

    /// The path as in `data[17].data.name`.
    pub(super) fn path(self) -> String {
        let mut path = String::new();
        self.write(&mut path, &Names::new());
        path
    }

    fn write(self, path: &mut String, names: &Names) {
        let Some(frame) = self.around else { return };
        frame.spot.write(path, names);
        if self.step & ELEMENT != 0 {
            path.push('[');
            crate::json::integer(path, f64::from(self.step & !ELEMENT));
            path.push(']');
            return;
        }
        if !path.is_empty() {
            path.push('.');
        }
        let step = self.step as usize;
        path.push_str(if self.step & NAMED == 0 {
            names.get(step)
        } else {
            NAMES.get(step - NAMED as usize).copied().unwrap_or_default()
        });
    }
}
