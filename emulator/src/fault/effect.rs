//! What a fault does to an answer.

use serde::{Deserialize, Serialize};

use super::corruption;
use crate::response::{Drip, Response};

/// One effect. In JSON: `{"kind":"status","status":503}`. In the `X-Emulator-Fault` header also `status=503`,
/// `latency=200`, `truncate=100`, `redirect=https://…`, `drip=16/50`, or the bare names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// Answers with a status.
    Status {
        /// The status.
        status: u16,
        /// The body; by default `{"message":…}`, and nothing for 429.
        #[serde(default)]
        body: Option<String>,
        /// Of the body; by default JSON.
        #[serde(default)]
        content_type: Option<String>,
        /// A `Retry-After` header.
        #[serde(default)]
        retry_after: Option<String>,
        /// `false`: without CORS headers, as an edge answers.
        #[serde(default = "yes")]
        cors: bool,
    },
    /// Waits before the headers.
    Latency {
        /// Milliseconds.
        ms: u64,
    },
    /// Breaks the connection within the body.
    Truncate {
        /// After this many bytes.
        at: usize,
    },
    /// Breaks the connection without an answer.
    Drop,
    /// An HTML page with status 200.
    Html,
    /// A redirect.
    Redirect {
        /// Its target.
        location: String,
    },
    /// Sends the body slowly.
    Drip(Drip),
    /// The same JSON with the members of every object in another order.
    ShuffleKeys,
    /// A member that nobody knows in each record.
    UnknownMembers,
    /// A record member of the wrong type.
    InvalidRecords,
    /// Bytes that are not UTF-8 within a string.
    MalformedUtf8,
    /// The right status and headers, no body.
    EmptyBody,
    /// Other `links` than the answer had.
    Links {
        /// As JSON.
        links: serde_json::Value,
    },
    /// The right answer without CORS headers.
    WithoutCors,
}

fn yes() -> bool {
    true
}

impl Effect {
    /// A status, with what Clever would send with it.
    pub fn status(status: u16) -> Self {
        Self::Status { status, body: None, content_type: None, retry_after: None, cors: true }
    }

    /// An answer that takes the place of the right one.
    pub(crate) fn answer(&self) -> Option<Response> {
        match self {
            Self::Status { status, body, content_type, retry_after, .. } => {
                let mut response = match body {
                    Some(text) => {
                        let kind = content_type.as_deref().unwrap_or("application/json; charset=utf-8");
                        Response::new(*status, kind, text.clone().into_bytes())
                    }
                    None if matches!(*status, 204 | 304 | 429) => Response::empty(*status),
                    None => Response::message(*status, "A fault was asked for."),
                };
                if let Some(after) = retry_after {
                    response.set("Retry-After", after);
                }
                Some(response)
            }
            Self::Html => {
                Some(Response::html(200, "<!DOCTYPE html><title>Not the API</title><p>Not the API.".to_owned()))
            }
            Self::Redirect { location } => Some(Response::redirect(location)),
            Self::Drop => Some(Response::empty(0)),
            _ => None,
        }
    }

    /// What it does to an answer on its way.
    pub(crate) fn apply(&self, response: &mut Response, seed: u64) {
        match self {
            Self::Latency { ms } => response.delivery.delay_ms += ms,
            Self::Truncate { at } => response.delivery.truncate_at = Some((*at).min(response.body.len())),
            Self::Drop => response.delivery.drop_connection = true,
            Self::Drip(drip) => response.delivery.drip = Some(Drip { chunk: drip.chunk.max(1), ..*drip }),
            Self::ShuffleKeys => corruption::shuffle_keys(&mut response.body, seed),
            Self::UnknownMembers => corruption::unknown_members(&mut response.body),
            Self::InvalidRecords => corruption::invalid_records(&mut response.body),
            Self::MalformedUtf8 => corruption::malformed_utf8(&mut response.body),
            Self::EmptyBody => response.body.clear(),
            Self::Links { links } => corruption::links(&mut response.body, links),
            Self::WithoutCors | Self::Status { cors: false, .. } => {
                response.headers.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("access-control-"));
            }
            Self::Status { .. } | Self::Html | Self::Redirect { .. } => {}
        }
    }
}

/// Reads the header's form: JSON (an effect or several), or `name` or `name=value`, several with commas.
pub(super) fn parse(text: &str) -> Option<Vec<Effect>> {
    let text = text.trim();
    if text.starts_with('[') {
        return serde_json::from_str(text).ok();
    }
    if text.starts_with('{') {
        return serde_json::from_str(text).ok().map(|effect| vec![effect]);
    }
    text.split(',').map(|part| short(part.trim())).collect()
}

fn short(text: &str) -> Option<Effect> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Some(match name {
        "status" => Effect::status(value.parse().ok()?),
        "latency" => Effect::Latency { ms: value.parse().ok()? },
        "truncate" => Effect::Truncate { at: value.parse().ok()? },
        "drip" => {
            let (chunk, every) = value.split_once('/')?;
            Effect::Drip(Drip { chunk: chunk.parse().ok()?, every_ms: every.parse().ok()? })
        }
        "redirect" => Effect::Redirect { location: value.to_owned() },
        _ => serde_json::from_value(serde_json::json!({ "kind": name })).ok()?,
    })
}
