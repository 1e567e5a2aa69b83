//! What a call asks of a driver.

use super::Request;
use crate::decode::Report;
use crate::error::{Code, Error};
use crate::prelude::*;

/// What a driver is asked to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Effect {
    /// Send it.
    Send(Request),
    /// Read on.
    Read,
    /// Use the records that have come, then read on.
    Deliver,
    /// Wait, then go on; this attempt ended with `code`.
    Wait {
        /// Milliseconds.
        ms: f64,
        /// What the attempt came to.
        code: Code,
    },
    /// The call is over, and well.
    Done(Outcome),
    /// The call is over.
    Fail(Error),
    /// Nothing.
    Ignore,
}

/// What a call came to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The status.
    pub status: u16,
    /// The body, JSON that was checked; empty where there is nothing to read, as after a DELETE.
    pub body: Vec<u8>,
    /// What was found in it.
    pub report: Box<Report>,
}
