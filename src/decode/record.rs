//! Checking a record against its table.

use super::batch::{ABSENT, Batch, FALSE, NULL, TRUE};
use super::cursor::{self, Cursor, Fault, Quoted};
use super::frame::Frame;
use super::keys::Key;
use super::projection::{self, Projection, Want};
use super::reader::unescape;
use super::report::{Fatal, Report};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::{Kind, Record, Type, member_type, members};

/// The reading of this body ends here: why stands in the report.
#[derive(Debug)]
pub(super) struct Halt;

pub(super) type Checked<T = ()> = Result<T, Halt>;

/// What became of the id of the record being read.
#[derive(Clone, Copy, Debug)]
enum Identity {
    Missing,
    Wrong,
    Found(Quoted),
}

/// The record that an event's type names before the dot.
pub(crate) const SUBJECTS: [(&[u8], Record); 7] = [
    (b"users", Record::User),
    (b"sections", Record::Section),
    (b"schools", Record::School),
    (b"districts", Record::District),
    (b"courses", Record::Course),
    (b"terms", Record::Term),
    (b"resources", Record::Resource),
];

/// What is known of a body so far.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) report: Report,
    /// The records themselves, where somebody wants them.
    pub(super) batch: Option<Batch>,
    pub(super) projection: Option<Projection>,
    /// How many bytes of the body lie before those at hand.
    pub(super) base: usize,
    /// The id of the last whole row, escapes and all.
    pub(super) last_id: Vec<u8>,
    identity: Identity,
    /// How many containers are open around the id that counts.
    identity_depth: usize,
    subject: Option<Record>,
    /// Within `previous_attributes`, where `null` says that there was no value.
    before: bool,
}

impl Reading {
    pub(super) fn new(batch: Option<Batch>, projection: Option<Projection>) -> Self {
        Reading {
            report: Report::default(),
            batch,
            projection,
            base: 0,
            last_id: Vec::new(),
            identity: Identity::Missing,
            identity_depth: 0,
            subject: None,
            before: false,
        }
    }

    /// What is wanted of each record.
    pub(super) fn want(&self) -> Want {
        match (&self.batch, &self.projection) {
            (None, _) => Want::Nothing,
            (_, None) => Want::All,
            (_, Some(_)) => Want::Part(0),
        }
    }
}

/// A validator on its way through what is at hand of a body.
#[derive(Debug)]
pub(super) struct Validator<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) keys: &'a [Key],
    pub(super) reading: &'a mut Reading,
}

impl<'a> Validator<'a> {
    #[cold]
    pub(super) fn halt(&mut self, reason: Reason, frame: &Frame<'_>) -> Halt {
        let offset = self.reading.base + self.cursor.at;
        self.reading.report.fatal = Some(Fatal { reason, path: frame.path(), offset });
        Halt
    }

    #[cold]
    pub(super) fn issue(&mut self, reason: Reason, frame: &Frame<'_>) {
        self.reading.report.issue(reason, || frame.path());
    }

    /// Turns what the cursor says into what the report says.
    pub(super) fn checked<T>(&mut self, step: cursor::Step<T>, frame: &Frame<'_>) -> Checked<T> {
        if self.cursor.ill_text {
            self.cursor.ill_text = false;
            self.issue(Reason::InvalidUtf8, frame);
        }
        step.map_err(|fault| {
            let reason = match fault {
                Fault::Malformed => Reason::Malformed,
                Fault::TooDeep => Reason::TooDeep,
            };
            self.halt(reason, frame)
        })
    }

    pub(super) fn skip(&mut self, depth: usize, frame: &Frame<'_>) -> Checked {
        let step = self.cursor.skip(depth);
        self.checked(step, frame)
    }

