//! A login in a window of its own: the half of the page that opens it, and the half of the window that Clever sends back.

use super::client::Clever;
use super::exchange::{Exchange, Word};
use super::fetch::within;
use super::options::{LoginOptions, argument};
use super::session::Session;
use super::tab::{self, Tab};
use crate::error::{Code, Error, Reason, Result};
use crate::host::Host;
use crate::signin::{Flow, Place};
use futures_util::future::LocalBoxFuture;
use gloo_timers::callback::{Interval, Timeout};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::JsCast;
use web_sys::Window;

const ACK_MS: f64 = 2000.0;
const WATCH_MS: u32 = 500;
/// How long a window that reports itself closed is still waited for while the person is back in this page.
const CLOSED_GRACE_MS: u32 = 60_000;
const SIZE: (f64, f64) = (500.0, 680.0);

/// A login in a window. Awaited, it gives the session; dropped, it is given up, and the window closes.
#[must_use = "dropped, the window closes again"]
pub struct PopupLogin(LocalBoxFuture<'static, Result<Session>>);

impl Future for PopupLogin {
    type Output = Result<Session>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<Session>> {
        self.0.as_mut().poll(context)
    }
}

impl std::fmt::Debug for PopupLogin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("PopupLogin")
    }
}

/// What becomes of a window: whatever comes first.
#[derive(Default)]
pub(super) struct Turn {
    outcome: Option<Result<String>>,
    waker: Option<Waker>,
}

type Shared = Rc<RefCell<Turn>>;

