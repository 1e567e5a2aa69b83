//! Sign-outs travel between the tabs of an app; nothing else does. A stamp of the last one stays in localStorage, for
//! pages that were frozen when it happened. The npm package does the same, so that both understand each other.

use super::Clever;
use super::client::Client;
use super::page::Heard;
use super::tab;
use std::cell::RefCell;
use std::sync::{Arc, Weak};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, Storage, StorageEvent};

/// The other tabs of this app.
pub(super) struct Tabs {
    name: String,
    open: RefCell<Option<Open>>,
}

struct Open {
    channel: Option<Channel>,
    _heard: Vec<Heard>,
}

/// A channel that is closed when it is dropped: a page with an open one may not be kept for Back.
struct Channel {
    channel: BroadcastChannel,
    _heard: Heard,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Tabs {
    pub(super) fn new(client_id: &str) -> Self {
        Tabs { name: format!("clever:{client_id}"), open: RefCell::new(None) }
    }

    /// From the first session on.
    pub(super) fn open(&self, client: &Arc<Client>) {
        if self.open.borrow().is_some() {
            return;
        }
        let Some(window) = tab::page() else { return };
        let own = self.stamp_key();
        let on_storage = listening(client, move |clever, event: StorageEvent| {
            let stamp = event.new_value().filter(|_| event.key().as_deref() == Some(&own));
            if let Some(stamp) = stamp.and_then(|stamp| stamp.parse().ok()) {
                clever.signed_out_elsewhere(stamp);
            }
        });
        let on_hide = listening(client, |clever, _: web_sys::Event| clever.rest());
        let on_show = listening(client, |clever, _: web_sys::Event| clever.wake());
        let heard = vec![
            Heard::new(&window, "storage", on_storage),
            Heard::new(&window, "pagehide", on_hide),
            Heard::new(&window, "pageshow", on_show),
        ];
        *self.open.borrow_mut() = Some(Open { channel: self.channel(client), _heard: heard });
    }

    /// No channel in an opaque origin: the storage event has to do.
    fn channel(&self, client: &Arc<Client>) -> Option<Channel> {
        let channel = BroadcastChannel::new(&self.name).ok()?;
        let heard = Heard::new(
            &channel,
            "message",
            listening(client, |clever, event: MessageEvent| {
                let stamp = js_sys::Reflect::get(&event.data(), &JsValue::from_str("signedOut")).ok();
                if let Some(stamp) = stamp.and_then(|stamp| stamp.as_f64()) {
                    clever.signed_out_elsewhere(stamp);
                }
            }),
        );
        Some(Channel { channel, _heard: heard })
    }

    fn stamp_key(&self) -> String {
        [&self.name, ":signed_out"].concat()
    }

    /// When a tab last signed out, in Unix milliseconds, as far as storage may be read.
    pub(super) fn stamp(&self) -> Option<f64> {
        local_storage()?.get_item(&self.stamp_key()).ok()??.parse().ok()
    }

    /// This tab has signed out.
    pub(super) fn announce(&self) {
        let now = js_sys::Date::now();
        if let Some(storage) = local_storage() {
            // Denied: the channel alone has to do.
            let _ = storage.set_item(&self.stamp_key(), &now.to_string());
        }
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &JsValue::from_str("signedOut"), &JsValue::from_f64(now));
        if let Some(Open { channel: Some(open), .. }) = &*self.open.borrow() {
            let _ = open.channel.post_message(&message);
        }
    }
}

impl Clever {
    /// The page rests, perhaps to be shown again.
    fn rest(&self) {
        let Some(page) = self.page() else { return };
        let channel = page.tabs.open.borrow_mut().as_mut().and_then(|open| open.channel.take());
        drop(channel);
    }

    fn wake(&self) {
        let Some(page) = self.page() else { return };
        let channel = page.tabs.channel(&self.client);
        if let Some(open) = page.tabs.open.borrow_mut().as_mut() {
            open.channel = channel;
        }
        if let Some(stamp) = page.tabs.stamp() {
            self.signed_out_elsewhere(stamp);
        }
    }
}

fn local_storage() -> Option<Storage> {
    tab::page()?.local_storage().ok().flatten()
}

/// What hears an event as long as the client lives.
fn listening<E: JsCast>(
    client: &Arc<Client>,
    hear: impl Fn(Clever, E) + 'static,
) -> impl FnMut(web_sys::Event) + 'static {
    let client: Weak<Client> = Arc::downgrade(client);
    move |event| {
        if let Some(clever) = Clever::of(&client) {
            hear(clever, event.unchecked_into());
        }
    }
}
