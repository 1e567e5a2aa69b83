//! Beginning a login: its options, and the address byte for byte.

use super::app::{App, CALLBACK, CLIENT, text, verdict};
use clever_wasm::config::Value::{self, Flag, Number, Other};
use clever_wasm::error::Code;
use clever_wasm::signin::Flow;
use core::cell::RefCell;

const BEFORE_STATE: &str = "https://clever.com/oauth/authorize?response_type=token&client_id=4c63c1cf623dce82caac\
                            &redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&state=";

#[test]
fn the_address_byte_for_byte() {
    let mut app = App::new();
    let begun = app.begin_with(Flow::Redirect, &[]).unwrap();
    assert_eq!(begun.url, [BEFORE_STATE, &begun.state].concat());
    assert_eq!(begun.state.len(), 23);
    assert!(begun.state.starts_with('r'));
    let popup = app.begin_with(Flow::Popup, &[]).unwrap();
    assert_eq!(popup.url, [BEFORE_STATE, &popup.state].concat());
    assert!(popup.state.starts_with('p'));
}

#[test]
fn the_logins_options_are_added() {
    let mut app = App::new();
    for (given, tail) in [
        (&[("districtId", text("d1"))][..], "&district_id=d1"),
        (&[("confirmed", Flag(false))], "&confirmed=false"),
        (&[("confirmed", Flag(true)), ("districtId", text("ä/+"))], "&district_id=%C3%A4%2F%2B&confirmed=true"),
        (&[("returnTo", text("/classes?x=1#y")), ("appState", text("{\"secret\":1}"))], ""),
    ] {
        let begun = app.begin_with(Flow::Redirect, given).unwrap();
        assert_eq!(begun.url, [BEFORE_STATE, &begun.state, tail].concat());
    }
}

#[test]
fn a_logins_district_overrides_the_configured_one() {
    let mut app = App::with(&[("districtId", text("configured"))]);
    assert!(app.begin_with(Flow::Redirect, &[]).unwrap().url.ends_with("&district_id=configured"));
    let begun = app.begin_with(Flow::Redirect, &[("districtId", text("own"))]).unwrap();
    assert!(begun.url.ends_with("&district_id=own") && begun.url.matches("district_id").count() == 1);
}

#[test]
fn an_existing_query_of_authorize_url_is_kept() {
    let mut app = App::with(&[("authorizeUrl", text("http://localhost:4000/authorize?skin=a%2Fb&x"))]);
    let begun = app.begin_with(Flow::Redirect, &[]).unwrap();
    assert!(
        begun.url.starts_with("http://localhost:4000/authorize?skin=a%2Fb&x&response_type=token&client_id="),
        "{}",
        begun.url
    );
}

#[test]
fn redirect_uri_arrives_byte_for_byte() {
    for address in
        ["https://APP.example:443/a%2fb/?q=a+b&r=%20", "https://schüle.example/zurück", "https://app.example"]
    {
        let mut app = App::with(&[("redirectUri", text(address))]);
        let begun = app.begin_with(Flow::Redirect, &[]).unwrap();
        let (_, query) = begun.url.split_once('?').unwrap();
        let sent: Vec<_> =
            url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "redirect_uri").collect();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].1, address);
    }
}

#[test]
fn s40_only_four_options_can_shape_the_address() {
    let asked = RefCell::new(Vec::new());
    let mut app = App::new();
    let source = |name: &str| {
        asked.borrow_mut().push(name.to_owned());
        Value::Absent
    };
    app.signin.begin(&mut app.tab, Flow::Redirect, true, &source).unwrap();
    let mut asked = asked.into_inner();
    asked.sort();
    asked.dedup();
    assert_eq!(asked, ["appState", "confirmed", "districtId", "returnTo"]);
}

#[test]
fn s41_a_district_cannot_add_parameters() {
    let mut app = App::new();
    let begun = app.begin_with(Flow::Redirect, &[("districtId", text("x&state=evil#"))]).unwrap();
    assert!(begun.url.ends_with("&district_id=x%26state%3Devil%23"), "{}", begun.url);
    let (_, query) = begun.url.split_once('?').unwrap();
    let states: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "state").collect();
    assert_eq!(states.len(), 1);
    assert_eq!(states[0].1, begun.state);
}

#[test]
fn each_bad_option_names_itself_and_begins_nothing() {
    let mut app = App::new();
    let long = "x".repeat(513);
    for (name, bad) in [
        ("districtId", vec![text(""), text("a b"), text("a\nb"), text(&long), Number(1.0), Flag(true), Other]),
        ("returnTo", vec![text(""), text("https://evil.example/"), Number(1.0), Flag(true), Other]),
        ("confirmed", vec![text("true"), text(""), Number(1.0), Other]),
        ("appState", vec![Number(1.0), Flag(true), Other]),
    ] {
        for value in bad {
            let error = app.begin_with(Flow::Redirect, &[(name, value.clone())]).unwrap_err();
            assert_eq!(verdict(&error), (Code::InvalidArgument, None), "{name} {value:?}");
            assert_eq!(error.path.as_deref(), Some(name), "{value:?}");
            assert!(error.sentence.starts_with(&[name, " "].concat()), "{}", error.sentence);
        }
    }
    assert_eq!(app.tab.writes, 0);
    assert_eq!(app.signin.pending_logins(&app.tab), 0);
}

#[test]
fn the_config_is_not_a_place_for_more_parameters() {
    // What stands in the authorize address beside an existing query is exactly the documented set.
    let mut app = App::new();
    let begun = app.begin_with(Flow::Redirect, &[("confirmed", Flag(true)), ("districtId", text("d"))]).unwrap();
    let (_, query) = begun.url.split_once('?').unwrap();
    let sent: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let expected = [
        ("response_type", "token"),
        ("client_id", CLIENT),
        ("redirect_uri", CALLBACK),
        ("state", &begun.state),
        ("district_id", "d"),
        ("confirmed", "true"),
    ];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}
