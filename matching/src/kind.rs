//! The kinds of record, and by which keys each is matched.

use crate::field::Field;
use crate::key::Key;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Users with the role `student`.
    Student,
    /// Users with the role `teacher`.
    Teacher,
    /// Users with the role `staff`.
    Staff,
    /// Schools.
    School,
}

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "student" => Self::Student,
            "teacher" => Self::Teacher,
            "staff" => Self::Staff,
            "school" => Self::School,
            _ => return None,
        })
    }

    /// The role that a user of this kind has; a school has none.
    #[must_use]
    pub fn role(self) -> Option<&'static str> {
        match self {
            Self::Student => Some("student"),
            Self::Teacher => Some("teacher"),
            Self::Staff => Some("staff"),
            Self::School => None,
        }
    }

    /// Clever's order of keys for this kind, strongest first. Source: Clever's guide to matching a roster.
    #[must_use]
    pub fn priorities(self) -> &'static [Key] {
        match self {
            Self::Student => &[Key::SisId, Key::StudentNumber, Key::StateId, Key::Email, Key::NameDob],
            Self::Teacher => &[Key::Email, Key::SisId, Key::TeacherNumber, Key::StateId, Key::Name],
            Self::Staff => &[Key::Email, Key::StaffId, Key::Name],
            Self::School => &[Key::MdrNumber, Key::NcesId, Key::Name],
        }
    }

    /// Whether records of this kind have such a key at all.
    #[must_use]
    pub fn has(self, key: Key) -> bool {
        match key {
            Key::SisId | Key::StateId => self != Self::Staff,
            Key::StudentNumber | Key::NameDob => self == Self::Student,
            Key::TeacherNumber => self == Self::Teacher,
            Key::StaffId => self == Self::Staff,
            Key::Email | Key::DistrictUsername => self != Self::School,
            Key::MdrNumber | Key::NcesId | Key::SchoolNumber => self == Self::School,
            Key::Name => true,
        }
    }

    /// Whether equal values of the key may link two records. The name of a person is evidence alone.
    #[must_use]
    pub fn links_by(self, key: Key) -> bool {
        key != Key::Name || self == Self::School
    }

    /// The fields that a key is made of.
    #[must_use]
    pub fn fields(self, key: Key) -> &'static [Field] {
        match key {
            Key::SisId => &[Field::SisId],
            Key::StudentNumber => &[Field::StudentNumber],
            Key::TeacherNumber => &[Field::TeacherNumber],
            Key::StateId => &[Field::StateId],
            Key::StaffId => &[Field::StaffId],
            Key::Email => &[Field::Email],
            Key::DistrictUsername => &[Field::DistrictUsername],
            Key::NameDob => &[Field::FirstName, Field::LastName, Field::Dob],
            Key::Name if self == Self::School => &[Field::Name],
            Key::Name => &[Field::FirstName, Field::LastName],
            Key::MdrNumber => &[Field::MdrNumber],
            Key::NcesId => &[Field::NcesId],
            Key::SchoolNumber => &[Field::SchoolNumber],
        }
    }
}
