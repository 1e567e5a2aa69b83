//! An answer in the page's address: recognised, scrubbed, read and judged as the `url` crate and the sign-in rules say.
//!
//! First byte: the options and where the answer is found. The rest stands behind the callback's address, `STATE` in it for
//! the state of a login that is pending.

use crate::client::{CALLBACK, canonical, check, signin, text};
use crate::random::Random;
use crate::tab::Tab;
use crate::word::{kind, size, word};
use clever_wasm::error::Code;
use clever_wasm::href::Href;
use clever_wasm::signin::{Flow, Outcome, Place};
use url::{Url, form_urlencoded};

/// Pieces of answers.
pub const DICTIONARY: &[&str] = &[
    "#",
    "?",
    "&",
    "=",
    "STATE",
    "access_token",
    "token_type",
    "bearer",
    "expires_in",
    "scope",
    "state",
    "error",
    "error_description",
    "error_uri",
    "error_reason",
    "code",
    "id_token",
    "refresh_token",
    "#access_token=ilX&token_type=bearer&state=STATE",
    "&state=STATE",
    "?code=x&state=STATE",
    "&error=access_denied",
    "%26",
    "%3D",
    "%73tate",
    "%61ccess_token",
    "+",
    "%2B",
    "%20",
    "%00",
    "%ZZ",
    "%FF%FE",
    "%C0%AE",
    "#/",
    "#!/",
    "=&=&",
    "3600",
    "0123456789abcdef0123456789abcdef01234567",
    "\u{202e}",
    "☃",
];

const PLACES: [Place; 5] = [Place::Page, Place::Framed, Place::Given, Place::NoPage, Place::Opener];
const OURS: [&str; 12] = [
    "access_token",
    "token_type",
    "expires_in",
    "scope",
    "state",
    "error",
    "error_description",
    "error_uri",
    "error_reason",
    "code",
    "id_token",
    "refresh_token",
];
const MOST_BYTES: usize = 64 * 1024;

/// A part of an address as the `url` crate reads it, beside how it is written.
fn pairs(part: &str) -> Vec<(&str, String, String)> {
    let written = part.split('&').filter(|pair| !pair.is_empty());
    written
        .map(|pair| {
            let (name, value) = form_urlencoded::parse(pair.as_bytes()).next().expect("a pair");
            (pair, name.into_owned(), value.into_owned())
        })
        .collect()
}

fn is_answer(part: Option<&str>, names: &[&str]) -> bool {
    part.is_some_and(|part| {
        pairs(part).iter().any(|(pair, name, _)| names.contains(&name.as_str()) && *pair != "error")
    })
}

fn value<'a>(read: &'a [(&str, String, String)], name: &str) -> Option<&'a str> {
    read.iter().find(|(_, key, _)| key == name).map(|(_, _, value)| value.as_str())
}

/// Whether a part is one that the rules read at all: every escape is one, of UTF-8, and no name stands twice.
fn is_sound(part: &str, read: &[(&str, String, String)]) -> bool {
    let bytes = part.as_bytes();
    let escapes = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'%')
        .all(|(at, _)| bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
    // The `url` crate puts U+FFFD where bytes are no UTF-8; one that was written is `%EF%BF%BD` or itself.
    let mended = read.iter().any(|(pair, name, value)| {
        let found = name.matches('\u{fffd}').count() + value.matches('\u{fffd}').count();
        found > pair.to_ascii_uppercase().matches("%EF%BF%BD").count() + pair.matches('\u{fffd}').count()
    });
    let mut names: Vec<&str> = read.iter().map(|(_, name, _)| name.as_str()).collect();
    names.sort_unstable();
    let repeated = names.windows(2).any(|pair| pair[0] == pair[1]);
    escapes && !mended && !repeated && part.len() <= MOST_BYTES && part.split('&').count() <= 100
}

