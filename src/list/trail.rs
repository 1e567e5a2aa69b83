//! Which pages a walk through a list has seen, so that it ends where a cursor comes again.

use crate::decode::reader;
use crate::json;
use crate::prelude::*;
use crate::search::parts;

/// The pages behind a walk: constant in size however long the list, and a short text between two pages, so that
/// nothing has to be kept or freed for a walk that is never finished.
///
/// A cycle of up to `Trail::RECENT` pages is seen at its first repetition; a longer one by the anchor, which moves up
/// whenever the number of steps has doubled (Brent's algorithm).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    steps: u64,
    anchor: u64,
    recent: Vec<u64>,
}

impl Trail {
    /// How many of the last pages are remembered one by one.
    const RECENT: usize = 64;

    /// Before the first page.
    #[must_use]
    pub fn new() -> Self {
        Trail::default()
    }

    /// The trail that was written by [`Trail::to_text`]; any other text is an empty trail.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut numbers = parts(text, b' ').map(reader::integer);
        let mut next = || numbers.next().flatten();
        match (next(), next()) {
            (Some(steps), Some(anchor)) => Trail { steps, anchor, recent: core::iter::from_fn(next).collect() },
            _ => Trail::new(),
        }
    }

    /// The trail as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for number in [self.steps, self.anchor].iter().chain(&self.recent) {
            if !out.is_empty() {
                out.push(' ');
            }
            json::integer(&mut out, *number as f64);
        }
        out
    }

    /// Adds the page that lies behind `cursor`; `false` when it was there already.
    pub(super) fn add(&mut self, cursor: &str) -> bool {
        let print = fingerprint(cursor);
        if (self.steps > 0 && self.anchor == print) || self.recent.contains(&print) {
            return false;
        }
        self.steps += 1;
        if self.steps.is_power_of_two() {
            self.anchor = print;
        }
        if self.recent.len() == Trail::RECENT {
            self.recent.remove(0);
        }
        self.recent.push(print);
        true
    }
}

/// FNV-1a, as much of it as a double holds exactly.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        >> 11
}

#[cfg(test)]
mod tests {
    use super::Trail;

    /// How many pages a walk makes whose cursors go round after `lead` pages, in cycles of `cycle`.
    fn walked(lead: u32, cycle: u32) -> u32 {
        let mut trail = Trail::new();
        for page in 0..100_000 {
            let cursor = if page < lead { page } else { lead + (page - lead) % cycle };
            let carried = Trail::read(&trail.to_text());
            assert_eq!(carried, trail);
            trail = carried;
            if !trail.add(&cursor.to_string()) {
                return page;
            }
        }
        u32::MAX
    }

    #[test]
    fn a_short_cycle_is_seen_at_once() {
        for (lead, cycle) in [(0, 1), (0, 2), (1, 1), (5, 3), (200, 64), (0, 64), (777, 63)] {
            assert_eq!(walked(lead, cycle), lead + cycle);
        }
    }

    #[test]
    fn a_long_cycle_ends() {
        for (lead, cycle) in [(0, 65), (10, 500), (1000, 70), (3000, 100)] {
            let pages = walked(lead, cycle);
            assert!(pages > lead && pages <= 4 * (lead + cycle), "{lead} {cycle}: {pages}");
        }
    }

    #[test]
    fn ten_thousand_pages_are_no_cycle_and_cost_little() {
        let mut trail = Trail::new();
        assert!((0..10_000).all(|page| trail.add(&page.to_string())));
        assert!(trail.to_text().len() < 1400);
    }

    #[test]
    fn other_text_is_an_empty_trail() {
        for text in ["", " ", "x", "1", "1 x", "-1 2"] {
            assert_eq!(Trail::read(text), Trail::new(), "{text}");
        }
    }
}
