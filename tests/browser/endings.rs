//! How calls and sessions end.

use super::network::{Instead, Sent};
use super::scene::{Scene, until, window};
use clever_wasm::browser::{Notice, SignedOut};
use clever_wasm::{Code, LoginOptions};
use futures_util::future::join;
use futures_util::{StreamExt, poll};
use std::future::ready;
use std::pin::pin;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_call_that_is_dropped_is_aborted() {
    let scene = Scene::signed_in("teacher").await;
    scene.network.borrow_mut().script.push_back(Instead::Silence);
    let mut call = Box::pin(IntoFuture::into_future(scene.clever.me()));
    assert!(poll!(&mut call).is_pending());
    until(|| !scene.sent().is_empty()).await;
    assert!(!scene.sent()[0].is_aborted());
    drop(call);
    assert!(scene.sent()[0].is_aborted());
    let requests: Vec<Option<Code>> = scene
        .notices
        .borrow()
        .iter()
        .filter_map(|notice| if let Notice::Request(request) = notice { Some(request.code) } else { None })
        .collect();
    assert_eq!(requests, [Some(Code::Cancelled)]);
}

#[wasm_bindgen_test]
async fn a_call_that_was_never_looked_at_sends_nothing() {
    let scene = Scene::signed_in("teacher").await;
    drop(IntoFuture::into_future(scene.clever.me()));
    drop(scene.clever.get_sections().pages());
    super::scene::settle().await;
    assert!(scene.sent().is_empty());
}

#[wasm_bindgen_test]
async fn signing_out_ends_what_is_under_way() {
    let scene = Scene::signed_in("teacher").await;
    scene.network.borrow_mut().script.push_back(Instead::Silence);
    let mut call = Box::pin(IntoFuture::into_future(scene.clever.me()));
    assert!(poll!(&mut call).is_pending());
    until(|| !scene.sent().is_empty()).await;
    scene.clever.logout();
    assert_eq!(call.await.unwrap_err().code, Code::SignedOut);
    assert!(scene.sent().iter().all(Sent::is_aborted));
    assert_eq!(scene.told(), ["signed out: Logout"]);
    assert_eq!(scene.clever.me().await.unwrap_err().code, Code::NotSignedIn);
    scene.clever.logout();
    assert_eq!(scene.told().len(), 1, "once");
}

#[wasm_bindgen_test]
async fn a_401_ends_the_session_once() {
    let scene = Scene::signed_in("teacher").await;
    let session = scene.clever.session().unwrap();
    for _ in 0..2 {
        scene.network.borrow_mut().script.push_back(Instead::Status(401));
    }
    let (one, other) = join(scene.clever.me().into_future(), scene.clever.userinfo().into_future()).await;
    assert_eq!((one.unwrap_err().code, other.unwrap_err().code), (Code::Unauthorized, Code::Unauthorized));
    assert_eq!(scene.told(), ["signed out: Unauthorized"]);
    assert_eq!(session.access_token().unwrap_err().code, Code::SignedOut);
}

#[wasm_bindgen_test]
async fn a_new_sign_in_replaces_the_session() {
    let scene = Scene::signed_in("teacher").await;
    let old = scene.clever.session().unwrap();
    scene.network.borrow_mut().script.push_back(Instead::Silence);
    let mut call = Box::pin(IntoFuture::into_future(scene.clever.me()));
    assert!(poll!(&mut call).is_pending());
    until(|| !scene.sent().is_empty()).await;
    let back = scene.answer("student", LoginOptions::new());
    let new = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap().session;
    assert_eq!(call.await.unwrap_err().code, Code::SignedOut);
    assert_ne!(old, new);
    assert_eq!(scene.told(), ["signed out: Replaced", "signed in, replaced: true"]);
    assert!(old.access_token().is_err());
    assert!(scene.clever.me().await.is_ok());
}

#[wasm_bindgen_test]
async fn a_session_expires_by_itself() {
    let scene = Scene::new(|options| options);
    let url = scene.clever.login_url(LoginOptions::new()).unwrap();
    let state = url.split('&').find_map(|pair| pair.strip_prefix("state=")).unwrap();
    let back = format!("/back#access_token=ilshort&token_type=bearer&expires_in=1&state={state}");
    let session = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap().session;
    until(|| scene.told().iter().any(|told| told.starts_with("signed out"))).await;
    assert_eq!(scene.told(), ["signed in, replaced: false", "expiring", "signed out: Expired"]);
    assert_eq!(session.access_token().unwrap_err().code, Code::SessionExpired);
    assert_eq!(scene.clever.me().await.unwrap_err().code, Code::SessionExpired);
}

#[wasm_bindgen_test]
async fn sign_outs_travel_between_tabs() {
    let scene = Scene::signed_in("teacher").await;
    let client_id = scene.clever.session().unwrap().client_id;
    let name = format!("clever:{client_id}");
    let other_tab = web_sys::BroadcastChannel::new(&name).unwrap();
    let message = js_sys::Object::new();
    js_sys::Reflect::set(&message, &"signedOut".into(), &JsValue::from_f64(js_sys::Date::now() + 1000.0)).unwrap();
    other_tab.post_message(&message).unwrap();
    until(|| scene.clever.session().is_none()).await;
    assert_eq!(scene.told(), ["signed out: OtherTab"]);
    other_tab.close();

    let scene = Scene::signed_in("teacher").await;
    scene.clever.logout();
    let stamp = window().local_storage().unwrap().unwrap().get_item(&[&name, ":signed_out"].concat()).unwrap();
    assert!(stamp.unwrap().parse::<f64>().unwrap() > 0.0);
}

#[wasm_bindgen_test]
async fn listeners_end_with_their_subscription() {
    let scene = Scene::signed_in("teacher").await;
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let own = count.clone();
    let subscription = scene.clever.on(move |notice| {
        if matches!(notice, Notice::SignedOut(SignedOut::Logout)) {
            own.set(own.get() + 1);
        }
    });
    drop(subscription);
    scene.clever.logout();
    assert_eq!(count.get(), 0);
    assert_eq!(scene.told(), ["signed out: Logout"]);
}

#[wasm_bindgen_test]
async fn notices_wait_until_they_are_read() {
    let scene = Scene::signed_in("teacher").await;
    let notices = scene.clever.notices().filter(|notice| ready(!matches!(notice, Notice::Request(_))));
    let mut notices = pin!(notices);
    assert!(poll!(notices.next()).is_pending());
    scene.clever.me().await.unwrap();
    scene.clever.logout();
    assert!(matches!(notices.next().await, Some(Notice::SignedOut(SignedOut::Logout))));
}
