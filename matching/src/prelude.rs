//! What the standard prelude has and `core` lacks: the browser's build does without std and its panic texts.

#![allow(unused_imports, reason = "not every module uses all of it")]

pub(crate) use alloc::borrow::ToOwned;
pub(crate) use alloc::boxed::Box;
pub(crate) use alloc::string::{String, ToString};
pub(crate) use alloc::vec;
pub(crate) use alloc::vec::Vec;
