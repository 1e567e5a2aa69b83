//! The Clever origin: authorize, login, portal.

use crate::common::{Clever, location};
use clever_emulator::{Client, ImplicitDisabled, Options, Origin, Origins, PERSONAS, PortalLaunch, Request, Response};

pub(crate) const ASK: &str = "/oauth/authorize?response_type=token&client_id=c1e7e27a11d0c0de5eed";

pub(crate) fn clever() -> Clever {
    Clever::new(Options { users: 50, ..Options::default() })
}

fn encode(text: &str) -> String {
    text.replace('%', "%25").replace('&', "%26").replace('=', "%3D").replace('+', "%2B")
}

pub(crate) fn choose(clever: &mut Clever, target: &str, choice: &str) -> Response {
    clever.send(&Request::post(Origin::Clever, "/login", &format!("{choice}&continue={}", encode(target))))
}

fn cookie(response: &Response) -> String {
    response.header("set-cookie").expect("a cookie").split(';').next().expect("its value").to_owned()
}

fn with_cookie(clever: &mut Clever, target: &str, cookie: &str) -> Response {
    clever.send(&Request::get(Origin::Clever, target).header("Cookie", cookie))
}

#[test]
fn the_login_page_has_a_button_for_everyone() {
    let mut clever = clever();
    let page = clever.send(&Request::get(Origin::Clever, &format!("{ASK}&state=s")));
    assert_eq!(page.status, 200);
    for persona in PERSONAS {
        assert!(page.text().contains(&format!("data-persona=\"{}\"", persona.key)));
    }
    assert!(page.text().contains("data-action=\"deny\""));
    assert!(!page.text().contains("<script"));
    assert!(!page.header("content-security-policy").unwrap().contains("form-action"), "its redirects lead to the app");
}

#[test]
fn a_sign_in_gives_a_token_in_the_fragment_and_is_silent_afterwards() {
    let mut clever = clever();
    let target = format!("{ASK}&state=a%3Db%2B%20c");
    let first = choose(&mut clever, &target, "persona=teacher");
    let fragment = location(&first).strip_prefix("http://localhost:41001/#").expect("the primary uri").to_owned();
    let (token, rest) = fragment.strip_prefix("access_token=").unwrap().split_once('&').unwrap();
    assert_eq!(rest, "token_type=bearer&state=a%3Db%2B%20c");
    assert!(token.starts_with("il") && token.len() == 40);
    assert_eq!(clever.get(token, "/v3.1/me").status, 200);
    let silent = with_cookie(&mut clever, &target, &cookie(&first));
    assert!(location(&silent).contains("#access_token=il"));
    assert_ne!(location(&silent), location(&first), "every sign-in has its own token");
    clever.now += 7_200_000;
    assert_eq!(with_cookie(&mut clever, &target, &cookie(&first)).status, 200, "Clever's session has ended");
}

#[test]
fn optional_members_of_the_fragment() {
    let options = Options { fragment_scope: true, fragment_expires_in: Some(3_600), users: 50, ..Options::default() };
    let answer = choose(&mut Clever::new(options), ASK, "persona=library_teacher");
    let location = location(&answer);
    assert!(
        location.contains("&scope=read%3Asections_limited%20") && location.ends_with("&expires_in=3600"),
        "{location}"
    );
    assert!(!location.contains("state="));
}

#[test]
fn the_redirect_uri_is_compared_as_a_whole() {
    let mut clever = clever();
    let ask = |clever: &mut Clever, uri: &str| {
        let uri = uri.replace(':', "%3A").replace('/', "%2F").replace('?', "%3F");
        clever.send(&Request::get(Origin::Clever, &format!("{ASK}&redirect_uri={uri}")))
    };
    assert_eq!(ask(&mut clever, "http://localhost:41001/callback").status, 200);
    for other in [
        "http://localhost:41001",
        "http://localhost:41001/callback/",
        "http://localhost:41001/callback?a",
        "https://evil.example/",
    ] {
        let page = ask(&mut clever, other);
        assert_eq!((page.status, page.header("location")), (400, None), "{other}");
        assert!(page.text().contains("data-error=\"redirect_uri\""));
    }
    let unknown = clever.send(&Request::get(Origin::Clever, "/oauth/authorize?response_type=token&client_id=nobody"));
    assert!(unknown.status == 400 && unknown.text().contains("data-error=\"unknown_client\""));
}

