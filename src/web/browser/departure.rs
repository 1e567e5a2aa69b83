//! Leaving the page.

use super::page::Heard;
use super::tab;
use crate::error::{Code, Error};
use gloo_timers::callback::Timeout;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::JsCast;
use web_sys::{PageTransitionEvent, VisibilityState};

/// Whoever is still there this long after navigating has not left.
const STILL_HERE_MS: u32 = 10_000;

/// A page that is being left. It resolves, with `cancelled`, only when the page is not left after all, or was restored by
/// the browser's Back.
pub struct Departure {
    signs: Option<SendWrapper<Signs>>,
}

/// What tells that the page is here again.
struct Signs {
    place: Rc<RefCell<Return>>,
    _heard: Heard,
    _timer: Timeout,
}

#[derive(Default)]
struct Return {
    is_here: bool,
    waker: Option<Waker>,
}

impl Departure {
    pub(super) fn begin() -> Self {
        let Some(window) = tab::page() else { return Departure { signs: None } };
        let place = Rc::<RefCell<Return>>::default();
        let here = |place: &Rc<RefCell<Return>>| {
            let waker = {
                let mut place = place.borrow_mut();
                place.is_here = true;
                place.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        };
        let (back, still) = (place.clone(), place.clone());
        let heard = Heard::new(&window, "pageshow", move |event| {
            if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                here(&back);
            }
        });
        let timer = Timeout::new(STILL_HERE_MS, move || {
            let visibility =
                tab::page().and_then(|window| window.document()).map(|document| document.visibility_state());
            if visibility == Some(VisibilityState::Visible) {
                here(&still);
            }
        });
        Departure { signs: Some(SendWrapper::new(Signs { place, _heard: heard, _timer: timer })) }
    }
}

impl Future for Departure {
    type Output = Error;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Error> {
        let Some(signs) = &self.signs else { return Poll::Ready(Error::from(Code::Cancelled)) };
        let mut place = signs.place.borrow_mut();
        if place.is_here {
            return Poll::Ready(Error::from(Code::Cancelled));
        }
        place.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl std::fmt::Debug for Departure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Departure")
    }
}
