//! What an emulator cannot work out from its options again, as text: for a worker that may end at any time.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    api::{Assignments, Feed},
    clever::{Code, Session},
    client::Client,
    edits::Edits,
    emulator::Emulator,
    fault::Faults,
    options::Options,
    token::Tokens,
    world::World,
};

#[derive(Serialize, Deserialize)]
struct State {
    options: Options,
    epoch: u64,
    clients: Vec<Client>,
    tokens: Tokens,
    codes: BTreeMap<String, Code>,
    sessions: BTreeMap<String, Session>,
    draws: u64,
    faults: Faults,
    clock_offset_ms: i64,
    edits: Edits,
    feed: Feed,
    assignments: Assignments,
}

impl Emulator {
    /// Everything that was written, set and given out since it was made, as JSON: without the journal, and without any
    /// token. Read by [`Emulator::restore`] of the same version.
    pub fn save(&self) -> String {
        let state = State {
            options: self.options.clone(),
            epoch: self.epoch,
            clients: self.clients.clone(),
            tokens: self.tokens.clone(),
            codes: self.codes.clone(),
            sessions: self.sessions.clone(),
            draws: self.draws,
            faults: self.faults.clone(),
            clock_offset_ms: self.clock_offset_ms,
            edits: self.world.edits.clone(),
            feed: self.feed.clone(),
            assignments: self.assignments.clone(),
        };
        serde_json::to_string(&state).unwrap_or_default()
    }

    /// Goes on where another emulator was saved: its tokens are known again. A reset still leads to this one's own start.
    ///
    /// # Errors
    /// A sentence, where `text` is not what [`Emulator::save`] wrote; then nothing changes.
    pub fn restore(&mut self, text: &str) -> Result<(), String> {
        let state: State = serde_json::from_str(text).map_err(|error| error.to_string())?;
        state.options.check()?;
        state.clients.iter().try_for_each(Client::check).map_err(|refusal| refusal.to_string())?;
        self.set_options(state.options);
        self.world = World { edits: state.edits, ..self.world.clone() };
        self.epoch = state.epoch;
        self.clients = state.clients;
        self.tokens = state.tokens;
        self.codes = state.codes;
        self.sessions = state.sessions;
        self.draws = state.draws;
        self.faults = state.faults;
        self.clock_offset_ms = state.clock_offset_ms;
        self.feed = state.feed;
        self.assignments = state.assignments;
        Ok(())
    }
}
