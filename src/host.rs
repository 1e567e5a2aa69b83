//! What a machine may ask of the place it runs in: clocks, randomness, this tab's storage. All of it synchronous, none
//! of it ever called while JavaScript of the app could run.

use crate::prelude::*;

/// Clocks, randomness and storage. Every fake must keep the real contract: an absent key is `None`, an empty string
/// stays one, and any operation may be refused at any time.
pub trait Host {
    /// Unix milliseconds; people and sleep may move it either way.
    fn wall_ms(&self) -> f64;

    /// Milliseconds that only grow; may stand still while the machine sleeps.
    fn steady_ms(&self) -> f64;

    /// Fills `bytes` from the platform's secure source; `false` where there is none.
    fn fill_random(&mut self, bytes: &mut [u8]) -> bool;

    /// Whether this tab's storage can be used at all.
    fn has_storage(&self) -> bool;

    /// Reads one entry.
    fn get(&self, key: &str) -> Option<String>;

    /// Writes one entry; `false` when it was refused, which is nearly always for want of room.
    fn set(&mut self, key: &str, value: &str) -> bool;

    /// Removes one entry.
    fn remove(&mut self, key: &str);

    /// The keys of all entries, the app's own included, separated by NUL.
    fn keys(&self) -> String;
}
