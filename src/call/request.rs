//! The request of a call: one of Clever's operations, a page's link, or any path below the API.

use super::query::{self, Paging};
use super::{Call, State, link};
use crate::config::Config;
use crate::decode::reader;
use crate::endpoints::{self, Endpoint};
use crate::error::{Error, Result};
use crate::prelude::*;
use crate::search::{cut, parts};

/// What is to be sent; the driver adds the bearer token, `Accept: application/json`, and `Content-Type:
/// application/json` beside a body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// `GET`, `POST`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// The path without ids and query, for logs.
    pub template: String,
    /// JSON.
    pub body: Option<String>,
    /// Counted from 1 once it is sent.
    pub attempt: u32,
}

impl Call {
    /// One of Clever's operations: its path parameters, its query as a JSON object, its body as JSON.
    ///
    /// # Errors
    /// `invalid_argument`, naming the parameter in `path`.
    pub fn operation(
        config: &Config,
        endpoint: &Endpoint,
        arguments: &[&str],
        query: Option<&str>,
        body: Option<&str>,
    ) -> Result<Call> {
        let mut url = address(config, endpoint, arguments)?;
        if let Some(query) = query {
            let paging = if endpoint.is_list() { Paging::Checked } else { Paging::Unknown };
            query::append(&mut url, query, paging)?;
        }
        let body = match (endpoint.has_body(), body) {
            (true, Some(body)) if reader::members(body, |_, _| ()).is_some() => Some(body.to_owned()),
            (true, _) => return Err(Error::argument("body", "body must be an object")),
            (false, _) => None,
        };
        Ok(Call::new(config, Some(endpoint), request(endpoint, url, body)))
    }

    /// How many records a list has: its filters are kept, its paging is not.
    ///
    /// # Errors
    /// `invalid_argument`, where the operation does not count or a parameter cannot be used.
    pub fn count(config: &Config, endpoint: &Endpoint, arguments: &[&str], query: Option<&str>) -> Result<Call> {
        if !endpoint.counts() {
            return Err(Error::argument(
                "count",
                [endpoint.name, " cannot be counted: Clever gives no count of it"].concat(),
            ));
        }
        let mut url = address(config, endpoint, arguments)?;
        if let Some(query) = query {
            query::append(&mut url, query, Paging::Dropped)?;
        }
        crate::percent::append(&mut url, "count", "true");
        let mut call = Call::new(config, Some(endpoint), request(endpoint, url, None));
        call.is_counting = true;
        Ok(call)
    }

    /// Another page of a list, at the approved address of a page's link; `since` is when that page came, in Unix
    /// milliseconds.
    #[must_use]
    pub fn link(config: &Config, endpoint: &Endpoint, url: &str, since: Option<f64>) -> Call {
        let mut call = Call::new(config, Some(endpoint), request(endpoint, url.to_owned(), None));
        call.link_since = since;
        call
    }

    /// Any path below the API's address; the answer is JSON of any shape.
    ///
    /// # Errors
    /// `invalid_argument`, naming `method`, `path`, `body` or a member of the query.
    pub fn request(config: &Config, method: &str, path: &str, query: Option<&str>, body: Option<&str>) -> Result<Call> {
        let method = ["GET", "POST", "PATCH", "DELETE"].into_iter().find(|known| *known == method);
        let method = method.ok_or_else(|| Error::argument("method", "method must be GET, POST, PATCH or DELETE"))?;
        if !link::is_plain(path) {
            return Err(Error::argument(
                "path",
                "path must begin with / and stay below the API: no //, no \\, no . or .. segments, no fragment; anything unusual percent-encoded",
            ));
        }
        let mut url = [config.api_url.as_str(), path].concat();
        if let Some(query) = query {
            query::append(&mut url, query, Paging::Unknown)?;
        }
        if body.is_some() && method == "GET" {
            return Err(Error::argument("body", "body cannot go with GET"));
        }
        let template = template(path);
        let body = body.map(str::to_owned);
        Ok(Call::new(config, None, Request { method, url, template, body, attempt: 0 }))
    }

    /// Once in the module: it is long, and four make calls by it.
    #[inline(never)]
    fn new(config: &Config, endpoint: Option<&Endpoint>, request: Request) -> Call {
        Call {
            request,
            endpoint: endpoint.copied(),
            link_since: None,
            attempts: config.attempts,
            longest_wait_ms: config.max_delay_ms,
            is_strict: config.strict_validation,
            is_counting: false,
            state: State::Ready,
            status: 0,
            is_html: false,
            stated_wait_ms: None,
            body: Vec::new(),
            decoder: None,
        }
    }
}

/// The path without its query and with `{id}` in place of ids, which name children and stand in no log.
fn template(path: &str) -> String {
    let mut template = String::new();
    for segment in parts(cut(path, b'?').0, b'/').skip(1) {
        template.push('/');
        // Clever's ids have 24 characters, those of assignments 36; its words are shorter.
        template.push_str(if segment.len() < 24 { segment } else { "{id}" });
    }
    template
}

fn request(endpoint: &Endpoint, url: String, body: Option<String>) -> Request {
    Request { method: endpoint.method, url, template: endpoint.path.to_owned(), body, attempt: 0 }
}

fn address(config: &Config, endpoint: &Endpoint, arguments: &[&str]) -> Result<String> {
    let path = endpoints::path(endpoint, arguments, config.api_version)?;
    Ok([config.api_url.as_str(), &path].concat())
}
