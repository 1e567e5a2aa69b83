//! What was written over the generated district, and the events that tells of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::id::Kind;

/// What became of one record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Edit {
    /// Members that stand in place of the generated ones.
    Changed(Map<String, Value>),
    /// A record that the district did not have.
    Created(Map<String, Value>),
    Deleted,
}

impl Edit {
    /// Whether a member is another than the generated one.
    pub(crate) fn changes(&self, member: &str) -> bool {
        matches!(self, Self::Changed(members) if members.contains_key(member))
    }
}

/// Written as a list: the keys of a JSON object are strings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<(Kind, u32, Edit)>", into = "Vec<(Kind, u32, Edit)>")]
pub(crate) struct Edits {
    by_record: BTreeMap<(Kind, u32), Edit>,
}

impl From<Vec<(Kind, u32, Edit)>> for Edits {
    fn from(list: Vec<(Kind, u32, Edit)>) -> Self {
        Self { by_record: list.into_iter().map(|(kind, index, edit)| ((kind, index), edit)).collect() }
    }
}

impl From<Edits> for Vec<(Kind, u32, Edit)> {
    fn from(edits: Edits) -> Self {
        edits.by_record.into_iter().map(|((kind, index), edit)| (kind, index, edit)).collect()
    }
}

impl Edits {
    pub(crate) fn get(&self, kind: Kind, index: u32) -> Option<&Edit> {
        self.by_record.get(&(kind, index))
    }

    pub(crate) fn set(&mut self, kind: Kind, index: u32, edit: Edit) {
        self.by_record.insert((kind, index), edit);
    }

    pub(crate) fn is_deleted(&self, kind: Kind, index: u32) -> bool {
        matches!(self.get(kind, index), Some(Edit::Deleted))
    }

    /// Whether a list of that kind may differ from the generated one.
    pub(crate) fn touches(&self, kind: Kind) -> bool {
        self.of(kind).any(|(_, edit)| !matches!(edit, Edit::Changed(_)))
    }

    /// Indexes of records of a kind that the district did not have.
    pub(crate) fn created(&self, kind: Kind) -> impl Iterator<Item = u32> {
        self.of(kind).filter(|(_, edit)| matches!(edit, Edit::Created(_))).map(|(index, _)| index)
    }

    /// What became of the records of a kind, ascending.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = (u32, &Edit)> {
        self.by_record.range((kind, 0)..=(kind, u32::MAX)).map(|((_, index), edit)| (*index, edit))
    }
}
