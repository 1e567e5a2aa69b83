//! The Rust driver where there is no page: on a server that renders the same components.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use clever_wasm::browser::{PortalLaunch, SessionStore, VerifyAudience};
use clever_wasm::{Clever, Code, LoginOptions, Options};
use futures_util::FutureExt;

const TOKEN: &str = "ila1b2c3d4e5f6";

fn options() -> Options {
    Options::new("c1e7e27a11d0c0de5eed", "https://app.example/back")
}

fn state(url: &str) -> &str {
    url.split('&').find_map(|pair| pair.strip_prefix("state=")).unwrap()
}

/// Signs in through addresses alone.
fn signed_in(options: Options) -> Clever {
    let clever = Clever::new(options.verify_audience(VerifyAudience::Off)).unwrap();
    let url = clever.login_url(LoginOptions::new().return_to("/classes").app_state(7)).unwrap();
    let back = format!("#access_token={TOKEN}&token_type=bearer&expires_in=60&state={}", state(&url));
    let result = clever.handle_redirect_at(&back).now_or_never().unwrap().unwrap().unwrap();
    assert_eq!((result.return_to.as_deref(), result.app_state), (Some("/classes"), 7.into()));
    assert_eq!(Some(result.session), clever.session());
    clever
}

#[test]
fn options_are_checked_and_named_as_here() {
    for (options, name) in [
        (Options::new("", "https://app.example/"), "client_id"),
        (Options::new("c", "http://app.example/"), "redirect_uri"),
        (Options::new("c", "https://app.example/#x"), "redirect_uri"),
        (options().authorize_url("clever.com"), "authorize_url"),
        (options().api_url("https://api.example/?x"), "api_url"),
        (options().api_version("v2.1"), "api_version"),
        (options().district_id("a b"), "district_id"),
        (options().login_max_age_secs(0), "login_max_age_secs"),
        (options().attempts(0), "attempts"),
        (options().max_delay_ms(u32::MAX), "max_delay_ms"),
    ] {
        let error = Clever::new(options).unwrap_err();
        assert_eq!((error.code, error.path.as_deref()), (Code::InvalidConfig, Some(name)));
        assert!(error.sentence.starts_with(name), "{error}");
    }
    let all = options()
        .session_store(SessionStore::Session)
        .portal_launch(PortalLaunch::Reject)
        .attempts(2)
        .timeout_ms(0)
        .strict(true);
    assert!(Clever::new(all).is_ok());
}

#[test]
fn nobody_is_signed_in_and_nothing_is_sent() {
    let clever = Clever::new(options()).unwrap();
    assert_eq!(clever.session(), None);
    assert!(clever.handle_redirect().now_or_never().unwrap().unwrap().is_none());
    let error = clever.me().into_future().now_or_never().unwrap().unwrap_err();
    assert_eq!(error.code, Code::NotSignedIn);
    let error = clever.get_users().into_future().now_or_never().unwrap().unwrap_err();
    assert_eq!(error.code, Code::NotSignedIn);
    assert_eq!(clever.login(LoginOptions::new()).unwrap_err().code, Code::StorageUnavailable);
    assert_eq!(clever.login_with_popup(LoginOptions::new()).unwrap_err().code, Code::PopupBlocked);
    let report = clever.diagnose();
    assert_eq!([&report["page"], &report["storage"], &report["signedIn"]], [false, false, false]);
    assert!(report["origin"].is_null() && report["framed"].is_null());
    let _subscription = clever.on(|_| panic!("nothing happens here"));
    clever.logout();
}

#[test]
fn arguments_are_named_as_here() {
    let clever = Clever::new(options()).unwrap();
    for (login, name) in [
        (LoginOptions::new().return_to("https://evil.example/"), "return_to"),
        (LoginOptions::new().district_id("a b"), "district_id"),
    ] {
        let error = clever.login_url(login).unwrap_err();
        assert_eq!((error.code, error.path.as_deref()), (Code::InvalidArgument, Some(name)));
    }
    let error = clever.handle_redirect_at("no address").now_or_never().unwrap().unwrap_err();
    assert_eq!(error.path.as_deref(), Some("url"));
}

#[test]
fn a_session_through_addresses_alone_lasts_until_it_ends() {
    let clever = signed_in(options());
    let session = clever.session().unwrap();
    assert_eq!(session.access_token().unwrap().reveal(), TOKEN);
    assert!(!session.expiry_is_assumed);
    // What may not be sent without a page is not sent.
    let error = clever.me().into_future().now_or_never().unwrap().unwrap_err();
    assert_eq!(error.code, Code::WasmUnavailable);
    clever.logout();
    assert_eq!(session.access_token().unwrap_err().code, Code::SignedOut);
    assert_eq!(clever.session(), None);
}

#[test]
fn an_answer_counts_once_and_a_new_session_ends_the_old_one() {
    let clever = Clever::new(options().verify_audience(VerifyAudience::Off)).unwrap();
    let answer = || {
        let url = clever.login_url(LoginOptions::new()).unwrap();
        format!("https://app.example/back#access_token={TOKEN}&token_type=Bearer&state={}", state(&url))
    };
    let first = answer();
    let redeem = |url: &str| clever.handle_redirect_at(url).now_or_never().unwrap();
    let session = redeem(&first).unwrap().unwrap().session;
    assert_eq!(redeem(&first).unwrap().unwrap().session, session, "the same outcome for everyone who asks");
    let second = answer();
    let replacing = redeem(&second).unwrap().unwrap().session;
    assert_ne!(session, replacing);
    assert_eq!(session.access_token().unwrap_err().code, Code::SignedOut);
    assert!(replacing.access_token().is_ok());
    let error = redeem(&first).unwrap_err();
    assert_eq!((error.code, error.reason.map(|reason| reason.name())), (Code::StateUnknown, Some("already_used")));
}

#[test]
fn clones_are_one_client_and_cross_threads() {
    let clever = signed_in(options());
    let clone = clever.clone();
    assert_eq!(clone, clever);
    let signed_in = std::thread::spawn(move || clone.session().is_some()).join().unwrap();
    assert!(signed_in);
}

#[test]
fn the_token_is_not_shown() {
    let clever = signed_in(options());
    let session = clever.session().unwrap();
    let token = session.access_token().unwrap();
    for shown in [format!("{clever:?}"), format!("{session:?}"), format!("{token:?}"), format!("{:?}", clever.me())] {
        assert!(!shown.contains(TOKEN), "{shown}");
    }
}

#[test]
fn filters_are_those_of_the_list() {
    let clever = signed_in(options());
    for (name, value) in [("school", "5"), ("count", "true"), ("", "")] {
        let error = clever.get_users().filter(name, value).into_future().now_or_never().unwrap().unwrap_err();
        assert_eq!((error.code, error.path.as_deref()), (Code::InvalidArgument, Some(name)));
    }
    let error = clever.get_resources().count().now_or_never().unwrap().unwrap_err();
    assert_eq!((error.code, error.path.as_deref()), (Code::InvalidArgument, Some("count")));
    let error = clever.get_user("../me").into_future().now_or_never().unwrap().unwrap_err();
    assert_eq!(error.path.as_deref(), Some("id"));
}
