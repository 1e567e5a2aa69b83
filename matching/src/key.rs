//! Keys: values that, when equal, say that two records are one person or one school.

use crate::field::Field;
use crate::prelude::*;

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// `sis_id`
    SisId,
    /// `student_number`
    StudentNumber,
    /// `teacher_number`
    TeacherNumber,
    /// `state_id`
    StateId,
    /// `staff_id`
    StaffId,
    /// `email`
    Email,
    /// `district_username`
    DistrictUsername,
    /// `name_dob`: first name, last name and date of birth together.
    NameDob,
    /// `name`: of a school; of a person first and last name, which never link.
    Name,
    /// `mdr_number`
    MdrNumber,
    /// `nces_id`
    NcesId,
    /// `school_number`
    SchoolNumber,
}

/// More keys than this a run cannot have: what became of each is four bits of a word.
pub const MOST_KEYS: usize = 8;

const NAMES: [(Key, &str); 12] = [
    (Key::SisId, "sis_id"),
    (Key::StudentNumber, "student_number"),
    (Key::TeacherNumber, "teacher_number"),
    (Key::StateId, "state_id"),
    (Key::StaffId, "staff_id"),
    (Key::Email, "email"),
    (Key::DistrictUsername, "district_username"),
    (Key::NameDob, "name_dob"),
    (Key::Name, "name"),
    (Key::MdrNumber, "mdr_number"),
    (Key::NcesId, "nces_id"),
    (Key::SchoolNumber, "school_number"),
];

impl Key {
    /// The key of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, own)| *own == name).map(|(key, _)| *key)
    }

    /// The name in options and results.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(key, _)| *key == self).map_or("", |(_, name)| name)
    }

    /// The field of a key that is an id and nothing else.
    pub(crate) fn number(self) -> Option<Field> {
        Some(match self {
            Self::SisId => Field::SisId,
            Self::StudentNumber => Field::StudentNumber,
            Self::TeacherNumber => Field::TeacherNumber,
            Self::StateId => Field::StateId,
            Self::StaffId => Field::StaffId,
            Self::MdrNumber => Field::MdrNumber,
            Self::NcesId => Field::NcesId,
            Self::SchoolNumber => Field::SchoolNumber,
            Self::Email | Self::DistrictUsername | Self::NameDob | Self::Name => return None,
        })
    }

    /// Whether it is given to one person or school for good, so that two different values mean two of them. Addresses,
    /// user names and names change.
    #[must_use]
    pub fn identifies(self) -> bool {
        self.number().is_some()
    }
}

/// The names of several keys, separated by spaces.
#[must_use]
pub fn names(keys: &[Key]) -> String {
    keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
}
