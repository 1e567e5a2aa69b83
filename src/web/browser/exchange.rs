//! What a login's window and the page that opened it tell each other: a channel of its own for each state, and window
//! messages where there is none. The npm package does the same, so that both understand each other.

use super::page::Heard;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, Window};

/// What was posted last may still be on its way out for so long.
const LINGER_MS: u32 = 500;

/// What one half tells the other.
pub(super) enum Word {
    /// The window's: query and fragment, as they came.
    Answer(String),
    /// The opener's: the answer has arrived.
    Received,
}

/// Both ways of one login's messages, until it is dropped.
pub(super) struct Exchange {
    state: String,
    origin: String,
    channel: Option<BroadcastChannel>,
    _heard: Vec<Heard>,
}

impl Exchange {
    /// Listens; an answer that `hear` takes is acknowledged.
    pub(super) fn open(window: &Window, state: &str, hear: impl Fn(Word) -> bool + Clone + 'static) -> Self {
        let origin = window.location().origin().unwrap_or_default();
        // No channel in an opaque origin: window messages have to do.
        let channel = BroadcastChannel::new(&["clever:", state].concat()).ok();
        let listen = || {
            let (hear, state, origin, channel) = (hear.clone(), state.to_owned(), origin.clone(), channel.clone());
            move |event: web_sys::Event| {
                let event: MessageEvent = event.unchecked_into();
                let Some(word) = word(&event, &state, &origin) else { return };
                if hear(word) {
                    let source = event.source().map(JsCast::unchecked_into::<Window>);
                    send(channel.as_ref(), source.as_ref(), &state, &origin, &Word::Received);
                }
            }
        };
        let mut heard = vec![Heard::new(window, "message", listen())];
        heard.extend(channel.as_ref().map(|channel| Heard::new(channel, "message", listen())));
        Exchange { state: state.to_owned(), origin, channel, _heard: heard }
    }

    /// Tells the other half, which may be that window.
    pub(super) fn post(&self, other: Option<&Window>, word: &Word) {
        send(self.channel.as_ref(), other, &self.state, &self.origin, word);
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(channel) = self.channel.take() {
            Timeout::new(LINGER_MS, move || channel.close()).forget();
        }
    }
}

fn member(value: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The message, if it is one of this login's, from this site.
fn word(event: &MessageEvent, state: &str, origin: &str) -> Option<Word> {
    let data = event.data();
    if event.origin() != origin || !data.is_object() || member(&data, "clever").as_string().as_deref() != Some(state) {
        return None;
    }
    match member(&data, "answer").as_string() {
        Some(answer) => Some(Word::Answer(answer)),
        None => (member(&data, "received") == JsValue::TRUE).then_some(Word::Received),
    }
}

fn send(channel: Option<&BroadcastChannel>, other: Option<&Window>, state: &str, origin: &str, word: &Word) {
    let message = js_sys::Object::new();
    let (name, value) = match word {
        Word::Answer(answer) => ("answer", JsValue::from_str(answer)),
        Word::Received => ("received", JsValue::TRUE),
    };
    // A plain object takes every member.
    let _ = js_sys::Reflect::set(&message, &JsValue::from_str("clever"), &JsValue::from_str(state));
    let _ = js_sys::Reflect::set(&message, &JsValue::from_str(name), &value);
    if let Some(channel) = channel {
        let _ = channel.post_message(&message);
    }
    if let Some(other) = other {
        // Severed by an opener policy: the channel carries it.
        let _ = other.post_message(&message, origin);
    }
}
