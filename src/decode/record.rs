//! Checking a record against its table.

use super::cursor::{self, Cursor, Fault, Quoted};
use super::frame::Frame;
use super::reader::unescape;
use super::report::{Fatal, Report};
use crate::error::Reason;
use crate::prelude::*;
use crate::schema::{Kind, Names, Record, Type, member_type, members};

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
const SUBJECTS: [(&[u8], Record); 7] = [
    (b"users", Record::User),
    (b"sections", Record::Section),
    (b"schools", Record::School),
    (b"districts", Record::District),
    (b"courses", Record::Course),
    (b"terms", Record::Term),
    (b"resources", Record::Resource),
];

/// A validator on its way through a body.
#[derive(Debug)]
pub(super) struct Validator<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) report: Report,
    names: Names,
    /// The ids of the first and the last record that was whole.
    pub(super) ends: Option<(Quoted, Quoted)>,
    identity: Identity,
    /// How many containers are open around the id that counts.
    identity_depth: usize,
    subject: Option<Record>,
    /// Within `previous_attributes`, where `null` says that there was no value.
    before: bool,
}

impl<'a> Validator<'a> {
    pub(super) fn new(cursor: Cursor<'a>) -> Self {
        Validator {
            cursor,
            report: Report::default(),
            names: Names::new(),
            ends: None,
            identity: Identity::Missing,
            identity_depth: 0,
            subject: None,
            before: false,
        }
    }

    #[cold]
    pub(super) fn halt(&mut self, reason: Reason, frame: &Frame<'_>) -> Halt {
        self.report.fatal = Some(Fatal { reason, path: frame.path(), offset: self.cursor.at });
        Halt
    }

    #[cold]
    pub(super) fn issue(&mut self, reason: Reason, frame: &Frame<'_>) {
        self.report.issue(reason, || frame.path());
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

    /// Takes a value that does not fit.
    fn misfit(&mut self, depth: usize, frame: &Frame<'_>) -> Checked {
        self.skip(depth, frame)?;
        self.issue(Reason::WrongType, frame);
        Ok(())
    }

    pub(super) fn string(&mut self, frame: &Frame<'_>) -> Checked<Quoted> {
        let step = self.cursor.string();
        self.checked(step, frame)
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
        let step = self.cursor.expect(b'[');
        self.checked(step, frame)?;
        let mut index = 0u32;
        let mut closed = self.cursor.take(b']');
        while !closed {
            self.cursor.space();
            each(self, &frame.element(index))?;
            index = index.saturating_add(1);
            closed = self.cursor.take(b']');
            if !closed {
                let step = self.cursor.expect(b',');
                self.checked(step, frame)?;
            }
        }
        Ok(())
    }

    /// Takes a record that stands for itself: with its id, if it has one. `depth` containers are open around it.
    pub(super) fn identified(&mut self, record: Record, depth: usize, frame: &Frame<'_>) -> Checked {
        let start = self.cursor.at;
        self.identity = Identity::Missing;
        self.identity_depth = depth + 1;
        if matches!(record, Record::Event) {
            self.subject = subject(&self.cursor);
        }
        self.record(record as u8, depth, frame)?;
        if self.cursor.at - start > super::RECORD_LIMIT {
            return Err(self.halt(Reason::TooLarge, frame));
        }
        let first = members(record as u8).start;
        if member_type(first).kind() == Kind::Id {
            let reason = match self.identity {
                Identity::Found(id) => {
                    self.ends = Some((self.ends.map_or(id, |(first, _)| first), id));
                    return Ok(());
                }
                Identity::Missing => Reason::BrokenPage,
                Identity::Wrong => Reason::WrongType,
            };
            return Err(self.halt(reason, &frame.member(self.names.get(first))));
        }
        Ok(())
    }

    fn record(&mut self, record: u8, depth: usize, frame: &Frame<'_>) -> Checked {
        let table = members(record);
        // Clever's order is its own but mostly the same: look behind the last hit first.
        let mut next = table.start;
        // One bit for each member that was there; no record has more than 32.
        let mut seen = 0u32;
        self.object(frame, &mut |this, name| {
            let mut known = (next..table.end).chain(table.start..next).map(|member| (member, this.names.get(member)));
            let Some((member, name)) = known.find(|(_, known)| known.as_bytes() == name) else {
                return this.skip(depth + 1, frame);
            };
            next = member + 1;
            seen |= 1 << (member - table.start);
            this.value(member_type(member), depth + 1, &frame.member(name))
        })?;
        for member in table.clone() {
            if member_type(member).is_certain() && seen >> (member - table.start) & 1 == 0 {
                let name = self.names.get(member);
                self.issue(Reason::WrongType, &frame.member(name));
            }
        }
        Ok(())
    }

    fn value(&mut self, ty: Type, depth: usize, frame: &Frame<'_>) -> Checked {
        let first = self.cursor.peek();
        let kind = ty.kind();
        let identifies = kind == Kind::Id && depth == self.identity_depth;
        if identifies && first != b'"' {
            self.identity = Identity::Wrong;
            return self.skip(depth, frame);
        }
        if first == b'n' {
            self.skip(depth, frame)?;
            if !(ty.is_nullable() || self.before || kind == Kind::Any) {
                self.issue(Reason::WrongType, frame);
            }
            return Ok(());
        }
        if ty.is_list() {
            if first != b'[' {
                return self.misfit(depth, frame);
            }
            return self.array(frame, &mut |this, frame| this.value(ty.element(), depth + 1, frame));
        }
        match kind {
            Kind::Id | Kind::String | Kind::Enumeration if first == b'"' => {
                let text = self.string(frame)?;
                if identifies {
                    self.identity = Identity::Found(text);
                }
                Ok(())
            }
            Kind::Integer | Kind::Number if first == b'-' || first.is_ascii_digit() => {
                let step = self.cursor.number();
                let whole = self.checked(step, frame)?;
                if kind == Kind::Integer && !whole {
                    self.issue(Reason::WrongType, frame);
                }
                Ok(())
            }
            Kind::Boolean if first == b't' || first == b'f' => self.skip(depth, frame),
            Kind::Object if first == b'{' => self.skip(depth, frame),
            Kind::Record if first == b'{' => self.record(ty.argument(), depth, frame),
            Kind::Subject | Kind::Previous if first == b'{' => match self.subject {
                None => self.skip(depth, frame),
                Some(record) => {
                    self.before = kind == Kind::Previous;
                    let checked = self.record(record as u8, depth, frame);
                    self.before = false;
                    checked
                }
            },
            Kind::Any => self.skip(depth, frame),
            _ => self.misfit(depth, frame),
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
