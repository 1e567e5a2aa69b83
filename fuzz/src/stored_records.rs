//! Storage as another script of the page may have left it: read as what it is, or as nothing.
//!
//! First byte: what is done with it. Lines: the session's entry, a login's, the used states', the launch's; then any JSON.

use crate::client::{CALLBACK, CLIENT, check, signin};
use crate::json::{Json, is_grammatical};
use crate::tab::{MORNING_MS, Tab};
use crate::word::{kind, size, word};
use clever_wasm::decode::{error_message, reader, token_info};
use clever_wasm::host::Host;
use clever_wasm::signin::{Outcome, Place, Session, is_return_path};

/// Pieces of records.
pub const DICTIONARY: &[&str] = &[
    "\n",
    "{\"v\":1,",
    "\"clientId\":\"4c63c1cf623dce82caac\"",
    "\"token\":\"ilX\"",
    "\"signedInAt\":1767625200000",
    "\"expiresAt\":1767711600000",
    "\"expiryIsAssumed\":false",
    "\"scopes\":null",
    "\"scopes\":[\"read:sis\"]",
    "\"redirect_uri\":\"https://app.example/callback\"",
    "\"created\":1767625200000",
    "\"returnTo\":\"//evil\"",
    "\"returnTo\":\"/a\"",
    "\"appState\":{\"__proto__\":1}",
    "\"restart\":true",
    "\"restart\":false",
    "__proto__",
    "constructor",
    "}",
    "{",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\u0061",
    "\\ud83d",
    "null",
    "-0",
    "1e999",
    "9007199254740993",
    "\\",
    "{\"client_id\":\"4c63c1cf623dce82caac\",\"scopes\":[]}",
    "\"message\":\"x\"",
    "\"error_description\"",
    "1767625200000",
];

const STATE: &str = "rAAAAAAAAAAAAAAAAAAAAAA";

/// Asserts what must hold for any storage.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let Some((&choice, rest)) = bytes.split_first() else { return 0 };
    let input = String::from_utf8_lossy(rest);
    let mut lines = input.splitn(5, '\n');
    let mut tab = Tab::new(9);
    let key = |name: &str| ["clever:", CLIENT, ":", name].concat();
    let mut entry = |name: &str| {
        let value = lines.next().unwrap_or_default().to_owned();
        if !value.is_empty() {
            tab.tamper(&key(name), &value);
        }
        value
    };
    let (session, login, used, _) = (entry("session"), entry(STATE), entry("used"), entry("launch"));
    let json = lines.next().unwrap_or_default();
    tab.tamper("theirs", "untouched");

    let mut client = signin(&[("sessionStore", "session"), ("verifyAudience", "off")]);
    let hydrated = client.session(&mut tab).cloned();
    assert_eq!(hydrated.is_some(), is_session(&session), "{session}");
    assert_eq!(tab.stored().contains_key(&key("session")), hydrated.is_some(), "what is odd is deleted");
    if let Some(held) = &hydrated {
        let again = Session::from_json(&held.to_json(), CLIENT, MORNING_MS).expect("what was written is read");
        assert_eq!(&again, held);
        assert!(!format!("{client:?}").contains(held.token.reveal()) || held.token.reveal().len() < 12);
    }
    let pending = client.pending_logins(&tab);
    assert!(pending <= 1);
    let tail = match choice % 4 {
        0 => ["#access_token=ilNew&token_type=bearer&state=", STATE].concat(),
        1 => ["#error=access_denied&state=", STATE].concat(),
        2 => "?code=x".to_owned(),
        _ => ["?code=x&state=", STATE].concat(),
    };
    let page = [CALLBACK, &tail].concat();
    let (callback, _) = client.capture(&page).expect("an answer");
    let outcome = client.redeem(&mut tab, &callback, Place::Page);
    // serde_json makes no value of lone surrogates and of numbers beyond every double: such a record is not compared.
    let fresh = is_login(&login);
    let comparable = Json::read(&login).is_some() || !is_grammatical(&login);
    let came = match &outcome {
        Ok(Outcome::SignedIn(redirected)) => {
            assert!((fresh || !comparable) && choice.is_multiple_of(4), "{login}");
            assert!(redirected.return_to.as_deref().is_none_or(is_return_path), "{login}");
            assert!(redirected.app_state.as_deref().is_none_or(reader::is_json), "{login}");
            1
        }
        Ok(Outcome::Restart(_)) => 2,
        Ok(_) => 3,
        Err(error) => {
            check(error, &[]);
            assert!(error.return_to.as_deref().is_none_or(is_return_path), "{login}");
            word((4, kind(error)))
        }
    };
    assert!(!fresh || !choice.is_multiple_of(4) || came == 1, "{login}: {outcome:?}");
    client.end(&mut tab);
    assert!(!tab.stored().contains_key(&key("session")));
    assert_eq!(tab.get("theirs").as_deref(), Some("untouched"));
    reads(json);
    reads(&session);
    reads(&used);
    word((came, hydrated.is_some(), pending, size(json.len())))
}