#[test]
fn what_is_unknown_is_told_what_is_registered_and_how_more_would_be() {
    let mut clever = clever();
    let uri = clever.send(&Request::get(Origin::Clever, &format!("{ASK}&redirect_uri=https%3A%2F%2Felse.example%2F")));
    for path in ["/", "/callback", "/callback.html", "/index.html"] {
        assert!(uri.text().contains(&format!("<code>http://localhost:41001{path}</code>")), "{path}: {}", uri.text());
    }
    assert!(uri.text().contains("--redirect-uri URL") && uri.text().contains("redirectUris"));
    let client =
        clever.send(&Request::get(Origin::Clever, "/oauth/authorize?response_type=token&client_id=%3Cb%3Enobody"));
    assert!(client.text().contains(&format!("<code>{}</code>", Client::DEFAULT_ID)), "{}", client.text());
    assert!(client.text().contains("&lt;b&gt;nobody") && !client.text().contains("<b>"));
    assert!(client.text().contains("--client-id ID"));
    let odd = "https://app.example/<script>'\"&";
    let client = Client {
        client_id: "<i>odd".to_owned(),
        name: "<img src=x>".to_owned(),
        redirect_uris: vec![odd.to_owned()],
        ..Client::default()
    };
    clever.emulator.register(client).unwrap();
    let page = clever.send(&Request::get(
        Origin::Clever,
        "/oauth/authorize?response_type=token&client_id=%3Ci%3Eodd&redirect_uri=%3Csvg%3E",
    ));
    let text = page.text();
    assert!(text.contains("https://app.example/&lt;script&gt;&#39;&quot;&amp;"), "{text}");
    for tag in ["<script", "<img", "<svg", "<i>"] {
        assert!(!text.contains(tag), "{tag}: {text}");
    }
}

