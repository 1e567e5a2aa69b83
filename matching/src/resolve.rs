//! From values to links. Whether a key links two records depends on these two and on who else has their values, never on
//! the order in which anything came.
//!
//! A key would link a local and a roster record when they alone have its value. It does unless a stronger key objects: one
//! that points either of them to another record, or one that identifies and differs between them. At most one key can
//! link a record, because the strongest that does objects to all others that lead elsewhere.

use crate::key::Key;
use crate::local::{Local, LocalKey};
use crate::outcome::{COUNTS, Confidence, GONE, Objection, Outcome, Status, Trace};
use crate::prelude::*;
use crate::roster::{ABSENT, ELSEWHERE, REFUSED, Roster};
use crate::store::Rows;

const NOBODY: u32 = u32::MAX;
const SEVERAL: u32 = u32::MAX - 1;

/// What was found out so far.
struct Resolution<'a> {
    local: &'a Local,
    roster: &'a Roster,
    /// For each key, first rows whose value a roster record has.
    known: Vec<Rows>,
    /// For each key that links, first rows whose value stands on both sides, and twice on one.
    ambiguous: Vec<Rows>,
    outcome: Outcome,
    /// Linked roster row by local row.
    linked: Vec<u32>,
    /// The key of that link.
    link_key: Vec<u8>,
}

/// Decides on every record.
#[must_use]
pub fn resolve(local: &Local, roster: &Roster) -> Outcome {
    let rows = local.rows as usize;
    let mut resolution = Resolution {
        local,
        roster,
        known: Vec::new(),
        ambiguous: Vec::new(),
        outcome: Outcome {
            local_status: vec![Status::Unmatched as u8; rows],
            roster_status: vec![Status::Unmatched as u8; roster.rows() as usize],
            traces: vec![0; rows],
            ..Outcome::default()
        },
        linked: vec![NOBODY; rows],
        link_key: vec![0; rows],
    };
    resolution.run();
    resolution.outcome
}

