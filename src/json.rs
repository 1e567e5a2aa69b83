//! Writing the small JSON documents that cross the boundary or rest in storage.

use crate::prelude::*;

/// An object being written, member by member.
#[derive(Debug)]
pub(crate) struct Writer {
    out: String,
}

impl Writer {
    pub(crate) fn object() -> Self {
        Writer { out: String::from("{") }
    }

    fn key(&mut self, key: &str) {
        if self.out.len() > 1 {
            self.out.push(',');
        }
        quote(&mut self.out, key);
        self.out.push(':');
    }

    pub(crate) fn string(&mut self, key: &str, value: &str) {
        self.key(key);
        quote(&mut self.out, value);
    }

    /// A member that is left out when there is no value.
    pub(crate) fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.string(key, value);
        }
    }

    pub(crate) fn boolean(&mut self, key: &str, value: bool) {
        self.raw(key, if value { "true" } else { "false" });
    }

    /// A whole number; what a double cannot hold exactly is rounded to it.
    pub(crate) fn number(&mut self, key: &str, value: f64) {
        self.key(key);
        integer(&mut self.out, value);
    }

    /// A value that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.out.push_str(json);
    }

    pub(crate) fn end(mut self) -> String {
        self.out.push('}');
        self.out
    }
}

/// A list being written, value by value: shorter than an object, on both sides.
#[derive(Debug)]
pub(crate) struct List {
    out: String,
}

#[cfg_attr(
    not(all(target_arch = "wasm32", any(feature = "npm", test))),
    allow(dead_code, reason = "the boundary writes the longer ones")
)]
impl List {
    pub(crate) fn new() -> Self {
        List { out: String::from("[") }
    }

    fn next(&mut self) -> &mut String {
        if self.out.len() > 1 {
            self.out.push(',');
        }
        &mut self.out
    }

    pub(crate) fn string(&mut self, value: &str) {
        quote(self.next(), value);
    }

    /// A string, or `null`.
    pub(crate) fn optional(&mut self, value: Option<&str>) {
        match value {
            Some(value) => self.string(value),
            None => self.raw("null"),
        }
    }

    pub(crate) fn number(&mut self, value: f64) {
        integer(self.next(), value);
    }

    /// A value that is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.next().push_str(json);
    }

    pub(crate) fn end(mut self) -> String {
        self.out.push(']');
        self.out
    }
}

/// Writes a list of strings.
pub(crate) fn strings<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let mut list = List::new();
    for value in values {
        list.string(value);
    }
    list.end()
}

/// A whole number as text.
pub(crate) fn whole(value: f64) -> String {
    let mut out = String::new();
    integer(&mut out, value);
    out
}

/// Writes a whole number without the floating-point formatter, which would cost the browser several kilobytes.
pub(crate) fn integer(out: &mut String, value: f64) {
    let magnitude = value.abs().min(9_007_199_254_740_991.0) as u64;
    if value < 0.0 {
        out.push('-');
    }
    let mut digits = [0u8; 20];
    let mut rest = magnitude;
    let mut used = 0;
    for digit in &mut digits {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    for digit in digits.iter().take(used).rev() {
        out.push(char::from(*digit));
    }
}

/// Writes one UTF-16 code unit as an escape.
pub(crate) fn escape(out: &mut String, unit: u16) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.push(char::from_digit(u32::from(unit) >> shift & 15, 16).unwrap_or('0'));
    }
}

/// Writes a JSON string. `<` and the line separators are escaped too, so that the text is safe wherever it is pasted.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\u{0}'..='\u{1f}' | '<' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                escape(out, character as u16);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Writer, integer, strings};

    #[test]
    fn members_are_separated_and_escaped() {
        let mut json = Writer::object();
        json.string("a", "x\"\\\n<\u{2028}é");
        json.optional("gone", None);
        json.number("n", -12.0);
        json.boolean("b", true);
        json.raw("l", &strings(["1", "2"]));
        assert_eq!(json.end(), "{\"a\":\"x\\\"\\\\\\u000a\\u003c\\u2028é\",\"n\":-12,\"b\":true,\"l\":[\"1\",\"2\"]}");
    }

    #[test]
    fn whole_numbers_keep_every_digit() {
        for value in [0u64, 1, 10, 1_800_000_000_123, 9_007_199_254_740_991] {
            let mut out = String::new();
            integer(&mut out, value as f64);
            assert_eq!(out, value.to_string());
        }
    }
}
