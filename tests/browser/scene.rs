//! A page with a client, and Clever around it.

use super::network::{Network, Sent};
use clever_emulator::{Client, Emulator, Options as Emulated, Origin, Request};
use clever_wasm::browser::{Notice, Subscription};
use clever_wasm::{Clever, LoginOptions, Options};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{Storage, Window};

pub(super) struct Scene {
    pub(super) clever: Clever,
    pub(super) network: Rc<RefCell<Network>>,
    pub(super) notices: Rc<RefCell<Vec<Notice>>>,
    _subscription: Subscription,
}

pub(super) fn window() -> Window {
    web_sys::window().unwrap()
}

pub(super) fn storage() -> Storage {
    window().session_storage().unwrap().unwrap()
}

fn callback() -> String {
    [&window().location().origin().unwrap(), "/back"].concat()
}

/// Clever, with a small district.
pub(super) fn emulator() -> Emulator {
    let mut options = Emulated { users: 300, rate_limit_per_minute: 100_000, ..Emulated::default() };
    options.origins.app = window().location().origin().unwrap();
    options.clients = vec![Client { redirect_uris: vec![callback()], ..Client::default() }];
    Emulator::new(options)
}

/// The options of a client of that emulator.
pub(super) fn options(emulator: &Emulator) -> Options {
    let origins = &emulator.options().origins;
    Options::new(Client::DEFAULT_ID, callback())
        .authorize_url([&origins.clever, "/oauth/authorize"].concat())
        .api_url(&origins.api)
        .max_delay_ms(1)
}

impl Scene {
    /// Nobody signed in, nothing stored.
    pub(super) fn new(choose: impl FnOnce(Options) -> Options) -> Scene {
        storage().clear().unwrap();
        window().local_storage().unwrap().unwrap().clear().unwrap();
        let emulator = emulator();
        let options = choose(options(&emulator));
        Scene::over(options, Network::install(emulator))
    }

    /// Another client over the same network.
    pub(super) fn over(options: Options, network: Rc<RefCell<Network>>) -> Scene {
        let clever = Clever::new(options).unwrap();
        let notices = Rc::<RefCell<Vec<Notice>>>::default();
        let heard = notices.clone();
        let subscription = clever.on(move |notice| heard.borrow_mut().push(notice.clone()));
        Scene { clever, network, notices, _subscription: subscription }
    }

    /// Somebody has signed in; what that took is forgotten.
    pub(super) async fn signed_in(persona: &str) -> Scene {
        let scene = Scene::new(|options| options);
        let back = scene.answer(persona, LoginOptions::new());
        scene.clever.handle_redirect_at(&back).await.unwrap().unwrap();
        scene.network.borrow_mut().sent.clear();
        scene.notices.borrow_mut().clear();
        scene
    }

    /// Begins a login and lets that persona answer; the address that Clever leads back to.
    pub(super) fn answer(&self, persona: &str, login: LoginOptions) -> String {
        self.answer_at(persona, &self.clever.login_url(login).unwrap())
    }

    /// The same for a login that was begun.
    pub(super) fn answer_at(&self, persona: &str, url: &str) -> String {
        let mut network = self.network.borrow_mut();
        let emulator = &mut network.emulator;
        let target = url.strip_prefix(&*emulator.options().origins.clever).unwrap().to_owned();
        let form = format!("persona={persona}&continue={}", js_sys::encode_uri_component(&target));
        let answer = emulator.handle(&Request::post(Origin::Clever, "/login", &form), js_sys::Date::now() as u64);
        assert_eq!(answer.status, 302, "{}", answer.text());
        answer.header("location").unwrap().to_owned()
    }

    pub(super) fn sent(&self) -> Vec<Sent> {
        self.network.borrow().sent.clone()
    }

    /// Paths and queries of what was sent.
    pub(super) fn targets(&self) -> Vec<String> {
        self.sent().iter().map(Sent::target).collect()
    }

    /// The notices that are no requests, shortly.
    pub(super) fn told(&self) -> Vec<String> {
        let tell = |notice: &Notice| match notice {
            Notice::SignedIn { replaced, .. } => Some(format!("signed in, replaced: {replaced}")),
            Notice::SignedOut(why) => Some(format!("signed out: {why:?}")),
            Notice::Expiring { .. } => Some("expiring".to_owned()),
            Notice::Invalid(record) => Some(format!("invalid: {}", record.path)),
            _ => None,
        };
        self.notices.borrow().iter().filter_map(tell).collect()
    }
}

/// The page is at this address now, as after a navigation within it.
pub(super) fn arrive(address: &str) {
    window().history().unwrap().push_state_with_url(&JsValue::from_str("kept"), "", Some(address)).unwrap();
}

/// Lets everything run that is ready.
pub(super) async fn settle() {
    gloo_timers::future::TimeoutFuture::new(30).await;
}

/// Waits until it is so; forever, where it never is.
pub(super) async fn until(so: impl Fn() -> bool) {
    while !so() {
        gloo_timers::future::TimeoutFuture::new(5).await;
    }
}
