//! The query of a request, from the caller's object.

use crate::decode::reader;
use crate::error::{Error, Result};
use crate::percent;
use crate::prelude::*;

/// What becomes of the parameters that choose a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// They are sent, and checked as the parameters of one of Clever's lists.
    Checked,
    /// They are left out: all records are counted.
    Dropped,
    /// They mean nothing here.
    Unknown,
}

/// Appends the members of a JSON object: null is left out, a list repeats its name, the rest stands as it is. `false` of a
/// list's own parameters is left out too: Clever publishes `primary` as `true` or nothing.
pub(super) fn append(url: &mut String, json: &str, paging: Paging) -> Result<()> {
    let mut outcome = Ok(());
    let mut cursors = 0;
    let whole = reader::members(json, |name, raw| {
        let is_absent = match raw.trim_ascii() {
            "null" => true,
            "false" => paging != Paging::Unknown,
            _ => false,
        };
        if outcome.is_ok() && !is_absent {
            outcome = match paging {
                Paging::Unknown => value(url, name, raw),
                Paging::Dropped if is_paging(name) || name == "count" => Ok(()),
                Paging::Dropped => value(url, name, raw),
                Paging::Checked => check(name, raw, &mut cursors).and_then(|()| value(url, name, raw)),
            };
        }
    });
    match whole {
        Some(()) => outcome,
        None => Err(Error::argument("query", "query must be an object")),
    }
}

fn is_paging(name: &str) -> bool {
    name == "limit" || is_cursor(name)
}

fn is_cursor(name: &str) -> bool {
    matches!(name, "starting_after" | "ending_before" | "cursor")
}

fn check(name: &str, raw: &str, cursors: &mut u32) -> Result<()> {
    let text = reader::string(raw);
    if name == "limit" {
        let digits = text.as_deref().unwrap_or(raw).trim_ascii();
        let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        return if whole { Ok(()) } else { Err(refuse(name, " must be a whole number of at least 1")) };
    }
    if is_cursor(name) {
        *cursors += 1;
        if text.is_none_or(|text| text.is_empty()) {
            return Err(refuse(name, " must be a non-empty string"));
        }
        if *cursors > 1 {
            return Err(refuse(name, " cannot go with another cursor: a page lies after one record or before one"));
        }
    }
    Ok(())
}

fn value(url: &mut String, name: &str, raw: &str) -> Result<()> {
    let raw = raw.trim_ascii();
    if !raw.starts_with('[') {
        return scalar(url, name, raw);
    }
    let mut outcome = Ok(());
    reader::elements(raw, |element| {
        if outcome.is_ok() {
            outcome = scalar(url, name, element.trim_ascii());
        }
    });
    outcome
}

fn scalar(url: &mut String, name: &str, raw: &str) -> Result<()> {
    if let Some(text) = reader::string(raw) {
        percent::append(url, name, &text);
    } else if raw.starts_with(['{', '[', 'n']) {
        return Err(refuse(name, " must be a string, a number, a boolean or a list of those"));
    } else {
        percent::append(url, name, raw);
    }
    Ok(())
}

fn refuse(name: &str, must: &str) -> Error {
    Error::argument(name, [name, must].concat())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Paging, append};
    use crate::error::Code;

    fn query(json: &str, paging: Paging) -> Result<String, (Code, Option<String>)> {
        let mut url = String::new();
        append(&mut url, json, paging).map(|()| url).map_err(|error| (error.code, error.path.clone()))
    }

    #[test]
    fn members_become_parameters() {
        for (json, text) in [
            ("{}", ""),
            (r#"{"limit":100,"role":"student"}"#, "?limit=100&role=student"),
            (r#"{"limit":"100"}"#, "?limit=100"),
            (r#"{"primary":true,"role":null}"#, "?primary=true"),
            (r#"{"primary":false}"#, ""),
            (
                r#"{"record_type":["users","a b"],"school":"\u0026=é\r\n"}"#,
                "?record_type=users&record_type=a%20b&school=%26%3D%C3%A9%0D%0A",
            ),
            (r#"{"starting_after":"ab+c/=="}"#, "?starting_after=ab%2Bc%2F%3D%3D"),
            (r#"{"record_type":[]}"#, ""),
            (r#"{"a b":-1.5e3}"#, "?a%20b=-1.5e3"),
        ] {
            assert_eq!(query(json, Paging::Checked).as_deref(), Ok(text), "{json}");
        }
    }

    #[test]
    fn what_makes_no_page_is_refused_by_name() {
        for (json, path) in [
            (r#"{"limit":0}"#, "limit"),
            (r#"{"limit":-1}"#, "limit"),
            (r#"{"limit":1.5}"#, "limit"),
            (r#"{"limit":1e3}"#, "limit"),
            (r#"{"limit":"ten"}"#, "limit"),
            (r#"{"limit":""}"#, "limit"),
            (r#"{"limit":true}"#, "limit"),
            (r#"{"limit":[1]}"#, "limit"),
            (r#"{"starting_after":"a","ending_before":"b"}"#, "ending_before"),
            (r#"{"ending_before":"a","starting_after":"b"}"#, "starting_after"),
            (r#"{"cursor":""}"#, "cursor"),
            (r#"{"starting_after":7}"#, "starting_after"),
            (r#"{"role":{"a":1}}"#, "role"),
            (r#"{"role":[["a"]]}"#, "role"),
            (r#"{"role":["a",null]}"#, "role"),
            ("[]", "query"),
            ("\"role=student\"", "query"),
        ] {
            assert_eq!(query(json, Paging::Checked), Err((Code::InvalidArgument, Some(path.to_owned()))), "{json}");
        }
    }

    #[test]
    fn counting_keeps_the_filters_only() {
        let json =
            r#"{"limit":"x","starting_after":"a","ending_before":"b","cursor":"c","count":"false","role":"student"}"#;
        assert_eq!(query(json, Paging::Dropped).as_deref(), Ok("?role=student"));
    }

    #[test]
    fn the_escape_hatch_sends_what_it_is_given() {
        assert_eq!(query(r#"{"limit":0,"cursor":""}"#, Paging::Unknown).as_deref(), Ok("?limit=0&cursor="));
    }
}
