//! Which token reaches what, and what is left of it.

use clever_emulator::{Emulator, Options, Origin, Request, TokenKind};
use serde_json::Value;

use crate::common::{Clever, NOW, id, rows};

const KINDS: [TokenKind; 4] = [TokenKind::DistrictSso, TokenKind::Library, TokenKind::District, TokenKind::AllScopes];

#[test]
fn the_matrix() {
    let mut clever = Clever::of(200);
    let all = clever.token(TokenKind::AllScopes, "library_teacher");
    let me = id(&clever.json(&all, "/v3.1/me")["data"]);
    let section = id(&rows(&clever.json(&all, &format!("/v3.1/users/{me}/sections")))[0]);
    let student = id(&rows(&clever.json(&all, &format!("/v3.1/sections/{section}/users?role=student")))[0]);
    let sections = clever.ids(&all, "/v3.1/sections");
    let own = clever.ids(&all, &format!("/v3.1/users/{me}/sections"));
    let foreign = sections.iter().find(|one| !own.contains(one)).unwrap();
    let district = id(&rows(&clever.json(&all, "/v3.1/districts"))[0]);
    let school = id(&rows(&clever.json(&all, &format!("/v3.1/users/{me}/schools")))[0]);
    let matrix: Vec<(String, [u16; 4])> = vec![
        ("/v3.1/me".into(), [200; 4]),
        ("/v3.0/me".into(), [200; 4]),
        ("/v2.1/me".into(), [200; 4]),
        ("/userinfo".into(), [200, 200, 404, 200]),
        (format!("/v3.1/users/{me}"), [200; 4]),
        (format!("/v3.1/users/{student}"), [404, 200, 200, 200]),
        (format!("/v3.1/districts/{district}"), [200, 404, 200, 200]),
        (format!("/v3.1/users/{me}/district"), [404, 404, 200, 200]),
        (format!("/v3.1/schools/{school}"), [404, 404, 200, 200]),
        (format!("/v3.1/users/{me}/schools"), [404, 404, 200, 200]),
        (format!("/v3.1/users/{me}/sections"), [404, 200, 200, 200]),
        (format!("/v3.1/users/{me}/mystudents"), [404, 200, 200, 200]),
        (format!("/v3.1/users/{student}/mycontacts"), [404, 404, 200, 200]),
        (format!("/v3.1/sections/{section}"), [404, 200, 200, 200]),
        (format!("/v3.1/sections/{section}/users"), [404, 200, 200, 200]),
        (format!("/v3.1/sections/{section}/school"), [404, 404, 200, 200]),
        (format!("/v3.1/sections/{foreign}"), [404, 404, 200, 200]),
        (format!("/v3.1/sections/{foreign}/users"), [404, 404, 200, 200]),
        ("/v3.1/users".into(), [404, 404, 200, 200]),
        ("/v3.1/sections".into(), [404, 404, 200, 200]),
        ("/v3.1/schools".into(), [404, 404, 200, 200]),
        ("/v3.1/districts".into(), [404, 404, 200, 200]),
        ("/v3.1/resources".into(), [404, 404, 200, 200]),
        ("/v3.1/events".into(), [404, 404, 200, 200]),
        (format!("/v3.1/attendance/schools/{school}"), [404, 404, 200, 200]),
        (format!("/v3.1/sections/{section}/assignments/x"), [403, 403, 400, 400]),
        ("/v3.1/nothing".into(), [404; 4]),
        ("/v9.9/users".into(), [404; 4]),
    ];
    for (kind, place) in KINDS.into_iter().zip(0..) {
        let token = clever.token(kind, "library_teacher");
        for (target, statuses) in &matrix {
            let response = clever.get(&token, target);
            assert_eq!(response.status, statuses[place], "{kind:?} {target}: {}", response.text());
            if response.status == 404 {
                assert!(response.text().contains(&format!("<pre>Cannot GET {target}</pre>")), "{target}");
                assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
            }
        }
    }
}

