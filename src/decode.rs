//! JSON text from Clever: checked against the record tables without building a tree.
//!
//! A body is read once, from front to back, and nothing of it is copied but the links, the cursor and two ids. What
//! breaks the grammar or the envelope is fatal; what breaks a record's shape is an issue, and the record is delivered
//! all the same. Members and enumeration values that the table does not know are no issue. A value that a later
//! member of the same name replaces is checked like any other.

mod answer;
mod cursor;
mod envelope;
mod frame;
pub mod reader;
mod record;
mod report;

pub use answer::{TokenInfo, error_message, token_info};
pub use envelope::{Answer, BODY_LIMIT, Envelope, RECORD_LIMIT, validate};
pub use report::{Fatal, Issue, Link, Report};
