//! From values to links. Whether a key links two records depends on these two and on who else has their values, never on
//! the order in which anything came.
//!
//! A key would link a local and a roster record when they alone have its value. It does unless a stronger key objects: one
//! that points either of them to another record, or one that differs between them and identifies. A name with a birthday
//! gives way to whatever differs. At most one key can
//! link a record, because the strongest that does objects to all others that lead elsewhere.

mod evidence;
mod groups;
mod lists;

use core::ops::Range;

use evidence::{Link, Said, compare, objection, undisputed};

use crate::key::MOST_KEYS;
use crate::local::Local;
use crate::outcome::{COUNTS, GONE, Objection, Outcome, Status, Trace};
use crate::prelude::*;
use crate::roster::{ABSENT, ELSEWHERE, REFUSED, Roster};
use crate::store::Rows;

const NOBODY: u32 = u32::MAX;
const SEVERAL: u32 = u32::MAX - 1;

/// The work that is left, in pieces that none is long of.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Begin,
    /// From that roster row on.
    Meet(u32),
    /// From that local row on.
    Link(u32),
    Links,
    Groups(usize),
    Done,
}

/// So many rows are a piece.
const STEP: u32 = 1 << 15;
/// So many rows ahead the other side is fetched: it lies anywhere, and takes the memory a while.
const AHEAD: u32 = 16;

/// What was found out so far.
#[derive(Debug)]
pub struct Resolution {
    stage: Stage,
    /// The roster record that has each value, by first row: of a row as many as there are keys, side by side.
    partner: Vec<u32>,
    /// For each key that links, first rows whose value stands on both sides, and twice on one.
    ambiguous: Vec<Rows>,
    outcome: Outcome,
    /// Of each key the links that were not made.
    conflicts: Vec<Vec<Conflict>>,
    /// Linked roster row by local row.
    linked: Vec<u32>,
    /// The key of that link.
    link_key: Vec<u8>,
    /// How sure it is.
    confidence: Vec<u8>,
}