#[test]
fn what_is_not_there_is_json_for_those_who_reach_it() {
    let mut clever = Clever::of(50);
    let token = clever.token(TokenKind::District, "teacher");
    let response = clever.get(&token, "/v3.1/users/000000000000000000000000");
    assert_eq!((response.status, response.text().as_str()), (404, r#"{"message":"Resource not found"}"#));
    for id in ["x", "%2e%2e", "null", "64f0e2926b100a053fc08e14"] {
        assert_eq!(clever.get(&token, &format!("/v3.1/sections/{id}/users")).status, 404);
    }
}

#[test]
fn library_tokens_see_initials_and_no_district() {
    let mut clever = Clever::of(200);
    let all = clever.token(TokenKind::District, "teacher");
    let token = clever.sign_in("library_teacher");
    let me = clever.json(&token, "/v3.1/me");
    assert_eq!((&me["data"]["authorized_by"], &me["data"]["district"]), (&"teacher".into(), &Value::Null));
    assert!(me["links"].as_array().unwrap().iter().all(|link| link["rel"] != "district"));
    assert!(!clever.json(&token, "/userinfo").as_object().unwrap().contains_key("district"));
    let me = id(&me["data"]);
    let own = clever.json(&token, &format!("/v3.1/users/{me}"));
    assert!(own.get("links").is_none() && own["data"].get("district").is_none());
    assert_eq!(own["data"]["name"]["last"], "O'Donnell", "their own name stands in full");
    let students = clever.walk(&token, &format!("/v3.1/users/{me}/mystudents"));
    assert!(students.len() > 20);
    for student in students {
        let full = clever.json(&all, &format!("/v3.1/users/{}", id(&student)))["data"].clone();
        let expected = full["name"]["last"].as_str().unwrap().chars().next().unwrap().to_string();
        assert_eq!(student["name"]["last"], expected);
        assert_eq!(student["name"]["first"], full["name"]["first"]);
        let members: Vec<&String> = student.as_object().unwrap().keys().collect();
        assert_eq!(members, ["id", "name", "roles"], "{student}");
    }
    for section in clever.walk(&token, &format!("/v3.1/users/{me}/sections")) {
        assert!(section.get("district").is_none() && section.get("school").is_none());
        assert!(!section["students"].as_array().unwrap().is_empty());
    }
}

#[test]
fn district_sso_sees_the_districts_name_only() {
    let mut clever = Clever::of(50);
    let token = clever.sign_in("student");
    let district = clever.json(&token, "/v3.1/me")["data"]["district"].as_str().unwrap().to_owned();
    let shown = clever.json(&token, &format!("/v3.1/districts/{district}"));
    assert_eq!(shown["data"].as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "name"]);
}

#[test]
fn district_sso_may_read_its_schools_where_that_is_so() {
    let mut clever = Clever::of(700);
    let (all, token) = (clever.token(TokenKind::AllScopes, "teacher"), clever.sign_in("teacher"));
    let own = clever.ids(&all, "/v3.1/schools");
    let statuses = |clever: &mut Clever| {
        [0, 1].map(|place: usize| clever.get(&token, &format!("/v3.1/schools/{}", own[place])).status)
    };
    assert_eq!(statuses(&mut clever), [404, 404]);
    let options = Options { sso_schools: true, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    assert_eq!(statuses(&mut clever), [200, 404]);
}

#[test]
fn bad_old_and_revoked_tokens_are_401() {
    let mut clever = Clever::of(50);
    let missing = clever.send(&Request::get(Origin::Api, "/v3.1/me"));
    assert_eq!((missing.status, missing.text().as_str()), (401, r#"{"message":"No authorization provided"}"#));
    assert_eq!(clever.get("ilnobody", "/v3.1/me").status, 401);
    let basic = Request::get(Origin::Api, "/v3.1/me").header("Authorization", "Basic abc");
    assert_eq!(clever.send(&basic).status, 401);
    let (old, district) = (clever.sign_in("teacher"), clever.token(TokenKind::District, "teacher"));
    clever.now += 86_400_000 - 1;
    assert_eq!(clever.get(&old, "/v3.1/me").status, 200);
    clever.now += 1;
    assert_eq!(clever.get(&old, "/v3.1/me").status, 401);
    assert_eq!(clever.get(&district, "/v3.1/me").status, 200, "district tokens do not age");
    let (teacher, student) = (clever.sign_in("teacher"), clever.sign_in("student"));
    assert!(clever.emulator.revoke(Some("teacher")) > 0);
    assert_eq!(clever.get(&teacher, "/v3.1/me").status, 401);
    assert_eq!(clever.get(&student, "/v3.1/me").status, 200);
}

#[test]
fn tokens_look_like_clevers_and_follow_from_the_seed() {
    let tokens = |seed: u64| {
        let mut emulator = Emulator::new(Options { seed, users: 10, ..Options::default() });
        let user = emulator.sign_in("teacher", "", NOW).unwrap();
        let district = emulator.mint(TokenKind::District, "teacher", "", NOW).unwrap();
        (user, district, emulator.sign_in("teacher", "", NOW).unwrap())
    };
    let (user, district, second) = tokens(1);
    assert!(user.starts_with("il") && user.len() == 40 && user.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    assert!(district.len() == 40 && district.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(user, second);
    assert_eq!((user.clone(), district, second), tokens(1));
    assert_ne!(user, tokens(2).0);
    assert_eq!(Emulator::new(Options::default()).sign_in("nobody", "", NOW), None);
}

#[test]
fn the_rate_limit_counts_by_token_and_minute() {
    let mut clever = Clever::new(Options { users: 10, ..Options::default() });
    let (token, other) = (clever.sign_in("teacher"), clever.sign_in("student"));
    for used in 1..=1_200 {
        let response = clever.get(&token, "/v3.1/me");
        assert_eq!(response.status, 200);
        assert_eq!(response.header("x-ratelimit-remaining"), Some((1_200 - used).to_string().as_str()));
    }
    let limited = clever.get(&token, "/v3.1/me");
    assert_eq!((limited.status, limited.body.len()), (429, 0));
    assert_eq!(limited.header("x-ratelimit-remaining"), Some("0"));
    assert_eq!(limited.header("x-ratelimit-reset"), Some(((NOW / 60_000 + 1) * 60).to_string().as_str()));
    assert_eq!(limited.header("retry-after"), None);
    assert_eq!(clever.get(&other, "/v3.1/me").status, 200);
    clever.now += 60_000;
    assert_eq!(clever.get(&token, "/v3.1/me").status, 200);
}

#[test]
fn a_head_is_answered_as_a_get() {
    let mut clever = Clever::of(20);
    let token = clever.token(TokenKind::District, "teacher");
    for (origin, path, status) in [
        (Origin::Api, "/v3.1/users?limit=2", 200),
        (Origin::Api, "/v3.1/nothing", 404),
        (Origin::Clever, "/oauth/tokeninfo", 200),
        (Origin::Clever, "/.well-known/openid-configuration", 200),
        (Origin::Clever, "/nothing", 404),
    ] {
        let [head, get] = ["HEAD", "GET"].map(|method| clever.send(&Request::new(origin, method, path).bearer(&token)));
        let kind = |response: &clever_emulator::Response| response.header("content-type").map(str::to_owned);
        assert_eq!((head.status, kind(&head)), (status, kind(&get)), "{path}");
    }
}
