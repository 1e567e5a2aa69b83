//! Which members of a record are wanted.

use crate::prelude::*;
use crate::schema::{Kind, Names, Record, member_type, members};

/// What of a value is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Nothing: it is only checked.
    Nothing,
    /// All of it.
    All,
    /// Those members of a record that a part of the projection names.
    Part(usize),
}

/// The wanted members of one record.
#[derive(Clone, Debug, Default)]
struct Part {
    wanted: u32,
    inner: Vec<(usize, usize)>,
    unknown: Vec<String>,
}

/// The members that a caller wants, such as `name.first`.
#[derive(Clone, Debug)]
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
            let (name, inner) = match rest.split_once('.') {
                Some((name, inner)) => (name, Some(inner)),
                None => (rest, None),
            };
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
}

/// What of a record's members is wanted.
#[inline(always)]
pub(super) fn wanted(projection: Option<&Projection>, want: Want) -> u32 {
    match (want, projection) {
        (Want::Nothing, _) => 0,
        (Want::Part(part), Some(projection)) => projection.parts.get(part).map_or(0, |part| part.wanted),
        _ => u32::MAX,
    }
}

/// What of a record's wanted member is wanted.
#[inline(always)]
pub(super) fn within(projection: Option<&Projection>, want: Want, member: usize) -> Want {
    match (want, projection) {
        (Want::Part(part), Some(projection)) => {
            let inner =
                projection.parts.get(part).and_then(|part| part.inner.iter().find(|(inner, _)| *inner == member));
            inner.map_or(Want::All, |(_, part)| Want::Part(*part))
        }
        _ => want,
    }
}

/// Whether a member that the table does not know is wanted.
pub(super) fn wants_unknown(projection: Option<&Projection>, want: Want, name: &[u8]) -> bool {
    match (want, projection) {
        (Want::Nothing, _) => false,
        (Want::Part(part), Some(projection)) => {
            projection.parts.get(part).is_some_and(|part| part.unknown.iter().any(|known| known.as_bytes() == name))
        }
        _ => true,
    }
}