/// Whether it was the first.
fn settle(turn: &Shared, outcome: Result<String>) -> bool {
    let waker = {
        let mut turn = turn.borrow_mut();
        if turn.outcome.is_some() {
            return false;
        }
        turn.outcome = Some(outcome);
        turn.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
    true
}

async fn outcome(turn: &Shared) -> Result<String> {
    std::future::poll_fn(|context| {
        let mut turn = turn.borrow_mut();
        turn.waker = Some(context.waker().clone());
        turn.outcome.clone().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

/// An open window, what it is told of, and what is waited for.
struct Opened {
    clever: Clever,
    state: String,
    window: Window,
    turn: Shared,
    _exchange: Exchange,
    _watch: Interval,
    _late: Timeout,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.clever.core().signin.abandon(&self.state);
        // Chromium keeps a window for good that is told to close while it goes from its first page to another site's: as
        // long as its address can be read, it is called back first.
        let location = self.window.location();
        let _ = match location.href() {
            Ok(_) => location.replace("about:blank"),
            Err(_) => self.window.close(),
        };
        let window = self.window.clone();
        Timeout::new(WATCH_MS, move || drop(window.close())).forget();
    }
}

impl Clever {
    /// Logs in through a window of its own. Call it in the click's own handler, as browsers open windows for clicks only:
    /// it opens at once. A page in a frame of another site may do so. Another login in a window ends this one with
    /// `cancelled`; so does a person who closed the window and is back in this page for a minute.
    ///
    /// Awaited, it also gives what [`Clever::handle_redirect`] gives, and `state_expired` once the login is too old.
    ///
    /// # Errors
    /// `popup_blocked`, also on a server; `invalid_argument`, `crypto_unavailable`.
    pub fn login_with_popup(&self, options: LoginOptions) -> Result<PopupLogin> {
        let Some((page, window)) = self.page().zip(tab::page()) else { return Err(Error::from(Code::PopupBlocked)) };
        if let Some(earlier) = page.popup.take().upgrade() {
            settle(&earlier, Err(Error::from(Code::Cancelled)));
        }
        let begun = {
            let mut core = self.core();
            let begun =
                core.signin.begin(&mut Tab, Flow::Popup, false, &|name| options.value(name)).map_err(argument)?;
            core.forget(false);
            begun
        };
        let Some(opened) = open(&window, &begun.url) else {
            self.core().signin.abandon(&begun.state);
            return Err(Error::from(Code::PopupBlocked));
        };
        let turn = Shared::default();
        *page.popup.borrow_mut() = Rc::downgrade(&turn);
        let opened = self.wait_for(&window, opened, begun.state, turn);
        let clever = self.clone();
        Ok(PopupLogin(Box::pin(async move {
            let suffix = outcome(&opened.turn).await?;
            let _ = opened.window.close();
            let address = [&clever.callback_address(), suffix.as_str()].concat();
            let result = clever.settle(&address, Place::Opener).await?;
            let nothing = || Error::new(Code::CallbackInvalid).because(Reason::Malformed);
            result.map(|result| result.session).ok_or_else(nothing)
        })))
    }

    fn wait_for(&self, page: &Window, window: Window, state: String, turn: Shared) -> Opened {
        let own = turn.clone();
        let exchange = Exchange::open(page, &state, move |word| match word {
            Word::Answer(suffix) => settle(&own, Ok(suffix)),
            Word::Received => false,
        });
        let late = {
            let turn = turn.clone();
            let max_age_ms = self.client.config.login_max_age_ms.min(f64::from(i32::MAX)) as u32;
            Timeout::new(max_age_ms, move || {
                settle(&turn, Err(Error::from(Code::StateExpired)));
            })
        };
        let watch = {
            let (turn, page, window) = (turn.clone(), page.clone(), window.clone());
            let mut closed_for = 0;
            Interval::new(WATCH_MS, move || {
                // `closed` is advice: a provider's opener policy makes it true while the person is still typing there.
                // Only someone who is back in this page for a while has given up.
                let is_back = || page.document().is_some_and(|document| document.has_focus().unwrap_or(false));
                closed_for = if window.closed().unwrap_or(false) && is_back() { closed_for + WATCH_MS } else { 0 };
                if closed_for >= CLOSED_GRACE_MS {
                    settle(&turn, Err(Error::from(Code::Cancelled)));
                }
            })
        };
        Opened { clever: self.clone(), state, window, turn, _exchange: exchange, _watch: watch, _late: late }
    }

    /// This window belongs to an opener: hands the answer over and closes. Where nobody takes it, it was no login of ours:
    /// nothing while somebody is signed in here, an error otherwise.
    pub(super) async fn relay(&self, state: &str, address: &str) -> Result<()> {
        let Some(window) = tab::page() else { return self.orphaned() };
        let turn = Shared::default();
        let own = turn.clone();
        let exchange = Exchange::open(&window, state, move |word| {
            if matches!(word, Word::Received) {
                settle(&own, Ok(String::new()));
            }
            false
        });
        let opener = window.opener().ok().filter(|opener| opener.is_object()).map(JsCast::unchecked_into::<Window>);
        let suffix = address.strip_prefix(&self.callback_address()).unwrap_or_default();
        exchange.post(opener.as_ref(), &Word::Answer(suffix.to_owned()));
        if within(ACK_MS, outcome(&turn)).await.is_none() {
            return self.orphaned();
        }
        self.core().signin.forget_copies(&mut Tab);
        let _ = window.close();
        std::future::pending().await
    }

    fn orphaned(&self) -> Result<()> {
        self.core().signin.orphaned(&mut Tab).map_or(Ok(()), Err)
    }

    /// The redirect URI without its query.
    fn callback_address(&self) -> String {
        self.client.config.redirect.clone()
    }
}

/// Opens the window over the middle of the page, under a name that nobody can have given to one before.
fn open(page: &Window, url: &str) -> Option<Window> {
    let mut random = [0u8; 16];
    if !Tab.fill_random(&mut random) {
        return None;
    }
    let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let number = |value: std::result::Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64());
    let middle = |start, outer, size: f64| {
        let outer = number(outer).unwrap_or(size);
        (number(start).unwrap_or(0.0) + (outer - size) / 2.0).max(0.0).floor()
    };
    let (width, height) = SIZE;
    let left = middle(page.screen_x(), page.outer_width(), width);
    let top = middle(page.screen_y(), page.outer_height(), height);
    let features = format!("popup,width={width},height={height},left={left},top={top}");
    page.open_with_url_and_target_and_features(url, &["clever-", &name].concat(), &features).ok().flatten()
}
