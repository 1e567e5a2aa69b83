//! What follows a page of a list.
//!
//! A walk is a chain of calls: the first is [`Call::operation`](crate::call::Call::operation), each further one
//! [`Call::link`](crate::call::Call::link) to the address found here. Between two pages it consists of that address, the
//! time the page came and the trail; what part of a page was delivered is counted by whoever delivers.

mod trail;

pub use trail::Trail;

use crate::call::link;
use crate::config::Config;
use crate::decode::Report;
use crate::endpoints::Endpoint;
use crate::error::{Code, Error};
use crate::percent;
use crate::prelude::*;
use crate::search::{cut, has, parts};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Step {
    /// Nowhere: the list ends.
    End,
    /// To another page of the API.
    To(String),
    /// To where no token may be sent: the error of whoever goes on.
    Untrusted(Error),
}

impl Step {
    /// Whether the list says that it goes on.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        !matches!(self, Step::End)
    }
}

/// What a page says about its neighbours.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Following {
    /// The page behind this one.
    pub next: Step,
    /// The page before this one.
    pub prev: Step,
    /// For `starting_after` (LMS: `cursor`), to go on from here later.
    pub cursor: Option<String>,
    /// For the page behind this one.
    pub trail: Trail,
}

/// Reads the neighbours of the page at `url`, which `endpoint` answered, from what was found in it.
///
/// A walk begins with an empty trail, and gives each page the trail of the page before.
#[must_use]
pub fn following(config: &Config, endpoint: &Endpoint, url: &str, report: &Report, mut trail: Trail) -> Following {
    if let Some(own) = link::cursor(url).filter(|_| trail == Trail::new()) {
        trail.add(&own);
    }
    let next = if report.rows > 0 { next_uri(url, report) } else { None };
    let ahead = next.and_then(|uri| match link::cursor(&uri) {
        Some(cursor) => trail.add(&cursor).then_some((uri, Some(cursor))),
        // A link that leads nowhere ends the list; one that leads elsewhere is told of.
        None => link::approve(&config.api_url, &uri).is_none().then_some((uri, None)),
    });
    // LMS Connect takes no record's id for a cursor.
    let last = || report.last_id.clone().filter(|_| !endpoint.is_lms());
    let (next, cursor) = match ahead {
        Some((uri, cursor)) => {
            let cursor = cursor.or_else(last);
            (step(config, &uri, cursor.as_deref()), cursor)
        }
        None => (Step::End, last()),
    };
    let prev = match linked(report, "prev") {
        Some(uri) if link::parameter(uri, "ending_before").is_some() => step(config, uri, None),
        _ => Step::End,
    };
    Following { next, prev, cursor, trail }
}

fn step(config: &Config, uri: &str, cursor: Option<&str>) -> Step {
    match link::approve(&config.api_url, uri) {
        Some(url) => Step::To(url),
        None => Step::Untrusted(Error::new(Code::UntrustedLink).with(|details| {
            details.cursor = cursor.map(str::to_owned);
            details.delivered = Some(0);
        })),
    }
}

fn linked<'a>(report: &'a Report, rel: &str) -> Option<&'a str> {
    report.links.iter().find(|link| link.rel == rel).map(|link| link.uri.as_str())
}

/// The next page's address as the page gives it: a link, or for attendance perhaps only a cursor.
fn next_uri(url: &str, report: &Report) -> Option<String> {
    if let Some(uri) = linked(report, "next") {
        return Some(uri.to_owned());
    }
    let cursor = report.starting_after.as_deref()?;
    let (path, query) = cut(url, b'?');
    let mut next = path.to_owned();
    for pair in parts(query.unwrap_or_default(), b'&').filter(|pair| !pair.is_empty()) {
        let (name, _) = cut(pair, b'=');
        if name != "starting_after" && name != "ending_before" {
            next.push(if has(&next, b'?') { '&' } else { '?' });
            next.push_str(pair);
        }
    }
    percent::append(&mut next, "starting_after", cursor);
    Some(next)
}