#[test]
fn error_pages_escape_what_they_quote() {
    let target = format!("{ASK}&redirect_uri=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!clever().send(&Request::get(Origin::Clever, &target)).text().contains("<script"));
}

#[test]
fn denied_and_unsupported() {
    let mut clever = clever();
    let denied = choose(&mut clever, &format!("{ASK}&state=s"), "action=deny");
    assert_eq!(
        location(&denied),
        "http://localhost:41001/#error=access_denied&error_description=The%20user%20canceled%20the%20login.&state=s"
    );
    let odd = ASK.replace("token&", "id_token&");
    let refused = clever.send(&Request::get(Origin::Clever, &odd));
    assert!(location(&refused).starts_with("http://localhost:41001/?error=unsupported_response_type&"));
    let mut silent = Clever::new(Options { state_on_error: false, users: 50, ..Options::default() });
    assert!(!location(&choose(&mut silent, &format!("{ASK}&state=s"), "action=deny")).contains("state"));
}

#[test]
fn shared_devices_ask_whether_it_is_you() {
    let mut clever = clever();
    let target = format!("{ASK}&state=s&confirmed=false");
    let page = choose(&mut clever, &target, "persona=student");
    assert!(page.status == 200 && page.text().contains("data-action=\"confirm\""));
    let cookie = cookie(&page);
    let again = with_cookie(&mut clever, &target, &cookie);
    assert!(again.text().contains("data-action=\"switch\""), "a remembered session is asked too");
    let confirm = Request::post(Origin::Clever, "/login", &format!("action=confirm&continue={}", encode(&target)))
        .header("Cookie", &cookie);
    assert!(location(&clever.send(&confirm)).contains("#access_token="));
    let switch = Request::post(Origin::Clever, "/login", &format!("action=switch&continue={}", encode(&target)))
        .header("Cookie", &cookie);
    assert!(clever.send(&switch).text().contains("data-persona=\"teacher\""));
    assert!(
        with_cookie(&mut clever, &target, &cookie).text().contains("data-persona=\"teacher\""),
        "the session is gone"
    );
}

#[test]
fn portal_and_instant_login_bring_a_code_and_no_state() {
    let mut clever = clever();
    let portal = choose(&mut clever, "/in/cedar-ridge", "persona=teacher");
    assert_eq!(location(&portal), "/in/cedar-ridge");
    let cookie = cookie(&portal);
    let page = with_cookie(&mut clever, "/in/cedar-ridge", &cookie).text();
    let tile = page.split("href=\"").find(|part| part.contains("clever-portal")).unwrap().split('"').next().unwrap();
    let tile = tile.replace("&amp;", "&").replace("http://127.0.0.1:41002", "");
    assert!(
        tile.starts_with("/oauth/authorize?channel=clever-portal&client_id=") && tile.ends_with("&response_type=code")
    );
    assert!(!tile.contains("state"));
    for target in [tile.as_str(), "/oauth/instant-login?client_id=c1e7e27a11d0c0de5eed&state=ignored"] {
        let location = location(&with_cookie(&mut clever, target, &cookie));
        assert!(location.starts_with("http://localhost:41001/?code=") && location.contains("&scope="), "{location}");
        assert!(!location.contains("state"));
    }
    let mut options = clever.emulator.options().clone();
    options.portal_launch = PortalLaunch::Token;
    clever.emulator.set_options(options);
    let location = location(&with_cookie(&mut clever, &tile, &cookie));
    assert!(location.contains("/#access_token=il") && !location.contains("state"));
}

#[test]
fn a_client_without_implicit_grant_gets_a_code() {
    let mut clever = clever();
    let client = Client {
        client_id: "other".to_owned(),
        redirect_uris: vec!["https://app.example/cb?x=1".to_owned()],
        implicit_enabled: false,
        ..Client::default()
    };
    clever.emulator.register(client).unwrap();
    let target = "/oauth/authorize?response_type=token&client_id=other&state=s";
    let answer = location(&choose(&mut clever, target, "persona=teacher"));
    assert!(answer.starts_with("https://app.example/cb?x=1&code=") && answer.ends_with("&state=s"), "{answer}");
    let options = Options { implicit_disabled: ImplicitDisabled::Error, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    assert!(location(&choose(&mut clever, target, "persona=teacher")).contains("#error=unauthorized_client"));
}

#[test]
fn unshared_people_stay_at_clever() {
    let mut clever = Clever::new(Options { unshared: vec!["contact".to_owned()], users: 50, ..Options::default() });
    let page = choose(&mut clever, &format!("{ASK}&state=s"), "persona=contact");
    assert!(page.status == 400 && page.text().contains("data-error=\"unshared\""));
    let back = choose(&mut clever, &format!("{ASK}&state=s&return_unshared=true"), "persona=contact");
    assert_eq!(location(&back), "http://localhost:41001/?error=unauthorized-user");
}

#[test]
fn discovery_and_the_app_configuration_name_the_origins() {
    let origins = Origins {
        app: "http://localhost:1".to_owned(),
        clever: "http://127.0.0.1:2".to_owned(),
        api: "http://127.0.0.1:3".to_owned(),
    };
    let mut clever = Clever::new(Options { origins, users: 50, ..Options::default() });
    let discovery = clever.send(&Request::get(Origin::Clever, "/.well-known/openid-configuration")).text();
    assert!(
        discovery.contains("http://127.0.0.1:2/oauth/authorize") && discovery.contains("http://127.0.0.1:3/userinfo")
    );
    let page = clever.send(&Request::get(Origin::App, "/emulator.json"));
    let json: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(json["redirectUri"], "http://localhost:1/");
    assert_eq!(json["apiUrl"], "http://127.0.0.1:3");
    assert_eq!(json["personas"].as_array().unwrap().len(), PERSONAS.len());
}
