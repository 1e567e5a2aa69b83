//! Lists.

use super::network::Instead;
use super::scene::{Scene, settle, until};
use clever_wasm::models::Role;
use clever_wasm::{Code, Error};
use futures_util::{StreamExt, TryStreamExt};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn awaited_a_list_is_its_first_page() {
    let scene = Scene::signed_in("explorer").await;
    let page = scene.clever.get_users().limit(100).filter("role", Role::STUDENT).await.unwrap();
    assert_eq!(page.data.len(), 100);
    assert!(page.has_next() && page.issues.is_empty());
    assert_eq!(page.cursor.as_deref(), Some(&*page.data[99].id));
    let next = page.next().await.unwrap().unwrap();
    assert_ne!(next.data[0].id, page.data[99].id);
    let back = next.prev().await.unwrap().unwrap();
    assert_eq!(back.data[0].id, page.data[0].id);
    let resumed = scene.clever.get_users().filter("role", Role::STUDENT).starting_after(page.cursor.unwrap()).await;
    assert_eq!(resumed.unwrap().data[0].id, next.data[0].id);
}

#[wasm_bindgen_test]
async fn every_record_comes_once_with_one_request_ahead() {
    let scene = Scene::signed_in("explorer").await;
    let count = scene.clever.get_users().count().await.unwrap();
    let mut pages = scene.clever.get_users().limit(100).pages();
    scene.network.borrow_mut().sent.clear();
    let mut ids = Vec::new();
    let first = pages.next().await.unwrap().unwrap();
    ids.extend(first.data.into_iter().map(|user| user.id));
    until(|| scene.sent().len() == 2).await;
    settle().await;
    assert_eq!(scene.sent().len(), 2, "one ahead, not two");
    while let Some(page) = pages.next().await {
        ids.extend(page.unwrap().data.into_iter().map(|user| user.id));
    }
    assert_eq!(ids.len() as u64, count);
    let streamed: Vec<String> =
        scene.clever.get_users().limit(77).records().map_ok(|user| user.id).try_collect().await.unwrap();
    assert_eq!(streamed, ids);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len() as u64, count);
    assert_eq!(scene.clever.get_users().all().await.unwrap().len() as u64, count);
}

#[wasm_bindgen_test]
async fn a_stream_that_is_dropped_aborts_what_is_ahead() {
    let scene = Scene::signed_in("explorer").await;
    let mut pages = scene.clever.get_users().limit(10).pages();
    scene.network.borrow_mut().script.extend([Instead::Status(503), Instead::Status(503)]);
    pages.next().await.unwrap().unwrap();
    scene.network.borrow_mut().script.push_back(Instead::Silence);
    pages.next().await.unwrap().unwrap();
    let before = scene.sent().len();
    settle().await;
    assert!(scene.sent().len() <= before + 1);
    drop(pages);
    assert!(scene.sent().last().unwrap().is_aborted());
}

#[wasm_bindgen_test]
async fn a_failure_ahead_is_heard_when_its_turn_comes() {
    let scene = Scene::signed_in("explorer").await;
    let mut records = scene.clever.get_users().limit(10).records();
    records.next().await.unwrap().unwrap();
    scene.network.borrow_mut().script.push_back(Instead::Status(404));
    let rest: Vec<Result<_, Error>> = records.collect().await;
    // The second page was under way already; the third one failed.
    let failed = rest.iter().position(Result::is_err).unwrap();
    assert!(failed == 9 || failed == 19, "{failed}");
    assert_eq!(failed, rest.len() - 1, "it ends there");
    let error = rest[failed].as_ref().unwrap_err();
    assert_eq!((error.code, error.delivered), (Code::NotFound, Some(0)));
    let cursor = error.cursor.clone().unwrap();
    assert_eq!(cursor, rest[failed - 1].as_ref().unwrap().id);
}

#[wasm_bindgen_test]
async fn a_link_that_leads_elsewhere_is_not_followed() {
    let scene = Scene::signed_in("explorer").await;
    scene.network.borrow_mut().script.push_back(Instead::Body(
        r#"{"data":[{"data":{"id":"5"}}],"links":[{"rel":"next","uri":"https://evil.example/v3.1/users?starting_after=5"}]}"#,
    ));
    let error = scene.clever.get_users().all().await.unwrap_err();
    assert_eq!(error.code, Code::UntrustedLink);
    assert_eq!(scene.sent().len(), 1);
}

#[wasm_bindgen_test]
async fn both_shapes_of_resources_are_read() {
    let scene = Scene::signed_in("explorer").await;
    for body in [r#"{"resources":[{"id":"r"}]}"#, r#"{"data":[{"data":{"id":"r"}}]}"#] {
        scene.network.borrow_mut().script.push_back(Instead::Body(body));
        assert_eq!(scene.clever.get_resources().await.unwrap().data[0].id, "r");
    }
}

#[wasm_bindgen_test]
async fn only_the_fields_that_were_asked_for_are_read_on_every_page() {
    let scene = Scene::signed_in("explorer").await;
    let users = scene.clever.get_users().limit(100).fields(["name.first", "email"]).all().await.unwrap();
    assert_eq!(users.len() as u64, scene.clever.get_users().count().await.unwrap());
    assert!(users.iter().all(|user| !user.id.is_empty() && user.roles.is_none() && user.district.is_none()));
    let name = users[0].name.as_ref().unwrap();
    assert!(name.first.is_some() && name.last.is_none());
    assert!(scene.targets().iter().all(|target| !target.contains("fields")), "it is no parameter of Clever's");
    let one = scene.clever.get_user(&users[0].id).fields(["name.last"]).await.unwrap();
    assert_eq!((one.id, one.email), (users[0].id.clone(), None));
    assert!(one.name.unwrap().last.is_some());
    let refused = scene.clever.request("GET", "/v3.1/users", None, None).fields(["id"]).await.unwrap_err();
    assert_eq!((refused.code, refused.path.as_deref()), (Code::InvalidArgument, Some("fields")));
}
