//! What follows a page.

use super::client::{API, config, text};
use super::script::{JSON, answer, call, endpoint, play};
use clever_wasm::call::Call;
use clever_wasm::config::Config;
use clever_wasm::error::Code;
use clever_wasm::list::{Following, Step, Trail, following};

/// What follows the page with that body at that path.
fn after(config: &Config, name: &str, path: &str, body: &str, trail: Trail) -> Following {
    let endpoint = endpoint(name);
    let url = format!("{}{path}", config.api_url);
    let outcome = play(Call::link(config, endpoint, &url, None), &[answer(200, JSON, body)]).end.unwrap();
    following(config, endpoint, &url, &outcome.report, trail)
}

fn users(path: &str, links: &str) -> Following {
    let body = format!(r#"{{"links":{links},"data":[{{"data":{{"id":"a"}}}},{{"data":{{"id":"b"}}}}]}}"#);
    after(&config(&[]), "getUsers", path, &body, Trail::new())
}

#[test]
fn links_are_followed_in_both_directions() {
    let page = users(
        "/v3.1/users?limit=2&starting_after=9",
        r#"[{"rel":"self","uri":"/v3.1/users?"},{"rel":"next","uri":"/v3.1/users?limit=2\u0026starting_after=b"},
            {"rel":"prev","uri":"/v3.1/users?limit=2\u0026ending_before=a"}]"#,
    );
    assert_eq!(page.next, Step::To(format!("{API}/v3.1/users?limit=2&starting_after=b")));
    assert_eq!(page.prev, Step::To(format!("{API}/v3.1/users?limit=2&ending_before=a")));
    assert_eq!(page.cursor.as_deref(), Some("b"));
    assert!(page.next.goes_on());
}

