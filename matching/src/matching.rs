//! One run, step by step: local records, then roster records, then the outcome.

use crate::field::Field;
use crate::fields::Fields;
use crate::input::batch;
use crate::input::delimited::Delimited;
use crate::input::json::Json;
use crate::input::{Fault, Sink};
use crate::local::Local;
use crate::outcome::Outcome;
use crate::prelude::*;
use crate::resolve::Resolution;
use crate::roster::Roster;
use crate::settings::{Form, Settings};
use crate::snapshot;
use crate::table::HashKey;

/// A run.
#[derive(Debug)]
pub struct Matching {
    pub(crate) settings: Settings,
    pub(crate) local: Local,
    pub(crate) roster: Roster,
    source: Source,
    /// Bytes that were not read yet, with room for those to come behind them.
    buffer: Vec<u8>,
    kept: usize,
    /// The columns of the local table, once it is read.
    columns: String,
}

/// What reads the records that come.
#[derive(Debug)]
enum Source {
    Batch(Vec<Field>),
    Delimited(Box<Delimited>),
    Json(Box<Json>),
}

impl Matching {
    /// Nothing read yet.
    #[must_use]
    pub fn new(settings: Settings, hash_key: HashKey) -> Self {
        let with_ids = settings.mapping.iter().any(|(field, _)| *field == Field::Id);
        let local = Local::new(settings.plan.clone(), hash_key, with_ids);
        let roster = Roster::new(settings.plan.keys.len(), settings.district.as_deref());
        let mapping = &settings.mapping;
        let source = match settings.form {
            Form::Batch => Source::Batch(mapping.iter().map(|(field, _)| *field).collect()),
            Form::Json => Source::Json(Box::new(Json::new(mapping, false))),
            Form::Delimited => Source::Delimited(Box::new(Delimited::new(
                settings.delimiter,
                settings.header,
                mapping,
                settings.wanted(),
            ))),
        };
        Self { settings, local, roster, source, buffer: Vec::new(), kept: 0, columns: String::new() }
    }

    /// A run as [`Self::snapshot`] left it, ready for changes to the roster.
    #[must_use]
    pub fn restore(bytes: &[u8], hash_key: HashKey) -> Option<Self> {
        snapshot::restore(bytes, hash_key)
    }

    /// All that is needed to follow changes to the roster later on. It holds the local records' values.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        snapshot::write(self)
    }

    /// Room for that many bytes, behind those that wait.
    pub fn reserve(&mut self, length: usize) -> &mut [u8] {
        let end = self.kept + length;
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        self.buffer.get_mut(self.kept..end).unwrap_or_default()
    }

    /// So many bytes of that room were written: local records, in `rows` rows where they are a batch.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn push_local(&mut self, length: usize, rows: usize, last: bool) -> Result<(), Fault> {
        let local = &mut self.local;
        let mut sink = |fields: &Fields<'_>| Ok(local.add(fields)?);
        let filled = self.kept + length;
        let bytes = self.buffer.get(..filled).unwrap_or_default();
        let read = self.source.push(bytes, rows, last, &mut sink)?;
        self.keep(read, filled);
        Ok(())
    }

    /// Every local record is in.
    pub fn close_local(&mut self) {
        while !self.close_some_local(u32::MAX) {}
    }

    /// The same, so many rows at a time; `true` when the roster may come.
    pub fn close_some_local(&mut self, rows: u32) -> bool {
        let done = self.local.close_some(rows);
        if done {
            self.begin_roster();
        }
        done
    }

    /// The same with roster records.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn push_roster(&mut self, length: usize, rows: usize, last: bool) -> Result<(), Fault> {
        let (local, roster) = (&mut self.local, &mut self.roster);
        let mut sink = |fields: &Fields<'_>| roster.accept(local, fields);
        let filled = self.kept + length;
        let bytes = self.buffer.get(..filled).unwrap_or_default();
        let read = self.source.push(bytes, rows, last, &mut sink);
        self.roster.settle(&self.local);
        let read = read?;
        self.keep(read, filled);
        Ok(())
    }

    /// Records that changed, as a batch: of one that went only the id matters, and `gone` says which those are, by row.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn push_changes(&mut self, length: usize, rows: usize, gone: &[u8]) -> Result<(), Fault> {
        let (local, roster) = (&mut self.local, &mut self.roster);
        let mut row = 0;
        let mut sink = |fields: &Fields<'_>| {
            let is_gone = gone.get(row) == Some(&1);
            row += 1;
            if is_gone {
                roster.remove(local, fields.get(Field::Id));
                return Ok(());
            }
            roster.replace(local, fields)
        };
        let bytes = self.buffer.get(..self.kept + length).unwrap_or_default();
        let columns: Vec<Field> = self.settings.roster_paths().into_iter().map(|(field, _)| field).collect();
        batch::read(bytes, rows, &columns, &mut sink)
    }

    /// Decides on every record.
    pub fn resolve(&mut self) -> Outcome {
        let mut resolution = self.begin_resolution();
        while !resolution.step(&self.local, &self.roster) {}
        resolution.finish()
    }

    /// The same, piece by piece, each with [`Self::local`] and [`Self::roster`]. Nothing can be pushed any more: the room of
    /// the tables is for the outcome.
    pub fn begin_resolution(&mut self) -> Resolution {
        self.buffer = Vec::new();
        self.local.drop_tables();
        self.roster.ids.drop_table();
        Resolution::new()
    }

    /// There will be no snapshot: the room of the values is for the outcome.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only the boundary knows"))]
    pub(crate) fn drop_values(&mut self) {
        self.local.drop_values();
    }

    /// What the run was asked for.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The local side.
    #[must_use]
    pub fn local(&self) -> &Local {
        &self.local
    }

    /// The roster side.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The columns of the local table and what they were taken for: name and field, a pair a line.
    #[must_use]
    pub fn columns(&self) -> &str {
        &self.columns
    }

    pub(crate) fn begin_roster(&mut self) {
        let paths = self.settings.roster_paths();
        self.kept = 0;
        if let Source::Delimited(table) = &self.source {
            let line = |(name, field): (&str, Option<Field>)| {
                let name = name.replace(['\u{1d}', '\u{1e}', '\u{1f}'], " ");
                [name.as_str(), "\u{1f}", field.map_or("", Field::name)].concat()
            };
            self.columns = table.columns().map(line).collect::<Vec<_>>().join("\u{1e}");
        }
        self.source = match self.settings.roster_form {
            Form::Json => Source::Json(Box::new(Json::new(&paths, true))),
            _ => Source::Batch(paths.into_iter().map(|(field, _)| field).collect()),
        };
    }

    fn keep(&mut self, read: usize, filled: usize) {
        self.buffer.copy_within(read..filled, 0);
        self.kept = filled - read;
    }
}

impl Source {
    fn push(&mut self, bytes: &[u8], rows: usize, last: bool, sink: &mut Sink<'_>) -> Result<usize, Fault> {
        match self {
            Self::Batch(columns) => batch::read(bytes, rows, columns, sink).map(|()| bytes.len()),
            Self::Delimited(table) => table.push(bytes, last, sink),
            Self::Json(json) => json.push(bytes, last, sink),
        }
    }
}
