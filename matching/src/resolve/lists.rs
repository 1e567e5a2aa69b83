//! Links and conflicts as columns.

use super::{Conflict, NOBODY, Resolution};
use crate::outcome::Status;
use crate::prelude::*;

impl Resolution {
    /// Every local record that is linked.
    pub(super) fn list_links(&mut self) {
        let count = self.linked.iter().filter(|roster| **roster != NOBODY).count();
        self.outcome.match_local.reserve_exact(count);
        self.outcome.match_roster.reserve_exact(count);
        self.outcome.match_key.reserve_exact(count);
        self.outcome.match_confidence.reserve_exact(count);
        let links = self.linked.iter().zip(&self.link_key).zip(&self.confidence);
        for (row, ((roster, key), confidence)) in (0..).zip(links).filter(|(_, ((roster, _), _))| **roster != NOBODY) {
            self.outcome.match_local.push(row);
            self.outcome.match_roster.push(*roster);
            self.outcome.match_key.push(*key);
            self.outcome.match_confidence.push(*confidence);
        }
        (self.linked, self.link_key, self.confidence) = (Vec::new(), Vec::new(), Vec::new());
    }

    /// Every link that was not made, by key.
    pub(super) fn list_conflicts(&mut self) {
        let outcome = &mut self.outcome;
        for (index, conflicts) in core::mem::take(&mut self.conflicts).into_iter().enumerate() {
            for Conflict { local, roster, against, objection } in conflicts {
                outcome.conflict_local.push(local);
                outcome.conflict_roster.push(roster);
                outcome.conflict_key.push(index as u8);
                outcome.conflict_against.push(against);
                outcome.conflict_objection.push(objection as u8);
            }
        }
    }

    /// Who has no link on either side, and how many rows came to what.
    pub(super) fn list_unmatched(&mut self) {
        let outcome = &mut self.outcome;
        let sides = [
            (&outcome.local_status, &mut outcome.unmatched_local),
            (&outcome.roster_status, &mut outcome.unmatched_roster),
        ];
        for (statuses, list) in sides {
            let mut tally = [0_u32; STATUSES];
            for status in statuses {
                // One that has gone has none.
                if let Some(count) = tally.get_mut(usize::from(*status)) {
                    *count += 1;
                }
            }
            let [unmatched, ..] = tally;
            list.reserve_exact(unmatched as usize);
            let rows = (0..).zip(statuses).filter(|(_, status)| **status == Status::Unmatched as u8);
            list.extend(rows.map(|(row, _)| row));
            outcome.tallies.extend(tally);
        }
    }
}

const STATUSES: usize = 4;
