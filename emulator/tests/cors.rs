//! The CORS table, as recorded.

use clever_emulator::{Options, Origin, Request, TokenKind};

use crate::common::Clever;

const HEADERS: &str = "Content-Type,Authorization,X-Requested-With,Accept,Origin,Referer,User-Agent";

/// Origin, headers and methods allowed.
fn table(response: &clever_emulator::Response) -> [Option<&str>; 3] {
    ["access-control-allow-origin", "access-control-allow-headers", "access-control-allow-methods"]
        .map(|name| response.header(name))
}

#[test]
fn data_and_identity() {
    let mut clever = Clever::of(50);
    let token = clever.sign_in("teacher");
    for target in ["/v3.1/me", "/userinfo", "/v3.1/users", "/v3.0/nothing"] {
        for request in [
            Request::new(Origin::Api, "OPTIONS", target),
            Request::get(Origin::Api, target).bearer(&token),
            Request::get(Origin::Api, target),
        ] {
            let response = clever.send(&request);
            assert_eq!(
                table(&response),
                [Some("*"), Some(HEADERS), Some("GET,PATCH,POST,DELETE")],
                "{target} {}",
                response.status
            );
            for absent in
                ["access-control-expose-headers", "access-control-max-age", "access-control-allow-credentials"]
            {
                assert_eq!(response.header(absent), None);
            }
            assert_eq!(response.header("cache-control"), Some("no-store"));
        }
    }
}

#[test]
fn resources_list_no_headers() {
    let mut clever = Clever::of(50);
    let token = clever.token(TokenKind::District, "teacher");
    let preflight = Request::new(Origin::Api, "OPTIONS", "/v3.1/resources");
    let response = clever.send(&preflight);
    assert_eq!((response.status, table(&response)), (200, [Some("*"), None, Some("GET")]));
    assert_eq!(table(&clever.get(&token, "/v3.1/resources")), [Some("*"), None, Some("GET")]);
    let user = clever.send(&Request::new(Origin::Api, "OPTIONS", "/v3.1/users/1/resources"));
    assert_eq!(user.header("access-control-allow-headers"), Some(HEADERS), "another service answers here");
    let options = Options { resources_cors: true, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    assert_eq!(clever.send(&preflight).header("access-control-allow-headers"), Some(HEADERS));
}

#[test]
fn what_was_never_recorded_is_an_option() {
    let mut clever = Clever::new(Options { users: 50, unrecorded_cors: false, ..Options::default() });
    for target in ["/userinfo", "/v3.1/attendance/schools/1", "/v3.1/sections/1/assignments"] {
        assert_eq!(table(&clever.send(&Request::new(Origin::Api, "OPTIONS", target)))[0], None, "{target}");
    }
    assert_eq!(table(&clever.send(&Request::new(Origin::Api, "OPTIONS", "/v3.1/sections/1")))[0], Some("*"));
}

#[test]
fn an_edge_may_answer_429_without() {
    let mut clever =
        Clever::new(Options { users: 10, rate_limit_per_minute: 0, rate_limit_cors: false, ..Options::default() });
    let token = clever.sign_in("teacher");
    let limited = clever.get(&token, "/v3.1/me");
    assert_eq!((limited.status, table(&limited)), (429, [None; 3]));
}

#[test]
fn clevers_pages_have_none() {
    let mut clever = Clever::of(10);
    for target in ["/oauth/authorize?client_id=x", "/oauth/tokens", "/in/cedar-ridge"] {
        let request = Request::get(Origin::Clever, target).header("Origin", "http://localhost:41001");
        assert_eq!(table(&clever.send(&request)), [None; 3], "{target}");
    }
}
