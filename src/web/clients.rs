//! The clients of this module, each behind a number.

use super::thrown;
use crate::call::Wire;
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::signin::SignIn;
use crate::web::options::{Options, value};
use crate::web::tab::canonical;
use core::cell::RefCell;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Everything that is remembered for one client.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) signin: SignIn,
    pub(crate) wire: Wire,
}

thread_local! {
    static CLIENTS: RefCell<Vec<Option<Box<Client>>>> = const { RefCell::new(Vec::new()) };
}

/// Checks the options and makes a client of them.
///
/// # Errors
/// `invalid_config`.
#[wasm_bindgen]
pub fn open(options: &Options) -> core::result::Result<u32, JsValue> {
    let config = Config::read(&|name| value(options, name), &canonical).map_err(thrown)?;
    let client = Box::new(Client { signin: SignIn::new(config), wire: Wire::new() });
    Ok(CLIENTS.with_borrow_mut(|clients| {
        clients.push(Some(client));
        clients.len() as u32 - 1
    }))
}

/// Drops a client. Its number is not given out again, so that a late call cannot reach another one.
#[wasm_bindgen]
pub fn shut(id: u32) {
    drop(taken(id));
}

fn taken(id: u32) -> Option<Box<Client>> {
    CLIENTS.with_borrow_mut(|clients| clients.get_mut(id as usize).and_then(Option::take))
}

/// Runs `decide` with the client taken out of its place: whoever comes in between finds nobody, not a borrow.
pub(crate) fn with<T>(id: u32, decide: impl FnOnce(&mut Client) -> Result<T>) -> core::result::Result<T, JsValue> {
    let mut client = taken(id).ok_or_else(|| thrown(Error::from(Code::ClientClosed)))?;
    let decided = decide(&mut client);
    CLIENTS.with_borrow_mut(|clients| {
        if let Some(place) = clients.get_mut(id as usize) {
            *place = Some(client);
        }
    });
    decided.map_err(thrown)
}