impl Resolution<'_> {
    fn run(&mut self) {
        for row in (0..self.roster.rows()).filter(|row| self.roster.gone.has(*row)) {
            put(&mut self.outcome.roster_status, row, GONE);
        }
        // One column at a time: with all of them at once the values' partners would take the room of the tables again.
        let mut partner = vec![NOBODY; self.local.rows as usize];
        for (index, key) in self.local.keys.iter().enumerate() {
            partner.fill(NOBODY);
            self.meet(index, key, &mut partner);
            self.link(index, key, &partner);
        }
        drop(partner);
        self.list_links();
        self.list_groups();
    }

    /// Which roster record has each value.
    fn meet(&mut self, index: usize, key: &LocalKey, partner: &mut [u32]) {
        let mut known = Rows::default();
        let (mut values, mut refused) = (0, 0);
        for row in 0..self.roster.rows() {
            if self.roster.gone.has(row) {
                continue;
            }
            let code = self.roster.code(row, index);
            values += u32::from(code != ABSENT && code != REFUSED);
            refused += u32::from(code == REFUSED);
            if let Some(place) = partner.get_mut(code as usize) {
                *place = if *place == NOBODY { row } else { SEVERAL };
                known.add(code);
            }
        }
        self.known.push(known);
        self.outcome.counts.extend([key.present.count(), key.refused.count(), values, refused, 0, 0, 0]);
    }

    /// Makes the links of one key, and tells what it came to for each local record.
    fn link(&mut self, index: usize, key: &LocalKey, partner: &[u32]) {
        let links = self.local.plan.keys.get(index).is_some_and(|key| self.local.plan.kind.links_by(*key));
        let mut ambiguous = Rows::default();
        for row in 0..self.local.rows {
            let Some(first) = key.first(row) else {
                if key.refused.has(row) {
                    self.trace(row, index, Trace::Refused);
                }
                continue;
            };
            let trace = match partner.get(first as usize).copied().unwrap_or(NOBODY) {
                NOBODY => Trace::NotFound,
                _ if !links => Trace::Evidence,
                roster if roster != SEVERAL && !key.shared.has(first) => self.connect(row, roster, index),
                _ => {
                    ambiguous.add(first);
                    Trace::Ambiguous
                }
            };
            self.trace(row, index, trace);
        }
        self.ambiguous.push(ambiguous);
    }

    /// The two alone have a value of this key.
    fn connect(&mut self, row: u32, roster: u32, index: usize) -> Trace {
        if let Some((against, objection)) = self.objection(row, roster, index) {
            let outcome = &mut self.outcome;
            outcome.conflict_local.push(row);
            outcome.conflict_roster.push(roster);
            outcome.conflict_key.push(index as u8);
            outcome.conflict_against.push(against as u8);
            outcome.conflict_objection.push(objection as u8);
            raise(&mut outcome.local_status, row, Status::Conflict);
            raise(&mut outcome.roster_status, roster, Status::Conflict);
            count(outcome, index, 6);
            return Trace::Conflict;
        }
        if self.linked.get(row as usize) == Some(&roster) {
            return Trace::Agrees;
        }
        if let Some(place) = self.linked.get_mut(row as usize) {
            *place = roster;
        }
        put(&mut self.link_key, row, index as u8);
        put(&mut self.outcome.local_status, row, Status::Matched as u8);
        put(&mut self.outcome.roster_status, roster, Status::Matched as u8);
        count(&mut self.outcome, index, 4);
        Trace::Linked
    }

    /// The strongest key above `index` that speaks against this link.
    fn objection(&self, row: u32, roster: u32, index: usize) -> Option<(usize, Objection)> {
        let stronger = self.local.keys.iter().zip(&self.local.plan.keys).zip(&self.known).take(index).enumerate();
        for (number, ((key, name), known)) in stronger {
            if !self.local.plan.kind.links_by(*name) {
                continue;
            }
            let (here, there) = (key.first(row), self.roster.code(roster, number));
            let said = there != ABSENT && there != REFUSED;
            if here.is_some_and(|here| here == there) {
                continue;
            }
            if here.is_some_and(|here| known.has(here)) {
                return Some((number, Objection::LocalPointsElsewhere));
            }
            if said && there != ELSEWHERE {
                return Some((number, Objection::RosterPointsElsewhere));
            }
            if said && here.is_some() && name.identifies() {
                return Some((number, Objection::Different));
            }
        }
        None
    }

    fn list_links(&mut self) {
        for row in 0..self.local.rows {
            let roster = self.linked.get(row as usize).copied().unwrap_or(NOBODY);
            if roster == NOBODY {
                continue;
            }
            let index = self.link_key.get(row as usize).copied().unwrap_or_default();
            let confidence = self.compare(row, roster, usize::from(index));
            self.outcome.match_local.push(row);
            self.outcome.match_roster.push(roster);
            self.outcome.match_key.push(index);
            self.outcome.match_confidence.push(confidence as u8);
        }
    }

    /// What the other keys say of a link: traces, and how sure it is.
    fn compare(&mut self, row: u32, roster: u32, link: usize) -> Confidence {
        let local = self.local;
        let (mut agree, mut differ) = (0, 0);
        for (index, key) in local.keys.iter().enumerate().filter(|(index, _)| *index != link) {
            let (here, there) = (key.first(row), self.roster.code(roster, index));
            match here {
                Some(here) if here == there => {
                    agree += 1;
                    self.trace(row, index, Trace::Agrees);
                }
                Some(_) if there != ABSENT && there != REFUSED => {
                    differ += 1;
                    // What is a conflict, or was ambiguous, stays so.
                    let trace = self.traced(row, index);
                    if trace == Trace::NotFound as u32 || trace == Trace::Evidence as u32 {
                        self.trace(row, index, Trace::Differs);
                    }
                }
                _ => {}
            }
        }
        let name = local.plan.keys.get(link).copied().unwrap_or(Key::Name);
        let alone = match name {
            Key::Email | Key::DistrictUsername if link > 0 => Confidence::Medium,
            Key::Email | Key::DistrictUsername => Confidence::High,
            _ if name.identifies() => Confidence::High,
            _ => Confidence::Low,
        };
        match (alone, agree, differ) {
            (Confidence::Low, 1.., _) => Confidence::Medium,
            (_, 1.., _) => Confidence::High,
            (Confidence::High, 0, 1..) => Confidence::Medium,
            (_, 0, 1..) => Confidence::Low,
            _ => alone,
        }
    }

    /// Groups of records with one value, where someone of them has no link.
    fn list_groups(&mut self) {
        let ambiguous = core::mem::take(&mut self.ambiguous);
        for (index, (key, values)) in self.local.keys.iter().zip(&ambiguous).enumerate() {
            if values.count() == 0 {
                continue;
            }
            let mut locals: Vec<(u32, u32)> = Vec::new();
            for row in 0..self.local.rows {
                if let Some(first) = key.first(row).filter(|first| values.has(*first)) {
                    locals.push((first, row));
                    raise(&mut self.outcome.local_status, row, Status::Ambiguous);
                }
            }
            let mut rosters: Vec<(u32, u32)> = Vec::new();
            for row in (0..self.roster.rows()).filter(|row| !self.roster.gone.has(*row)) {
                let code = self.roster.code(row, index);
                if code < ELSEWHERE && values.has(code) {
                    rosters.push((code, row));
                    raise(&mut self.outcome.roster_status, row, Status::Ambiguous);
                }
            }
            locals.sort_unstable();
            rosters.sort_unstable();
            self.list_groups_of(index, &locals, &rosters);
        }
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

    fn trace(&mut self, row: u32, index: usize, trace: Trace) {
        if let Some(word) = self.outcome.traces.get_mut(row as usize) {
            *word = *word & !(15 << (index * 4)) | (trace as u32) << (index * 4);
        }
    }

    fn traced(&self, row: u32, index: usize) -> u32 {
        self.outcome.traces.get(row as usize).map_or(0, |word| word >> (index * 4) & 15)
    }
}

fn put(column: &mut [u8], row: u32, value: u8) {
    if let Some(place) = column.get_mut(row as usize) {
        *place = value;
    }
}

/// A conflict weighs more than an ambiguous key, and a link more than both.
fn raise(column: &mut [u8], row: u32, status: Status) {
    if let Some(place) = column.get_mut(row as usize)
        && *place != Status::Matched as u8
        && (*place == Status::Unmatched as u8 || status == Status::Conflict)
    {
        *place = status as u8;
    }
}

fn count(outcome: &mut Outcome, index: usize, number: usize) {
    if let Some(place) = outcome.counts.get_mut(index * COUNTS + number) {
        *place += 1;
    }
}
