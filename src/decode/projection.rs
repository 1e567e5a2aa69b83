//! Which members of a record are wanted.

use crate::prelude::*;
use crate::schema::{Kind, Names, Record, member_type, members};
use crate::search::cut;

/// What of a value is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Want(u32);

impl Want {
    /// It is only checked.
    pub(super) const NOTHING: Want = Want(0);
    pub(super) const ALL: Want = Want(1);
    /// What the projection's first part names.
    pub(super) const PROJECTED: Want = Want::part(0);

    /// Those members of a record that a part of the projection names.
    const fn part(part: usize) -> Want {
        Want(part as u32 + 2)
    }

    #[inline(always)]
    pub(super) fn is_nothing(self) -> bool {
        self == Self::NOTHING
    }
}

/// The wanted members of one record.
#[derive(Clone, Debug, Default)]
struct Part {
    wanted: u32,
    inner: Vec<(usize, usize)>,
    unknown: Vec<String>,
}

/// The members that a caller wants, such as `name.first`.
#[derive(Clone, Debug, Default)]
pub struct Projection {
    parts: Vec<Part>,
    exact: bool,
}

impl Projection {
    /// The named members of a record.
    pub fn new<'a>(record: Record, fields: impl Iterator<Item = &'a str>) -> Self {
        let mut projection = Projection { parts: vec![Part::default()], exact: true };
        let names = Names::new();
        for field in fields {
            projection.add(&names, record as u8, field);
        }
        projection
    }

    fn add(&mut self, names: &Names, mut record: u8, field: &str) {
        let mut at = 0;
        let mut rest = field;
        loop {
            let (name, inner) = cut(rest, b'.');
            let table = members(record);
            let Some(member) = table.clone().find(|member| names.get(*member) == name) else {
                self.exact &= inner.is_none();
                if let Some(part) = self.parts.get_mut(at) {
                    part.unknown.push(name.to_owned());
                }
                return;
            };
            let bit = member - table.start;
            let next = self.parts.len();
            let Some(part) = self.parts.get_mut(at) else { return };
            let was_wanted = part.wanted >> bit & 1 == 1;
            part.wanted |= 1 << bit;
            let known = part.inner.iter().position(|(inner, _)| *inner == bit);
            let ty = member_type(member);
            let Some(inner) = inner.filter(|_| ty.kind() == Kind::Record) else {
                // Wanted as a whole, whatever else was said.
                if let Some(known) = known {
                    part.inner.remove(known);
                }
                self.exact &=
                    inner.is_none() || !matches!(ty.kind(), Kind::Object | Kind::Any | Kind::Subject | Kind::Previous);
                return;
            };
            at = match known.and_then(|known| part.inner.get(known)) {
                Some((_, part)) => *part,
                None if was_wanted => return,
                None => {
                    part.inner.push((bit, next));
                    self.parts.push(Part::default());
                    next
                }
            };
            (record, rest) = (ty.argument(), inner);
        }
    }

    /// Whether nothing more than the wanted members is delivered. A name that reaches into what no table describes
    /// brings all of it.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    fn part(&self, want: Want) -> Option<&Part> {
        self.parts.get(want.0.wrapping_sub(2) as usize)
    }

    /// What of a record's members is wanted.
    #[inline(always)]
    pub(super) fn wanted(&self, want: Want) -> u32 {
        if want == Want::ALL { u32::MAX } else { self.part(want).map_or(0, |part| part.wanted) }
    }

    /// What of a record's wanted member is wanted.
    #[inline(always)]
    pub(super) fn within(&self, want: Want, member: usize) -> Want {
        if want == Want::ALL { want } else { self.inner(want, member) }
    }

    #[inline(never)]
    fn inner(&self, want: Want, member: usize) -> Want {
        let inner = self.part(want).and_then(|part| part.inner.iter().find(|(inner, _)| *inner == member));
        inner.map_or(Want::ALL, |(_, part)| Want::part(*part))
    }

    /// Whether a member that the table does not know is wanted.
    pub(super) fn wants_unknown(&self, want: Want, name: &[u8]) -> bool {
        want == Want::ALL
            || self.part(want).is_some_and(|part| part.unknown.iter().any(|known| known.as_bytes() == name))
    }
}
