//! Reading some members of a record only: the others are skipped where they stand, and nothing is made of them.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use std::collections::BTreeMap;

/// Which members; ids are read in any case, as a record without one says nothing about anybody.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// All that is here.
    whole: bool,
    members: BTreeMap<String, Fields>,
}

static WHOLE: Fields = Fields { whole: true, members: BTreeMap::new() };

impl Fields {
    /// By name, dotted inside (`name.first`). Of a list's elements it says the same.
    pub(super) fn new(names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut fields = Fields::default();
        for name in names {
            let mut place = &mut fields;
            for part in name.as_ref().split('.') {
                place = place.members.entry(part.to_owned()).or_default();
            }
            place.whole = true;
        }
        fields
    }

    /// The same below a member, such as an envelope's `data`.
    pub(super) fn below(self, name: &str) -> Self {
        Fields { whole: false, members: BTreeMap::from([(name.to_owned(), self)]) }
    }

    /// Beside each other.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.members.extend(other.members);
        self
    }

    fn within(&self, name: &str) -> Option<&Fields> {
        match self.members.get(name) {
            _ if self.whole => Some(&WHOLE),
            None if matches!(name, "id" | "sub") => Some(&WHOLE),
            found => found,
        }
    }
}

/// Whatever reads, reading these members only.
pub(super) struct Chosen<'f, T> {
    inner: T,
    fields: &'f Fields,
}

impl<'f, T> Chosen<'f, T> {
    pub(super) fn new(inner: T, fields: &'f Fields) -> Self {
        Chosen { inner, fields }
    }

    fn hand<U>(fields: &'f Fields, inner: U) -> Chosen<'f, U> {
        Chosen { inner, fields }
    }
}

macro_rules! forward {
    ($($method:ident($($name:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Self::hand(self.fields, visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Chosen<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any(); deserialize_bool(); deserialize_i8(); deserialize_i16(); deserialize_i32();
        deserialize_i64(); deserialize_u8(); deserialize_u16(); deserialize_u32(); deserialize_u64();
        deserialize_f32(); deserialize_f64(); deserialize_char(); deserialize_str(); deserialize_string();
        deserialize_bytes(); deserialize_byte_buf(); deserialize_option(); deserialize_unit(); deserialize_seq();
        deserialize_map(); deserialize_identifier(); deserialize_ignored_any();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_struct(name: &'static str, members: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! plain {
    ($($method:ident: $type:ty;)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Chosen<'_, V> {
    type Value = V::Value;

    plain! {
        visit_bool: bool; visit_i64: i64; visit_u64: u64; visit_f64: f64; visit_str: &str;
        visit_borrowed_str: &'de str; visit_string: String;
    }

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.inner.expecting(out)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Self::hand(self.fields, value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Self::hand(self.fields, value))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Self::hand(self.fields, elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Members { inner: members, fields: self.fields, current: &WHOLE })
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Chosen<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Self::hand(self.fields, value))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Chosen<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_element_seed(Self::hand(self.fields, seed))
    }
}

/// An object's members, without those that nobody wants.
struct Members<'f, A> {
    inner: A,
    fields: &'f Fields,
    /// What is wanted of the member whose name was read last.
    current: &'f Fields,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while let Some(name) = self.inner.next_key::<String>()? {
            if let Some(wanted) = self.fields.within(&name) {
                self.current = wanted;
                let name: StringDeserializer<A::Error> = name.into_deserializer();
                return seed.deserialize(name).map(Some);
            }
            self.inner.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        if self.current.whole {
            return self.inner.next_value_seed(seed);
        }
        self.inner.next_value_seed(Chosen { inner: seed, fields: self.current })
    }
}
