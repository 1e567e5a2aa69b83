//! From values to links. Whether a key links two records depends on these two and on who else has their values, never on
//! the order in which anything came.
//!
//! A key would link a local and a roster record when they alone have its value. It does unless a stronger key objects: one
//! that points either of them to another record, or one that differs between them and identifies. A name with a birthday
//! gives way to whatever differs. At most one key can
//! link a record, because the strongest that does objects to all others that lead elsewhere.

mod groups;

use crate::key::Key;
use crate::local::Local;
use crate::outcome::{COUNTS, Confidence, GONE, Objection, Outcome, Status, Trace};
use crate::prelude::*;
use crate::roster::{ABSENT, ELSEWHERE, REFUSED, Roster};
use crate::store::Rows;

const NOBODY: u32 = u32::MAX;
const SEVERAL: u32 = u32::MAX - 1;

/// The work that is left, in pieces that none is long of.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Begin,
    Meet(usize),
    Link(usize),
    Links,
    Groups(usize),
    Done,
}

/// What was found out so far.
#[derive(Debug)]
pub struct Resolution {
    stage: Stage,
    /// For the key at hand, the roster record that has each value, by first row.
    partner: Vec<u32>,
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
    let mut resolution = Resolution::new();
    while !resolution.step(local, roster) {}
    resolution.finish()
}

/// The sides that are compared.
#[derive(Clone, Copy)]
struct Sides<'a> {
    local: &'a Local,
    roster: &'a Roster,
}

impl Default for Resolution {
    fn default() -> Self {
        Self::new()
    }
}

impl Resolution {
    /// Nothing found out yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stage: Stage::Begin,
            partner: Vec::new(),
            known: Vec::new(),
            ambiguous: Vec::new(),
            outcome: Outcome::default(),
            linked: Vec::new(),
            link_key: Vec::new(),
        }
    }

    /// Goes on a piece with the same two sides; `true` when nothing is left.
    pub fn step(&mut self, local: &Local, roster: &Roster) -> bool {
        let sides = Sides { local, roster };
        let keys = local.keys.len();
        self.stage = match self.stage {
            Stage::Begin => {
                self.begin(sides);
                Stage::Meet(0)
            }
            Stage::Meet(index) => {
                self.meet(sides, index);
                Stage::Link(index)
            }
            Stage::Link(index) => {
                self.link(sides, index);
                if index + 1 < keys { Stage::Meet(index + 1) } else { Stage::Links }
            }
            Stage::Links => {
                self.partner = Vec::new();
                self.list_links(sides);
                Stage::Groups(0)
            }
            Stage::Groups(index) if index < keys => {
                self.list_groups(sides, index);
                Stage::Groups(index + 1)
            }
            Stage::Groups(_) | Stage::Done => Stage::Done,
        };
        matches!(self.stage, Stage::Done)
    }

    /// What was found out.
    #[must_use]
    pub fn finish(self) -> Outcome {
        self.outcome
    }

    fn begin(&mut self, Sides { local, roster }: Sides<'_>) {
        let rows = local.rows as usize;
        self.linked = vec![NOBODY; rows];
        self.link_key = vec![0; rows];
        self.partner = vec![NOBODY; rows];
        self.outcome.local_status = vec![Status::Unmatched as u8; rows];
        self.outcome.roster_status = vec![Status::Unmatched as u8; roster.rows() as usize];
        self.outcome.traces = vec![0; rows];
        for row in (0..roster.rows()).filter(|row| roster.gone.has(*row)) {
            put(&mut self.outcome.roster_status, row, GONE);
        }
    }

    /// Which roster record has each value.
    fn meet(&mut self, Sides { local, roster }: Sides<'_>, index: usize) {
        let Some(key) = local.keys.get(index) else { return };
        self.partner.fill(NOBODY);
        let mut known = Rows::default();
        let (mut values, mut refused) = (0, 0);
        for row in 0..roster.rows() {
            if roster.gone.has(row) {
                continue;
            }
            let code = roster.code(row, index);
            values += u32::from(code != ABSENT && code != REFUSED);
            refused += u32::from(code == REFUSED);
            if let Some(place) = self.partner.get_mut(code as usize) {
                *place = if *place == NOBODY { row } else { SEVERAL };
                known.add(code);
            }
        }
        self.known.push(known);
        self.outcome.counts.extend([key.present.count(), key.refused.count(), values, refused, 0, 0, 0]);
    }

    /// Makes the links of one key, and tells what it came to for each local record.
    fn link(&mut self, sides: Sides<'_>, index: usize) {
        let plan = &sides.local.plan;
        let (Some(key), Some(name)) = (sides.local.keys.get(index), plan.keys.get(index)) else { return };
        let links = plan.kind.links_by(*name);
        let mut ambiguous = Rows::default();
        for row in 0..sides.local.rows {
            let Some(first) = key.first(row) else {
                if key.refused.has(row) {
                    self.trace(row, index, Trace::Refused);
                }
                continue;
            };
            let trace = match self.partner.get(first as usize).copied().unwrap_or(NOBODY) {
                NOBODY => Trace::NotFound,
                _ if !links => Trace::Evidence,
                roster if roster != SEVERAL && !key.shared.has(first) => self.connect(sides, row, roster, index),
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
    fn connect(&mut self, sides: Sides<'_>, row: u32, roster: u32, index: usize) -> Trace {
        if let Some((against, objection)) = self.objection(sides, row, roster, index) {
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
    fn objection(&self, sides: Sides<'_>, row: u32, roster: u32, index: usize) -> Option<(usize, Objection)> {
        let plan = &sides.local.plan;
        // Two people may well have one name and one birthday; then an address tells them apart, though addresses change.
        let by_name = plan.keys.get(index).is_some_and(|key| matches!(key, Key::NameDob | Key::Name));
        let stronger = sides.local.keys.iter().zip(&plan.keys).zip(&self.known).take(index).enumerate();
        for (number, ((key, name), known)) in stronger {
            if !plan.kind.links_by(*name) {
                continue;
            }
            let (here, there) = (key.first(row), sides.roster.code(roster, number));
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
            if said && here.is_some() && (name.identifies() || by_name) {
                return Some((number, Objection::Different));
            }
        }
        None
    }

    fn list_links(&mut self, sides: Sides<'_>) {
        let count = self.linked.iter().filter(|roster| **roster != NOBODY).count();
        self.outcome.match_local.reserve_exact(count);
        self.outcome.match_roster.reserve_exact(count);
        self.outcome.match_key.reserve_exact(count);
        self.outcome.match_confidence.reserve_exact(count);
        for row in 0..sides.local.rows {
            let roster = self.linked.get(row as usize).copied().unwrap_or(NOBODY);
            if roster == NOBODY {
                continue;
            }
            let index = self.link_key.get(row as usize).copied().unwrap_or_default();
            let confidence = self.compare(sides, row, roster, usize::from(index));
            self.outcome.match_local.push(row);
            self.outcome.match_roster.push(roster);
            self.outcome.match_key.push(index);
            self.outcome.match_confidence.push(confidence as u8);
        }
    }

    /// What the other keys say of a link: traces, and how sure it is.
    fn compare(&mut self, sides: Sides<'_>, row: u32, roster: u32, link: usize) -> Confidence {
        let local = sides.local;
        let (mut agree, mut differ) = (0, 0);
        for (index, key) in local.keys.iter().enumerate().filter(|(index, _)| *index != link) {
            let (here, there) = (key.first(row), sides.roster.code(roster, index));
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
