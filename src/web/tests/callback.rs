//! The callback in the real address bar: recognised, scrubbed, and nothing else of the page disturbed.

use super::app::{App, HERE, PAGE, POPUP, callback};
use super::object::{member, object};
use super::page;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Arrives there, captures, and gives what stands behind the callback's address then.
fn scrubbed(app: &App, tail: &str) -> String {
    let before = [&callback(), tail].concat();
    page::arrive(&before);
    assert!(app.capture().unwrap().is_boolean(), "{tail}");
    page::address().strip_prefix(&callback()).unwrap().to_owned()
}

#[wasm_bindgen_test]
fn only_the_answer_leaves_the_address() {
    let app = App::new();
    let token = "il0123456789";
    for (tail, clean) in [
        (format!("#access_token={token}&token_type=bearer&expires_in=60&scope=a&state=r1"), ""),
        (
            format!("?b=2&a=%20%41+&x[]=%C3#k=%zz&access_token={token}&State=1&&state=r1"),
            "?b=2&a=%20%41+&x[]=%C3#k=%zz&State=1&",
        ),
        (format!("?keep=%7Cme#/access%5Ftoken={token}&state=r1"), "?keep=%7Cme"),
        (format!("#/access_token={token}&state=r1&tab=2"), "#/tab=2"),
        ("?code=abc&keep=1&scope=s&state=r1#/route?code=2".to_owned(), "?keep=1#/route?code=2"),
        ("?error=access_denied&error_description=no&x".to_owned(), "?x"),
        (format!("?access_token={token}"), ""),
    ] {
        assert_eq!(scrubbed(&app, &tail), clean, "{tail}");
        assert!(!page::address().contains(token));
        assert!(app.capture().unwrap().is_null(), "it is a callback still");
    }
}

#[wasm_bindgen_test]
fn the_routers_state_and_the_history_stay() {
    let app = App::new();
    let history = page::history();
    let state = object([("key", "k7".into()), ("scroll", object([("y", 120.into())]))]);
    let before = [&callback(), "?tab=2#access_token=ilx&token_type=bearer&state=r1"].concat();
    history.push_state_with_url(&state, "", Some(&before)).unwrap();
    let length = history.length().unwrap();
    assert!(length < 50, "the history is full, so its length tells nothing");
    assert!(app.capture().unwrap().is_boolean());
    assert_eq!(page::address(), [&callback(), "?tab=2"].concat());
    assert_eq!(history.length().unwrap(), length);
    let kept = history.state().unwrap();
    assert_eq!(member(&kept, "key"), JsValue::from("k7"));
    assert_eq!(member(&member(&kept, "scroll"), "y"), JsValue::from(120));
}

#[wasm_bindgen_test]
fn what_is_no_callback_is_left_alone() {
    let app = App::new();
    app.begin(HERE, []).unwrap();
    let stored = page::stored();
    for tail in [
        "",
        "#",
        "?",
        "#/classes",
        "#!/access_token=x",
        "?state=r1",
        "#code=1",
        "#state=r1&token_type=bearer",
        "/#error=x",
    ] {
        let address = [&callback(), tail].concat();
        page::arrive(&address);
        assert!(app.capture().unwrap().is_null(), "{tail}");
        assert_eq!(page::address(), address);
    }
    let elsewhere = [&page::origin(), "/other#access_token=ilx&state=r1"].concat();
    page::arrive(&elsewhere);
    assert!(app.capture().unwrap().is_null());
    assert_eq!(page::address(), elsewhere);
    assert_eq!(page::stored(), stored);
}

#[wasm_bindgen_test]
fn a_popups_answer_is_told_apart() {
    let app = App::new();
    for (how, popup) in [(HERE, false), (POPUP, true)] {
        let (_, state) = app.begin(how, []).unwrap();
        page::arrive(&[&callback(), "#access_token=ilx&token_type=bearer&state=", &state].concat());
        assert_eq!(app.capture().unwrap(), popup);
    }
    page::arrive(&[&callback(), "#access_token=ilx&token_type=bearer"].concat());
    assert_eq!(app.capture().unwrap(), false);
}

#[wasm_bindgen_test]
fn a_huge_answer_is_scrubbed_too() {
    let mut app = App::new();
    let (_, state) = app.begin(HERE, []).unwrap();
    let stored = page::stored();
    let tail = format!("?keep=1#access_token={}&token_type=bearer&state={state}", "A".repeat(1_000_000));
    assert_eq!(scrubbed(&app, &tail), "?keep=1");
    let error = app.settle(&[callback(), tail].concat(), PAGE).unwrap_err();
    assert_eq!(error.verdict(), ("callback_invalid", "too_large"));
    assert!(error.0.to_string().len() < 1000);
    assert_eq!(page::stored(), stored, "the login is spent");
}
