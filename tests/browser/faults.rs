//! What goes wrong on the way.

use super::network::Instead;
use super::scene::Scene;
use clever_wasm::models::AssignmentRequest;
use clever_wasm::{Code, LoginOptions, Reason};
use wasm_bindgen_test::wasm_bindgen_test;

async fn scripted(script: &[Instead]) -> Scene {
    let scene = Scene::signed_in("explorer").await;
    scene.network.borrow_mut().script.extend(script.iter().cloned());
    scene
}

#[wasm_bindgen_test]
async fn a_get_is_tried_again() {
    let scene = scripted(&[Instead::Status(503), Instead::Status(500), Instead::Fault]).await;
    assert!(scene.clever.me().await.is_ok());
    assert_eq!(scene.sent().len(), 4);
}

#[wasm_bindgen_test]
async fn attempts_are_bounded() {
    let scene =
        scripted(&[Instead::Status(502), Instead::Status(502), Instead::Status(502), Instead::Status(502)]).await;
    let error = scene.clever.me().await.unwrap_err();
    assert_eq!((error.code, error.status, error.retryable), (Code::ServerError, Some(502), true));
    assert_eq!(scene.sent().len(), 4);
}

#[wasm_bindgen_test]
async fn a_change_is_not_tried_again() {
    let scene = scripted(&[Instead::Status(503)]).await;
    let error = scene.clever.create_assignment_for_section("s", &AssignmentRequest::default()).await.unwrap_err();
    assert_eq!(error.code, Code::ServerError);
    assert_eq!(scene.sent().len(), 1);
}

#[wasm_bindgen_test]
async fn silence_is_a_timeout() {
    let scene = scripted(&[Instead::Silence, Instead::Silence]).await;
    let error = scene.clever.create_assignment_for_section("s", &AssignmentRequest::default()).timeout_ms(40).await;
    assert_eq!(error.unwrap_err().code, Code::Timeout);
    assert!(scene.sent()[0].is_aborted());
}

#[wasm_bindgen_test]
async fn a_body_that_stalls_is_a_timeout_and_tried_again() {
    let scene = scripted(&[Instead::Stall]).await;
    assert!(scene.clever.get_users().limit(20).timeout_ms(60).await.unwrap().data.len() == 20);
    assert_eq!(scene.sent().len(), 2);
    assert!(scene.sent()[0].is_aborted());
}

#[wasm_bindgen_test]
async fn a_redirect_is_not_followed() {
    let scene = scripted(&[Instead::Status(302)]).await;
    let error = scene.clever.me().await.unwrap_err();
    assert_eq!(error.code, Code::UnexpectedRedirect);
    assert_eq!(scene.sent().len(), 1);
}

#[wasm_bindgen_test]
async fn what_is_no_json_is_said_so() {
    for (body, reason) in [("<html>", Reason::Malformed), ("{\"data\":7}", Reason::BrokenPage), ("", Reason::Malformed)]
    {
        let scene = scripted(&[Instead::Body(body)]).await;
        let error = scene.clever.get_user("5").await.unwrap_err();
        assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(reason)), "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_error_never_holds_the_token() {
    let scene = Scene::new(|options| options.attempts(1));
    let back = scene.answer("explorer", LoginOptions::new());
    let session = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap().session;
    let token = session.access_token().unwrap();
    for status in [400, 403, 404, 413, 429, 500] {
        scene.network.borrow_mut().script.push_back(Instead::Status(status));
        let error = scene.clever.me().await.unwrap_err();
        assert!(!format!("{error:?} {error}").contains(token.reveal()));
    }
    for notice in scene.notices.borrow().iter() {
        assert!(!format!("{notice:?}").contains(token.reveal()));
    }
}