/// A link that was not made.
#[derive(Debug)]
struct Conflict {
    local: u32,
    roster: u32,
    against: u8,
    objection: Objection,
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
            ambiguous: Vec::new(),
            outcome: Outcome::default(),
            conflicts: Vec::new(),
            linked: Vec::new(),
            link_key: Vec::new(),
            confidence: Vec::new(),
        }
    }

    /// Goes on a piece with the same two sides; `true` when nothing is left.
    pub fn step(&mut self, local: &Local, roster: &Roster) -> bool {
        let sides = Sides { local, roster };
        self.stage = match self.stage {
            Stage::Begin => {
                self.begin(sides);
                Stage::Meet(0)
            }
            Stage::Meet(from) if from < roster.rows() => {
                let to = from.saturating_add(STEP).min(roster.rows());
                self.meet(sides, from..to);
                Stage::Meet(to)
            }
            Stage::Meet(_) => Stage::Link(0),
            Stage::Link(from) if from < local.rows => {
                let to = from.saturating_add(STEP).min(local.rows);
                let mut fetched = 0;
                for row in from..to {
                    fetched ^= self.fetch_partner(sides, row.saturating_add(AHEAD));
                    self.link(sides, row);
                }
                core::hint::black_box(fetched);
                Stage::Link(to)
            }
            Stage::Link(_) => Stage::Links,
            Stage::Links => {
                self.partner = Vec::new();
                self.list_links();
                self.list_conflicts();
                Stage::Groups(0)
            }
            Stage::Groups(index) if index < local.keys.len() => {
                self.list_groups(sides, index);
                Stage::Groups(index + 1)
            }
            Stage::Groups(_) => {
                self.list_unmatched();
                Stage::Done
            }
            Stage::Done => Stage::Done,
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
        self.partner = vec![NOBODY; rows * local.keys.len()];
        self.linked = vec![NOBODY; rows];
        self.link_key = vec![0; rows];
        self.confidence = vec![0; rows];
        self.outcome.local_status = vec![Status::Unmatched as u8; rows];
        self.outcome.roster_status = vec![Status::Unmatched as u8; roster.rows() as usize];
        self.outcome.traces = vec![0; rows];
        for key in &local.keys {
            self.ambiguous.push(Rows::default());
            self.conflicts.push(Vec::new());
            self.outcome.counts.extend([key.present.count(), key.refused.count(), 0, 0, 0, 0, 0]);
        }
    }

    /// Which roster record has each value.
    fn meet(&mut self, Sides { local, roster }: Sides<'_>, rows: Range<u32>) {
        let keys = local.keys.len();
        let mut fetched = 0;
        for row in rows {
            let ahead = roster.codes.fetch(row.saturating_add(AHEAD)) as usize * keys;
            fetched ^= self.partner.get(ahead).copied().unwrap_or_default();
            if roster.gone.has(row) {
                put(&mut self.outcome.roster_status, row, GONE);
                continue;
            }
            let codes = roster.codes.of(row);
            for (index, counts) in self.outcome.counts.chunks_exact_mut(COUNTS).enumerate() {
                let code = codes.get(index as u32);
                let [_, _, values, refused, ..] = counts else { continue };
                *values += u32::from(code != ABSENT && code != REFUSED);
                *refused += u32::from(code == REFUSED);
                if code < ELSEWHERE
                    && let Some(place) = self.partner.get_mut(code as usize * keys + index)
                {
                    *place = if *place == NOBODY { row } else { SEVERAL };
                }
            }
        }
        core::hint::black_box(fetched);
    }

    /// Fetches what is known of the roster record that a local one most likely belongs to.
    fn fetch_partner(&self, Sides { local, roster }: Sides<'_>, row: u32) -> u32 {
        let start = row as usize * local.keys.len();
        let partners = self.partner.get(start..start + local.keys.len()).unwrap_or_default();
        partners.iter().find(|partner| **partner < SEVERAL).map_or(0, |partner| roster.codes.fetch(*partner))
    }

    /// Makes the link of a local record, and tells what each key came to for it. Nothing that is found out here depends on
    /// what another record is linked with.
    fn link(&mut self, sides: Sides<'_>, row: u32) {
        let local = sides.local;
        let mut said = [Said::default(); MOST_KEYS];
        for (index, (key, said)) in local.keys.iter().zip(&mut said).enumerate() {
            said.first = key.first(row);
            let place = said.first.and_then(|first| self.partner.get(first as usize * local.keys.len() + index));
            said.partner = place.copied().unwrap_or(NOBODY);
        }
        if let Some(link) = undisputed(sides, &said, row) {
            return self.connect(row, &link);
        }
        let mut traces = 0;
        let mut linked = None;
        for (index, ((key, name), own)) in local.keys.iter().zip(&local.plan.keys).zip(&said).enumerate() {
            let trace = match own.first {
                None if key.refused.has(row) => Trace::Refused,
                None => Trace::Absent,
                Some(_) if own.partner == NOBODY => Trace::NotFound,
                Some(_) if !local.plan.kind.links_by(*name) => Trace::Evidence,
                Some(first) if own.partner == SEVERAL || key.shared.has(first) => {
                    if let Some(ambiguous) = self.ambiguous.get_mut(index) {
                        ambiguous.add(first);
                    }
                    Trace::Ambiguous
                }
                Some(_) => match objection(sides, &said, own.partner, index) {
                    Some((against, objection)) => {
                        self.object(row, own.partner, index, against, objection);
                        Trace::Conflict
                    }
                    None if linked.is_some_and(|(roster, _)| roster == own.partner) => Trace::Agrees,
                    None => {
                        linked = Some((own.partner, index));
                        Trace::Linked
                    }
                },
            };
            traces |= (trace as u32) << (index * 4);
        }
        if let Some((roster, index)) = linked {
            let confidence = compare(sides, &said, roster, index, &mut traces);
            self.connect(row, &Link { roster, index, confidence, traces });
        } else if let Some(place) = self.outcome.traces.get_mut(row as usize) {
            *place = traces;
        }
    }

    fn connect(&mut self, row: u32, link: &Link) {
        if let (Some(linked), Some(traces)) =
            (self.linked.get_mut(row as usize), self.outcome.traces.get_mut(row as usize))
        {
            (*linked, *traces) = (link.roster, link.traces);
        }
        put(&mut self.link_key, row, link.index as u8);
        put(&mut self.confidence, row, link.confidence as u8);
        put(&mut self.outcome.local_status, row, Status::Matched as u8);
        put(&mut self.outcome.roster_status, link.roster, Status::Matched as u8);
        count(&mut self.outcome, link.index, 4);
    }

    fn object(&mut self, row: u32, roster: u32, index: usize, against: usize, objection: Objection) {
        if let Some(conflicts) = self.conflicts.get_mut(index) {
            conflicts.push(Conflict { local: row, roster, against: against as u8, objection });
        }
        raise(&mut self.outcome.local_status, row, Status::Conflict);
        raise(&mut self.outcome.roster_status, roster, Status::Conflict);
        count(&mut self.outcome, index, 6);
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
