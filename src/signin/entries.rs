//! This client's entries in the tab's storage: each by its name, behind the client's id.

use crate::config::Config;
use crate::host::Host;
use crate::prelude::*;

/// The key of an entry.
pub(super) fn key(config: &Config, name: &str) -> String {
    ["clever:", &config.client_id, ":", name].concat()
}

pub(super) fn get(host: &dyn Host, config: &Config, name: &str) -> Option<String> {
    host.get(&key(config, name))
}

/// `false` where it was refused.
pub(super) fn set(host: &mut dyn Host, config: &Config, name: &str, value: &str) -> bool {
    host.set(&key(config, name), value)
}

pub(super) fn remove(host: &mut dyn Host, config: &Config, name: &str) {
    host.remove(&key(config, name));
}
