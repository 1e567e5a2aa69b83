//! Clever ids: 24 hex digits, ascending with a record's index, and back again without a table.

use serde::{Deserialize, Serialize};

use crate::seed::draw;

/// What an id names. Legacy kinds are the ids that people had before v3, one for each role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    District = 0xD0,
    School = 0x5C,
    Term = 0x7E,
    Course = 0xC0,
    Section = 0x5E,
    User = 0x05,
    Resource = 0x4E,
    Event = 0xE0,
    LegacyTeacher = 0x1A,
    LegacyStaff = 0x1B,
    LegacyDistrictAdmin = 0x1C,
    LegacyContact = 0x1D,
}

/// 7 April 2023: no id is older.
pub(crate) const FIRST_SECOND: u64 = 0x6430_40ED;
/// Seconds between one record and the next.
const STEP: u64 = 7;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Ids {
    machine: u32,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { machine: draw(seed, 0x1D, 0, 0) as u32 }
    }

    pub(crate) fn id(self, kind: Kind, index: u32) -> String {
        let second = FIRST_SECOND + u64::from(index) * STEP;
        format!("{second:08x}{:02x}{:08x}{index:06x}", kind as u8, self.machine)
    }

    /// The index of an id of that kind and this district.
    pub(crate) fn index(self, kind: Kind, id: &str) -> Option<u32> {
        let index = u32::from_str_radix(id.get(18..)?, 16).ok()?;
        (self.id(kind, index) == id).then_some(index)
    }

    /// When a record was made, which its id tells too. Milliseconds.
    pub(crate) fn created_ms(index: u32) -> u64 {
        (FIRST_SECOND + u64::from(index) * STEP) * 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, Kind};

    #[test]
    fn ids_ascend_and_come_back() {
        let ids = Ids::new(9);
        let mut last = String::new();
        for index in [0, 1, 2, 99, 100, 65_535, 65_536, 999_999, 5_000_000] {
            let id = ids.id(Kind::User, index);
            assert_eq!(id.len(), 24);
            assert!(id > last);
            assert_eq!(ids.index(Kind::User, &id), Some(index));
            assert_eq!(ids.index(Kind::School, &id), None);
            assert_eq!(Ids::new(10).index(Kind::User, &id), None);
            last = id;
        }
        assert_eq!(ids.index(Kind::User, "zz"), None);
        assert_eq!(ids.index(Kind::User, "éééééééééééééééé"), None);
    }
}
