//! No token in what is shown: Debug, Display, the JSON of errors, addresses. S45–S47, the core's part.

use super::app::{App, CALLBACK, good, stranger};
use clever_wasm::secret::AccessToken;
use clever_wasm::signin::{Flow, Outcome, Place};

const WORD: &str = "canary";

/// Answers of every kind, each with tokens and codes that must not come out again.
fn answers(state: &str) -> Vec<String> {
    let evil = stranger();
    let mut all = vec![
        good(state),
        good(&evil),
        good(&format!("p{}", "A".repeat(22))),
        String::from("#access_token=canary"),
        String::from("?access_token=canary"),
        String::from("?code=canary"),
        String::from("#access_token=canary&error=x"),
        String::from("#access_token=canary&access_token=canary2"),
        String::from("#access_token=canary%ZZ"),
        format!("#access_token=canary{}", "x".repeat(70_000)),
    ];
    for state in [state, &evil] {
        for tail in [
            "#access_token=canary&token_type=mac",
            "#access_token=canary",
            "#access_token=canary%0A&token_type=bearer",
            "#access_token=canary&token_type=bearer&expires_in=0",
            "#access_token=canary&token_type=bearer&error=x",
            "#access_token=canary&token_type=bearer&code=canary",
            "#access_token=canary&token_type=canary",
            "#access_token=x%20canary&token_type=bearer",
            "?access_token=canary&token_type=bearer",
            "?code=canary",
            "?code=canary#access_token=canary&token_type=bearer",
            "#error=access_denied&access_token=canary&id_token=canary&refresh_token=canary",
        ] {
            all.push([tail, "&state=", state].concat());
        }
    }
    all
}

#[test]
fn s46_s47_nothing_that_is_shown_holds_a_token() {
    for mode in ["off", "warn", "strict"] {
        let count = answers("").len();
        for index in 0..count {
            for place in [Place::Page, Place::Framed, Place::Given, Place::NoPage, Place::Opener] {
                let config = super::app::configure(&[("verifyAudience", super::app::text(mode))]).unwrap();
                let mut app = App::new();
                app.signin = clever_wasm::signin::SignIn::new(config);
                let state = app.begin();
                app.begin_with(Flow::Popup, &[]).unwrap();
                let page = [CALLBACK, &answers(&state)[index]].concat();
                let (callback, clean) = app.signin.capture(&page).unwrap();
                let mut shown = vec![format!("{callback:?}"), clean];
                if let Ok(answer) = callback.read() {
                    shown.push(format!("{answer:?}"));
                }
                let outcome = app.signin.redeem(&mut app.tab, &callback, place);
                shown.push(format!("{outcome:?} {:?}", app.signin));
                let error = match outcome {
                    Err(error) => Some(error),
                    Ok(Outcome::Verify(ticket, _)) => {
                        let verified = app.signin.verified(&mut app.tab, ticket, Some("{\"client_id\":\"other\"}"));
                        shown.push(format!("{verified:?}"));
                        verified.err()
                    }
                    Ok(Outcome::SignedIn(redirected)) => {
                        shown.push(format!("{:?}", redirected.session));
                        None
                    }
                    Ok(Outcome::Restart(url)) => {
                        shown.push(url);
                        None
                    }
                    Ok(_) => None,
                };
                if let Some(error) = error {
                    let source = core::error::Error::source(&error);
                    shown.push(format!("{error:?} {error:#?} {error} {} {source:?}", error.to_json()));
                }
                shown.push(format!("{:?} {:#?} {:?}", app.signin, app.signin, app.tab.stored()));
                for text in shown {
                    assert!(!text.to_lowercase().contains(WORD), "{page} at {place:?} shows {text}");
                }
            }
        }
    }
}

#[test]
fn a_token_is_shown_by_nothing_but_reveal() {
    let token = AccessToken::new("ilcanary").unwrap();
    assert_eq!(token.reveal(), "ilcanary");
    assert!(!format!("{token:?} {token:#?} {:?} {:?}", Some(&token), [&token]).contains(WORD));
}
