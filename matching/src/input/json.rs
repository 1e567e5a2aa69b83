//! Records in JSON: pages as Clever sends them, rows of pages, arrays, one record a line. What is not asked for is walked
//! over; nothing is built.

use super::member::{member, next_member, past_brace};
use super::text::{Stop, Text, Walked, blank, here, skip, string};
use super::trail::Trail;
use super::{Fault, Sink};
use crate::field::Field;
use crate::fields::Fields;
use crate::prelude::*;

/// Where members are wanted from: a tree of their names.
#[derive(Debug, Default)]
struct Node {
    members: Vec<(Box<[u8]>, usize)>,
    field: Option<Field>,
}

/// Where reading stands between two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Outside of everything.
    Top,
    /// In the array of an array of records, or of a page.
    Rows { page: bool },
    /// In a page, behind its rows.
    Tail,
}

/// Reads records out of JSON text.
#[derive(Debug)]
pub struct Json {
    nodes: Vec<Node>,
    /// Whether records lie in Clever's envelopes.
    enveloped: bool,
    place: Place,
    /// As much has to be there before the next attempt: a record that comes in drops is not read again with each.
    wait_for: usize,
    /// Bytes before those at hand.
    passed: u64,
    trail: Trail,
}

impl Json {
    /// Nothing read yet. `paths`: where each field stands in a record, with dots between members. `enveloped`: pages and
    /// rows of Clever's are unwrapped.
    #[must_use]
    pub fn new(paths: &[(Field, String)], enveloped: bool) -> Self {
        let mut nodes = vec![Node::default()];
        for (field, path) in paths {
            let mut at = 0;
            for name in path.split('.') {
                let next = nodes.len();
                let Some(node) = nodes.get_mut(at) else { break };
                at = match node.members.iter().find(|(own, _)| **own == *name.as_bytes()) {
                    Some((_, known)) => *known,
                    None => {
                        node.members.push((name.as_bytes().into(), next));
                        nodes.push(Node::default());
                        next
                    }
                };
            }
            if let Some(node) = nodes.get_mut(at) {
                node.field = Some(*field);
            }
        }
        Self { nodes, enveloped, place: Place::Top, wait_for: 0, passed: 0, trail: Trail::default() }
    }

