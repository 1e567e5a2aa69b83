//! The address without the answer. Rule 4.

use super::app::{App, CALLBACK};
use super::random::Random;
use super::stopwatch::least_of_three;
use clever_wasm::error::{Code, Reason};
use std::time::Duration;

/// What the address bar shows afterwards, behind the callback's address.
fn scrubbed(tail: &str) -> String {
    let page = [CALLBACK, tail].concat();
    let (_, clean) = App::new().signin.capture(&page).unwrap_or_else(|| panic!("{tail} is no callback"));
    clean.strip_prefix(CALLBACK).expect("the callback's own address stays").to_owned()
}

#[test]
fn foreign_parameters_stay_byte_for_byte() {
    for (tail, clean) in [
        // Whole answers.
        ("#access_token=x&token_type=bearer&expires_in=1&scope=a+b&state=s", ""),
        ("#error=x&error_description=y&error_uri=z&error_reason=w&state=s", ""),
        ("?code=x&state=s&scope=y", ""),
        ("?access_token=x&id_token=y&refresh_token=z", ""),
        // Foreign ones before, between and behind.
        ("#a=1&access_token=x&b=%C3%bc+%2B&state=s&c", "#a=1&b=%C3%bc+%2B&c"),
        ("#access_token=x&z=&y==&=w", "#z=&y==&=w"),
        ("?a=1&code=x&b=2", "?a=1&b=2"),
        ("#access_token=x&bad=%ZZ&worse=%", "#bad=%ZZ&worse=%"),
        ("#access_token=x&a=1&a=2&a=1", "#a=1&a=2&a=1"),
        ("#access_token=x&__proto__=1&constructor=2", "#__proto__=1&constructor=2"),
        ("#access_token=x&state[]=1&Access_Token=2&xstate=3&code2=4", "#state[]=1&Access_Token=2&xstate=3&code2=4"),
        ("#access_token=x&next=/a?state=1", "#next=/a?state=1"),
        ("#access_token=x&q=a#b?c/d", "#q=a#b?c/d"),
        // Ours twice, or under an encoded name.
        ("#access_token=x&access_token=y&state=a&state=b&k=v", "#k=v"),
        ("#%61ccess_token=x&st%61te=y&%65xpires%5Fin=1&k=v", "#k=v"),
        ("#access_token=x&%73%74%61%74%65=y&access%5f%74oken", ""),
        ("#access_token=x&access%255Ftoken=y", "#access%255Ftoken=y"),
        // Only the part that held the answer is touched.
        ("?state=mine&scope=mine#access_token=x&state=s", "?state=mine&scope=mine"),
        ("?x=1#access_token=x", "?x=1"),
        ("?#access_token=x", "?"),
        ("?code=x#/route?state=1", "#/route?state=1"),
        ("?code=x#state=1&scope=2", "#state=1&scope=2"),
        ("?code=x#", "#"),
        ("?code=x#!/access_token=1", "#!/access_token=1"),
        // Both parts held one.
        ("?code=x&a=1#access_token=y&b=2", "?a=1#b=2"),
        ("?error=x&state=s#error=y&state=s", ""),
    ] {
        assert_eq!(scrubbed(tail), clean, "{tail}");
    }
}

#[test]
fn what_is_left_is_no_answer_behind_a_routers_slash() {
    for (tail, clean) in [
        ("#access_token=x&/access_token=y", ""),
        ("#access_token=x&/error=y&/state=z&k=v", "#k=v"),
        // Behind others it is a name like any other.
        ("#access_token=x&k=v&/state=z", "#k=v&/state=z"),
        ("?code=x&/state=z", "?/state=z"),
    ] {
        assert_eq!(scrubbed(tail), clean, "{tail}");
    }
}

#[test]
fn nothing_but_our_parameters_goes_from_a_hash_route() {
    // The slash in front is the hash router's own; without it the route would be another one.
    for (tail, clean) in [
        ("#/room=1&access_token=x&state=s", "#/room=1"),
        ("#/access_token=x&state=s&room=1", "#/room=1"),
        ("#/tab&error=x", "#/tab"),
    ] {
        assert_eq!(scrubbed(tail), clean, "{tail}");
    }
}

