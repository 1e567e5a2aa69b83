//! What matching comes to.

use crate::prelude::*;

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Status {
    /// No record of the other side shares a key with it.
    Unmatched = 0,
    /// Linked with one record.
    Matched = 1,
    /// It shares a value with several, or they with it.
    Ambiguous = 2,
    /// One key points to a record, and a stronger one speaks against it.
    Conflict = 3,
}

/// What speaks against a link that a key would make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Objection {
    /// A stronger key of the local record points to another roster record.
    LocalPointsElsewhere = 1,
    /// A stronger key of the roster record points to another local record.
    RosterPointsElsewhere = 2,
    /// The two have different values for a stronger key that identifies, or for any where the key is a name.
    Different = 3,
}

/// What a key came to for one local record: four bits each in [`Outcome::traces`], the strongest key lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Trace {
    /// The record has no value.
    Absent = 0,
    /// Its text is a placeholder, or no value of this key.
    Refused = 1,
    /// No roster record has the value.
    NotFound = 2,
    /// It made the link.
    Linked = 3,
    /// It agrees with the link that a stronger key made.
    Agrees = 4,
    /// It differs from the linked record's.
    Differs = 5,
    /// Several have it.
    Ambiguous = 6,
    /// It would link, but a stronger key speaks against it.
    Conflict = 7,
    /// It is evidence only, and there is no link.
    Evidence = 8,
}

/// How sure a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[non_exhaustive]
pub enum Confidence {
    /// By name and date of birth alone, or worse.
    Low = 1,
    /// By an address alone; or by an id where every other key differs.
    Medium = 2,
    /// By an id, by an address that is the strongest key, or by two keys that agree.
    High = 3,
}

/// One side of each list, ready to cross a boundary: columns of equal length.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Links in the order of the local rows: local row, roster row, number of the key, [`Confidence`].
    pub match_local: Vec<u32>,
    /// Roster rows of the links.
    pub match_roster: Vec<u32>,
    /// Keys of the links.
    pub match_key: Vec<u8>,
    /// How sure each link is.
    pub match_confidence: Vec<u8>,
    /// Of each group of rows with one value: the key.
    pub group_key: Vec<u8>,
    /// Where each group ends in `group_locals`.
    pub group_local_ends: Vec<u32>,
    /// Local rows of the groups.
    pub group_locals: Vec<u32>,
    /// Where each group ends in `group_rosters`.
    pub group_roster_ends: Vec<u32>,
    /// Roster rows of the groups.
    pub group_rosters: Vec<u32>,
    /// Links that were not made: local row.
    pub conflict_local: Vec<u32>,
    /// Roster row.
    pub conflict_roster: Vec<u32>,
    /// The key that would have linked.
    pub conflict_key: Vec<u8>,
    /// The strongest key that spoke against it.
    pub conflict_against: Vec<u8>,
    /// How: [`Objection`].
    pub conflict_objection: Vec<u8>,
    /// [`Status`] of each local row.
    pub local_status: Vec<u8>,
    /// [`Status`] of each roster row; of one that has gone, 255.
    pub roster_status: Vec<u8>,
    /// [`Trace`]s of each local row.
    pub traces: Vec<u32>,
    /// For each key, [`COUNTS`] numbers.
    pub counts: Vec<u32>,
    /// Of each [`Status`] how many local rows have it, then how many roster rows.
    pub tallies: Vec<u32>,
    /// Local rows that are unmatched.
    pub unmatched_local: Vec<u32>,
    /// Roster rows that are.
    pub unmatched_roster: Vec<u32>,
}

/// Numbers that are counted for each key: local values, local texts refused, roster values, roster texts refused, links,
/// groups, conflicts.
pub const COUNTS: usize = 7;

/// The status of a roster row whose record has gone.
pub const GONE: u8 = u8::MAX;
