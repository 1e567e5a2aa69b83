//! The WebAssembly boundary, for the JavaScript driver.
//!
//! Nothing is decided here. Bytes are written by JavaScript where [`Core::reserve`] says, and read where a column lies;
//! what cannot be done is told as a word, with details behind U+001F.

#![allow(unreachable_pub, reason = "what is exported to JavaScript has to be public, though no Rust code can reach it")]

use crate::input::Fault;
use crate::matching::Matching;
use crate::outcome::Outcome;
use crate::prelude::*;
use crate::resolve::Resolution;
use crate::roster::Refusal;
use crate::settings::Settings;
use crate::table::HashKey;
use wasm_bindgen::prelude::wasm_bindgen;

/// One run.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Core {
    run: Option<Matching>,
    /// What a run is restored from, until it is.
    staged: Vec<u8>,
    resolution: Option<Resolution>,
    outcome: Outcome,
    /// The application's ids, one behind the other, and where each ends.
    own_ids: Vec<u8>,
    own_id_ends: Vec<u32>,
    snapshot: Vec<u8>,
    /// Pages of memory when it was last seen to.
    pages: usize,
}

/// The allocator's own, at the end of the memory.
const UNUSED: usize = 64;

/// So many rows are a few milliseconds' work.
const STEP: u32 = 1 << 14;

/// The outcome's columns: name, and how to see it as bytes. JavaScript finds their numbers and their widths by name.
macro_rules! columns {
    ($core:ident; $($name:literal $width:literal => $column:expr;)*) => {
        const COLUMNS: &str = concat!($($name, ":", $width, " "),*);

        fn column(core: &Core, number: u32) -> (*const u8, usize) {
            let columns: &[fn(&Core) -> (*const u8, usize)] =
                &[$(|$core: &Core| ($column.as_ptr().cast(), $column.len())),*];
            columns.get(number as usize).map_or((::core::ptr::null(), 0), |column| column(core))
        }
    };
}

columns! { core;
    "matchLocal" 4 => core.outcome.match_local;
    "matchRoster" 4 => core.outcome.match_roster;
    "matchKey" 1 => core.outcome.match_key;
    "matchConfidence" 1 => core.outcome.match_confidence;
    "groupKey" 1 => core.outcome.group_key;
    "groupLocalEnds" 4 => core.outcome.group_local_ends;
    "groupLocals" 4 => core.outcome.group_locals;
    "groupRosterEnds" 4 => core.outcome.group_roster_ends;
    "groupRosters" 4 => core.outcome.group_rosters;
    "conflictLocal" 4 => core.outcome.conflict_local;
    "conflictRoster" 4 => core.outcome.conflict_roster;
    "conflictKey" 1 => core.outcome.conflict_key;
    "conflictAgainst" 1 => core.outcome.conflict_against;
    "conflictObjection" 1 => core.outcome.conflict_objection;
    "localStatus" 1 => core.outcome.local_status;
    "rosterStatus" 1 => core.outcome.roster_status;
    "traces" 4 => core.outcome.traces;
    "counts" 4 => core.outcome.counts;
    "tallies" 4 => core.outcome.tallies;
    "unmatchedLocal" 4 => core.outcome.unmatched_local;
    "unmatchedRoster" 4 => core.outcome.unmatched_roster;
    "ownIds" 1 => core.own_ids;
    "ownIdEnds" 4 => core.own_id_ends;
    "snapshot" 1 => core.snapshot;
}

#[wasm_bindgen]
impl Core {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Core {
        Core::default()
    }