/// Asserts what must hold for any address at the callback's page.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let Some((&choice, rest)) = bytes.split_first() else { return 0 };
    let mut client = signin(&[
        ("verifyAudience", if choice & 8 == 0 { "off" } else { "strict" }),
        ("portalLaunch", if choice & 16 == 0 { "restart" } else { "reject" }),
        ("sessionStore", if choice & 32 == 0 { "memory" } else { "session" }),
    ]);
    let place = PLACES[usize::from(choice & 7) % PLACES.len()];
    let flow = if choice & 64 == 0 { Flow::Redirect } else { Flow::Popup };
    let mut tab = Tab::new(u64::from(choice));
    tab.random = Some(Random::new(11));
    let options = [("returnTo", "/classes?a=1"), ("appState", "{\"n\":[1]}")];
    let begun = client.begin(&mut tab, flow, flow == Flow::Redirect, &|name| text(&options, name)).expect("a login");
    let tail = String::from_utf8_lossy(rest).replace("STATE", &begun.state);
    let Some(page) = canonical(&[CALLBACK, &tail].concat()) else { return 1 };
    let url = Url::parse(&page).expect("canonical");

    let href = Href::parse(&page).expect("an address of https");
    assert_eq!(href.origin(), url.origin().ascii_serialization());
    assert_eq!((href.path(), href.query(), href.fragment()), (url.path(), url.query(), url.fragment()));
    assert_eq!(href.has_credentials(), !url.username().is_empty() || url.password().is_some());

    let is_ours = href.origin() == "https://app.example" && url.path() == "/callback";
    let fragment = url.fragment().map(|part| part.strip_prefix('/').unwrap_or(part));
    let fragment = fragment.filter(|part| is_ours && is_answer(Some(part), &["access_token", "error"]));
    let query = url.query().filter(|part| is_ours && is_answer(Some(part), &["code", "error", "access_token"]));
    let captured = client.capture(&page);
    assert_eq!(captured.is_some(), fragment.is_some() || query.is_some(), "{page}");
    let Some((callback, clean)) = captured else { return word((2, is_ours)) };
    scrubbed(&url, &clean, fragment.is_some(), query.is_some());
    assert!(client.capture(&clean).is_none(), "{page} leaves {clean}");

    let (part, in_query) = (fragment.or(query).expect("one of them"), fragment.is_none());
    let read = pairs(part);
    let other = fragment.and(query);
    let sound = is_sound(part, &read) && other.is_none_or(|other| is_sound(other, &pairs(other)));
    let answer = callback.read();
    assert_eq!(answer.is_ok(), sound, "{page}: {answer:?}");
    if let Ok(answer) = &answer {
        let given = |name| value(&read, name);
        assert_eq!((answer.in_query, answer.twofold), (in_query, other.is_some()));
        assert_eq!(answer.state(), given("state").filter(|state| !state.is_empty()));
        for name in ["access_token", "token_type", "expires_in", "scope", "error"] {
            assert_eq!(answer.get(name), given(name));
        }
        assert_eq!(answer.get("code"), given("code").map(|_| ""));
    }

    let token = value(&read, "access_token").unwrap_or_default();
    let state_holds = sound && value(&read, "state") == Some(begun.state.as_str());
    let relayed = flow == Flow::Popup && matches!(place, Place::Page | Place::Framed);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    let body = token.trim_end_matches('=');
    let is_bearer = !body.is_empty()
        && body.bytes().all(fits)
        && !(token.len() == 40 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let lives =
        value(&read, "expires_in").is_none_or(|secs| secs.is_empty() || !secs.bytes().all(|digit| digit == b'0'));
    let accepted = state_holds
        && !relayed
        && is_bearer
        && lives
        && !in_query
        && other.is_none()
        && value(&read, "token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"))
        && value(&read, "error").is_none()
        && value(&read, "code").is_none();

    let outcome = client.redeem(&mut tab, &callback, place);
    let signed_in = matches!(outcome, Ok(Outcome::SignedIn(_) | Outcome::Verify(..)));
    assert_eq!(signed_in, accepted, "{page} at {place:?}: {outcome:?}");
    let still_pending = client.pending_logins(&tab) > usize::from(matches!(outcome, Ok(Outcome::Restart(_))));
    assert_eq!(still_pending, !state_holds || relayed, "{page} at {place:?}");
    // A short token stands in other texts by chance, and so does one that is written elsewhere in the address too.
    let secret = token.len() > 12 && page.matches(token).count() == 1 && value(&read, "error").is_none();
    let secrets = if secret { vec![token] } else { Vec::new() };
    match outcome {
        Ok(Outcome::SignedIn(redirected)) => {
            assert_eq!(redirected.session.token.reveal(), token);
            assert_eq!(redirected.return_to.as_deref(), Some("/classes?a=1"));
            assert_eq!(redirected.app_state.as_deref(), Some("{\"n\":[1]}"));
            assert!(redirected.session.expires_at > tab.wall_ms && redirected.session.expires_at <= 8.64e15);
            assert!(client.session(&mut tab).is_some());
            word((
                3,
                redirected.session.expiry_is_assumed,
                redirected.session.scopes().map(|scopes| size(scopes.len())),
            ))
        }
        Ok(Outcome::Verify(ticket, _)) => {
            assert!(client.session(&mut tab).is_none(), "a session before tokeninfo spoke");
            assert!(client.verified(&mut tab, ticket, None).is_err(), "silence is refused under strict");
            word(4)
        }
        Ok(Outcome::Restart(url)) => {
            assert!(
                url.starts_with("https://clever.com/oauth/authorize?")
                    && !secrets.iter().any(|secret| url.contains(secret))
            );
            word(5)
        }
        Ok(Outcome::Relay(_)) => word(6),
        Ok(_) => word(7),
        Err(error) => {
            check(&error, &secrets);
            assert!(client.session(&mut tab).is_none());
            assert!(error.code != Code::Internal, "{error}");
            word((8, kind(&error)))
        }
    }
}

/// What is left is the same page, with everything foreign as it stood there.
fn scrubbed(url: &Url, clean: &str, in_fragment: bool, in_query: bool) {
    let left = Url::parse(clean).expect("an address");
    assert_eq!(left.as_str(), clean, "not canonical any more");
    assert_eq!((left.origin(), left.path()), (url.origin(), url.path()));
    for (before, after, held, is_fragment) in
        [(url.query(), left.query(), in_query, false), (url.fragment(), left.fragment(), in_fragment, true)]
    {
        let Some(before) = before else {
            assert_eq!(after, None);
            continue;
        };
        if !held {
            assert_eq!(after, Some(before));
            continue;
        }
        let (before, after) = match before.strip_prefix('/').filter(|_| is_fragment) {
            Some(before) => (before, after.map(|after| after.strip_prefix('/').expect("the router's slash"))),
            None => (before, after),
        };
        let mut foreign = Vec::new();
        for pair in before.split('&') {
            let name = pairs(pair).pop().map(|(_, name, _)| name).unwrap_or_default();
            // The first of what is left must not look like an answer behind a router's slash.
            let routed = foreign.is_empty() && is_fragment && pair.starts_with('/');
            if !OURS.contains(&if routed { &name[1..] } else { &name }) {
                foreign.push(pair);
            }
        }
        if foreign == [""] {
            foreign.clear();
        }
        let kept: Vec<&str> = after.into_iter().flat_map(|after| after.split('&')).collect();
        if before.len() <= MOST_BYTES {
            assert!(foreign == kept || (foreign.is_empty() && kept == [""]), "{url} leaves {clean}");
        }
    }
}
