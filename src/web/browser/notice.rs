//! What a client tells those who listen.

use super::{InvalidRecord, Session};
use crate::error::Code;

/// Something that has happened; see [`Clever::on`](super::Clever::on).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Notice {
    /// Somebody has signed in.
    SignedIn {
        /// Who.
        session: Session,
        /// Somebody was signed in before; [`SignedOut::Replaced`] came first.
        replaced: bool,
    },
    /// The session has ended.
    SignedOut(SignedOut),
    /// The session ends soon: five minutes before, or at a tenth of a short life.
    Expiring {
        /// Milliseconds that are left.
        in_ms: f64,
    },
    /// A request was sent and has ended.
    Request(RequestEvent),
    /// A value breaks Clever's published shape.
    Invalid(InvalidRecord),
}

/// Why a session has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedOut {
    /// [`Clever::logout`](super::Clever::logout).
    Logout,
    /// Its time was over.
    Expired,
    /// Clever does not take the token any more.
    Unauthorized,
    /// Another sign-in took its place.
    Replaced,
    /// Another tab of this app signed out.
    OtherTab,
}

/// One attempt of one request. Never a token, an id or a query.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RequestEvent {
    /// `GET`, `POST`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The path, parameters in braces.
    pub path_template: String,
    /// The status; none where no answer came.
    pub status: Option<u16>,
    /// Counted from 1.
    pub attempt: u32,
    /// Milliseconds from sending to the end.
    pub duration_ms: f64,
    /// Bytes of the body that came.
    pub bytes: usize,
    /// What the attempt came to, where not to an answer.
    pub code: Option<Code>,
}
