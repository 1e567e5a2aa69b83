//! The people one can sign in as.

mod own;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::token::TokenKind;

pub use own::OwnPersona;
pub(crate) use own::cast;

/// A role of Clever's `roles` object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// A student.
    Student,
    /// A teacher.
    Teacher,
    /// Staff of a school or the district.
    Staff,
    /// A district administrator.
    DistrictAdmin,
    /// A student's contact.
    Contact,
}

impl Role {
    pub(crate) const ALL: [Self; 5] = [Self::Student, Self::Teacher, Self::Staff, Self::DistrictAdmin, Self::Contact];

    /// As Clever spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Teacher => "teacher",
            Self::Staff => "staff",
            Self::DistrictAdmin => "district_admin",
            Self::Contact => "contact",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Someone to sign in as. Those of [`PERSONAS`] are the district's first users, whatever its size and seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// Stable; `data-persona` on the login page.
    pub key: Cow<'static, str>,
    /// For people.
    pub label: Cow<'static, str>,
    /// One sentence.
    pub description: Cow<'static, str>,
    /// What a sign-in of theirs gives.
    pub token_kind: TokenKind,
    /// The role they sign in with.
    pub role: Role,
    pub(crate) user: u32,
}

const fn persona(
    user: u32,
    key: &'static str,
    role: Role,
    token_kind: TokenKind,
    label: &'static str,
    description: &'static str,
) -> Persona {
    Persona {
        key: Cow::Borrowed(key),
        label: Cow::Borrowed(label),
        description: Cow::Borrowed(description),
        token_kind,
        role,
        user,
    }
}

/// Everyone on the login page, in its order, before [`crate::Options::personas`]. `user` is their place in the
/// district's cast.
pub const PERSONAS: &[Persona] = &[
    persona(
        6,
        "library_teacher",
        Role::Teacher,
        TokenKind::Library,
        "Library teacher",
        "Authorised the app for their own classes: reads their sections and students, last names as initials, no district.",
    ),
    persona(
        0,
        "teacher",
        Role::Teacher,
        TokenKind::DistrictSso,
        "Teacher",
        "Signed in through the district: reads their own record and the district's name.",
    ),
    persona(
        1,
        "student",
        Role::Student,
        TokenKind::DistrictSso,
        "Student",
        "Signed in through the district: reads their own record and the district's name.",
    ),
    persona(
        2,
        "staff",
        Role::Staff,
        TokenKind::DistrictSso,
        "School staff",
        "Works at a school without teaching there.",
    ),
    persona(
        3,
        "district_admin",
        Role::DistrictAdmin,
        TokenKind::DistrictSso,
        "District administrator",
        "Belongs to the district and to no school.",
    ),
    persona(
        4,
        "contact",
        Role::Contact,
        TokenKind::DistrictSso,
        "Family contact",
        "A student's guardian; the whole name stands as last name.",
    ),
    persona(
        5,
        "multi_role",
        Role::Teacher,
        TokenKind::DistrictSso,
        "Teacher, staff and administrator",
        "One person in three roles, each with its own legacy id.",
    ),
    persona(
        7,
        "no_email",
        Role::Student,
        TokenKind::DistrictSso,
        "Student without e-mail",
        "Has no e-mail address anywhere.",
    ),
    persona(
        8,
        "explorer",
        Role::Teacher,
        TokenKind::AllScopes,
        "Explorer (exists at no real Clever)",
        "A user's token that reaches the whole district, to try every call. No real Clever gives such a token to a browser.",
    ),
];
