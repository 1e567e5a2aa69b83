//! Watching a session run out. A timer alone is not enough: it overflows after 24.8 days, and it sleeps with the
//! machine.

use super::Clever;
use super::client::Client;
use super::notice::Notice;
use super::page::Heard;
use super::tab::{self, Tab};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::sync::{Arc, Weak};
use web_sys::VisibilityState;

const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;
/// `Expiring` comes five minutes before, for short lives at a tenth of them.
const EARLY_MS: f64 = 300_000.0;

/// The timer of the session, while there is one.
#[derive(Default)]
pub(super) struct Expiry(RefCell<Option<Watch>>);

struct Watch {
    early_ms: f64,
    warned: bool,
    timer: Option<Timeout>,
    _heard: Vec<Heard>,
}

impl Expiry {
    pub(super) fn begin(&self, client: &Arc<Client>, lifetime_ms: f64) {
        let watch = Watch {
            early_ms: EARLY_MS.min(lifetime_ms / 10.0),
            warned: false,
            timer: None,
            _heard: heard(&Arc::downgrade(client)),
        };
        let former = self.0.borrow_mut().replace(watch);
        drop(former);
        check(&Arc::downgrade(client));
    }

    pub(super) fn end(&self) {
        let former = self.0.borrow_mut().take();
        drop(former);
    }
}

/// What wakes a page that slept.
fn heard(client: &Weak<Client>) -> Vec<Heard> {
    let Some(window) = tab::page() else { return Vec::new() };
    let awake = |client: Weak<Client>| {
        move |_| {
            let is_hidden = || tab::page()?.document().map(|document| document.visibility_state());
            if is_hidden() == Some(VisibilityState::Hidden) {
                return;
            }
            if let Some(clever) = Clever::of(&client) {
                if let Some(stamp) = clever.page().and_then(|page| page.tabs.stamp()) {
                    clever.signed_out_elsewhere(stamp);
                }
                check(&client);
            }
        }
    };
    let mut heard = vec![
        Heard::new(&window, "pageshow", awake(client.clone())),
        Heard::new(&window, "focus", awake(client.clone())),
    ];
    heard.extend(window.document().map(|document| Heard::new(&document, "visibilitychange", awake(client.clone()))));
    heard
}

/// Ends what has run out, tells of what soon will, and comes again in time.
fn check(client: &Weak<Client>) {
    let Some(clever) = Clever::of(client) else { return };
    if clever.current().is_none() {
        return;
    }
    let Some(page) = clever.page() else { return };
    let left = clever.core().signin.remaining_ms(&Tab);
    let mut expires_soon = false;
    if let Some(watch) = page.expiry.0.borrow_mut().as_mut() {
        expires_soon = left <= watch.early_ms && !watch.warned;
        watch.warned |= expires_soon;
        let next = if watch.warned { left } else { left - watch.early_ms };
        let client = client.clone();
        watch.timer = Some(Timeout::new(next.clamp(1.0, LONGEST_TIMER_MS).ceil() as u32, move || check(&client)));
    }
    if expires_soon {
        clever.tell(&Notice::Expiring { in_ms: left });
    }
}
