//! What was asked and how it was answered; never a token.

use std::collections::VecDeque;

use serde::Serialize;

use crate::{
    form,
    request::{Origin, Request},
    token::Tokens,
};

/// Older entries fall out.
const CAPACITY: usize = 20_000;

/// One request that was answered.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Counts from 1 since the last reset.
    pub number: u64,
    /// Where it went.
    pub origin: Origin,
    /// In capitals.
    pub method: String,
    /// As sent, without the query; a token in it reads `[token]`.
    pub path: String,
    /// As sent; a token in it reads `[token]`.
    pub query: String,
    /// Of the answer; 0 when the connection was dropped.
    pub status: u16,
    /// Whether an `Authorization` header came with it.
    pub authorized: bool,
    /// The emulator's time. Unix milliseconds.
    pub at_ms: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    number: u64,
}

impl Journal {
    pub(crate) fn add(&mut self, request: &Request, status: u16, at_ms: u64, tokens: &Tokens) {
        self.number += 1;
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry {
            number: self.number,
            origin: request.origin,
            method: request.method.clone(),
            path: path_without_tokens(&request.path, tokens),
            query: without_tokens(&request.query, tokens),
            status,
            authorized: request.header_value("authorization").is_some(),
            at_ms,
        });
    }

    pub(crate) fn since(&self, number: u64) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.number > number)
    }
}

fn path_without_tokens(path: &str, tokens: &Tokens) -> String {
    let parts = path.split('/').map(|part| if tokens.is_known(&form::decode(part, false)) { "[token]" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn without_tokens(query: &str, tokens: &Tokens) -> String {
    let parts = query.split('&').map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let secret = name == "access_token" || tokens.is_known(&form::decode(value, true));
        if secret { format!("{name}=[token]") } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("&")
}
