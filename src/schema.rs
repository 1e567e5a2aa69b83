//! The shapes of Clever's records: one table for the validator, the TypeScript declarations and their documentation.
//!
//! The browser gets names and types only. Enumeration values stay out of it: a value that Clever adds is no fault, so
//! nothing there would ever compare against them; they serve the declarations and the tests.

#[cfg(not(target_arch = "wasm32"))]
mod enumerations;
#[cfg(all(feature = "api", any(all(target_arch = "wasm32", feature = "npm"), test)))]
mod outline;
mod records;
#[cfg(all(feature = "api", not(target_arch = "wasm32")))]
pub mod rust;
#[cfg(all(feature = "api", not(target_arch = "wasm32")))]
pub mod shapes;
mod table;
mod types;
#[cfg(not(target_arch = "wasm32"))]
pub mod typescript;

#[cfg(not(target_arch = "wasm32"))]
pub use enumerations::Enumeration;
#[cfg(all(feature = "api", target_arch = "wasm32", any(feature = "npm", test)))]
pub(crate) use outline::outline;
pub(crate) use records::COUNT;
pub use records::Record;
#[cfg(feature = "api")]
pub(crate) use table::certain;
#[cfg(not(target_arch = "wasm32"))]
pub use table::{Member, Source};
pub(crate) use table::{Names, member_type, members};
pub use types::{Kind, Type};
