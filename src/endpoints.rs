//! Every operation of Clever's API, once.
//!
//! A row of the table yields the request, the check of its answer, the method in JavaScript, its declaration and its
//! documentation; the emulator has its own list, and a test compares the two.

mod path;
mod query;
#[cfg(not(target_arch = "wasm32"))]
pub mod rust;
mod table;
#[cfg(not(target_arch = "wasm32"))]
pub mod typescript;

pub use path::path;
#[cfg(not(target_arch = "wasm32"))]
pub use query::Parameter;
pub use table::ENDPOINTS;

use crate::decode::{Answer, Envelope};
use crate::prelude::*;
use crate::schema::Record;
use crate::search::line;

/// An operation of Clever's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// Clever's operationId, which is also the method's name.
    pub name: &'static str,
    /// `GET`, `POST`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The path behind the version, parameters in braces.
    pub path: &'static str,
    /// What it answers.
    pub answer: Answer,
    /// What is sent along.
    pub body: Option<Record>,
    /// Since when it exists.
    pub since: Since,
    /// The weakest token that reaches it.
    pub reach: Reach,
    query: query::Set,
}

/// From which version of the API on an operation exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Since {
    /// Outside the versions.
    Unversioned,
    /// v3.0.
    V30,
    /// v3.1.
    V31,
}

/// The weakest token that reaches an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reach {
    /// Anyone's who has signed in, about themselves.
    Own,
    /// A Clever Library teacher's, about their own sections.
    Library,
    /// A district's, which no browser may hold.
    District,
}

impl Endpoint {
    /// The operation of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Endpoint> {
        ENDPOINTS.iter().find(|endpoint| endpoint.name == name)
    }

    /// The operation at that place of the table.
    #[must_use]
    pub fn at(index: usize) -> Option<Endpoint> {
        Some(table::ROWS.get(index)?.named(line(table::NAMES, index), line(table::PATHS, index)))
    }

    /// Whether it answers with rows.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.answer.envelope, Envelope::Rows | Envelope::BareRows)
    }

    /// Whether a learning management system stands behind it.
    #[must_use]
    pub fn is_lms(&self) -> bool {
        matches!(self.answer.record, Record::Assignment | Record::Submission)
    }

    /// Whether something is sent along.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Whether Clever's definition lists the query parameter `name`.
    #[must_use]
    pub fn declares(&self, name: &str) -> bool {
        self.query.contains(name)
    }

    /// Whether Clever counts its records.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.query.0 & query::COUNT != 0
    }

    /// How many path parameters it has.
    #[must_use]
    pub fn path_parameter_count(&self) -> usize {
        self.path.bytes().filter(|byte| *byte == b'{').count()
    }

    /// One sentence: which token reaches it.
    #[must_use]
    pub fn token_reach(&self) -> &'static str {
        match self.reach {
            Reach::Own => "A signed-in person's token reaches this for that person and their district only.",
            Reach::Library => {
                "This takes a Clever Library teacher's token, for their own sections, or a district token, which belongs on a server."
            }
            Reach::District => {
                "This takes a district token, which belongs on a server: a signed-in person's does not reach it."
            }
        }
    }
}

/// All operations for a driver, in the order of the table, separated by spaces: name, number of path parameters, then
/// `l` for a list of wrapped rows, `r` for one of bare rows, `b` where a body is sent along, `p` where the answer is the
/// record itself, `s` otherwise. A list takes a query, nothing else does.
#[must_use]
pub fn outline() -> String {
    let mut outline = String::new();
    for endpoint in (0..).map_while(Endpoint::at) {
        if !outline.is_empty() {
            outline.push(' ');
        }
        outline.push_str(endpoint.name);
        outline.push(char::from(b'0' + endpoint.path_parameter_count() as u8));
        outline.push(match endpoint {
            list if list.answer.envelope == Envelope::Rows => 'l',
            list if list.answer.envelope == Envelope::BareRows => 'r',
            sender if sender.has_body() => 'b',
            plain if plain.answer.envelope == Envelope::Plain => 'p',
            _ => 's',
        });
    }
    outline
}
