//! Sign-in across the boundary.

use super::clients::of;
use super::options::value;
use super::tab::{Tab, address, scrub};
use super::{Ask, Core};
use crate::error::Result;
use crate::json::{self, List};
use crate::prelude::*;
use crate::signin::{Callback, Flow, Outcome, Place, Redirected, Session};

type Answer = Result<Option<String>>;

/// When the page is this client's callback: scrubs the address bar and says whether a popup's login is answered. The address
/// itself stays with who asks: a stranger may have made it a megabyte.
pub(super) fn capture(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let client = of(&mut core.clients, ask.id)?;
    let Some(page) = address() else { return Ok(None) };
    let Some((callback, clean)) = client.signin.capture(&page) else { return Ok(None) };
    scrub(&clean)?;
    Ok(Some(flag(callback.is_of_popup()).to_owned()))
}

/// Judges the answer in the address that is the text, in the platform's spelling. Gives a list, whose first word says what
/// came of it. Number: 0 page, 1 page in a foreign frame, 2 given, 3 given without a page, 4 relayed by a popup.
pub(super) fn redeem(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let client = of(&mut core.clients, ask.id)?;
    let place = match ask.number as u8 {
        0 => Place::Page,
        1 => Place::Framed,
        2 => Place::Given,
        4 => Place::Opener,
        _ => Place::NoPage,
    };
    // No http(s) address, such as a shell's own `app://`, is no callback either.
    let Some(callback) = Callback::recognise(&client.signin.config().redirect, ask.text) else {
        return Ok(None);
    };
    let mut told = List::new();
    match client.signin.redeem(&mut Tab, &callback, place)? {
        Outcome::Nothing => return Ok(None),
        Outcome::SignedIn(done) => return Ok(Some(redirected(&done))),
        Outcome::Restart(url) => {
            told.string("restart");
            told.string(&url);
        }
        Outcome::Relay(state) => {
            told.string("relay");
            told.string(&state);
        }
        Outcome::Verify(ticket, token) => {
            told.string("verify");
            told.string(token.reveal());
            told.number(f64::from(ticket));
        }
    }
    Ok(Some(told.end()))
}

/// Judges what tokeninfo said under the ticket that is the number: the body of a 200, nothing otherwise.
pub(super) fn verified(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let client = of(&mut core.clients, ask.id)?;
    let done = client.signin.verified(&mut Tab, ask.number as u32, ask.part(0))?;
    Ok(Some(redirected(&done)))
}

/// Begins a login with the options. Number: 0 here and for good, 1 here or somewhere, 2 in a popup.
pub(super) fn begin(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let client = of(&mut core.clients, ask.id)?;
    let flow = if ask.number == 2.0 { Flow::Popup } else { Flow::Redirect };
    let begun = client.signin.begin(&mut Tab, flow, ask.number == 0.0, &value)?;
    Ok(Some(json::strings([begun.url.as_str(), begun.state.as_str()])))
}

/// Forgets a popup's login: its state is the text.
pub(super) fn abandon(core: &mut Core, ask: &Ask<'_>) -> Answer {
    of(&mut core.clients, ask.id)?.signin.abandon(ask.text);
    Ok(None)
}

/// The opener took the answer: removes the copies of its entries that the browser put into this window's storage.
pub(super) fn forget_copies(core: &mut Core, ask: &Ask<'_>) -> Answer {
    of(&mut core.clients, ask.id)?.signin.forget_copies(&mut Tab);
    Ok(None)
}

/// No opener took the answer: an error, unless somebody is signed in here.
pub(super) fn orphaned(core: &mut Core, ask: &Ask<'_>) -> Answer {
    of(&mut core.clients, ask.id)?.signin.orphaned(&mut Tab).map_or(Ok(None), Err)
}

/// The session's record, unless it has run out.
pub(super) fn session(core: &mut Core, ask: &Ask<'_>) -> Answer {
    Ok(of(&mut core.clients, ask.id)?.signin.session(&mut Tab).map(Session::to_json))
}

/// Milliseconds that the session has left; 0 when it has none.
pub(super) fn remaining(core: &mut Core, ask: &Ask<'_>) -> Answer {
    let left = of(&mut core.clients, ask.id)?.signin.remaining_ms(&Tab);
    // Rounded up: what has not ended yet has at least one left.
    Ok(Some(json::whole(if left > 0.0 { left + 0.999 } else { 0.0 })))
}

/// Takes over the session's record that is the text.
pub(super) fn adopt(core: &mut Core, ask: &Ask<'_>) -> Answer {
    of(&mut core.clients, ask.id)?.signin.adopt(&Tab, ask.text);
    Ok(None)
}

/// Ends the session, in the store too.
pub(super) fn end(core: &mut Core, ask: &Ask<'_>) -> Answer {
    of(&mut core.clients, ask.id)?.signin.end(&mut Tab);
    Ok(None)
}

/// A finished login: the session's record, where to go on, the app's state, whether Clever began it.
fn redirected(done: &Redirected) -> String {
    let mut told = List::new();
    told.string("done");
    told.string(&done.session.to_json());
    told.optional(done.return_to.as_deref());
    told.raw(done.app_state.as_deref().unwrap_or("null"));
    told.raw(flag(done.portal_launch));
    told.end()
}

fn flag(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
