//! The models know what Clever sends.

use super::scene::Scene;
use clever_wasm::models::{self, EventRecord, User};
use serde_json::{Map, Value};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The names of all members that a model keeps without knowing them.
fn unknown(record: &impl serde::Serialize, members: &Map<String, Value>) -> Vec<String> {
    assert!(serde_json::to_value(record).unwrap().is_object());
    members.keys().cloned().collect()
}

#[wasm_bindgen_test]
async fn every_member_of_every_list_is_known() {
    let scene = Scene::signed_in("explorer").await;
    let clever = &scene.clever;
    macro_rules! known {
        ($($list:ident)*) => {$(
            let page = clever.$list().limit(100).await.unwrap();
            assert!(!page.data.is_empty(), stringify!($list));
            for record in &page.data {
                assert_eq!(unknown(record, &record.unknown), Vec::<String>::new(), stringify!($list));
            }
        )*};
    }
    known!(get_users get_sections get_schools get_courses get_terms get_events);
    let users = clever.get_users().all().await.unwrap();
    for user in &users {
        let roles = user.roles.clone().unwrap();
        if let Some(student) = roles.student {
            assert_eq!(unknown(&student, &student.unknown), Vec::<String>::new());
        }
        if let Some(teacher) = roles.teacher {
            assert_eq!(unknown(&teacher, &teacher.unknown), Vec::<String>::new());
        }
    }
    let district = clever.get_districts().await.unwrap().data.remove(0);
    assert_eq!(clever.get_district(&district.id).await.unwrap(), district);
}

#[wasm_bindgen_test]
async fn single_records_are_those_of_the_lists() {
    let scene = Scene::signed_in("explorer").await;
    let clever = &scene.clever;
    let school = clever.get_schools().limit(1).await.unwrap().data.remove(0);
    assert_eq!(clever.get_school(&school.id).await.unwrap(), school);
    let section = clever.get_sections().limit(1).await.unwrap().data.remove(0);
    assert_eq!(clever.get_section(&section.id).await.unwrap(), section);
    assert_eq!(Some(clever.get_school_for_section(&section.id).await.unwrap().id), section.school);
    let event = clever.get_events().limit(1).await.unwrap().data.remove(0);
    assert_eq!(clever.get_event(&event.id).await.unwrap(), event);
    assert!(!matches!(event.record(), None | Some(EventRecord::Other(_))));
    let attendance = clever.list_attendance_for_school(&school.id).limit(5).await.unwrap();
    assert!(attendance.data.iter().all(|row| row.unknown.is_empty()));
}

#[wasm_bindgen_test]
fn records_cross_into_javascript_and_back() {
    let json = r#"{"id":"5","email":"a@b.example","roles":{"student":{"grade":"Form 7","schools":["x"],"locker":12}}}"#;
    let value = js_sys::JSON::parse(json).unwrap();
    let user: User = models::from_js(value).unwrap();
    let student = user.roles.as_ref().unwrap().student.as_ref().unwrap();
    assert_eq!((student.grade.as_ref().unwrap().as_str(), &student.unknown["locker"]), ("Form 7", &Value::from(12)));
    let back = models::to_js(&user).unwrap();
    let text = js_sys::JSON::stringify(&back).unwrap().as_string().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::from_str::<Value>(json).unwrap());
    let users: Vec<User> = models::from_js(js_sys::Array::of1(&back).into()).unwrap();
    assert_eq!(users, [user]);
    assert!(models::from_js::<User>(JsValue::from_f64(7.0)).is_err());
}