#[test]
fn each_of_our_names_goes_from_either_part() {
    for name in [
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
    ] {
        assert_eq!(scrubbed(&format!("#access_token=x&k=v&{name}=y")), "#k=v");
        assert_eq!(scrubbed(&format!("?access_token=x&{name}=y&k=v")), "?k=v");
        let encoded: String = name.bytes().map(|byte| format!("%{byte:02x}")).collect();
        assert_eq!(scrubbed(&format!("#error=x&k=v&{encoded}=y")), "#k=v");
    }
}

#[test]
fn scrubbing_is_idempotent_and_leaves_no_callback() {
    let mut random = Random::new(4);
    let pieces = [
        "access_token=canary",
        "state=s",
        "error=e",
        "code=c",
        "a=1",
        "b=%C3%BC",
        "=",
        "",
        "st%61te=x",
        "#",
        "?",
        "d/e",
        "c=d=e",
        "%",
        "scope",
        "!",
        "id_token=canary",
        "x%5Fy=1",
        "acces%73_token=canary",
    ];
    let mut callbacks = 0;
    for _ in 0..30_000 {
        let mut page = String::from(CALLBACK);
        page.push_str(random.pick(&["", "?", "#", "#/", "?x#"]));
        for _ in 0..random.below(7) {
            page.push_str(random.pick(&pieces));
            page.push_str(random.pick(&["&", "&", "&", "#", "?", ""]));
        }
        let app = App::new();
        let Some((_, clean)) = app.signin.capture(&page) else { continue };
        callbacks += 1;
        assert!(app.signin.capture(&clean).is_none(), "{page} → {clean} is a callback still");
        assert!(clean.len() < page.len() && clean.starts_with(CALLBACK), "{page} → {clean}");
    }
    assert!(callbacks > 5000, "{callbacks}");
}

/// The budget of a real build. An unoptimised one is given six times as long, which only work that suits the budget keeps.
const SOON: Duration = Duration::from_millis(if cfg!(debug_assertions) { 300 } else { 50 });

#[test]
fn s30_huge_answers_are_refused_and_scrubbed_in_time() {
    let mega = "x".repeat(1_000_000);
    let names: String = (0..100_000).map(|index| format!("&parameter{index}={index}")).collect();
    let disguised: String = (0..100_000).map(|_| "&%70arameter=").collect();
    let escaped = "%61".repeat(300_000);
    let state = "S".repeat(2_000_000);
    let tokens = "&access_token=x".repeat(60_000);
    for (what, tail, kept) in [
        ("1 MB token", format!("#access_token={mega}"), 0),
        ("1 MB foreign value", format!("#access_token=x&foreign={mega}"), 0),
        ("100,000 parameters", format!("#access_token=x{names}"), 0),
        ("100,000 parameters in the query", format!("?code=x{names}"), 0),
        ("100,000 escaped names", format!("#access_token=x{disguised}"), 0),
        ("escaped name", format!("#error=x&{escaped}=y"), 0),
        ("2 M-character state", format!("#access_token=x&token_type=bearer&state={state}"), 0),
        ("60,000 tokens", format!("#a=b{tokens}"), 0),
        ("1 MB of separators", format!("#access_token=x{}", "&".repeat(1_000_000)), 0),
    ] {
        let mut app = App::new();
        let pending = app.begin();
        let (page, writes) = ([CALLBACK, &tail].concat(), app.tab.writes);
        let (took, (clean, error)) = least_of_three(|| {
            let (callback, clean) = app.signin.capture(&page).unwrap();
            (clean, app.signin.redeem(&mut app.tab, &callback, clever_wasm::signin::Place::Page).unwrap_err())
        });
        assert_eq!((error.code, error.reason), (Code::CallbackInvalid, Some(Reason::TooLarge)), "{what}");
        assert_eq!(clean.len() - CALLBACK.len(), kept, "{what}");
        assert!(took < SOON, "{what}: {took:?}");
        assert_eq!(app.tab.writes, writes, "{what} wrote to storage");
        app.sign_in(&super::app::good(&pending));
    }
}

#[test]
fn s31_time_is_linear_in_what_a_stranger_writes() {
    for unit in ["=&=&", "%25", "((((", "%2", "&%61=", "+%2B", "#", "/", "&state=%73", "\u{1f600}"] {
        let page = [CALLBACK, "#access_token=x", &unit.repeat(400_000 / unit.len())].concat();
        let app = App::new();
        let (took, _) = least_of_three(|| app.signin.capture(&page).map(|(callback, _)| callback.read().is_ok()));
        assert!(took < SOON, "{unit:?}: {took:?}");
    }
}
