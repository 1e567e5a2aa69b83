//! The type of a member, in two bytes.

use super::records::Record;

/// The type of a member: what it is, whether it is a list of that, whether `null` stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type(u16);

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The identifier without which a record is useless: a string that must be there.
    Id,
    /// A string.
    String,
    /// A string, one of Clever's published ones as a rule.
    Enumeration,
    /// A number without fraction.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object whose members are not Clever's.
    Object,
    /// A record of this table.
    Record,
    /// The record that an event is about; its type says which.
    Subject,
    /// Members of that record as they were before.
    Previous,
    /// Any value.
    Any,
}

const LIST: u16 = 1 << 4;
const NULLABLE: u16 = 1 << 5;
const CERTAIN: u16 = 1 << 6;
const ARGUMENT: u32 = 8;

pub(super) const ID: Type = Type(Kind::Id as u16);
pub(super) const STRING: Type = Type(Kind::String as u16);
pub(super) const INTEGER: Type = Type(Kind::Integer as u16);
pub(super) const NUMBER: Type = Type(Kind::Number as u16);
pub(super) const BOOLEAN: Type = Type(Kind::Boolean as u16);
pub(super) const OBJECT: Type = Type(Kind::Object as u16);
pub(super) const SUBJECT: Type = Type(Kind::Subject as u16);
pub(super) const PREVIOUS: Type = Type(Kind::Previous as u16);
pub(super) const ANY: Type = Type(Kind::Any as u16);

pub(super) const fn record(record: Record) -> Type {
    Type(Kind::Record as u16 | (record as u16) << ARGUMENT)
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) const fn enumeration(values: super::Enumeration) -> Type {
    Type(Kind::Enumeration as u16 | (values as u16) << ARGUMENT)
}

pub(super) const fn list(element: Type) -> Type {
    Type(element.0 | LIST)
}

pub(super) const fn nullable(plain: Type) -> Type {
    Type(plain.0 | NULLABLE)
}

pub(super) const fn certain(plain: Type) -> Type {
    Type(plain.0 | CERTAIN)
}

impl Type {
    /// What the value, or each of a list, is.
    #[must_use]
    pub fn kind(self) -> Kind {
        const KINDS: [Kind; 11] = [
            Kind::Id,
            Kind::String,
            Kind::Enumeration,
            Kind::Integer,
            Kind::Number,
            Kind::Boolean,
            Kind::Object,
            Kind::Record,
            Kind::Subject,
            Kind::Previous,
            Kind::Any,
        ];
        KINDS.get(usize::from(self.0 & 15)).copied().unwrap_or(Kind::Any)
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        self.0 & LIST != 0
    }

    /// Whether it is a string, of whatever kind, and no list.
    #[cfg(feature = "api")]
    #[inline(always)]
    pub(crate) fn is_text(self) -> bool {
        self.0 & (15 | LIST) <= Kind::Enumeration as u16
    }

    /// Whether Clever writes `null` for it.
    #[must_use]
    pub fn is_nullable(self) -> bool {
        self.0 & NULLABLE != 0
    }

    /// Whether it is an issue for it to be absent.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        self.0 & CERTAIN != 0
    }

    /// The position of the record or the enumeration among its kind.
    #[must_use]
    pub fn argument(self) -> u8 {
        (self.0 >> ARGUMENT) as u8
    }

    /// The type of a list's elements; none of Clever's lists is said to hold `null`.
    #[must_use]
    pub fn element(self) -> Type {
        Type(self.0 & !LIST & !NULLABLE)
    }
}