    /// Overwrites whatever runs left behind, once none is there any more. Says whether all of it was.
    pub fn wipe() -> bool {
        // No call of a run's goes deeper.
        core::hint::black_box([0_u8; 16_384]);
        let pages = core::arch::wasm32::memory_size(0);
        // What is free is one piece, from its lowest address on.
        let lowest = core::hint::black_box(Box::new(0_u64));
        let start = (&raw const *lowest).addr();
        drop(lowest);
        let mut rest = Vec::<u8>::new();
        let length = (pages * 65_536).saturating_sub(start + UNUSED);
        if rest.try_reserve_exact(length).is_err() {
            return false;
        }
        rest.resize(length, 0);
        drop(core::hint::black_box(rest));
        core::arch::wasm32::memory_size(0) == pages
    }

    /// The names of the columns and the bytes that an entry has: `name:4`, separated by spaces.
    pub fn names() -> String {
        COLUMNS.to_owned()
    }

    /// Begins a run. `secret`: sixteen random bytes. `expected`: bytes that the records may take, to be there at once.
    pub fn open(&mut self, settings: &str, secret: &[u8], expected: usize) -> Option<String> {
        let mut ahead = Vec::<u8>::new();
        // Where so much cannot be had, less may do.
        let _ = ahead.try_reserve_exact(expected);
        drop(core::hint::black_box(ahead));
        self.pages = core::arch::wasm32::memory_size(0);
        match Settings::parse(settings) {
            Ok(settings) => self.run = Some(Matching::new(settings, hash_key(secret))),
            Err((path, sentence)) => return Some(["invalid\u{1f}", path, "\u{1f}", &sentence].concat()),
        }
        None
    }

    /// Room for that many bytes.
    pub fn reserve(&mut self, length: usize) -> *mut u8 {
        self.grow_ahead();
        match &mut self.run {
            Some(run) => run.reserve(length).as_mut_ptr(),
            None => {
                self.staged.resize(length, 0);
                self.staged.as_mut_ptr()
            }
        }
    }

    /// Goes on from the snapshot that was written where `reserve` said. Says whether it was one.
    pub fn restore(&mut self, secret: &[u8]) -> bool {
        let staged = ::core::mem::take(&mut self.staged);
        self.run = Matching::restore(&staged, hash_key(secret));
        self.run.is_some()
    }

    /// Which fields a batch of roster records has, in order: name and path in Clever's record.
    pub fn roster_columns(&self) -> String {
        let paths = self.run.iter().flat_map(|run| run.settings().roster_paths());
        paths.map(|(field, path)| [field.name(), "\u{1f}", &path].concat()).collect::<Vec<_>>().join("\u{1e}")
    }

    /// Of these column names, separated by U+001E, what each is taken for.
    pub fn guess(&self, names: &str) -> String {
        let names: Vec<String> = names.split('\u{1e}').map(str::to_owned).collect();
        let wanted = self.run.as_ref().map(|run| run.settings().wanted()).unwrap_or_default();
        let columns = crate::input::header::assign(&names, &[], &wanted).unwrap_or_default();
        columns.iter().map(|field| field.map_or("", |field| field.name())).collect::<Vec<_>>().join("\u{1e}")
    }

    /// Local records were written.
    pub fn local(&mut self, length: usize, rows: usize, last: bool) -> Option<String> {
        self.run.as_mut().and_then(|run| run.push_local(length, rows, last).err()).map(told)
    }

    /// All of them were. `true` when the next are the roster's, else it is to be called again.
    pub fn close(&mut self) -> bool {
        self.run.as_mut().is_none_or(|run| run.close_some_local(STEP))
    }

    /// Roster records were written.
    pub fn roster(&mut self, length: usize, rows: usize, last: bool) -> Option<String> {
        self.run.as_mut().and_then(|run| run.push_roster(length, rows, last).err()).map(told)
    }

    /// Changes were written; `gone` has a one for each record that went.
    pub fn changes(&mut self, length: usize, rows: usize, gone: &[u8]) -> Option<String> {
        self.run.as_mut().and_then(|run| run.push_changes(length, rows, gone).err()).map(told)
    }

