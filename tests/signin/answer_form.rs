//! The form of an answer: size, decoding, names that stand twice, parts that contradict each other. Rule 5.

use super::app::{App, TOKEN, Verdict, good};
use super::random::Random;
use clever_wasm::error::{Code, Reason};

fn invalid(reason: Reason) -> Verdict {
    (Code::CallbackInvalid, Some(reason))
}

/// Refused without spending the login: what cannot be read could have come from anywhere.
fn refused_unspent(tail: &str, reason: Reason) {
    let mut app = App::new();
    let state = app.begin();
    let tail = tail.replace("S1", &state);
    assert_eq!(app.refusal(&tail), invalid(reason), "{tail}");
    assert!(app.holds(&state), "{tail} burned the login");
    app.sign_in(&good(&state));
}

/// Refused once the state held: the login is spent.
fn refused_spent(tail: &str, reason: Reason) {
    let mut app = App::new();
    let state = app.begin();
    let tail = tail.replace("S1", &state);
    assert_eq!(app.refusal(&tail), invalid(reason), "{tail}");
    assert!(!app.holds(&state), "{tail}");
    assert_eq!(app.refusal(&good(&state)), (Code::StateUnknown, Some(Reason::AlreadyUsed)), "{tail}");
}

#[test]
fn s16_s17_a_name_that_stands_twice() {
    for tail in [
        "#access_token=A&token_type=bearer&state=EVIL&state=S1",
        "#access_token=A&token_type=bearer&state=S1&state=EVIL",
        "#access_token=A&token_type=bearer&state=S1&state=S1",
        "#access_token=A&token_type=bearer&state=&state=S1",
        "#access_token=A&token_type=bearer&state=S1&st%61te=S1",
        "#access_token=A&access_token=B&token_type=bearer&state=S1",
        "#access_token=A&%61ccess_token=A&token_type=bearer&state=S1",
        "#access_token=A&token_type=bearer&token_type=bearer&state=S1",
        "#access_token=A&token_type=bearer&expires_in=1&expires_in=2&state=S1",
        "#access_token=A&token_type=bearer&scope=a&scope=b&state=S1",
        "#error=a&error=b&state=S1",
        "#error=a&error_description=b&error_description=c&state=S1",
        "#access_token=A&token_type=bearer&foreign=1&foreign=1&state=S1",
        "#access_token=A&token_type=bearer&foreign&foreign=&state=S1",
        "#access_token=A&token_type=bearer&a%2Db=1&a-b=2&state=S1",
        "#access_token=A&token_type=bearer&=1&=2&state=S1",
        "?code=a&code=b&state=S1",
        "?error=a&state=S1&state=S1",
        "?code=a&code=b#access_token=A&token_type=bearer&state=S1",
    ] {
        refused_unspent(tail, Reason::DuplicateParameter);
    }
}

#[test]
fn a_name_may_stand_once_in_each_part() {
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&["?state=mine&scope=mine", &good(&state)].concat());
}

#[test]
fn s27_bad_escapes_and_bad_utf8() {
    for bad in ["%", "%4", "%ZZ", "%FF%FE", "%C0%AE", "%ED%A0%80", "%F4%90%80%80", "%u0041", "%+1", "%25%", "a%0"] {
        for tail in [
            format!("#access_token={bad}&token_type=bearer&state=S1"),
            format!("#access_token=A&token_type={bad}&state=S1"),
            format!("#access_token=A&token_type=bearer&state=S1{bad}"),
            format!("#access_token=A&token_type=bearer&state=S1&foreign={bad}"),
            format!("#access_token=A&token_type=bearer&state=S1&{bad}=foreign"),
            format!("#error=A&error_description={bad}&state=S1"),
            format!("?code={bad}&state=S1"),
            format!("?code={bad}#access_token=A&token_type=bearer&state=S1"),
        ] {
            refused_unspent(&tail, Reason::Malformed);
        }
    }
}