#[test]
fn a_list_ends() {
    for (path, links) in [
        ("/v3.1/users", "[]"),
        ("/v3.1/users", "null"),
        (
            "/v3.1/users",
            r#"[{"rel":"self","uri":"/v3.1/users"},{"rel":"canonical","uri":"/v3.1/users?starting_after=b"}]"#,
        ),
        ("/v3.1/users", r#"[{"rel":"next","uri":"/v3.1/users?limit=2"}]"#),
        ("/v3.1/users", r#"[{"rel":"next","uri":"/v3.1/users?limit=2&starting_after="}]"#),
        ("/v3.1/users?starting_after=b", r#"[{"rel":"next","uri":"/v3.1/users?starting_after=b"}]"#),
        ("/v3.1/users?limit=2&starting_after=b", r#"[{"rel":"next","uri":"/v3.1/users?starting_after=b&limit=2"}]"#),
    ] {
        let page = users(path, links);
        assert_eq!((page.next, page.cursor.as_deref()), (Step::End, Some("b")), "{links}");
    }
}

#[test]
fn a_link_elsewhere_is_told_of_even_without_a_cursor() {
    for link in ["https://evil.example/", "//evil.example/v3.1/users", "https://evil.example/v3.1/users?limit=2"] {
        let page = users("/v3.1/users", &format!(r#"[{{"rel":"next","uri":"{link}"}}]"#));
        assert!(matches!(&page.next, Step::Untrusted(error) if error.code == Code::UntrustedLink), "{link}");
        assert_eq!(page.cursor.as_deref(), Some("b"), "the last record says where to go on");
    }
}

#[test]
fn an_empty_page_ends_whatever_it_says() {
    let links =
        r#"[{"rel":"next","uri":"/v3.1/users?starting_after=b"},{"rel":"prev","uri":"/v3.1/users?ending_before=b"}]"#;
    for body in [format!(r#"{{"data":[],"links":{links}}}"#), format!(r#"{{"resources":[],"links":{links}}}"#)] {
        let page = after(&config(&[]), "getUsers", "/v3.1/users", &body, Trail::new());
        assert_eq!((page.next, page.cursor), (Step::End, None));
        assert!(page.prev.goes_on());
    }
}

#[test]
fn a_cursor_that_comes_again_ends_the_list() {
    let mut trail = Trail::new();
    let mut steps = Vec::new();
    for (own, next) in [("", "b"), ("?starting_after=b", "c"), ("?starting_after=c", "b")] {
        let body = format!(
            r#"{{"data":[{{"data":{{"id":"x"}}}}],"links":[{{"rel":"next","uri":"/v3.1/users?starting_after={next}"}}]}}"#
        );
        let page = after(&config(&[]), "getUsers", &format!("/v3.1/users{own}"), &body, Trail::read(&trail.to_text()));
        trail = page.trail;
        steps.push(page.next.goes_on());
    }
    assert_eq!(steps, [true, true, false]);
}

#[test]
fn s49_s51_a_link_to_elsewhere_is_an_error_of_who_goes_on() {
    for uri in [
        "https://evil/v3.1/users?starting_after=c",
        "//evil/v3.1/users?starting_after=c",
        "http://api.clever.com/v3.1/users?starting_after=c",
        "https://api.clever.com.evil/v3.1/users?starting_after=c",
        "https://api.clever.com@evil/v3.1/users?starting_after=c",
        "https://api.clever.com:8443/v3.1/users?starting_after=c",
        "../../oauth/tokens?starting_after=c",
        "/oauth/tokens?starting_after=c",
        "/v2.1/users?starting_after=c",
    ] {
        let page = users(
            "/v3.1/users",
            &format!(
                r#"[{{"rel":"next","uri":"{uri}"}},{{"rel":"prev","uri":"{}"}}]"#,
                uri.replace("starting_after", "ending_before")
            ),
        );
        assert!(page.next.goes_on());
        let Step::Untrusted(error) = page.next else { panic!("{uri} is trusted") };
        assert_eq!((error.code, error.cursor.as_deref(), error.delivered), (Code::UntrustedLink, Some("c"), Some(0)));
        assert!(!error.to_json().contains("evil") && !error.retryable);
        assert!(matches!(page.prev, Step::Untrusted(_)));
        assert_eq!(page.cursor.as_deref(), Some("c"));
    }
}

#[test]
fn a_proxy_keeps_its_prefix() {
    let proxy = config(&[("apiUrl", text("https://proxy.example/clever"))]);
    for (uri, url) in [
        ("/v3.1/users?starting_after=b", Some("https://proxy.example/clever/v3.1/users?starting_after=b")),
        (
            "https://proxy.example/clever/v3.1/users?starting_after=b",
            Some("https://proxy.example/clever/v3.1/users?starting_after=b"),
        ),
        ("https://proxy.example/v3.1/users?starting_after=b", None),
        ("https://proxy.example/cleverer/v3.1/users?starting_after=b", None),
    ] {
        let body = format!(r#"{{"data":[{{"data":{{"id":"x"}}}}],"links":[{{"rel":"next","uri":"{uri}"}}]}}"#);
        match after(&proxy, "getUsers", "/v3.1/users", &body, Trail::new()).next {
            Step::To(given) => assert_eq!(Some(given.as_str()), url),
            other => assert!(url.is_none(), "{other:?}"),
        }
    }
}

#[test]
fn lms_pages_by_an_opaque_cursor() {
    let path = "/v3.1/sections/s/assignments/a/submissions";
    let body = format!(
        r#"{{"data":[{{"id":"1","user_id":"u"}}],"links":[{{"rel":"next","uri":"{path}?cursor=ab%2B%2F%3D"}}]}}"#
    );
    let page = after(&config(&[]), "getSubmissionsForAssignment", path, &body, Trail::new());
    assert_eq!(page.next, Step::To(format!("{API}{path}?cursor=ab%2B%2F%3D")));
    assert_eq!(page.cursor.as_deref(), Some("ab+/="));

    // Its last page has no cursor, whatever its rows have for an id.
    let (config, submissions) = (config(&[]), endpoint("getSubmissionsForAssignment"));
    let last = answer(200, JSON, r#"{"data":[{"id":"1","user_id":"u"}]}"#);
    let mut report = play(call(&config, "getSubmissionsForAssignment"), &[last]).end.unwrap().report;
    report.last_id = Some("1".to_owned());
    assert_eq!(following(&config, submissions, path, &report, Trail::new()).cursor, None);
}

#[test]
fn attendance_goes_on_by_link_or_by_cursor() {
    let path = "/v3.1/attendance/schools/5f";
    let row = r#"{"attendance_date":"2025-04-01","student_id":"s"}"#;
    let query = "?limit=2&starting_after=old&attendance_status=absent";
    let body = format!(r#"{{"starting_after":"MjA+/w==","data":[{row}]}}"#);
    let page = after(&config(&[]), "listAttendanceForSchool", &format!("{path}{query}"), &body, Trail::new());
    let next = format!("{API}{path}?limit=2&attendance_status=absent&starting_after=MjA%2B%2Fw%3D%3D");
    assert_eq!((page.next, page.cursor.as_deref()), (Step::To(next), Some("MjA+/w==")));

    let linked =
        format!(r#"{{"data":[{row}],"links":[{{"rel":"next","uri":"{path}?starting_after=MjA%2B%2Fw%3D%3D"}}]}}"#);
    let page = after(&config(&[]), "listAttendanceForSchool", path, &linked, Trail::new());
    assert_eq!(page.cursor.as_deref(), Some("MjA+/w=="));
    assert!(page.next.goes_on());

    for end in [format!(r#"{{"data":[{row}]}}"#), format!(r#"{{"data":[{row}],"starting_after":""}}"#)] {
        let page = after(&config(&[]), "listAttendanceForSchool", path, &end, Trail::new());
        assert_eq!((page.next, page.cursor), (Step::End, None));
    }
}
