//! Checking a value against its type.

use super::batch::Slot;
use super::frame::Spot;
use super::projection::Want;
use super::quoted::Quoted;
use super::record::Identity;
use super::validator::{Checked, Validator};
use crate::error::Reason;
use crate::schema::{Kind, Type};

impl Validator<'_> {
    /// Takes the value of a member; gives its slot, or any where it is not wanted.
    pub(super) fn value(&mut self, ty: Type, member: usize, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let first = self.cursor.after_space();
        let kind = ty.kind();
        if first == b'"' && ty.is_text() {
            let text = self.string(spot)?;
            if kind == Kind::Id && spot.depth() == self.reading.identity_depth {
                self.reading.identity = Identity::Found(text);
            }
            return Some(self.emitted(text, member, want));
        }
        if kind == Kind::Id && spot.depth() == self.reading.identity_depth {
            self.reading.identity = Identity::Wrong;
            return self.any(spot, want);
        }
        if first == b'n' {
            let step = self.cursor.null();
            self.checked(step, spot)?;
            if !(ty.is_nullable() || self.reading.before || kind == Kind::Any) {
                self.issue(Reason::WrongType, spot);
            }
            return Some(Slot::NULL);
        }
        if ty.is_list() {
            return if first == b'[' { self.list(ty.element(), member, spot, want) } else { self.misfit(spot, want) };
        }
        match kind {
            Kind::Record if first == b'{' => self.record(ty.argument(), spot, want),
            Kind::Object if first == b'{' => self.any(spot, want),
            Kind::Integer | Kind::Number if first == b'-' || first.is_ascii_digit() => self.number(kind, spot, want),
            Kind::Boolean if first == b't' || first == b'f' => self.any(spot, want),
            Kind::Subject | Kind::Previous if first == b'{' => self.subject(kind == Kind::Previous, spot, want),
            Kind::Any => self.any(spot, want),
            _ => self.misfit(spot, want),
        }
    }

    /// Takes a value as it stands there.
    #[inline(never)]
    pub(super) fn any(&mut self, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let start = self.cursor.at;
        self.skip(spot.depth(), spot)?;
        Some(self.taken(start, want))
    }

    /// Where what the cursor took since `start` goes.
    pub(super) fn taken(&mut self, start: usize, want: Want) -> Slot {
        if want.is_nothing() { Slot::NULL } else { self.reading.batch.any(&self.cursor, start, self.cursor.at) }
    }

    /// Takes a value that does not fit.
    #[cold]
    fn misfit(&mut self, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let slot = self.any(spot, want)?;
        self.issue(Reason::WrongType, spot);
        Some(slot)
    }

    fn number(&mut self, kind: Kind, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let start = self.cursor.at;
        let step = self.cursor.number();
        let is_whole = self.checked(step, spot)?;
        if kind == Kind::Integer && !is_whole {
            self.issue(Reason::WrongType, spot);
        }
        Some(self.taken(start, want))
    }

    #[inline(always)]
    pub(super) fn emitted(&mut self, text: Quoted, member: usize, want: Want) -> Slot {
        if want.is_nothing() { Slot::NULL } else { self.reading.batch.string(&self.cursor, text, member) }
    }

    fn list(&mut self, element: Type, member: usize, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let begun = self.reading.batch.begin_list();
        self.array(spot, &mut |this, spot| {
            let slot = this.value(element, member, spot, want)?;
            if !want.is_nothing() {
                this.reading.batch.element(slot);
            }
            Some(())
        })?;
        Some(if want.is_nothing() { Slot::NULL } else { self.reading.batch.end_list(begun) })
    }

    /// Takes the record that an event is about, or what it was `before`.
    fn subject(&mut self, before: bool, spot: Spot<'_>, want: Want) -> Checked<Slot> {
        let Some(record) = self.reading.subject else { return self.any(spot, want) };
        self.reading.before = before;
        let slot = self.record(record as u8, spot, want);
        self.reading.before = false;
        let slot = slot?;
        Some(if want.is_nothing() { slot } else { self.reading.batch.told(record as u8, slot) })
    }
}
