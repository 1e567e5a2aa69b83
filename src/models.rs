//! Clever's records as serde types, from the same tables as the checks and the TypeScript declarations.
//!
//! They are forgiving on purpose: Clever adds members and values within a version, and a school's data are as the school
//! wrote them.
//!
//! - Every member may be absent or null, which both read as `None`; only ids are always there.
//! - Members that this crate does not know are kept in `unknown`, and written again. A record that is sent can carry a
//!   null in the same way: `unknown.insert("due_date".into(), Value::Null)`.
//! - [Enumerations](Role) are open: a value without a constant is kept as it came.
//!
//! ```
//! use clever_wasm::models::{Grade, User};
//!
//! let user: User = serde_json::from_str(r#"{"id": "5", "roles": {"student": {"grade": "7", "locker": 12}}}"#)?;
//! let student = user.roles.and_then(|roles| roles.student).unwrap_or_default();
//! assert_eq!(student.grade, Some(Grade::GRADE_7));
//! assert_eq!(student.unknown["locker"], 12);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Construct them with `..Default::default()`: Clever's records grow.
//!
//! ```
//! use clever_wasm::models::{AssigneeMode, AssignmentRequest};
//!
//! let request = AssignmentRequest {
//!     title: Some("Fractions".into()),
//!     assignee_mode: Some(AssigneeMode::ALL),
//!     ..Default::default()
//! };
//! assert_eq!(serde_json::to_string(&request)?, r#"{"assignee_mode":"all","title":"Fractions"}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

#[rustfmt::skip]
mod enumerations;
mod js;
mod number;
mod open;
#[rustfmt::skip]
mod records;

pub use enumerations::*;
pub use js::{from_js, to_js};
pub use records::*;