    /// Decides, a piece at a time; `true` when the outcome is there. `keep`: with a snapshot.
    pub fn resolve(&mut self, keep: bool) -> bool {
        let Some(run) = &mut self.run else { return true };
        let resolution = self.resolution.get_or_insert_with(|| {
            if !keep {
                run.drop_values();
            }
            run.begin_resolution()
        });
        if !resolution.step(run.local(), run.roster()) {
            return false;
        }
        self.outcome = self.resolution.take().map(Resolution::finish).unwrap_or_default();
        if keep {
            self.snapshot = run.snapshot();
        }
        if run.local().has_ids() {
            for row in 0..run.local().rows() {
                self.own_ids.extend_from_slice(run.local().id(row));
                self.own_id_ends.push(self.own_ids.len() as u32);
            }
        }
        true
    }

    /// How many records were taken in: of the local side, or of the roster.
    pub fn rows(&self, roster: bool) -> u32 {
        self.run.as_ref().map_or(0, |run| if roster { run.roster().rows() } else { run.local().rows() })
    }

    /// Where a column lies.
    pub fn column(&self, number: u32) -> *const u8 {
        column(self, number).0
    }

    /// How many entries it has.
    pub fn entries(&self, number: u32) -> usize {
        column(self, number).1
    }

    /// Clever's ids, in pieces of 65,536 numbers, three a record: where a piece lies.
    pub fn id_piece(&self, number: usize) -> *const u32 {
        let piece = self.run.as_ref().and_then(|run| run.roster().ids.words.pieces().get(number));
        piece.map_or(::core::ptr::null(), |piece| piece.as_ptr())
    }

    /// Ids that are not 24 hexadecimal digits: row and id.
    pub fn odd_ids(&self) -> String {
        let odd = self.run.iter().flat_map(|run| &run.roster().ids.odd);
        let lines = odd.map(|(row, id)| [&row.to_string(), "\u{1f}", &String::from_utf8_lossy(id)].concat());
        lines.collect::<Vec<_>>().join("\u{1e}")
    }

    /// The keys of the run; the columns of a table; how many roster records were left out, and why.
    pub fn facts(&self) -> String {
        let Some(run) = &self.run else { return String::new() };
        let skipped = run.roster().skipped();
        let numbers = [skipped.other_kind, skipped.other_district, skipped.without_id, skipped.repeated];
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        [&crate::key::names(&run.settings().plan.keys), "\u{1d}", run.columns(), "\u{1d}", &numbers.join(" ")].concat()
    }
}

impl Core {
    /// Takes more memory than was asked for whenever it had to grow: an eighth, from 48 MB on 6 MB, from 192 MB on a
    /// thirty-second. Each growth is a new `ArrayBuffer` to JavaScript, whose collector counts all of it as new: a hundred
    /// small ones, with a million records on the heap, cost more than the matching.
    fn grow_ahead(&mut self) {
        let pages = core::arch::wasm32::memory_size(0);
        if pages != self.pages {
            let ahead = (pages / 8).min(96.max(pages / 32));
            drop(core::hint::black_box(Vec::<u8>::with_capacity(ahead * 65_536)));
            self.pages = core::arch::wasm32::memory_size(0);
        }
    }
}

fn hash_key(secret: &[u8]) -> HashKey {
    HashKey::new(secret.first_chunk().unwrap_or(&[0; 16]))
}

fn told(fault: Fault) -> String {
    let (word, detail) = match fault {
        Fault::Refused(Refusal::Full) => ("full", String::new()),
        Fault::Refused(Refusal::SecondDistrict) => ("second_district", String::new()),
        Fault::Malformed(at) => ("malformed", at.to_string()),
        Fault::TooDeep(at) => ("too_deep", at.to_string()),
        Fault::NoColumns(names) => ("no_columns", names),
        Fault::NoSuchColumn(name) => ("no_such_column", name),
        Fault::Uneven => ("uneven", String::new()),
    };
    [word, "\u{1f}", &detail].concat()
}
