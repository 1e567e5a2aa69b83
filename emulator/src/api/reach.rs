//! Which token reaches what.

use super::{Bearer, Call};
use crate::{emulator::Emulator, id::Kind, persona::Role, token::TokenKind, world::Subject};

impl Emulator {
    pub(super) fn reaches(&self, call: &Call<'_>) -> bool {
        match call.bearer.kind {
            TokenKind::District | TokenKind::AllScopes => true,
            TokenKind::DistrictSso | TokenKind::Library => self.user_reaches(call).unwrap_or(false),
        }
    }

    /// `None`: no such record, or nothing that a user's token could reach.
    fn user_reaches(&self, call: &Call<'_>) -> Option<bool> {
        let mut path = call.operation.path.trim_start_matches('/').split('/');
        let subject = Subject::collection(path.next()?)?;
        path.next()?;
        let index = self.world.index(subject, call.argument(0))?;
        Some(match path.next() {
            None => self.reaches_record(call.bearer, subject, index),
            Some(relation) => {
                call.bearer.kind == TokenKind::Library && self.reaches_relation(call.bearer, subject, index, relation)
            }
        })
    }

    fn reaches_record(&self, bearer: Bearer, subject: Subject, index: u32) -> bool {
        let library = bearer.kind == TokenKind::Library;
        match subject.kind {
            Kind::User => index == bearer.user || library && self.world.user_students(bearer.user).contains(&index),
            Kind::District => !library,
            Kind::Section => library && self.is_own_section(bearer, index),
            Kind::School => {
                !library && self.options.sso_schools && self.world.user_schools(bearer.user, false).contains(&index)
            }
            _ => false,
        }
    }

    fn reaches_relation(&self, bearer: Bearer, subject: Subject, index: u32, relation: &str) -> bool {
        match (subject.kind, relation) {
            (Kind::User, "sections" | "mystudents" | "students") => {
                index == bearer.user && bearer.role == Role::Teacher
            }
            (Kind::Section, "users" | "students" | "teachers" | "teacher") => self.is_own_section(bearer, index),
            _ => false,
        }
    }

    fn is_own_section(&self, bearer: Bearer, section: u32) -> bool {
        self.world.user_sections(bearer.user).contains(&section)
    }
}
