//! Comma- or tab-separated values. What is quoted goes through csv-core.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::header::{self, Mapping};
use super::marks::Wanted;
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
    /// Whether the reader stands between two records.
    between: bool,
    /// Where delimiters, line ends and quotes stand in the bytes at hand.
    places: Vec<u32>,
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
            between: true,
            places: Vec::new(),
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
            let delimiter = *self.delimiter.get_or_insert_with(|| likely_delimiter(line.unwrap_or(rest)));
            self.reader = Some(Box::new(ReaderBuilder::new().delimiter(delimiter).build()));
        }
        self.rows(rest, sink)?;
        if last && !self.between {
            // An empty input is the end, which gives a record without a line end behind it.
            self.record_of(b"", sink)?;
        }
        Ok(bytes.len())
    }

    /// Rows without a quote are cut where the delimiters and line ends stand; all others, one by one, by the reader.
    fn rows(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), Fault> {
        let mut places = core::mem::take(&mut self.places);
        places.clear();
        Wanted([self.delimiter.unwrap_or(b','), b'\n', b'\r', b'"']).find(bytes, &mut places);
        let (mut at, mut marks) = (0, places.as_slice());
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if self.between && self.columns.is_some() {
                (at, marks) = self.plain_rows(bytes, at, marks, sink)?;
                if at == bytes.len() {
                    break;
                }
            }
            at += self.record_of(bytes.get(at..).unwrap_or(rest), sink)?;
            let passed = marks.iter().take_while(|place| (**place as usize) < at).count();
            marks = marks.get(passed..).unwrap_or_default();
        }
        self.places = places;
        Ok(())
    }

    /// Takes in rows up to one with a quote in it, with an odd line end, or without any: says where that begins.
    fn plain_rows<'a>(
        &self,
        bytes: &[u8],
        mut at: usize,
        mut marks: &'a [u32],
        sink: &mut Sink<'_>,
    ) -> Result<(usize, &'a [u32]), Fault> {
        let Some(columns) = &self.columns else { return Ok((at, marks)) };
        let mut fields = Fields::default();
        loop {
            fields.clear();
            let (mut start, mut column) = (at, 0);
            let mut ahead = marks.iter();
            let next = loop {
                let Some(place) = ahead.next() else { return Ok((at, marks)) };
                let end = *place as usize;
                let byte = bytes.get(end).copied().unwrap_or(b'"');
                if byte == b'"' {
                    return Ok((at, marks));
                }
                if let Some(Some(field)) = columns.get(column)
                    && end > start
                {
                    fields.set(*field, bytes.get(start..end).unwrap_or_default());
                }
                (start, column) = (end + 1, column + 1);
                if byte == b'\n' {
                    break if column == 1 && end == at { None } else { Some(start) };
                }
                if byte == b'\r' {
                    if bytes.get(start) != Some(&b'\n') {
                        return Ok((at, marks));
                    }
                    ahead.next();
                    start += 1;
                    break if column == 1 && end == at { None } else { Some(start) };
                }
            };
            (at, marks) = (start, ahead.as_slice());
            // An empty line is no row.
            if next.is_some() {
                sink(&fields)?;
            }
        }
    }

    /// Reads one record, or as much of it as there is; says how many bytes that took. No bytes are the end.
    fn record_of(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> Result<usize, Fault> {
        let Some(mut reader) = self.reader.take() else { return Ok(bytes.len()) };
        let mut at = 0;
        let is_record = loop {
            let cells = self.cells.get_mut(self.used..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let rest = bytes.get(at..).unwrap_or_default();
            let (result, read, used, ended) = reader.read_record(rest, cells, ends);
            at += read;
            self.used += used;
            self.ended += ended;
            match result {
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break true,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => break false,
            }
        };
        self.reader = Some(reader);
        // Nothing but line ends is no part of a record.
        self.between = is_record || (self.between && bytes.iter().all(|byte| *byte == b'\n' || *byte == b'\r'));
        if is_record {
            self.record(sink)?;
            (self.used, self.ended) = (0, 0);
        }
        Ok(at)
    }

    fn record(&mut self, sink: &mut Sink<'_>) -> Result<(), Fault> {
        if self.columns.is_none() && self.begin()? {
            return Ok(());
        }
        let mut fields = Fields::default();
        let mut start = 0;
        let columns = self.columns.iter().flatten();
        for (field, end) in columns.zip(self.ends.get(..self.ended).unwrap_or_default()) {
            if let (Some(field), Some(cell)) = (field, self.cells.get(start..*end))
                && !cell.is_empty()
            {
                fields.set(*field, cell);
            }
            start = *end;
        }
        Ok(sink(&fields)?)
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