#[test]
fn s30_the_cap_is_64_kib_and_100_parameters() {
    let most: String = (0..96).map(|index| format!("&p{index}=")).collect();
    let mut app = App::new();
    let state = app.begin();
    let tail = [&good(&state), &most[..]].concat();
    assert_eq!(tail.split('&').count(), 100);
    app.sign_in(&tail);
    refused_unspent(&[&good("S1"), &most[..], "&p96="].concat(), Reason::TooLarge);
    refused_unspent(&[&good("S1"), &most[..], "&"].concat(), Reason::TooLarge);

    let state = app.begin();
    let longest = good(&state);
    let padding = "x".repeat(64 * 1024 - (longest.len() - 1) - "&pad=".len());
    app.sign_in(&[&longest, "&pad=", &padding].concat());
    let state = app.begin();
    let tail = [&good(&state), "&pad=", &padding, "x"].concat();
    assert_eq!(app.refusal(&tail), invalid(Reason::TooLarge));
    assert!(app.holds(&state));
    assert_eq!(
        app.refusal(&["?code=", &padding, &padding[..200], "&state=", &state].concat()),
        invalid(Reason::TooLarge)
    );
}

#[test]
fn s20_s21_the_fragments_state_counts() {
    let mut app = App::new();
    let state = app.begin();
    let evil = super::app::stranger();
    assert_eq!(app.refusal(&[&format!("?state={state}"), &good(&evil)[..]].concat()), (Code::StateMismatch, None));
    // A fragment without state is a portal launch, whatever the query says.
    let tail = format!("?state={state}#access_token=canary&token_type=bearer");
    assert!(matches!(app.redeem(&tail), Ok(clever_wasm::signin::Outcome::Restart(_))));
    assert!(app.holds(&state));
    assert_eq!(app.token(), None);
}

#[test]
fn s22_contradicting_answers_are_ambiguous_after_the_state_held() {
    for tail in [
        "#access_token=A&token_type=bearer&error=x&state=S1",
        "#error=&access_token=A&token_type=bearer&state=S1",
        "#access_token=A&token_type=bearer&code=x&state=S1",
        "#access_token=A&token_type=bearer&code=&state=S1",
        "?code=x#access_token=A&token_type=bearer&state=S1",
        "?error=x#access_token=A&token_type=bearer&state=S1",
        "?access_token=B#access_token=A&token_type=bearer&state=S1",
        "?error=x&state=S1#error=x&state=S1",
        "?access_token=A&error=x&state=S1",
        "?access_token=A&code=x&state=S1",
    ] {
        refused_spent(tail, Reason::AmbiguousResponse);
    }
    // Before the state holds, nothing is judged but the state.
    let mut app = App::new();
    let state = app.begin();
    let evil = super::app::stranger();
    for tail in ["#access_token=A&error=x&state=", "?code=x#access_token=A&token_type=bearer&state="] {
        assert_eq!(app.refusal(&[tail, &evil].concat()), (Code::StateMismatch, None));
    }
    assert!(app.holds(&state));
}

#[test]
fn s23_a_code_is_no_answer_to_a_token_client() {
    refused_spent("?code=canary&state=S1", Reason::UnsupportedResponseType);
    refused_spent("?code=&state=S1", Reason::UnsupportedResponseType);
    let mut app = App::new();
    let state = app.begin();
    let error = app.error(&format!("?code=canary&state={state}"));
    assert!(error.hint.contains("Implicit grant"), "{}", error.hint);
    assert!(!format!("{error:?} {}", error.to_json()).contains("canary"));
}

#[test]
fn s19_a_token_in_the_query() {
    refused_spent("?access_token=A&token_type=bearer&state=S1", Reason::TokenInQuery);
    refused_spent("?access_token=&state=S1", Reason::TokenInQuery);
    let mut app = App::new();
    app.begin();
    let evil = super::app::stranger();
    assert_eq!(app.refusal(&format!("?access_token=A&state={evil}")), (Code::StateMismatch, None));
    assert_eq!(app.refusal("?access_token=A&token_type=bearer"), (Code::StateMissing, None));
    assert_eq!(app.token(), None);
}

