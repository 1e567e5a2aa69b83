//! Finding records and members in the table.

use super::records::{COUNT, NAMES, SIZES, TYPES};
#[cfg(not(target_arch = "wasm32"))]
use super::records::{NOTES, RECORDS, Record};
use super::types::{ANY, Type};
use crate::prelude::*;
use core::ops::Range;

/// The first member of each record; the last entry is the number of members.
static STARTS: [u16; SIZES.len() + 1] = starts();

#[allow(clippy::indexing_slicing, reason = "run by the compiler: an index out of bounds does not build")]
const fn starts() -> [u16; SIZES.len() + 1] {
    let mut starts = [0; SIZES.len() + 1];
    let mut record = 0;
    while record < SIZES.len() {
        starts[record + 1] = starts[record] + SIZES[record] as u16;
        record += 1;
    }
    starts
}

/// For each record, one bit for each member whose absence is an issue.
static CERTAIN: [u32; SIZES.len()] = certains();

#[allow(clippy::indexing_slicing, reason = "run by the compiler: an index out of bounds does not build")]
const fn certains() -> [u32; SIZES.len()] {
    let starts = starts();
    let mut certain = [0; SIZES.len()];
    let mut record = 0;
    while record < SIZES.len() {
        let mut member = 0;
        while member < SIZES[record] {
            certain[record] |= (TYPES[starts[record] as usize + member].is_certain() as u32) << member;
            member += 1;
        }
        record += 1;
    }
    certain
}

/// One bit for each member of a record whose absence is an issue.
#[cfg(feature = "api")]
pub(crate) fn certain(record: u8) -> u32 {
    CERTAIN.get(usize::from(record)).copied().unwrap_or(0)
}

/// The members of a record, as positions in the table.
pub(crate) fn members(record: u8) -> Range<usize> {
    let bound = |index: usize| STARTS.get(index).map_or(0, |start| usize::from(*start));
    bound(usize::from(record))..bound(usize::from(record) + 1)
}

/// Where each name begins: found anew by each reader, for a table of it would cost the browser more than the search.
#[derive(Debug)]
pub(crate) struct Names {
    starts: Vec<u16>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let mut starts = Vec::with_capacity(COUNT + 1);
        starts.push(0);
        let ends = NAMES.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        starts.extend(ends.map(|(end, _)| end as u16 + 1));
        Names { starts }
    }

    /// All names, in the order of the table.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        (0..COUNT).map(|member| self.get(member))
    }

    /// The name of the member at a position.
    pub(crate) fn get(&self, member: usize) -> &'static str {
        let (Some(start), Some(end)) = (self.starts.get(member), self.starts.get(member + 1)) else { return "" };
        NAMES.get(usize::from(*start)..usize::from(*end) - 1).unwrap_or_default()
    }
}

/// The type of the member at a position.
pub(crate) fn member_type(member: usize) -> Type {
    TYPES.get(member).copied().unwrap_or(ANY)
}

/// Who says that a member exists.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// Clever's definitions from v3.0 on.
    V30,
    /// Clever's definitions from v3.1 on.
    V31,
    /// No definition: recorded answers or Clever's pages.
    Seen,
}

/// A member of a record.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Member {
    /// Its name, as Clever writes it.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Who says that it exists.
    pub source: Source,
    /// What it means.
    pub about: &'static str,
}

#[cfg(not(target_arch = "wasm32"))]
impl Record {
    /// All records, in the order of the table.
    pub fn all() -> impl Iterator<Item = Record> {
        RECORDS.iter().map(|(record, _, _)| *record)
    }

    /// Its name in the declarations.
    #[must_use]
    pub fn name(self) -> &'static str {
        RECORDS.get(self as usize).map_or("", |(_, name, _)| *name)
    }

    /// One sentence: what it stands for.
    #[must_use]
    pub fn about(self) -> &'static str {
        RECORDS.get(self as usize).map_or("", |(_, _, about)| *about)
    }

    /// Its members.
    pub fn members(self) -> impl Iterator<Item = Member> {
        let names = Names::new();
        members(self as u8).filter_map(move |index| {
            let (source, about) = *NOTES.get(index)?;
            Some(Member { name: names.get(index), ty: member_type(index), source, about })
        })
    }
}
