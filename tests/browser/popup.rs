//! Logging in through a window of its own: both halves in one page, over the browser's own channel. The window itself is
//! a double, as a browser opens real ones for clicks only.

use super::scene::{Scene, arrive, options, settle, storage, until, window};
use clever_wasm::browser::{PopupLogin, Session, VerifyAudience};
use clever_wasm::{Clever, Code, LoginOptions, Options, Reason};
use futures_util::FutureExt;
use futures_util::future::join;
use js_sys::{Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::BroadcastChannel;

/// What a page did about windows: the addresses, names and features of those it opened, how many it closed.
#[derive(Clone, Default)]
struct Windows {
    opened: Rc<RefCell<Vec<[String; 3]>>>,
    closed: Rc<Cell<usize>>,
    /// How often a page closed itself.
    own_closed: Rc<Cell<usize>>,
    kept: Rc<RefCell<Vec<(&'static str, JsValue)>>>,
}

fn put(target: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(target, &name.into(), value).unwrap();
}

impl Windows {
    /// From now on; a page that `blocks` opens none.
    fn watch(blocks: bool) -> Windows {
        let windows = Windows::default();
        let counting = |count: &Rc<Cell<usize>>| -> JsValue {
            let count = count.clone();
            Closure::<dyn Fn()>::new(move || count.set(count.get() + 1)).into_js_value()
        };
        let (own, close) = (windows.clone(), counting(&windows.closed));
        let open = Closure::<dyn Fn(String, String, String) -> JsValue>::new(move |url, name, features| {
            own.opened.borrow_mut().push([url, name, features]);
            if blocks {
                return JsValue::NULL;
            }
            let made = Object::new();
            put(&made, "close", &close);
            put(&made, "closed", &JsValue::FALSE);
            made.into()
        });
        for (name, function) in [("open", open.into_js_value()), ("close", counting(&windows.own_closed))] {
            windows.kept.borrow_mut().push((name, Reflect::get(&window(), &name.into()).unwrap()));
            put(&window(), name, &function);
        }
        windows
    }

    fn url(&self) -> String {
        self.opened.borrow().last().unwrap()[0].clone()
    }

    fn state(&self) -> String {
        web_sys::Url::new(&self.url())
            .unwrap()
            .href()
            .split("state=")
            .nth(1)
            .unwrap()
            .split('&')
            .next()
            .unwrap()
            .to_owned()
    }

    fn restore(&self) {
        for (name, function) in self.kept.borrow().iter() {
            put(&window(), name, function);
        }
    }
}

fn begin(scene: &Scene) -> PopupLogin {
    scene.clever.login_with_popup(LoginOptions::new()).unwrap()
}

/// What somebody on this site says on a login's channel.
fn say(state: &str, name: &str, value: &JsValue) -> BroadcastChannel {
    let channel = BroadcastChannel::new(&format!("clever:{state}")).unwrap();
    let message = Object::new();
    put(&message, "clever", &state.into());
    put(&message, name, value);
    channel.post_message(&message).unwrap();
    channel
}

/// The page that Clever leads the window back to: another client, with a memory of its own.
fn returned(scene: &Scene, address: &str) -> Clever {
    arrive(address);
    let options: Options = options(&scene.network.borrow().emulator);
    Clever::new(options).unwrap()
}

#[wasm_bindgen_test]
async fn the_window_hands_its_answer_over_and_the_page_is_signed_in() {
    let scene = Scene::new(|options| options);
    let home = window().location().href().unwrap();
    let windows = Windows::watch(false);
    let login = begin(&scene);
    let [url, name, features] = windows.opened.borrow()[0].clone();
    assert!(url.contains("response_type=token") && windows.state().starts_with('p'), "{url}");
    assert!(name.starts_with("clever-") && name.len() == 39, "{name}");
    assert!(features.starts_with("popup,width=500,height=680,"), "{features}");
    storage().set_item("clever:c1e7e27a11d0c0de5eed:session", "copied by the browser").unwrap();
    let back = scene.answer_at("teacher", &url);
    let there = returned(&scene, &back);
    assert!(window().location().href().unwrap().ends_with("/back"), "scrubbed at once");
    let session: Session = login.await.unwrap();
    assert_eq!(scene.clever.session(), Some(session));
    assert_eq!(scene.told(), ["signed in, replaced: false"]);
    assert_eq!(scene.targets(), ["/oauth/tokeninfo"]);
    until(|| windows.own_closed.get() == 1).await;
    assert!(windows.closed.get() >= 1);
    assert!(there.handle_redirect().now_or_never().is_none(), "the window has nothing to go on with");
    assert_eq!(there.session(), None);
    assert_eq!(storage().get_item("clever:c1e7e27a11d0c0de5eed:session").unwrap(), None);
    assert!(scene.clever.me().await.is_ok());
    arrive(&home);
    windows.restore();
}

#[wasm_bindgen_test]
async fn a_window_that_was_not_opened_is_told_and_forgotten() {
    let scene = Scene::new(|options| options);
    let windows = Windows::watch(true);
    let refused = scene.clever.login_with_popup(LoginOptions::new()).unwrap_err();
    assert_eq!(refused.code, Code::PopupBlocked);
    let refused = scene.clever.login_with_popup(LoginOptions::new().return_to("//evil.example")).unwrap_err();
    assert_eq!((refused.code, refused.path.as_deref()), (Code::InvalidArgument, Some("return_to")));
    assert_eq!(windows.opened.borrow().len(), 1);
    assert_eq!(scene.clever.diagnose()["pendingLogins"], 0);
    windows.restore();
}

#[wasm_bindgen_test]
async fn a_second_window_ends_the_first_and_who_gives_up_closes_it() {
    let scene = Scene::new(|options| options.verify_audience(VerifyAudience::Off));
    let windows = Windows::watch(false);
    let first = begin(&scene);
    let second = begin(&scene);
    assert_eq!(first.await.unwrap_err().code, Code::Cancelled);
    assert_eq!(windows.closed.get(), 1, "the first one's");
    assert_eq!(scene.clever.diagnose()["pendingLogins"], 1);
    let url = windows.url();
    let answer = scene.answer_at("student", &url);
    drop(second);
    assert!(windows.closed.get() >= 2);
    assert_eq!(scene.clever.diagnose()["pendingLogins"], 0);
    // What comes later is nobody's.
    let suffix = answer.split_once("/back").unwrap().1;
    let _channel = say(&windows.state(), "answer", &suffix.into());
    settle().await;
    assert_eq!(scene.clever.session(), None);
    windows.restore();
}

#[wasm_bindgen_test]
async fn what_is_said_on_the_channel_is_judged_like_any_answer() {
    let scene = Scene::new(|options| options);
    let windows = Windows::watch(false);
    let mut login = begin(&scene);
    let state = windows.state();
    let _kept = [
        say(&state, "answer", &JsValue::from(5)),
        say(&state, "received", &JsValue::TRUE),
        say(&state, "other", &"x".into()),
    ];
    settle().await;
    assert!((&mut login).now_or_never().is_none(), "none of it is an answer");
    let forged = "#access_token=ilx&token_type=bearer&state=pAAAAAAAAAAAAAAAAAAAAAA";
    let (refused, _) = join(login, async { say(&state, "answer", &forged.into()) }).await;
    let error = refused.unwrap_err();
    assert!(matches!(error.code, Code::StateUnknown | Code::StateMismatch), "{error:?}");
    assert!(scene.sent().is_empty() && scene.clever.session().is_none());
    let login = begin(&scene);
    let (refused, _) = join(login, async { say(&windows.state(), "answer", &"?nothing=1".into()) }).await;
    assert_eq!(refused.unwrap_err().code, Code::CallbackInvalid);
    windows.restore();
}

#[wasm_bindgen_test]
async fn a_window_without_an_opener_says_so_after_a_while() {
    let scene = Scene::new(|options| options);
    let home = window().location().href().unwrap();
    let windows = Windows::watch(false);
    let there = returned(&scene, "/back#access_token=ilx&token_type=bearer&state=pAAAAAAAAAAAAAAAAAAAAAA");
    let error = there.handle_redirect().await.unwrap_err();
    assert_eq!((error.code, error.reason), (Code::StateUnknown, Some(Reason::OtherContext)));
    assert!(error.hint.contains("popup_opener_gone: "), "{error:?}");
    assert_eq!(windows.own_closed.get(), 0);
    arrive(&home);
    windows.restore();
}