fn integer(value: Option<&Json>) -> Option<u64> {
    match value? {
        Json::Number(number) => number.as_u64(),
        _ => None,
    }
}

/// A member that stands as an integer of up to eighteen digits: `1.0` is none, though it is as much.
fn raw_integer(text: &str, name: &str) -> Option<u64> {
    integer(Json::read(text)?.get(name)).filter(|number| *number < 1_000_000_000_000_000_000)
}

/// What the rules make of a session's entry, read by serde_json.
fn is_session(text: &str) -> bool {
    // serde_json refuses lone surrogates and numbers beyond every double; such a record is judged by its grammar alone.
    let Some(record) = Json::read(text) else {
        return Session::from_json(text, CLIENT, MORNING_MS).is_some() && is_grammatical(text);
    };
    let (Some(1), Some(signed_in), Some(expires)) =
        (raw_integer(text, "v"), raw_integer(text, "signedInAt"), raw_integer(text, "expiresAt"))
    else {
        return false;
    };
    let token = record.get("token").and_then(Json::text).unwrap_or_default();
    let body = token.trim_end_matches('=');
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    let is_token = !body.is_empty() && body.bytes().all(fits);
    let is_district = token.len() == 40 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    matches!(record.get("expiryIsAssumed"), Some(Json::Flag(_)))
        && record.get("clientId").and_then(Json::text) == Some(CLIENT)
        && is_token
        && !is_district
        && expires as f64 > MORNING_MS
        && expires > signed_in
        && expires as f64 <= 8.64e15
}

/// What the rules make of a login's entry.
fn is_login(text: &str) -> bool {
    let Some(record) = Json::read(text) else { return false };
    let (Some(1), Some(created)) = (raw_integer(text, "v"), raw_integer(text, "created")) else { return false };
    let age = MORNING_MS - created as f64;
    record.get("redirect_uri").and_then(Json::text) == Some(CALLBACK)
        && matches!(record.get("restart"), Some(Json::Flag(_)))
        && (-5000.0..=1_800_000.0).contains(&age)
}

/// The small reader agrees with serde_json about any text.
fn reads(text: &str) {
    let value = Json::read(text);
    if let Some(value) = &value {
        assert!(reader::is_json(text), "{text}");
        assert_eq!(
            reader::string(text.trim_matches([' ', '\n', '\r', '\t'])),
            value.text().map(str::to_owned),
            "{text}"
        );
        let mut members = Vec::new();
        let whole = reader::members(text, |name, raw| members.push((name.to_owned(), Json::read(raw).expect("JSON"))));
        match value {
            Json::Object(expected) => {
                assert_eq!(whole, Some(()), "{text}");
                assert_eq!(&members, expected, "{text}");
            }
            _ => assert_eq!(whole, None, "{text}"),
        }
        let mut elements = Vec::new();
        let whole = reader::elements(text, |raw| elements.push(Json::read(raw).expect("JSON")));
        assert_eq!(whole.is_some(), value.list().is_some(), "{text}");
        if let Some(expected) = value.list() {
            assert_eq!(elements, expected, "{text}");
            let texts: Option<Vec<String>> = expected.iter().map(|element| element.text().map(str::to_owned)).collect();
            assert_eq!(reader::strings(text), texts, "{text}");
        }
        let said = ["message", "error_description", "error"].iter();
        let said = said.filter_map(|name| value.get(name).and_then(Json::text)).find(|said| !said.is_empty());
        assert_eq!(error_message(text.as_bytes()).as_deref(), said, "{text}");
        assert_eq!(
            token_info(text.as_bytes()).map(|info| info.client_id).as_deref(),
            value.get("client_id").and_then(Json::text)
        );
    } else if !is_grammatical(text) {
        assert!(!reader::is_json(text), "{text}");
        assert_eq!(reader::members(text, |_, _| ()), None, "{text}");
        assert_eq!(reader::strings(text), None, "{text}");
    }
}
