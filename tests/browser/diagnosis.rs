//! The report for support tickets.

use super::scene::{Scene, window};
use clever_wasm::LoginOptions;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_report_tells_the_state_and_no_token() {
    let scene = Scene::new(|options| options.timeout_ms(1234));
    let before = scene.clever.diagnose();
    let origin = window().location().origin().unwrap();
    for (member, value) in [
        ("clientId", serde_json::json!("c1e7e27a11d0c0de5eed")),
        ("redirectUri", serde_json::json!(format!("{origin}/back"))),
        ("apiVersion", serde_json::json!("v3.1")),
        ("timeoutMs", serde_json::json!(1234.0)),
        ("origin", serde_json::json!(origin)),
        ("page", true.into()),
        ("redirectUriIsOnThisOrigin", true.into()),
        ("framed", false.into()),
        ("broadcastChannel", true.into()),
        ("storage", true.into()),
        ("signedIn", false.into()),
        ("scopes", serde_json::Value::Null),
        ("pendingLogins", 0.into()),
        ("lastSignOut", serde_json::Value::Null),
        ("requestsInFlight", 0.into()),
    ] {
        assert_eq!(before[member], value, "{member}");
    }
    let back = scene.answer("teacher", LoginOptions::new());
    assert_eq!(scene.clever.diagnose()["pendingLogins"], 1);
    let session = scene.clever.handle_redirect_at(&back).await.unwrap().unwrap().session;
    let during = scene.clever.diagnose();
    assert_eq!((&during["signedIn"], &during["expiresAt"]), (&true.into(), &session.expires_at.into()));
    assert!(during["scopes"].is_array());
    assert!(!during.to_string().contains(session.access_token().unwrap().reveal()));
    scene.clever.logout();
    assert_eq!(scene.clever.diagnose()["lastSignOut"], "logout");
}
