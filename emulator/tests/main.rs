//! The emulator from outside, in process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod common;
mod control;
mod cors;
mod definitions;
mod events;
mod faults;
mod integrity;
mod lms;
mod paging;
mod reach;
mod shapes;
mod signin;
mod tokens;
mod written;
