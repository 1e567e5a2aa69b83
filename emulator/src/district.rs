//! A school district that is nowhere stored: record `i` of each kind is a function of the seed and `i`,
//! and so is every relation, in both directions.
//!
//! People come in blocks of one class: a teacher, students, their contacts, one of the staff ([`Roster`]).
//! Consecutive students form a school. In each of the day's [`PERIODS`] a school's students are dealt out
//! to its teachers in another order, which makes the sections ([`enrolment`]).

mod enrolment;
mod legacy;
mod names;
mod organisation;
mod partition;
mod relations;
mod roster;
mod school;
mod section;
mod student;
mod user;

use serde::{Deserialize, Serialize};

use partition::Partition;
use roster::Roster;

use crate::{
    id::{Ids, Kind},
    persona::Role,
    seed::draw,
};

pub(crate) use organisation::SHORTNAME;
use organisation::{COURSES, RESOURCES, TERMS};

/// Sections that each student attends and each teacher gives.
pub(crate) const PERIODS: u32 = 5;
/// People a school, about.
const PEOPLE_PER_SCHOOL: u32 = 300;

/// Which version's form a record takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Version {
    V21,
    V30,
    V31,
}

impl Version {
    pub(crate) const ALL: [Self; 3] = [Self::V21, Self::V30, Self::V31];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V21 => "v2.1",
            Self::V30 => "v3.0",
            Self::V31 => "v3.1",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct District {
    pub(crate) ids: Ids,
    seed: u64,
    roster: Roster,
    schools: u32,
    sections: u32,
    student_schools: Partition,
    teacher_schools: Partition,
    staff_schools: Partition,
    families: Partition,
}

impl District {
    pub(crate) fn new(seed: u64, users: u32) -> Self {
        let users = users.clamp(10, 1_000_000);
        let roster = Roster::new(users);
        let schools = (users / PEOPLE_PER_SCHOOL).max(1);
        let count = |role| roster.count(role);
        Self {
            ids: Ids::new(seed),
            seed,
            schools,
            sections: count(Role::Teacher) * PERIODS,
            student_schools: Partition::new(count(Role::Student), schools),
            teacher_schools: Partition::new(count(Role::Teacher), schools),
            staff_schools: Partition::new(count(Role::Staff), schools),
            families: Partition::new(count(Role::Student), count(Role::Contact)),
            roster,
        }
    }

    /// How many records of a kind there are.
    pub(crate) fn count(&self, kind: Kind) -> u32 {
        match kind {
            Kind::District => 1,
            Kind::School => self.schools,
            Kind::Term => TERMS,
            Kind::Course => COURSES,
            Kind::Section => self.sections,
            Kind::Resource => RESOURCES,
            Kind::User => self.roster.users(),
            _ => 0,
        }
    }

    pub(crate) fn role_count(&self, role: Role) -> u32 {
        self.roster.count(role)
    }

    /// The user who is the `nth` of a role.
    pub(crate) fn nth_of_role(&self, role: Role, nth: u32) -> Option<u32> {
        self.roster.select(role, nth)
    }

    pub(crate) fn has_role(&self, user: u32, role: Role) -> bool {
        self.roster.has(user, role)
    }

    pub(crate) fn id(&self, kind: Kind, index: u32) -> String {
        self.ids.id(kind, index)
    }

    fn ids_of(&self, kind: Kind, indexes: impl IntoIterator<Item = u32>) -> Vec<String> {
        indexes.into_iter().map(|index| self.id(kind, index)).collect()
    }

    fn draw(&self, kind: Kind, index: u32, salt: u64) -> u64 {
        draw(self.seed, kind as u64, u64::from(index), salt)
    }
}