#[test]
fn order_of_the_checks() {
    let mut app = App::new();
    let state = app.begin();
    let evil = super::app::stranger();
    let huge = "x".repeat(70_000);
    for (tail, expected) in [
        // Size before everything.
        (format!("#access_token={huge}&access_token=%ZZ&error=x&state={evil}"), invalid(Reason::TooLarge)),
        // Decoding and doubles in the order in which they stand.
        (format!("#access_token=A&access_token=B&x=%ZZ&state={evil}"), invalid(Reason::DuplicateParameter)),
        (format!("#x=%ZZ&access_token=A&access_token=B&state={evil}"), invalid(Reason::Malformed)),
        // Doubles before state, state before contradictions, contradictions before error, error before token.
        (format!("#access_token=A&x=1&x=1&error=x&state={evil}"), invalid(Reason::DuplicateParameter)),
        (format!("#access_token=A&error=x&state={evil}"), (Code::StateMismatch, None)),
        (format!("#error=x&state={evil}"), (Code::StateMismatch, None)),
        (format!("#access_token=%0A&token_type=mac&state={evil}"), (Code::StateMismatch, None)),
        (format!("#access_token=%0A&token_type=mac&error=x&state={state}"), invalid(Reason::AmbiguousResponse)),
    ] {
        assert_eq!(app.refusal(&tail), expected, "{tail}");
    }
    assert!(!app.holds(&state));
}

#[test]
fn s28_plus_and_its_escapes() {
    for (written, read) in [("No+access", "No access"), ("No%20access", "No access"), ("No%2Baccess", "No+access")] {
        let mut app = App::new();
        let state = app.begin();
        let error = app.error(&format!("#error=access_denied&error_description={written}&state={state}"));
        assert_eq!(error.oauth_error_description.as_deref(), Some(read));
    }
    for (written, expected) in [("a%2Bb", Some("a+b")), ("a+b", None), ("a%20b", None), ("a%2Fb%3D%3d", Some("a/b=="))]
    {
        let mut app = App::new();
        let state = app.begin();
        let tail = format!("#access_token={written}&token_type=bearer&state={state}");
        match expected {
            Some(token) => assert_eq!(app.sign_in(&tail).session.token.reveal(), token),
            None => assert_eq!(app.refusal(&tail), invalid(Reason::InvalidToken)),
        }
    }
}

#[test]
fn an_equals_sign_inside_a_value_belongs_to_it() {
    let mut app = App::new();
    let state = app.begin();
    let tail = format!("#access_token=ab==&token_type=bearer&foreign=a=b=c&state={state}");
    assert_eq!(app.sign_in(&tail).session.token.reveal(), "ab==");
}

#[test]
fn s29_separators_inside_a_fragment_do_not_separate() {
    for tail in [
        "#access_token=A?token_type=bearer&state=S1",
        "#access_token=A#token_type=bearer&state=S1",
        "#access_token=A;token_type=bearer&state=S1",
    ] {
        refused_spent(tail, Reason::UnsupportedTokenType);
    }
    let mut app = App::new();
    let state = app.begin();
    app.sign_in(&good(&state).replacen('#', "#/", 1));
}

#[test]
fn order_and_unknown_names_do_not_matter() {
    let mut random = Random::new(2);
    for _ in 0..500 {
        let mut app = App::new();
        let state = app.begin();
        let mut pairs = vec![
            format!("access_token={}", TOKEN.replace('+', "%2B")),
            String::from("token_type=Bearer"),
            String::from("expires_in=60"),
            format!("state={state}"),
            String::from("scope=read%3Auser_id%20read%3Astudents"),
            String::from("id_token=a.b.c"),
            String::from("refresh_token=d"),
            String::from("__proto__=x"),
            String::from("flag"),
            String::new(),
        ];
        random.shuffle(&mut pairs);
        let session = app.sign_in(&["#", &pairs.join("&")].concat()).session;
        assert_eq!(session.token.reveal(), TOKEN);
        assert_eq!(session.scopes().unwrap(), ["read:user_id", "read:students"]);
    }
}
