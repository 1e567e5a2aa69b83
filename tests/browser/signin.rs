//! Signing in.

use super::network::{Instead, Network};
use super::scene::{Scene, arrive, emulator, options, storage, window};
use clever_wasm::browser::{PortalLaunch, SessionStore, VerifyAudience};
use clever_wasm::{Code, LoginOptions, Reason};
use futures_util::FutureExt;
use futures_util::future::join;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_page_s_answer_is_redeemed_once_for_everyone() {
    let scene = Scene::new(|options| options);
    let home = window().location().href().unwrap();
    let login = LoginOptions::new().return_to("/classes?x=1").app_state(serde_json::json!({ "tab": 2 }));
    let back = scene.answer("library_teacher", login);
    arrive(&back.replace("#", "?mine=1#"));
    let own = scene.clever.clone();
    let (one, other) = join(scene.clever.handle_redirect(), own.handle_redirect()).await;
    let result = one.unwrap().unwrap();
    assert_eq!(Some(&result), other.unwrap().as_ref());
    assert_eq!(result.return_to.as_deref(), Some("/classes?x=1"));
    assert_eq!(result.app_state["tab"], 2);
    assert!(!result.portal_launch);
    // The answer is gone from the address, what is the app's stayed, and so did the router's state.
    let address = window().location().href().unwrap();
    assert!(address.ends_with("/back?mine=1"), "{address}");
    assert_eq!(window().history().unwrap().state().unwrap().as_string().as_deref(), Some("kept"));
    assert_eq!(scene.clever.handle_redirect().await.unwrap().as_ref(), Some(&result));
    assert_eq!(scene.targets(), ["/oauth/tokeninfo"]);
    assert_eq!(scene.told(), ["signed in, replaced: false"]);
    scene.clever.logout();
    assert!(scene.clever.handle_redirect().await.unwrap().is_none());
    arrive(&home);
}

#[wasm_bindgen_test]
async fn a_client_that_is_made_on_the_callback_scrubs_it_at_once() {
    let scene = Scene::new(|options| options);
    let home = window().location().href().unwrap();
    arrive(&scene.answer("teacher", LoginOptions::new()));
    let later = Scene::over(options(&emulator()), scene.network.clone());
    assert!(window().location().href().unwrap().ends_with("/back"));
    assert!(later.clever.handle_redirect().await.unwrap().is_some());
    arrive(&home);
}

#[wasm_bindgen_test]
async fn an_ordinary_page_is_no_callback() {
    let scene = Scene::new(|options| options);
    assert!(scene.clever.handle_redirect().await.unwrap().is_none());
    assert!(scene.clever.handle_redirect_at("/back#/error").await.unwrap().is_none());
    assert!(scene.sent().is_empty());
}

#[wasm_bindgen_test]
async fn a_stranger_s_answer_is_refused() {
    let scene = Scene::new(|options| options.portal_launch(PortalLaunch::Reject));
    let redeem = async |url: &str| scene.clever.handle_redirect_at(url).await.unwrap_err();
    let error = redeem("/back#access_token=ilx&token_type=bearer&state=rAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!((error.code, error.reason), (Code::StateUnknown, Some(Reason::OtherContext)));
    assert_eq!(redeem("/back#access_token=ilx&token_type=bearer").await.code, Code::StateMissing);
    let _pending = scene.clever.login_url(LoginOptions::new()).unwrap();
    let error = redeem("/back#access_token=ily&token_type=bearer&state=rAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(error.code, Code::StateMismatch);
    assert!(scene.sent().is_empty());
}

#[wasm_bindgen_test]
async fn a_popup_s_answer_is_nobody_s_here() {
    let scene = Scene::new(|options| options);
    let home = window().location().href().unwrap();
    arrive("/back#access_token=ilx&token_type=bearer&state=pAAAAAAAAAAAAAAAAAAAAAA");
    let error = scene.clever.handle_redirect().await.unwrap_err();
    assert_eq!((error.code, error.reason), (Code::StateUnknown, Some(Reason::OtherContext)));
    arrive(&home);
}

#[wasm_bindgen_test]
async fn the_audience_is_asked_for_as_wanted() {
    for (verify, asked, is_refused) in
        [(VerifyAudience::Off, 0, false), (VerifyAudience::Warn, 1, false), (VerifyAudience::Strict, 1, true)]
    {
        let scene = Scene::new(|options| options.verify_audience(verify));
        scene.network.borrow_mut().script.push_back(Instead::Fault);
        let back = scene.answer("teacher", LoginOptions::new());
        let result = scene.clever.handle_redirect_at(&back).await;
        assert_eq!(scene.sent().len(), asked);
        assert_eq!(result.is_err(), is_refused, "{result:?}");
        assert_eq!(scene.clever.session().is_some(), !is_refused);
    }
    let scene = Scene::new(|options| options);
    scene.network.borrow_mut().script.push_back(Instead::Body("{\"client_id\":\"another\"}"));
    let back = scene.answer("teacher", LoginOptions::new());
    let error = scene.clever.handle_redirect_at(&back).await.unwrap_err();
    assert_eq!((error.code, error.reason), (Code::TokenRefused, Some(Reason::OtherClient)));
}

#[wasm_bindgen_test]
async fn a_caller_who_gives_up_waiting_disturbs_nobody() {
    let scene = Scene::new(|options| options);
    let back = scene.answer("teacher", LoginOptions::new());
    assert!(scene.clever.handle_redirect_at(&back).now_or_never().is_none());
    let result = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap();
    assert_eq!(scene.clever.session(), Some(result.session));
    assert_eq!(scene.targets(), ["/oauth/tokeninfo"]);
}

#[wasm_bindgen_test]
async fn a_session_in_the_store_outlives_the_client() {
    let scene = Scene::new(|options| options.session_store(SessionStore::Session));
    let back = scene.answer("teacher", LoginOptions::new());
    let session = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap().session;
    let token = session.access_token().unwrap();
    let network = scene.network.clone();
    drop(scene);
    assert_eq!(session.access_token().unwrap_err().code, Code::SignedOut, "its client has ended");
    let reloaded = Scene::over(options(&emulator()).session_store(SessionStore::Session), network);
    let restored = reloaded.clever.session().unwrap();
    assert_eq!(restored.access_token().unwrap(), token);
    assert!(reloaded.told().is_empty(), "it was there all along");
    reloaded.clever.logout();
    let again = Scene::over(options(&emulator()).session_store(SessionStore::Session), reloaded.network.clone());
    assert_eq!(again.clever.session(), None);
}

#[wasm_bindgen_test]
async fn in_memory_nothing_is_stored_but_the_login() {
    let scene = Scene::signed_in("teacher").await;
    let token = scene.clever.session().unwrap().access_token().unwrap();
    let storage = storage();
    for index in 0..storage.length().unwrap() {
        let entry = storage.get_item(&storage.key(index).unwrap().unwrap()).unwrap().unwrap();
        assert!(!entry.contains(token.reveal()));
    }
    let reloaded = Scene::over(options(&emulator()), Network::install(emulator()));
    assert_eq!(reloaded.clever.session(), None);
}
