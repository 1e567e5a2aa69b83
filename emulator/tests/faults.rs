//! Faults on demand, by queue and by header.

use clever_emulator::{Drip, Effect, Fault, Origin, Request, TokenKind};
use serde_json::{Value, json};

use crate::common::{Clever, link};

fn clever() -> (Clever, String) {
    let mut clever = Clever::of(50);
    let token = clever.token(TokenKind::District, "teacher");
    (clever, token)
}

#[test]
fn a_queue_is_met_in_order_and_runs_out() {
    let (mut clever, token) = clever();
    clever.emulator.fault(Fault { skip: 1, ..Fault::once("/v3.1/users", Effect::status(503)) });
    clever.emulator.fault(Fault { method: Some("OPTIONS".to_owned()), ..Fault::once("/v3.1/me", Effect::status(500)) });
    let statuses: Vec<u16> = (0..4).map(|_| clever.get(&token, "/v3.1/users").status).collect();
    assert_eq!(statuses, [200, 503, 200, 200]);
    assert_eq!(clever.get(&token, "/v3.1/me").status, 200);
    clever.emulator.fault(Fault::always("/v3.1/users", Effect::status(429)));
    let preflight = Request::new(Origin::Api, "OPTIONS", "/v3.1/users");
    assert_eq!(clever.send(&preflight).status, 204, "a preflight is met only on purpose");
    let limited = clever.get(&token, "/v3.1/users");
    assert_eq!(
        (limited.status, limited.body.len(), limited.header("access-control-allow-origin")),
        (429, 0, Some("*"))
    );
    assert_eq!(clever.send(&Request::new(Origin::Api, "OPTIONS", "/v3.1/me")).status, 500);
}

#[test]
fn what_each_effect_does() {
    let (mut clever, token) = clever();
    let right = clever.get(&token, "/v3.1/users?limit=3");
    let mut with = |effect: Effect| {
        clever.emulator.fault(Fault::once("/v3.1/users", effect));
        clever.get(&token, "/v3.1/users?limit=3")
    };
    let json_of = |response: &clever_emulator::Response| serde_json::from_slice::<Value>(&response.body).unwrap();
    let edge = with(
        serde_json::from_value(json!({ "kind": "status", "status": 502, "cors": false, "retry_after": "7" })).unwrap(),
    );
    assert_eq!(
        (edge.status, edge.header("access-control-allow-origin"), edge.header("retry-after")),
        (502, None, Some("7"))
    );
    let html = with(Effect::Html);
    assert_eq!((html.status, html.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let redirect = with(Effect::Redirect { location: "https://evil.example/".to_owned() });
    assert_eq!((redirect.status, redirect.header("location")), (302, Some("https://evil.example/")));
    assert_eq!(with(Effect::Latency { ms: 70 }).delivery.delay_ms, 70);
    assert_eq!(with(Effect::Truncate { at: 9 }).delivery.truncate_at, Some(9));
    assert!(with(Effect::Drop).delivery.drop_connection);
    assert_eq!(with(Effect::Drip(Drip { chunk: 0, every_ms: 5 })).delivery.drip, Some(Drip { chunk: 1, every_ms: 5 }));
    assert!(with(Effect::EmptyBody).body.is_empty());
    assert_eq!(with(Effect::WithoutCors).header("access-control-allow-origin"), None);
    let shuffled = with(Effect::ShuffleKeys);
    assert_eq!(json_of(&shuffled), json_of(&right));
    assert_ne!(shuffled.body, right.body);
    let unknown = json_of(&with(Effect::UnknownMembers));
    assert!(unknown["data"].as_array().unwrap().iter().all(|row| row["data"]["x_emulator_unknown"].is_object()));
    let invalid = json_of(&with(Effect::InvalidRecords));
    assert!(
        invalid["data"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["data"]["created"] == 42 && row["data"]["id"].is_string())
    );
    let malformed = with(Effect::MalformedUtf8);
    assert_eq!(malformed.body.len(), right.body.len());
    assert_eq!(malformed.body.iter().zip(&right.body).filter(|(a, b)| a != b).count(), 1);
    assert!(std::str::from_utf8(&malformed.body).is_err());
    let links = json_of(&with(Effect::Links { links: json!([{ "rel": "next", "uri": "//evil.example/v3.1/users" }]) }));
    assert_eq!(link(&links, "next").unwrap(), "//evil.example/v3.1/users");
}

#[test]
fn a_header_asks_for_one_request() {
    let (mut clever, token) = clever();
    let mut with = |fault: &str| {
        clever.send(&Request::get(Origin::Api, "/v3.1/me").bearer(&token).header("X-Emulator-Fault", fault))
    };
    assert_eq!(with("status=418").status, 418);
    let both = with("latency=20,truncate=3");
    assert_eq!((both.delivery.delay_ms, both.delivery.truncate_at), (20, Some(3)));
    assert_eq!(with("drip=16/50").delivery.drip, Some(Drip { chunk: 16, every_ms: 50 }));
    assert!(with("drop").delivery.drop_connection);
    assert!(std::str::from_utf8(&with("malformed_utf8").body).is_err());
    assert_eq!(with(r#"{"kind":"status","status":501}"#).status, 501);
    assert_eq!(with(r#"[{"kind":"html"}]"#).header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(with("nonsense").status, 200);
}

#[test]
fn every_origin_can_fail() {
    let (mut clever, _) = clever();
    for (origin, path) in
        [(Origin::Clever, "/oauth/tokeninfo"), (Origin::App, "/emulator.json"), (Origin::Api, "/v3.1/me")]
    {
        clever.emulator.fault(Fault { origin: Some(origin), ..Fault::once(path, Effect::status(503)) });
        assert_eq!(clever.send(&Request::get(origin, path)).status, 503);
    }
}