    /// Takes a value as it stands there.
    #[inline(never)]
    fn any(&mut self, depth: usize, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        let start = self.cursor.at;
        let step = self.cursor.skip(depth);
        let ill = self.cursor.ill_text;
        self.checked(step, frame)?;
        match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => Ok(batch.any(&self.cursor, start, self.cursor.at, ill)),
            _ => Ok(ABSENT),
        }
    }

    /// Takes a value that does not fit.
    #[cold]
    fn misfit(&mut self, depth: usize, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        let slot = self.any(depth, frame, want)?;
        self.issue(Reason::WrongType, frame);
        Ok(slot)
    }

    #[inline(always)]
    pub(super) fn string(&mut self, frame: &Frame<'_>) -> Checked<Quoted> {
        let step = self.cursor.string();
        match step {
            Ok(text) if !self.cursor.ill_text => Ok(text),
            step => self.checked(step, frame),
        }
    }

    /// The text of a string, escapes resolved; empty where it is not UTF-8.
    pub(super) fn text(&self, quoted: Quoted) -> String {
        unescape(core::str::from_utf8(self.cursor.slice(quoted.start, quoted.end)).unwrap_or_default())
    }

    /// Takes an object; `each` takes the value of the member it is given.
    pub(super) fn object(&mut self, frame: &Frame<'_>, each: &mut dyn FnMut(&mut Self, &[u8]) -> Checked) -> Checked {
        let step = self.cursor.expect(b'{');
        self.checked(step, frame)?;
        let mut closed = self.cursor.take(b'}');
        while !closed {
            let step = self.cursor.key();
            let key = self.checked(step, frame)?;
            self.cursor.space();
            if key.escaped {
                let name = self.text(key);
                each(self, name.as_bytes())?;
            } else {
                each(self, self.cursor.slice(key.start, key.end))?;
            }
            closed = self.cursor.take(b'}');
            if !closed {
                let step = self.cursor.expect(b',');
                self.checked(step, frame)?;
            }
        }
        Ok(())
    }

    /// Takes an array; `each` takes the element it is given.
    pub(super) fn array(
        &mut self,
        frame: &Frame<'_>,
        each: &mut dyn FnMut(&mut Self, &Frame<'_>) -> Checked,
    ) -> Checked {
        self.punctuation(b'[', frame)?;
        let mut index = 0u32;
        let mut closed = self.cursor.next_is(b']');
        while !closed {
            self.cursor.scarce_space();
            each(self, &frame.element(index))?;
            index = index.saturating_add(1);
            closed = self.cursor.next_is(b']');
            if !closed {
                self.punctuation(b',', frame)?;
            }
        }
        Ok(())
    }

    /// Takes a record that stands for itself: with its id, if it has one. `depth` containers are open around it.
    pub(super) fn identified(
        &mut self,
        record: Record,
        depth: usize,
        frame: &Frame<'_>,
        want: Want,
    ) -> Checked<(u32, Option<Quoted>)> {
        let start = self.cursor.at;
        self.reading.identity = Identity::Missing;
        self.reading.identity_depth = depth + 1;
        if matches!(record, Record::Event) {
            self.reading.subject = subject(&self.cursor);
        }
        let slot = self.record(record as u8, depth, frame, want)?;
        let is_too_large = self.reading.batch.as_ref().is_some_and(Batch::is_too_large);
        if is_too_large || self.cursor.at - start > super::RECORD_LIMIT {
            return Err(self.halt(Reason::TooLarge, frame));
        }
        let first = members(record as u8).start;
        if member_type(first).kind() != Kind::Id {
            return Ok((slot, None));
        }
        let reason = match self.reading.identity {
            Identity::Found(id) => return Ok((slot, Some(id))),
            Identity::Missing => Reason::BrokenPage,
            Identity::Wrong => Reason::WrongType,
        };
        let name = self.keys.get(first).map_or("", |key| key.name);
        Err(self.halt(reason, &frame.member(name)))
    }

    /// The member of `table` that comes next, its name taken: looked for behind the last one first, for Clever's order
    /// is its own but mostly the same.
    #[inline(always)]
    fn known(&mut self, table: &'a [Key], next: usize) -> Option<(usize, &'a Key)> {
        let start = self.cursor.at + 1;
        let word = self.cursor.word(start)?;
        let mut member = next;
        for _ in table {
            let key = match table.get(member) {
                Some(key) => key,
                None => {
                    member = 0;
                    table.first()?
                }
            };
            if let Some(end) = key.closes(&self.cursor, word, start) {
                self.cursor.at = end + 1;
                return Some((member, key));
            }
            member += 1;
        }
        None
    }

    fn record(&mut self, record: u8, depth: usize, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        let range = members(record);
        let first = range.start;
        let table = self.keys.get(range).unwrap_or_default();
        let wanted = projection::wanted(self.reading.projection.as_ref(), want);
        let block = match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => batch.record(table.len()),
            _ => 0,
        };
        let mut next = 0;
        // One bit for each member that was there; no record has more than 32.
        let (mut seen, mut unknown) = (0u32, 0);
        self.punctuation(b'{', frame)?;
        let mut closed = self.cursor.next_is(b'}');
        while !closed {
            self.cursor.scarce_space();
            let quote = self.cursor.at;
            let known = if self.cursor.peek() == b'"' { self.known(table, next) } else { None };
            let known = match known {
                Some(known) => Ok(known),
                None => self.stranger(table, frame)?,
            };
            self.punctuation(b':', frame)?;
            self.cursor.scarce_space();
            match known {
                Ok((member, key)) => {
                    let inner = if wanted >> member & 1 == 0 {
                        Want::Nothing
                    } else {
                        projection::within(self.reading.projection.as_ref(), want, member)
                    };
                    let slot = self.value(key.ty, first + member, depth + 1, &frame.member(key.name), inner)?;
                    if let (false, Some(batch)) = (inner == Want::Nothing, &mut self.reading.batch) {
                        batch.member(block, member, slot);
                    }
                    seen |= 1 << member;
                    next = member + 1;
                }
                Err(name) => unknown = self.unknown(name, quote, depth + 1, frame, want, (block, unknown))?,
            }
            closed = self.cursor.next_is(b'}');
            if !closed {
                self.punctuation(b',', frame)?;
            }
        }
        for (member, key) in table.iter().enumerate() {
            if key.ty.is_certain() && seen >> member & 1 == 0 {
                self.issue(Reason::WrongType, &frame.member(key.name));
            }
        }
        match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => Ok(batch.end_record(block, seen & wanted)),
            _ => Ok(ABSENT),
        }
    }

    /// Takes a character that has to come next.
    #[inline(always)]
    fn punctuation(&mut self, wanted: u8, frame: &Frame<'_>) -> Checked {
        if self.cursor.next_is(wanted) { Ok(()) } else { Err(self.halt(Reason::Malformed, frame)) }
    }

    /// Takes a name that was not recognised at sight: of a member that is written with escapes or stands near the end,
    /// or of none.
    #[cold]
    #[inline(never)]
    fn stranger(
        &mut self,
        table: &'a [Key],
        frame: &Frame<'_>,
    ) -> Checked<core::result::Result<(usize, &'a Key), Quoted>> {
        let name = self.string(frame)?;
        let text =
            if name.escaped { self.text(name).into_bytes() } else { self.cursor.slice(name.start, name.end).to_vec() };
        let known = table.iter().enumerate().find(|(_, key)| key.name.as_bytes() == text);
        Ok(known.ok_or(name))
    }

    /// Takes the value of a member that the table does not know.
    #[inline(never)]
    fn unknown(
        &mut self,
        name: Quoted,
        quote: usize,
        depth: usize,
        frame: &Frame<'_>,
        want: Want,
        (block, last): (usize, usize),
    ) -> Checked<usize> {
        let text = self.cursor.slice(quote + 1, name.end);
        let want = if projection::wants_unknown(self.reading.projection.as_ref(), want, text) {
            Want::All
        } else {
            Want::Nothing
        };
        let slot = if self.cursor.peek() == b'"' {
            let value = self.string(frame)?;
            self.emitted(value, usize::MAX, want)
        } else {
            self.any(depth, frame, want)?
        };
        match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => {
                let name = batch.name(&self.cursor, name);
                Ok(batch.unknown(block, last, name, slot))
            }
            _ => Ok(last),
        }
    }

    #[inline(always)]
    fn emitted(&mut self, text: Quoted, member: usize, want: Want) -> u32 {
        match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => batch.string(&self.cursor, text, member),
            _ => ABSENT,
        }
    }

    fn value(&mut self, ty: Type, member: usize, depth: usize, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        let first = self.cursor.peek();
        let kind = ty.kind();
        let identifies = kind == Kind::Id && depth == self.reading.identity_depth;
        if identifies && first != b'"' {
            self.reading.identity = Identity::Wrong;
            return self.any(depth, frame, want);
        }
        if first == b'n' {
            self.skip(depth, frame)?;
            if !(ty.is_nullable() || self.reading.before || kind == Kind::Any) {
                self.issue(Reason::WrongType, frame);
            }
            return Ok(if want == Want::Nothing { ABSENT } else { NULL });
        }
        if ty.is_list() {
            return if first == b'[' {
                self.list(ty.element(), member, depth, frame, want)
            } else {
                self.misfit(depth, frame, want)
            };
        }
        match kind {
            Kind::Id | Kind::String | Kind::Enumeration if first == b'"' => {
                let text = self.string(frame)?;
                if identifies {
                    self.reading.identity = Identity::Found(text);
                }
                Ok(self.emitted(text, member, want))
            }
            Kind::Integer | Kind::Number if first == b'-' || first.is_ascii_digit() => {
                let start = self.cursor.at;
                let step = self.cursor.number();
                let whole = self.checked(step, frame)?;
                if kind == Kind::Integer && !whole {
                    self.issue(Reason::WrongType, frame);
                }
                match &mut self.reading.batch {
                    Some(batch) if want != Want::Nothing => Ok(batch.number(&self.cursor, start, self.cursor.at)),
                    _ => Ok(ABSENT),
                }
            }
            Kind::Boolean if first == b't' || first == b'f' => {
                self.skip(depth, frame)?;
                Ok(match want {
                    Want::Nothing => ABSENT,
                    _ if first == b't' => TRUE,
                    _ => FALSE,
                })
            }
            Kind::Object if first == b'{' => self.any(depth, frame, want),
            Kind::Record if first == b'{' => self.record(ty.argument(), depth, frame, want),
            Kind::Subject | Kind::Previous if first == b'{' => match self.reading.subject {
                None => self.any(depth, frame, want),
                Some(record) => {
                    self.reading.before = kind == Kind::Previous;
                    let checked = self.record(record as u8, depth, frame, want);
                    self.reading.before = false;
                    let slot = checked?;
                    match &mut self.reading.batch {
                        Some(batch) if want != Want::Nothing => Ok(batch.told(record as u8, slot)),
                        _ => Ok(ABSENT),
                    }
                }
            },
            Kind::Any => self.any(depth, frame, want),
            _ => self.misfit(depth, frame, want),
        }
    }

    fn list(&mut self, element: Type, member: usize, depth: usize, frame: &Frame<'_>, want: Want) -> Checked<u32> {
        let begun = self.reading.batch.as_ref().map_or(0, Batch::begin_list);
        self.array(frame, &mut |this, frame| {
            let slot = this.value(element, member, depth + 1, frame, want)?;
            if let (false, Some(batch)) = (want == Want::Nothing, &mut this.reading.batch) {
                batch.element(slot);
            }
            Ok(())
        })?;
        match &mut self.reading.batch {
            Some(batch) if want != Want::Nothing => Ok(batch.end_list(begun)),
            _ => Ok(ABSENT),
        }
    }
}

/// Which record an event is about: its type may stand behind it, so it is looked up ahead.
fn subject(event: &Cursor<'_>) -> Option<Record> {
    let mut at = ahead(event, b"type")?;
    let text = at.string().ok()?;
    let name = at.slice(text.start, text.end).split(|byte| *byte == b'.').next()?;
    SUBJECTS.iter().find(|(known, _)| *known == name).map(|(_, record)| *record)
}

/// The value of the member `name` of the object that comes next, as far as that can be read.
pub(super) fn ahead<'a>(object: &Cursor<'a>, name: &[u8]) -> Option<Cursor<'a>> {
    let mut cursor = object.clone();
    let mut found = None;
    cursor.expect(b'{').ok()?;
    loop {
        let Ok(key) = cursor.key() else { return found };
        cursor.space();
        if cursor.slice(key.start, key.end) == name {
            found = Some(cursor.clone());
        }
        if cursor.skip(0).is_err() || !cursor.take(b',') {
            return found;
        }
    }
}
