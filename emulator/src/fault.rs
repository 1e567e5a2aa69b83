//! Faults on demand: which requests they meet and what they do.

mod corruption;
mod effect;

use serde::{Deserialize, Serialize};

pub use effect::Effect;

use crate::request::{Origin, Request};

/// A fault that waits for requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// Only requests to this origin.
    pub origin: Option<Origin>,
    /// Only requests of this method. Preflights are met only when it says `OPTIONS`.
    pub method: Option<String>,
    /// Only paths that begin so.
    pub path: Option<String>,
    /// Lets this many matching requests through first.
    pub skip: u32,
    /// Meets this many, then is gone; absent: for ever.
    pub count: Option<u32>,
    /// What it does; several do it together.
    pub effects: Vec<Effect>,
}

impl Default for Fault {
    fn default() -> Self {
        Self { origin: None, method: None, path: None, skip: 0, count: Some(1), effects: Vec::new() }
    }
}

impl Fault {
    /// Meets the next request whose path begins so.
    pub fn once(path: &str, effect: Effect) -> Self {
        Self { path: Some(path.to_owned()), effects: vec![effect], ..Self::default() }
    }

    /// Meets every request whose path begins so.
    pub fn always(path: &str, effect: Effect) -> Self {
        Self { count: None, ..Self::once(path, effect) }
    }

    fn meets(&self, request: &Request) -> bool {
        let method = match &self.method {
            Some(method) => method.eq_ignore_ascii_case(&request.method),
            None => request.method != "OPTIONS",
        };
        let origin = self.origin.is_none_or(|origin| origin == request.origin);
        method && origin && self.path.as_ref().is_none_or(|path| request.path.starts_with(path.as_str()))
    }
}

/// Faults in the order they were put; a request meets the first that fits.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Faults {
    waiting: Vec<Fault>,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.waiting.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    pub(crate) fn waiting(&self) -> &[Fault] {
        &self.waiting
    }

    /// The effects that meet a request: those of its header, else of the queue.
    pub(crate) fn meet(&mut self, request: &Request) -> Vec<Effect> {
        if let Some(effects) = request.header_value("x-emulator-fault").and_then(effect::parse) {
            return effects;
        }
        let mut met = Vec::new();
        for fault in &mut self.waiting {
            if fault.count == Some(0) || !fault.meets(request) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            fault.count = fault.count.map(|count| count - 1);
            met.clone_from(&fault.effects);
            break;
        }
        self.waiting.retain(|fault| fault.count != Some(0));
        met
    }
}
