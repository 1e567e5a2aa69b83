//! Calls.

use super::scene::Scene;
use clever_wasm::models::{AssigneeMode, AssignmentRequest};
use clever_wasm::{Code, Reason};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

#[wasm_bindgen_test]
async fn a_request_carries_the_token_and_nothing_else() {
    let scene = Scene::signed_in("teacher").await;
    let me = scene.clever.me().await.unwrap();
    assert!(me.r#type.is_some_and(|kind| kind == "user"));
    let sent = scene.sent();
    let request = &sent[0].request;
    assert_eq!(scene.targets(), ["/v3.1/me"]);
    assert_eq!(request.credentials(), RequestCredentials::Omit);
    assert_eq!(request.cache(), RequestCache::NoStore);
    assert_eq!(request.redirect(), RequestRedirect::Manual);
    assert_eq!(request.referrer_policy(), ReferrerPolicy::NoReferrer);
    let token = scene.clever.session().unwrap().access_token().unwrap();
    assert_eq!(sent[0].header("authorization"), Some(["Bearer ", token.reveal()].concat()));
    assert_eq!(sent[0].header("accept").as_deref(), Some("application/json"));
    assert_eq!(sent[0].header("content-type"), None);
}

#[wasm_bindgen_test]
async fn the_signed_in_person_is_found() {
    let scene = Scene::signed_in("library_teacher").await;
    let user = scene.clever.current_user().await.unwrap();
    let info = scene.clever.userinfo().await.unwrap();
    assert_eq!(user.id, info.sub);
    assert!(user.roles.unwrap().teacher.is_some());
    let sections = scene.clever.get_sections_for_user(&user.id).all().await.unwrap();
    assert!(!sections.is_empty());
    let students = scene.clever.get_users_for_section(&sections[0].id).filter("role", "student").all().await.unwrap();
    assert!(students.iter().all(|student| student.roles.as_ref().unwrap().student.is_some()));
}

#[wasm_bindgen_test]
async fn what_the_token_does_not_reach_says_so() {
    let scene = Scene::signed_in("teacher").await;
    let error = scene.clever.get_users().await.unwrap_err();
    assert_eq!((error.code, error.status), (Code::NotFound, Some(404)));
    assert!(error.hint.starts_with("token_reach"), "{}", error.hint);
    assert!(scene.clever.session().is_some());
}

#[wasm_bindgen_test]
async fn a_change_is_sent_and_read_back() {
    let scene = Scene::signed_in("explorer").await;
    let section = scene.clever.get_sections().limit(1).await.unwrap().data.remove(0);
    let mut request = AssignmentRequest {
        title: Some("Fractions".into()),
        description: Some("Halves".into()),
        due_date: Some("2099-01-01T00:00:00.000Z".into()),
        assignee_mode: Some(AssigneeMode::ALL),
        ..AssignmentRequest::default()
    };
    let created = scene.clever.create_assignment_for_section(&section.id, &request).await.unwrap();
    assert_eq!(created.title.as_deref(), Some("Fractions"));
    request.title = Some("Thirds".into());
    let id = created.id.clone();
    let changed = scene.clever.update_assignment_for_section(&section.id, &id, &request).await.unwrap();
    assert_eq!((changed.id.as_str(), changed.title.as_deref()), (&*id, Some("Thirds")));
    scene.clever.delete_assignment_for_section(&section.id, &id).await.unwrap();
    let error = scene.clever.get_assignment_for_section(&section.id, &id).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    let sent = scene.sent();
    let methods: Vec<String> = sent.iter().map(|sent| sent.request.method()).collect();
    assert_eq!(methods, ["GET", "POST", "PATCH", "DELETE", "GET"]);
    assert_eq!(sent[1].header("content-type").as_deref(), Some("application/json"));
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&sent[1].body).unwrap(),
        json!({ "assignee_mode": "all", "description": "Halves", "due_date": "2099-01-01T00:00:00.000Z", "title": "Fractions" })
    );
}

#[wasm_bindgen_test]
async fn any_path_below_the_api_can_be_asked() {
    let scene = Scene::signed_in("explorer").await;
    let query = json!({ "limit": 2, "role": "student" });
    let users = scene.clever.request("GET", "/v3.1/users", Some(query), None).await.unwrap();
    assert_eq!(users["data"].as_array().unwrap().len(), 2);
    assert_eq!(scene.targets(), ["/v3.1/users?limit=2&role=student"]);
    for (method, path) in [("PUT", "/v3.1/users"), ("GET", "//evil.example/"), ("GET", "/v3.1/../x")] {
        let error = scene.clever.request(method, path, None, None).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidArgument, "{method} {path}");
    }
}

#[wasm_bindgen_test]
async fn at_most_six_requests_are_under_way() {
    let scene = Scene::signed_in("teacher").await;
    for _ in 0..6 {
        scene.network.borrow_mut().script.push_back(super::network::Instead::Silence);
    }
    let mut calls: Vec<_> = (0..8).map(|_| Box::pin(IntoFuture::into_future(scene.clever.me()))).collect();
    for call in &mut calls {
        assert!(futures_util::poll!(call).is_pending());
    }
    super::scene::until(|| scene.sent().len() == 6).await;
    let mut waiting = calls.split_off(6);
    for call in &mut waiting {
        assert!(futures_util::poll!(call).is_pending());
    }
    drop(calls);
    for call in waiting {
        call.await.unwrap();
    }
    let sent = scene.sent();
    assert_eq!(sent.len(), 8);
    assert!(sent[..6].iter().all(super::network::Sent::is_aborted));
}

#[wasm_bindgen_test]
async fn odd_values_are_none_or_an_error_as_wanted() {
    let body = "{\"data\":{\"id\":\"5\",\"email\":7,\"name\":{\"first\":\"Ada\"}}}";
    let scene = Scene::signed_in("teacher").await;
    scene.network.borrow_mut().script.push_back(super::network::Instead::Body(body));
    let user = scene.clever.get_user("5").await.unwrap();
    assert_eq!((user.email, user.name.unwrap().first.as_deref()), (None, Some("Ada")));
    assert_eq!(scene.told(), ["invalid: data.email"]);
    let scene = Scene::new(|options| options.strict(true));
    let back = scene.answer("teacher", clever_wasm::LoginOptions::new());
    scene.clever.handle_redirect_at(&back).await.unwrap();
    scene.network.borrow_mut().script.push_back(super::network::Instead::Body(body));
    let error = scene.clever.get_user("5").await.unwrap_err();
    assert_eq!((error.code, error.reason), (Code::InvalidResponse, Some(Reason::WrongType)));
    assert_eq!(error.path.as_deref(), Some("data.email"));
}
