//! The query parameters of Clever's operations.

/// A set of query parameters: one bit for each row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set(pub(super) u16);

/// A query parameter.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// The values it may have, where Clever lists them.
    pub values: &'static [&'static str],
}

macro_rules! parameters {
    ($($set:ident = $bit:literal: $name:literal, [$($value:literal),*];)*) => {
        $(pub(super) const $set: u16 = 1 << $bit;)*

        const NAMES: &[(u16, &str)] = &[$(($set, $name)),*];

        #[cfg(not(target_arch = "wasm32"))]
        const PARAMETERS: &[(u16, Parameter)] = &[$(($set, Parameter { name: $name, values: &[$($value),*] })),*];
    };
}

parameters! {
    LIMIT = 0: "limit", [];
    AFTER = 1: "starting_after", [];
    BEFORE = 2: "ending_before", [];
    COUNT = 3: "count", ["", "true", "false", "undefined"];
    ANY_ROLE = 4: "role", ["contact", "district_admin", "staff", "student", "teacher"];
    SCHOOL_ROLE = 5: "role", ["staff", "student", "teacher"];
    SECTION_ROLE = 6: "role", ["student", "teacher"];
    PRIMARY = 7: "primary", ["", "true"];
    SCHOOL = 8: "school", [];
    RECORD_TYPE = 9: "record_type", [];
    FROM = 10: "date_range_start", [];
    UNTIL = 11: "date_range_end", [];
    STATUS = 12: "attendance_status", ["present", "absent", "tardy"];
    CURSOR = 13: "cursor", [];
}

pub(super) const PAGE: u16 = LIMIT | AFTER | BEFORE;
pub(super) const DAYS: u16 = FROM | UNTIL;

impl Set {
    pub(super) fn contains(self, name: &str) -> bool {
        NAMES.iter().any(|(bit, known)| self.0 & bit != 0 && *known == name)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl super::Endpoint {
    /// Its query parameters.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> {
        PARAMETERS.iter().filter(|(bit, _)| self.query.0 & bit != 0).map(|(_, parameter)| *parameter)
    }
}
