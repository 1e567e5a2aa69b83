//! Records that share one value, for people to decide on.

use super::{Resolution, Sides, count, raise};
use crate::outcome::Status;
use crate::prelude::*;
use crate::roster::ELSEWHERE;

impl Resolution {
    /// Groups of records with one value of a key, where someone of them has no link.
    pub(super) fn list_groups(&mut self, Sides { local, roster }: Sides<'_>, index: usize) {
        let values = self.ambiguous.get_mut(index).map(core::mem::take).unwrap_or_default();
        let Some(key) = local.keys.get(index).filter(|_| values.count() > 0) else { return };
        let mut locals: Vec<(u32, u32)> = Vec::new();
        for row in 0..local.rows {
            if let Some(first) = key.first(row).filter(|first| values.has(*first)) {
                locals.push((first, row));
                raise(&mut self.outcome.local_status, row, Status::Ambiguous);
            }
        }
        let mut rosters: Vec<(u32, u32)> = Vec::new();
        for row in (0..roster.rows()).filter(|row| !roster.gone.has(*row)) {
            let code = roster.code(row, index);
            if code < ELSEWHERE && values.has(code) {
                rosters.push((code, row));
                raise(&mut self.outcome.roster_status, row, Status::Ambiguous);
            }
        }
        locals.sort_unstable();
        rosters.sort_unstable();
        self.list_groups_of(index, &locals, &rosters);
    }

    fn list_groups_of(&mut self, index: usize, locals: &[(u32, u32)], mut rosters: &[(u32, u32)]) {
        for locals in locals.chunk_by(|one, other| one.0 == other.0) {
            let value = locals.first().map(|(value, _)| *value);
            let end = rosters.iter().take_while(|(own, _)| Some(*own) == value).count();
            let Some((group, rest)) = rosters.split_at_checked(end) else { return };
            rosters = rest;
            let matched = Status::Matched as u8;
            let outcome = &mut self.outcome;
            let open = locals.iter().any(|(_, row)| outcome.local_status.get(*row as usize) != Some(&matched))
                || group.iter().any(|(_, row)| outcome.roster_status.get(*row as usize) != Some(&matched));
            if !open {
                continue;
            }
            outcome.group_key.push(index as u8);
            outcome.group_locals.extend(locals.iter().map(|(_, row)| *row));
            outcome.group_local_ends.push(outcome.group_locals.len() as u32);
            outcome.group_rosters.extend(group.iter().map(|(_, row)| *row));
            outcome.group_roster_ends.push(outcome.group_rosters.len() as u32);
            count(outcome, index, 5);
        }
    }
}
