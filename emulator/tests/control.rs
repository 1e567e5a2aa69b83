//! The control endpoints and the journal.

use clever_emulator::{Client, Options, Origin, Request, Unregistrable};
use serde_json::json;

use crate::common::Clever;
use crate::signin::ASK;

#[test]
fn the_journal_never_holds_a_token() {
    let mut clever = Clever::of(50);
    let token = clever.sign_in("teacher");
    clever.get(&token, "/v3.1/me?x=1");
    clever.send(&Request::get(Origin::App, &format!("/callback?access_token=abc&state=s&t={token}")));
    clever.send(&Request::get(Origin::Clever, "/oauth/tokeninfo"));
    let written = token.replacen("il", "%69l", 1);
    clever.send(&Request::get(Origin::Api, &format!("/v3.1/users/{token}/sections")));
    clever.send(&Request::get(Origin::Api, &format!("/v3.1/{written}")));
    let journal = clever.control("GET", "journal", "");
    assert!(!journal.to_string().contains(token.trim_start_matches("il")) && !journal.to_string().contains("abc"));
    let entries = journal["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 5, "control calls are not in it");
    assert_eq!(
        (&entries[3]["path"], &entries[4]["path"]),
        (&json!("/v3.1/users/[token]/sections"), &json!("/v3.1/[token]"))
    );
    assert_eq!(entries[0]["path"], "/v3.1/me");
    assert_eq!(
        (&entries[0]["authorized"], &entries[0]["status"], &entries[0]["query"]),
        (&json!(true), &json!(200), &json!("x=1"))
    );
    assert_eq!(
        (&entries[1]["origin"], &entries[1]["query"]),
        (&json!("app"), &json!("access_token=[token]&state=s&t=[token]"))
    );
    assert_eq!(entries[2]["authorized"], false);
    let request = Request::get(Origin::Clever, "/_emulator/journal?since=2");
    let later: serde_json::Value = serde_json::from_slice(&clever.send(&request).body).unwrap();
    assert_eq!(later["entries"].as_array().unwrap().len(), 3);
}

#[test]
fn it_can_be_steered_from_a_page() {
    let mut clever = Clever::of(50);
    let preflight = clever.send(&Request::new(Origin::Clever, "OPTIONS", "/_emulator/faults"));
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some("*")));
    let minted = clever.control("POST", "token", r#"{"persona":"teacher","kind":"all_scopes"}"#);
    let token = minted["access_token"].as_str().unwrap().to_owned();
    assert_eq!(clever.get(&token, "/v3.1/users").status, 200);
    clever.control("POST", "faults", r#"{"path":"/v3.1/users","effects":[{"kind":"status","status":500}]}"#);
    assert_eq!(clever.get(&token, "/v3.1/users").status, 500);
    clever.control("POST", "faults", r#"[{"count":null,"effects":[{"kind":"drop"}]}]"#);
    assert_eq!(clever.control("GET", "faults", "")["faults"].as_array().unwrap().len(), 1);
    clever.control("DELETE", "faults", "");
    clever.control("POST", "options", r#"{"links_first":true,"origins":{"api":"https://api.example"}}"#);
    assert!(clever.get(&token, "/v3.1/schools").text().starts_with("{\"links\""));
    assert_eq!(clever.emulator.options().origins.app, "http://localhost:41001", "the rest stays");
    clever.control("POST", "clock", r#"{"offset_ms":86400001}"#);
    assert_eq!(clever.get(&token, "/v3.1/me").status, 401);
    clever.control("POST", "clock", r#"{"offset_ms":0}"#);
    assert_eq!(clever.control("POST", "tokens/revoke", r#"{"persona":"teacher"}"#)["revoked"], 1);
    assert_eq!(clever.get(&token, "/v3.1/me").status, 401);
    clever.control(
        "POST",
        "clients",
        r#"{"client_id":"x","redirect_uris":["https://x.example/"],"implicit_enabled":false}"#,
    );
    let known = |clever: &mut Clever| {
        clever.send(&Request::get(Origin::Clever, "/oauth/authorize?client_id=x&response_type=token")).status
    };
    assert_eq!(known(&mut clever), 200);
    clever.control("POST", "clients", r#"{"client_id":"c1e7e27a11d0c0de5eed","redirect_uris":["https://y.example/"]}"#);
    let configuration = clever.send(&Request::get(Origin::App, "/emulator.json")).text();
    assert!(configuration.contains("https://y.example/"), "the first client stays the first");
    clever.control("POST", "reset", "");
    assert_eq!(known(&mut clever), 400);
    assert!(clever.get(&token, "/v3.1/schools").text().contains("Invalid token"));
}

#[test]
fn bad_control_calls_say_what_is_wrong() {
    let mut clever = Clever::of(50);
    for (path, body) in [
        ("faults", r#"{"effects":[{"kind":"explode"}]}"#),
        ("options", r#"{"no_such_option":1}"#),
        ("options", r#"{"users":"many"}"#),
        ("token", r#"{"persona":"nobody"}"#),
        ("clock", "{}"),
        ("records", r#"{"collection":"users","action":"update","id":"x"}"#),
        ("records", r#"{"collection":"districts","action":"delete","id":"x"}"#),
    ] {
        let response = clever.send(&Request::post(Origin::Clever, &format!("/_emulator/{path}"), body));
        assert_eq!(response.status, 400, "{path} {body}: {}", response.text());
        assert!(response.text().contains("message"));
    }
    assert_eq!(clever.send(&Request::get(Origin::Clever, "/_emulator/nothing")).status, 404);
}

/// The refusal that a control endpoint answers with.
fn refused(clever: &mut Clever, path: &str, body: &str) -> String {
    let response = clever.send(&Request::post(Origin::Clever, &format!("/_emulator/{path}"), body));
    assert_eq!(response.status, 400, "{path} {body}: {}", response.text());
    let answer: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
    answer["message"].as_str().unwrap().to_owned()
}

#[test]
fn no_way_in_takes_a_redirect_uri_that_clever_would_not_register() {
    let mut clever = Clever::of(50);
    let before = clever.control("GET", "clients", "");
    for odd in
        ["/callback", "http://app.example/", "https://a@app.example/", "https://app.example/#x", "app://callback"]
    {
        let named =
            |refusal: String| refusal.starts_with(&format!("the redirect URI \"{odd}\" ")) && refusal.contains(": ");
        let client = json!({ "client_id": "odd", "redirect_uris": ["https://app.example/", odd] }).to_string();
        assert!(named(refused(&mut clever, "clients", &client)), "{odd}");
        // The good one before it is not registered either.
        let several = format!(r#"[{{"client_id":"good","redirect_uris":["https://app.example/"]}},{client}]"#);
        assert!(named(refused(&mut clever, "clients", &several)), "{odd}");
        assert!(named(refused(&mut clever, "options", &format!(r#"{{"clients":[{client}]}}"#))), "{odd}");
        let given = Client { redirect_uris: vec![odd.to_owned()], ..Client::default() };
        let options = Options { clients: vec![given.clone()], users: 50, ..Options::default() };
        assert!(options.check().is_err_and(named), "{odd}");
        let Err(Unregistrable::RedirectUri(refusal)) = clever.emulator.register(given) else { panic!("{odd}") };
        assert_eq!(refusal.uri, odd);
        let saved = clever.emulator.save().replacen("http://localhost:41001/callback", odd, 1);
        assert!(clever.emulator.restore(&saved).is_err_and(named), "{odd}");
        // Unchecked options lead nobody there.
        let mut unchecked = Clever::new(options);
        let written = odd.replace(':', "%3A").replace('/', "%2F").replace('@', "%40").replace('#', "%23");
        for target in [ASK.to_owned(), format!("{ASK}&redirect_uri={written}")] {
            let page = unchecked.send(&Request::get(Origin::Clever, &target));
            assert!(page.status == 400 && page.text().contains("data-error=\"redirect_uri\""), "{target}");
        }
    }
    assert_eq!(clever.control("GET", "clients", ""), before);
    assert_eq!(refused(&mut clever, "clients", r#"{"client_id":""}"#), "`client_id` is empty");
    let elsewhere = refused(&mut clever, "options", r#"{"origins":{"app":"http://app.example"}}"#);
    assert!(elsewhere.starts_with("`origins.app`: the redirect URI \"http://app.example/\" is http"), "{elsewhere}");
    assert_eq!(clever.emulator.options().origins.app, "http://localhost:41001");
}

#[test]
fn clevers_own_logout_forgets_the_browser() {
    let mut clever = Clever::of(50);
    let login = clever.send(&Request::post(Origin::Clever, "/login", "persona=teacher&continue=/in/cedar-ridge"));
    let cookie = login.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let portal = Request::get(Origin::Clever, "/in/cedar-ridge").header("Cookie", &cookie);
    assert!(clever.send(&portal).text().contains("data-client="));
    let logout = clever.send(&Request::get(Origin::Clever, "/_emulator/logout").header("Cookie", &cookie));
    assert!(logout.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(clever.send(&portal).text().contains("data-persona="));
}

#[test]
fn a_server_under_test_learns_its_secret() {
    let mut clever = Clever::of(50);
    let shown = clever.control("GET", "clients", "");
    let client = &shown["clients"][0];
    assert_eq!(client["client"]["client_id"], clever_emulator::Client::DEFAULT_ID);
    assert_eq!(client["secret"], clever_emulator::Client::default().secret());
}
