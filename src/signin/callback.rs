//! Is this page Clever's answer, and what does it say?
//!
//! Source: RFC 6749 sections 4.2.2 and 4.2.2.1.

use super::Flow;
use crate::error::{Code, Error, Reason, Result};
use crate::href::Href;
use crate::percent::decode;
use crate::prelude::*;
use crate::search::{cut, has, parts};

/// Longest part that is looked at, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// Most parameters of a part.
const MOST_PARAMETERS: usize = 100;

/// Names that are removed from the address bar.
const OURS: [&str; 12] = [
    "access_token",
    "token_type",
    "expires_in",
    "scope",
    "state",
    "error",
    "error_description",
    "error_uri",
    "error_reason",
    "code",
    "id_token",
    "refresh_token",
];
const IN_FRAGMENT: [&str; 2] = ["access_token", "error"];
const IN_QUERY: [&str; 3] = ["code", "error", "access_token"];

/// The parts of an address that hold an answer, as they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Callback<'a> {
    fragment: Option<&'a str>,
    query: Option<&'a str>,
}

impl core::fmt::Debug for Callback<'_> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("Callback([redacted])")
    }
}

impl<'a> Callback<'a> {
    /// Recognises an answer in the canonical address of the page `redirect`; everything else is `None`, silently.
    #[must_use]
    pub fn recognise(redirect: &str, address: &'a str) -> Option<Self> {
        let href = Href::parse(address)?;
        if href.page() != redirect {
            return None;
        }
        // `error` without a `=` is an ordinary route, such as `#/error`.
        let answers = |pair: &str, names: &[&str]| is_named(pair, names) && pair != "error";
        let holds = |part: Option<&'a str>, names: &[&str]| {
            part.filter(|part| parts(part, b'&').any(|pair| answers(pair, names)))
        };
        let callback = Callback {
            fragment: holds(href.fragment().map(routed), &IN_FRAGMENT),
            query: holds(href.query(), &IN_QUERY),
        };
        (callback.fragment.is_some() || callback.query.is_some()).then_some(callback)
    }

    /// The page's address without the answer. Foreign parameters stay byte for byte; only the part that held the
    /// answer is touched.
    #[must_use]
    pub fn scrub(&self, page: &str) -> String {
        let (rest, fragment) = cut(page, b'#');
        let (path, query) = cut(rest, b'?');
        let mut clean = String::from(path);
        for (mark, part, held) in [("?", query, self.query.is_some()), ("#", fragment, self.fragment.is_some())] {
            let Some(part) = part else { continue };
            if !held {
                clean.push_str(mark);
                clean.push_str(part);
                continue;
            }
            // A part that is refused for its size goes whole: nobody's own parameters are as long, and a browser takes
            // longer to show a megabyte than we may.
            if part.len() > MOST_BYTES {
                continue;
            }
            // A hash router's own slash stays with whatever else is left.
            let (slash, pairs) = match part.strip_prefix('/') {
                Some(pairs) if mark == "#" => ("/", pairs),
                _ => ("", part),
            };
            let mut kept = false;
            for pair in parts(pairs, b'&') {
                // What comes to stand first must not look like an answer behind a router's slash.
                if is_named(if kept || mark == "?" { pair } else { routed(pair) }, &OURS) {
                    continue;
                }
                clean.push_str(if kept { "&" } else { mark });
                clean.push_str(if kept { "" } else { slash });
                clean.push_str(pair);
                kept = true;
            }
        }
        clean
    }

    /// Whether a popup's login is answered.
    #[must_use]
    pub fn is_of_popup(&self) -> bool {
        self.read().is_ok_and(|answer| answer.state().and_then(Flow::of_state) == Some(Flow::Popup))
    }

    /// Reads the answer, in the order of rule 5: size, decoding, names that stand twice.
    ///
    /// # Errors
    /// `callback_invalid`: `too_large`, `malformed`, `duplicate_parameter`.
    pub fn read(&self) -> Result<Answer> {
        let mut answer = Answer { in_query: self.fragment.is_none(), ..Answer::default() };
        // What the fragment says counts; a query that looks like an answer as well only makes it ambiguous.
        if let Some(fragment) = self.fragment {
            answer.take(fragment)?;
            if let Some(query) = self.query {
                Answer::default().take(query)?;
                answer.twofold = true;
            }
        } else if let Some(query) = self.query {
            answer.take(query)?;
        }
        Ok(answer)
    }
}

/// A hash router may have put a `/` in front; `!/` is another convention and no answer.
fn routed(fragment: &str) -> &str {
    fragment.strip_prefix('/').unwrap_or(fragment)
}

/// Whether the pair's name is one of `names`, compared after one decode.
fn is_named(pair: &str, names: &[&str]) -> bool {
    // Ours have 4 to 17 characters, three times as many where each is escaped.
    let Some(end) = pair.bytes().take(52).position(|byte| byte == b'=').or((pair.len() < 52).then_some(pair.len()))
    else {
        return false;
    };
    let written = pair.get(..end).unwrap_or_default();
    if written.len() < 4 {
        return false;
    }
    names.contains(&written)
        || (has(written, b'%') && decode(written).is_some_and(|name| names.contains(&name.as_str())))
}

/// What an answer says, decoded once.
#[derive(Clone, Default)]
pub struct Answer {
    /// Stood in the query instead of the fragment.
    pub in_query: bool,
    /// Both query and fragment look like an answer.
    pub twofold: bool,
    /// Names and values, each name once.
    parameters: Vec<(String, String)>,
}

impl core::fmt::Debug for Answer {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("Answer([redacted])")
    }
}

impl Answer {
    fn take(&mut self, part: &str) -> Result<()> {
        let refuse = |reason| Err(Error::new(Code::CallbackInvalid).because(reason));
        if part.len() > MOST_BYTES || parts(part, b'&').count() > MOST_PARAMETERS {
            return refuse(Reason::TooLarge);
        }
        for pair in parts(part, b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = cut(pair, b'=');
            let (Some(name), Some(mut value)) = (decode(name), decode(value.unwrap_or_default())) else {
                return refuse(Reason::Malformed);
            };
            if self.get(&name).is_some() {
                return refuse(Reason::DuplicateParameter);
            }
            if name == "code" {
                value.clear();
            }
            self.parameters.push((name, value));
        }
        Ok(())
    }

    /// A parameter's value: a token is text until its form is checked, and a code is always empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The opaque state. RFC 6749 section 3.1: a parameter without a value is as good as none.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.get("state").filter(|state| !state.is_empty())
    }
}
