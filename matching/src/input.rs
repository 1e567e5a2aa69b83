//! Records as they come: bytes in pieces of any size, in one of three forms.

pub(crate) mod batch;
pub(crate) mod delimited;
pub(crate) mod header;
pub(crate) mod json;
mod marks;
mod member;
mod text;
mod trail;

use crate::fields::Fields;
use crate::prelude::*;
use crate::roster::Refusal;

/// Why input cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A record could not be taken in.
    Refused(Refusal),
    /// No JSON from this byte of the input on.
    Malformed(u64),
    /// JSON that is nested deeper than 256.
    TooDeep(u64),
    /// No column is known to hold any key: the columns there are.
    NoColumns(String),
    /// A mapping names a column that is not there.
    NoSuchColumn(String),
    /// A batch does not have the cells that were announced.
    Uneven,
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Takes one record in.
pub type Sink<'a> = dyn FnMut(&Fields<'_>) -> Result<(), Refusal> + 'a;
