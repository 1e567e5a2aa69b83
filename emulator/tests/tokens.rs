//! What the Clever origin tells of tokens, and what it gives servers: tokeninfo, code exchange, districts' tokens.

use crate::common::{Clever, location};
use crate::signin::{ASK, choose, clever};
use clever_emulator::{Client, Cors, Options, Origin, Request};

#[test]
fn tokeninfo_names_the_client_and_knows_whom_it_tells() {
    let mut clever = clever();
    let token = clever.sign_in("teacher");
    let ask = |token: &str, origin: &str| {
        Request::get(Origin::Clever, "/oauth/tokeninfo").bearer(token).header("Origin", origin)
    };
    let info = clever.send(&ask(&token, "http://localhost:41001"));
    let json: serde_json::Value = serde_json::from_slice(&info.body).unwrap();
    assert_eq!(json["client_id"], Client::DEFAULT_ID);
    assert!(json["scopes"].as_array().unwrap().contains(&"read:user_id".into()));
    assert_eq!(info.header("access-control-allow-origin"), Some("http://localhost:41001"));
    assert_eq!(clever.send(&ask(&token, "http://localhost:4100")).header("access-control-allow-origin"), None);
    assert_eq!(clever.send(&ask("ilnothing", "http://localhost:41001")).status, 401);
    for (cors, expected) in [(Cors::None, None), (Cors::Any, Some("*"))] {
        let options = Options { tokeninfo_cors: cors, ..clever.emulator.options().clone() };
        clever.emulator.set_options(options);
        assert_eq!(clever.send(&ask(&token, "https://evil.example")).header("access-control-allow-origin"), expected);
    }
}

#[test]
fn codes_are_exchanged_once_within_a_minute_by_their_client() {
    let mut clever = clever();
    let target = ASK.replace("token&", "code&");
    // `echo -n ID:SECRET | base64`, the secret being derived from the id.
    let basic = |secret: &str| format!("Basic {secret}");
    let code = |clever: &mut Clever| {
        let location = location(&choose(clever, &target, "persona=teacher"));
        location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    };
    let one = code(&mut clever);
    let body = format!("grant_type=authorization_code&code={one}&redirect_uri=http%3A%2F%2Flocalhost%3A41001%2F");
    let wrong =
        Request::post(Origin::Clever, "/oauth/tokens", &body).header("Authorization", &basic("bm9ib2R5Om5vdGhpbmc="));
    let refused = clever.send(&wrong);
    assert!(refused.status == 401 && refused.text().contains("invalid_client"));
    assert_eq!(refused.header("access-control-allow-origin"), None);
    let secret = Client::default().secret();
    let right = |body: &str| {
        let plain = format!("{}:{secret}", Client::DEFAULT_ID);
        Request::post(Origin::Clever, "/oauth/tokens", body).header("Authorization", &basic(&base64(plain.as_bytes())))
    };
    let answer = clever.send(&right(&body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer["token_type"], "bearer");
    assert_eq!(clever.get(answer["access_token"].as_str().unwrap(), "/v3.1/me").status, 200);
    assert!(clever.send(&right(&body)).text().contains("invalid_grant"), "a code works once");
    let late = code(&mut clever);
    clever.now += 60_000;
    let json =
        format!(r#"{{"grant_type":"authorization_code","code":"{late}","redirect_uri":"http://localhost:41001/"}}"#);
    assert!(clever.send(&right(&json)).text().contains("invalid_grant"), "and for a minute");
}

#[test]
fn a_server_is_given_the_token_of_the_district_without_any_sign_in() {
    let mut clever = clever();
    let secret = Client::default().secret();
    let list = Request::get(Origin::Clever, "/oauth/tokens?owner_type=district");
    let plain = format!("{}:{secret}", Client::DEFAULT_ID);
    let list = list.header("Authorization", &format!("Basic {}", base64(plain.as_bytes())));
    let ask = |clever: &mut Clever| -> serde_json::Value { serde_json::from_slice(&clever.send(&list).body).unwrap() };
    let listed = ask(&mut clever);
    let token = listed["data"][0]["access_token"].as_str().unwrap().to_owned();
    assert_eq!((token.len(), listed["data"].as_array().unwrap().len()), (40, 1));
    assert_eq!(clever.get(&token, "/v3.1/users?limit=1").status, 200);
    assert_eq!(ask(&mut clever), listed, "and the same one afterwards");
    clever.control("POST", "tokens/revoke", "{}");
    assert_eq!(ask(&mut clever)["data"], serde_json::json!([]), "until the district revokes it");
}

/// Written out, so that the emulator's own is not tested with itself.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let mut out: String = bits
        .chunks(6)
        .map(|six| LETTERS[(0..6).fold(0, |sum, bit| sum << 1 | six.get(bit).copied().unwrap_or(0)) as usize] as char)
        .collect();
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}
