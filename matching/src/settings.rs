//! What a run is asked for, in one text: lines of words separated by U+001F, each with a name in front.

use crate::field::Field;
use crate::input::delimited::Header;
use crate::input::header::fields_of;
use crate::key::{Key, MOST_KEYS};
use crate::kind::Kind;
use crate::local::Plan;
use crate::prelude::*;
use crate::rules::Rules;

/// The form that records come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// Rows of cells, from a program.
    Batch,
    /// Comma- or tab-separated values.
    Delimited,
    /// JSON: pages, rows, arrays or lines.
    Json,
}

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Kind, keys and rules.
    pub plan: Plan,
    /// Only records of this district.
    pub district: Option<String>,
    /// How local records come.
    pub form: Form,
    /// How roster records come: as a batch or as JSON.
    pub roster_form: Form,
    /// Between the values of a line.
    pub delimiter: Option<u8>,
    /// Whether the first line names the columns.
    pub header: Header,
    /// Where the local fields are. Of a batch: its columns, in order.
    pub mapping: Vec<(Field, String)>,
    /// What can be made again, as text: kind, keys and rules.
    pub lasting: String,
}

/// A setting that cannot be used: its path, and what is wrong.
pub type Misuse = (&'static str, String);

impl Settings {
    /// Reads the text.
    ///
    /// # Errors
    /// [`Misuse`]
    pub fn parse(text: &str) -> Result<Self, Misuse> {
        let words = |line: &str| -> (String, String, String) {
            let mut words = line.splitn(3, '\u{1f}').map(str::to_owned);
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default())
        };
        let lines: Vec<(String, String, String)> = text.split('\u{1e}').map(words).collect();
        let value = |name: &str| lines.iter().find(|(own, ..)| own == name).map(|(_, value, _)| value.as_str());
        let kind = value("kind").and_then(Kind::from_name);
        let kind = kind.ok_or_else(|| ("kind", "kind must be student, teacher, staff or school".to_owned()))?;
        let keys = match value("keys") {
            Some(names) => keys(kind, names)?,
            None => kind.priorities().to_vec(),
        };
        let mut rules = Rules {
            ignore_leading_zeros: value("leadingZeros") == Some("ignore"),
            day_first: value("dates") == Some("day-first"),
            ..Rules::default()
        };
        for (_, word, _) in lines.iter().filter(|(name, ..)| name == "placeholder") {
            rules.add_placeholder(word);
        }
        let form = |name| match value(name) {
            Some("delimited") => Form::Delimited,
            Some("json") => Form::Json,
            _ => Form::Batch,
        };
        let mut mapping = Vec::new();
        for (_, field, column) in lines.iter().filter(|(name, ..)| name == "map") {
            let known = Field::from_name(field).filter(|field| *field != Field::District && *field != Field::Role);
            let known =
                known.ok_or_else(|| ("fields", ["fields.", field, " is no field that matching reads"].concat()))?;
            mapping.push((known, column.clone()));
        }
        let lasting = ["kind", "keys", "leadingZeros", "dates", "placeholder"];
        let lasting =
            text.split('\u{1e}').filter(|line| line.split('\u{1f}').next().is_some_and(|name| lasting.contains(&name)));
        Ok(Self {
            district: value("district").map(str::to_owned),
            form: form("local"),
            roster_form: form("roster"),
            delimiter: value("delimiter").and_then(|text| text.bytes().next()),
            header: match value("header") {
                Some("present") => Header::Present,
                Some("missing") => Header::Missing,
                _ => Header::Detected,
            },
            mapping,
            lasting: lasting.collect::<Vec<_>>().join("\u{1e}"),
            plan: Plan { kind, keys, rules },
        })
    }

    /// The fields that the keys are made of.
    #[must_use]
    pub fn wanted(&self) -> Vec<Field> {
        fields_of(self.plan.kind, &self.plan.keys)
    }

    /// Where each field stands in Clever's record.
    #[must_use]
    pub fn roster_paths(&self) -> Vec<(Field, String)> {
        let mut fields = vec![Field::Id, Field::District];
        fields.extend(self.plan.kind.role().map(|_| Field::Role));
        fields.extend(self.wanted());
        fields.into_iter().map(|field| (field, field.path(self.plan.kind))).collect()
    }
}

fn keys(kind: Kind, names: &str) -> Result<Vec<Key>, Misuse> {
    let mut keys = Vec::new();
    for name in names.split(' ').filter(|name| !name.is_empty()) {
        let key = Key::from_name(name).filter(|key| kind.has(*key));
        let key = key.ok_or_else(|| ("keys", ["keys: this kind of record has no key ", name].concat()))?;
        if keys.contains(&key) {
            return Err(("keys", ["keys: ", name, " stands twice"].concat()));
        }
        keys.push(key);
    }
    if !keys.iter().any(|key| kind.links_by(*key)) {
        return Err(("keys", "keys: none of them may link two records".to_owned()));
    }
    if keys.len() > MOST_KEYS {
        return Err(("keys", "keys: at most eight".to_owned()));
    }
    Ok(keys)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_is_named() {
        let path = |text: &str| Settings::parse(&text.replace('|', "\u{1f}").replace(';', "\u{1e}")).unwrap_err().0;
        assert_eq!(path("kind|contact"), "kind");
        assert_eq!(path("kind|student;keys|sis_id staff_id"), "keys");
        assert_eq!(path("kind|teacher;keys|name"), "keys");
        assert_eq!(path("kind|teacher;keys|email email"), "keys");
        assert_eq!(path("kind|teacher;keys|"), "keys");
        assert_eq!(path("kind|student;map|password|x"), "fields");
        assert_eq!(path("kind|student;map|district|x"), "fields");
    }

    #[test]
    fn what_lasts_can_be_read_again() {
        let text = "kind\u{1f}student\u{1e}local\u{1f}json\u{1e}leadingZeros\u{1f}ignore\u{1e}placeholder\u{1f}Keine";
        let settings = Settings::parse(text).unwrap();
        assert_eq!((settings.form, settings.plan.rules.ignore_leading_zeros), (Form::Json, true));
        let again = Settings::parse(&settings.lasting).unwrap();
        assert_eq!((again.form, again.plan.rules.is_placeholder(b"keine")), (Form::Batch, true));
    }
}
