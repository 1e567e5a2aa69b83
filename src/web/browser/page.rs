//! What belongs to the page: who listens, the session's timer, other tabs.

use super::expiry::Expiry;
use super::notice::Notice;
use super::popup::Turn;
use super::tabs::Tabs;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// The page's side of a client.
pub(super) struct Page {
    pub(super) listeners: Listeners,
    pub(super) expiry: Expiry,
    pub(super) tabs: Tabs,
    /// The login in a window that is waited for.
    pub(super) popup: RefCell<Weak<RefCell<Turn>>>,
}

impl Page {
    pub(super) fn new(client_id: &str) -> Self {
        Page {
            listeners: Listeners::default(),
            expiry: Expiry::default(),
            tabs: Tabs::new(client_id),
            popup: RefCell::default(),
        }
    }
}

/// A function of the app, under its number.
type Registered = (u64, Rc<dyn Fn(&Notice)>);

/// Functions of the app.
#[derive(Default)]
pub(super) struct Listeners {
    last: Cell<u64>,
    registered: RefCell<Vec<Registered>>,
}

impl Listeners {
    pub(super) fn add(&self, listener: impl Fn(&Notice) + 'static) -> u64 {
        self.last.set(self.last.get() + 1);
        self.registered.borrow_mut().push((self.last.get(), Rc::new(listener)));
        self.last.get()
    }

    pub(super) fn remove(&self, number: u64) {
        // Dropped behind the borrow: what it holds may end another subscription.
        let removed = {
            let mut registered = self.registered.borrow_mut();
            let at = registered.iter().position(|(own, _)| *own == number);
            at.map(|at| registered.remove(at))
        };
        drop(removed);
    }

    /// A listener may add and remove others.
    pub(super) fn tell(&self, notice: &Notice) {
        let registered = self.registered.borrow().clone();
        for (_, listener) in registered {
            listener(notice);
        }
    }
}

/// Hears a DOM event until it is dropped.
pub(super) struct Heard {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Heard {
    pub(super) fn new(target: &EventTarget, name: &'static str, hear: impl FnMut(web_sys::Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(web_sys::Event)>::new(hear);
        // Refused nowhere: the name is plain.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Heard { target: target.clone(), name, closure }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}
