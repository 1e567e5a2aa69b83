//! The server; see the lib.
fn main() {}
