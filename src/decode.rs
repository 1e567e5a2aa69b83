//! JSON text from Clever: checked against the record tables without building a tree.
//!
//! A body is read once, from front to back, and nothing of it is copied but the links, the cursor and two ids. What
//! breaks the grammar or the envelope is fatal; what breaks a record's shape is an issue, and the record is delivered
//! all the same. Members and enumeration values that the table does not know are no issue. A value that a later
//! member of the same name replaces is checked like any other.

#[cfg(feature = "api")]
mod answer;
#[cfg(feature = "api")]
mod batch;
mod cursor;
#[cfg(feature = "api")]
mod decoder;
#[cfg(feature = "api")]
mod envelope;
#[cfg(feature = "api")]
mod frame;
#[cfg(feature = "api")]
mod keys;
#[cfg(feature = "api")]
mod passage;
#[cfg(feature = "api")]
mod projection;
mod quoted;
pub mod reader;
#[cfg(feature = "api")]
mod record;
#[cfg(feature = "api")]
mod repeats;
#[cfg(feature = "api")]
mod report;
#[cfg(feature = "api")]
mod tape;
#[cfg(feature = "api")]
mod validator;
#[cfg(feature = "api")]
mod value;

#[cfg(feature = "api")]
pub use answer::{TokenInfo, error_message, token_info};
#[cfg(feature = "api")]
pub use batch::Batch;
#[cfg(feature = "api")]
pub use decoder::Decoder;
#[cfg(feature = "api")]
pub use envelope::{Answer, BODY_LIMIT, Envelope, RECORD_LIMIT, validate};
#[cfg(feature = "api")]
pub use projection::Projection;
#[cfg(all(feature = "api", not(target_arch = "wasm32")))]
pub(crate) use record::SUBJECTS;
#[cfg(feature = "api")]
pub use report::{Fatal, Issue, Link, Report};