    /// Reads on; says how many bytes need not come again. `last`: nothing comes behind these.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn push(&mut self, bytes: &[u8], last: bool, sink: &mut Sink<'_>) -> Result<usize, Fault> {
        if bytes.len() < self.wait_for && !last {
            return Ok(0);
        }
        let mut fields = Fields::default();
        let mut trail = core::mem::take(&mut self.trail);
        let mut at = 0;
        let result = loop {
            match self.step(bytes, at, &mut fields, &mut trail) {
                Ok((next, is_record)) => {
                    at = next;
                    if is_record && let Err(refusal) = sink(&fields) {
                        break Err(refusal.into());
                    }
                }
                Err(Stop::More) if last && (self.place != Place::Top || blank(bytes, at) < bytes.len()) => {
                    break Err(Fault::Malformed(self.passed + bytes.len() as u64));
                }
                Err(Stop::More) => break Ok(()),
                Err(Stop::Malformed(place)) => break Err(Fault::Malformed(self.passed + place as u64)),
                Err(Stop::TooDeep(place)) => break Err(Fault::TooDeep(self.passed + place as u64)),
            }
        };
        self.trail = trail;
        self.wait_for = (bytes.len() - at) * 2;
        self.passed += at as u64;
        result.map(|()| at)
    }

    /// Goes on to the next place between records; says whether a record was read on the way.
    fn step<'a>(
        &mut self,
        bytes: &'a [u8],
        at: usize,
        fields: &mut Fields<'a>,
        trail: &mut Trail,
    ) -> Walked<(usize, bool)> {
        let at = blank(bytes, at);
        let byte = here(bytes, at)?;
        match (self.place, byte) {
            (Place::Top, b'{') => {
                fields.clear();
                match self.outer(bytes, at, fields, trail)? {
                    Outer::Page(next) => {
                        self.place = Place::Rows { page: true };
                        Ok((next, false))
                    }
                    Outer::Record(next) => Ok((next, true)),
                }
            }
            (Place::Top, b'[') => {
                self.place = Place::Rows { page: false };
                Ok((at + 1, false))
            }
            (Place::Top, 0xef) if self.passed == 0 && at == 0 => match bytes.get(..3) {
                Some(b"\xef\xbb\xbf") => Ok((3, false)),
                Some(_) => Err(Stop::Malformed(at)),
                None => Err(Stop::More),
            },
            (Place::Rows { .. }, b'{') => {
                fields.clear();
                match self.outer(bytes, at, fields, trail)? {
                    Outer::Record(next) => Ok((next, true)),
                    Outer::Page(_) => Err(Stop::Malformed(at)),
                }
            }
            (Place::Rows { page }, b']') => {
                self.place = if page { Place::Tail } else { Place::Top };
                Ok((at + 1, false))
            }
            (Place::Tail, b'}') => {
                self.place = Place::Top;
                Ok((at + 1, false))
            }
            (Place::Tail, b'"') => {
                let (_, value) = member(bytes, at)?;
                Ok((skip(bytes, value)?, false))
            }
            (Place::Rows { .. } | Place::Tail, b',') => Ok((at + 1, false)),
            // Among rows, whatever is no object is no record.
            (Place::Rows { .. }, _) => Ok((skip(bytes, at)?, false)),
            _ => Err(Stop::Malformed(at)),
        }
    }

    /// An object that is a record, a row around one, or a page.
    fn outer<'a>(&self, bytes: &'a [u8], at: usize, fields: &mut Fields<'a>, trail: &mut Trail) -> Walked<Outer> {
        trail.begin();
        let (mut next, mut is_first, mut is_row) = (at + 1, true, false);
        loop {
            if !is_row && let Some((length, child)) = trail.follow(bytes.get(next..).unwrap_or_default(), 0, is_first) {
                next = self.value(bytes, blank(bytes, next + length), child, fields, trail)?;
                is_first = false;
                continue;
            }
            let Some((name, value)) = next_member(bytes, next, is_first)? else {
                return Ok(Outer::Record(past_brace(bytes, next)?));
            };
            let byte = here(bytes, value)?;
            let is_data = self.enveloped && name.is(b"data");
            next = if is_data && byte == b'[' && self.place == Place::Top {
                return Ok(Outer::Page(value + 1));
            } else if is_data && byte == b'{' {
                is_row = true;
                fields.clear();
                self.object(bytes, value, 0, fields, trail)?
            } else if is_row {
                skip(bytes, value)?
            } else {
                let child = self.child(0, &name);
                if !is_data {
                    trail.note(bytes.get(next..value).unwrap_or_default(), 0, is_first, child);
                }
                self.value(bytes, value, child, fields, trail)?
            };
            is_first = false;
        }
    }

    /// The members of an object, as far as they are wanted.
    fn object<'a>(
        &self,
        bytes: &'a [u8],
        at: usize,
        node: usize,
        fields: &mut Fields<'a>,
        trail: &mut Trail,
    ) -> Walked<usize> {
        let mut next = at + 1;
        let mut is_first = true;
        loop {
            if bytes.get(next) == Some(&b'}') {
                return Ok(next + 1);
            }
            let (value, child) = match trail.follow(bytes.get(next..).unwrap_or_default(), node, is_first) {
                Some((length, child)) => (blank(bytes, next + length), child),
                None => {
                    let Some((name, value)) = next_member(bytes, next, is_first)? else {
                        return past_brace(bytes, next);
                    };
                    let child = self.child(node, &name);
                    trail.note(bytes.get(next..value).unwrap_or_default(), node, is_first, child);
                    (value, child)
                }
            };
            next = self.value(bytes, value, child, fields, trail)?;
            is_first = false;
        }
    }

    #[inline]
    fn value<'a>(
        &self,
        bytes: &'a [u8],
        at: usize,
        node: Option<usize>,
        fields: &mut Fields<'a>,
        trail: &mut Trail,
    ) -> Walked<usize> {
        let Some((index, node)) = node.and_then(|index| Some((index, self.nodes.get(index)?))) else {
            return skip(bytes, at);
        };
        match (here(bytes, at)?, node.field) {
            (b'{', field) => {
                if field == Some(Field::Role) {
                    fields.set(Field::Role, b"1");
                }
                if node.members.is_empty() { skip(bytes, at) } else { self.object(bytes, at, index, fields, trail) }
            }
            (b'"', Some(field)) => {
                let text = string(bytes, at)?;
                match text.plain() {
                    Some(plain) => fields.set(field, plain),
                    None => fields.write(field, |plain| text.unescape(plain)),
                }
                Ok(text.end + 1)
            }
            (b'-' | b'0'..=b'9' | b't' | b'f', Some(field)) => {
                let end = skip(bytes, at)?;
                fields.set(field, bytes.get(at..end).unwrap_or_default());
                Ok(end)
            }
            (_, Some(field)) => {
                fields.set(field, &[]);
                skip(bytes, at)
            }
            _ => skip(bytes, at),
        }
    }

    fn child(&self, node: usize, name: &Text<'_>) -> Option<usize> {
        let members = &self.nodes.get(node)?.members;
        members.iter().find(|(own, _)| name.is(own)).map(|(_, child)| *child)
    }
}

enum Outer {
    /// Up to its first row.
    Page(usize),
    /// Its end.
    Record(usize),
}
