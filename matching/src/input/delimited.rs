//! Comma- or tab-separated values, through csv-core.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::header::{self, Mapping};
use super::{Fault, Sink};
use crate::field::Field;
use crate::fields::Fields;
use crate::prelude::*;

/// Whether the first row names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Header {
    /// It does, unless the columns are mapped by number and it has none of the usual names.
    Detected,
    /// It does.
    Present,
    /// It is a record.
    Missing,
}

/// Reads records out of a table's text.
#[derive(Debug)]
pub struct Delimited {
    reader: Option<Box<Reader>>,
    delimiter: Option<u8>,
    header: Header,
    mapping: Vec<(Field, String)>,
    wanted: Vec<Field>,
    /// The names of the columns, and what each holds.
    names: Vec<String>,
    columns: Option<Vec<Option<Field>>>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    used: usize,
    ended: usize,
    fields: Fields,
}

/// The first line is waited for so long, no longer.
const LONGEST_FIRST_LINE: usize = 1 << 20;

impl Delimited {
    /// Nothing read yet. Without a `delimiter` it is found in the first line.
    #[must_use]
    pub fn new(delimiter: Option<u8>, header: Header, mapping: &Mapping, wanted: Vec<Field>) -> Self {
        Self {
            reader: None,
            delimiter,
            header,
            mapping: mapping.to_vec(),
            wanted,
            names: Vec::new(),
            columns: None,
            cells: vec![0; 1024],
            ends: vec![0; 64],
            used: 0,
            ended: 0,
            fields: Fields::default(),
        }
    }

    /// The columns, and the fields they hold.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<Field>)> {
        let fields = self.columns.iter().flatten().copied();
        self.names.iter().map(String::as_str).zip(fields)
    }

    /// Reads on; says how many bytes need not come again. `last`: nothing comes behind these.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn push(&mut self, bytes: &[u8], last: bool, sink: &mut Sink<'_>) -> Result<usize, Fault> {
        let mut rest = bytes;
        if self.reader.is_none() {
            rest = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rest);
            let line = first_line(rest);
            if line.is_none() && !last && rest.len() < LONGEST_FIRST_LINE {
                return Ok(0);
            }
            let delimiter = self.delimiter.unwrap_or_else(|| likely_delimiter(line.unwrap_or(rest)));
            self.reader = Some(Box::new(ReaderBuilder::new().delimiter(delimiter).build()));
        }
        self.records(rest, sink)?;
        if last && !rest.is_empty() {
            // An empty input is the end, which gives a record without a line end behind it.
            self.records(b"", sink)?;
        }
        Ok(bytes.len())
    }

    fn records(&mut self, mut rest: &[u8], sink: &mut Sink<'_>) -> Result<(), Fault> {
        let Some(mut reader) = self.reader.take() else { return Ok(()) };
        loop {
            let cells = self.cells.get_mut(self.used..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, used, ended) = reader.read_record(rest, cells, ends);
            rest = rest.get(read..).unwrap_or_default();
            self.used += used;
            self.ended += ended;
            match result {
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.record(sink)?;
                    (self.used, self.ended) = (0, 0);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => break,
            }
        }
        self.reader = Some(reader);
        Ok(())
    }

    fn record(&mut self, sink: &mut Sink<'_>) -> Result<(), Fault> {
        if self.columns.is_none() && self.begin()? {
            return Ok(());
        }
        self.fields.clear();
        let mut start = 0;
        let columns = self.columns.iter().flatten();
        for (field, end) in columns.zip(self.ends.get(..self.ended).unwrap_or_default()) {
            if let (Some(field), Some(cell)) = (field, self.cells.get(start..*end))
                && !cell.is_empty()
            {
                self.fields.set(*field, cell);
            }
            start = *end;
        }
        Ok(sink(&self.fields)?)
    }

    /// The first row: `true` if it was the header.
    fn begin(&mut self) -> Result<bool, Fault> {
        let mut start = 0;
        let ends = self.ends.get(..self.ended).unwrap_or_default();
        let row: Vec<String> = ends
            .iter()
            .map(|end| {
                let cell = self.cells.get(start..*end).unwrap_or_default();
                start = *end;
                String::from_utf8_lossy(cell).trim().to_owned()
            })
            .collect();
        let by_number =
            !self.mapping.is_empty() && self.mapping.iter().all(|(_, column)| header::numbered(column).is_some());
        let is_header = match self.header {
            Header::Present => true,
            Header::Missing => false,
            Header::Detected => !by_number || header::has_names(&row, &self.wanted),
        };
        self.names = match is_header {
            true => row,
            false => (1..=row.len()).map(|number| ["#", &number.to_string()].concat()).collect(),
        };
        self.columns = Some(header::assign(&self.names, &self.mapping, &self.wanted)?);
        Ok(is_header)
    }
}

/// The text before the first line end that no quotes are around.
fn first_line(text: &[u8]) -> Option<&[u8]> {
    let mut quoted = false;
    let end = text.iter().position(|byte| {
        quoted ^= *byte == b'"';
        !quoted && (*byte == b'\n' || *byte == b'\r')
    });
    end.and_then(|end| text.get(..end))
}

/// Of the usual delimiters the one that stands most often in the line, outside quotes; a comma where none does.
fn likely_delimiter(line: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| !quoted && delimiter == byte) {
            *count += 1;
        }
    }
    // The first of equals: `max_by_key` would give the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
