//! Is this page an answer? Rule 3.

use super::app::{App, CALLBACK, text};

fn recognised(app: &App, page: &str) -> bool {
    app.signin.capture(page).is_some()
}

#[test]
fn answers_are_recognised() {
    let app = App::new();
    for tail in [
        "#access_token=x",
        "#error=x",
        "#access_token",
        "#access_token=",
        "#state=s&access_token=x",
        "#foo=1&bar&access_token=x",
        "#/access_token=x&state=s",
        "#/error=x",
        "#access%5Ftoken=x",
        "#%61%63%63%65%73%73%5f%74%6f%6b%65%6e=x",
        "#e%72ror=x",
        "?code=x",
        "?error=x",
        "?access_token=x",
        "?x=1&code=y#/route",
        "?c%6Fde=x",
        "?code",
        "?page=2#access_token=x",
    ] {
        assert!(recognised(&app, &[CALLBACK, tail].concat()), "{tail}");
    }
}

#[test]
fn everything_else_is_null_silently() {
    let app = App::new();
    for tail in [
        "#error",
        "#/error",
        "?error",
        "?page=1&error#/route",
        "",
        "#",
        "?",
        "#_=_",
        "#/",
        "#/route",
        "#/classes?access_token=x",
        "#!/access_token=x",
        "#!access_token=x",
        "#//access_token=x",
        "#code=x",
        "#state=s",
        "#token_type=bearer&state=s",
        "?state=s",
        "?token_type=bearer",
        "?error_description=x",
        "#error_description=x",
        "#Access_Token=x",
        "#ERROR=x",
        "#access-token=x",
        "#access_tokens=x",
        "#access_token[]=x",
        "#access%255Ftoken=x",
        "#%access_token=x",
        "#access_token%ZZ=x",
        "#+access_token=x",
        "#x=access_token=y",
        "?codex=1&xcode=2",
        "#?access_token=x",
        "##access_token=x",
    ] {
        assert!(!recognised(&app, &[CALLBACK, tail].concat()), "{tail}");
    }
}

#[test]
fn s18_array_and_nesting_syntax_are_foreign_names() {
    let mut app = App::new();
    let state = app.begin();
    assert!(!recognised(&app, &format!("{CALLBACK}#access_token[]=x&a[__proto__][x]=1&state={state}")));
    let tail = [&super::app::good(&state), "&access_token[]=EVIL&a[__proto__][x]=1&state[]=EVIL"].concat();
    assert_eq!(app.sign_in(&tail).session.token.reveal(), super::app::TOKEN);
}

#[test]
fn s36_an_answer_elsewhere_is_not_ours() {
    let app = App::new();
    for page in [
        "https://app.example/",
        "https://app.example/other",
        "https://app.example/callback/",
        "https://app.example/callback/x",
        "https://app.example/Callback",
        "https://app.example/callbac",
        "https://app.example/%63allback",
        "https://app.example:8443/callback",
        "http://app.example/callback",
        "https://www.app.example/callback",
        "https://app.example.evil/callback",
        "https://evil.example/callback",
        "about:blank",
        "",
    ] {
        assert!(!recognised(&app, &[page, "#access_token=x&state=s"].concat()), "{page}");
    }
}

#[test]
fn the_page_is_compared_in_canonical_form() {
    // The platform gives `location.href` canonical, whatever the option's spelling.
    for (option, page) in [
        ("HTTPS://App.Example:443/callback", "https://app.example/callback"),
        ("https://app.example/a/../callback", "https://app.example/callback"),
        ("https://app.example", "https://app.example/"),
        ("https://app.example/callback?tenant=1", "https://app.example/callback?tenant=1"),
        ("https://app.example/callback?tenant=1", "https://app.example/callback?tenant=2"),
        ("https://bücher.example/zurück", "https://xn--bcher-kva.example/zur%C3%BCck"),
        ("http://[0:0:0:0:0:0:0:1]:80/cb", "http://[::1]/cb"),
    ] {
        let app = App::with(&[("redirectUri", text(option))]);
        assert!(recognised(&app, &[page, "#access_token=x"].concat()), "{option} {page}");
    }
}

#[test]
fn no_answer_touches_pending_logins() {
    let mut app = App::new();
    let state = app.begin();
    let before = app.tab.stored().clone();
    for tail in ["", "#_=_", "#/route", "#!/access_token=x", "?state=s"] {
        assert!(app.signin.capture(&[CALLBACK, tail].concat()).is_none());
    }
    assert_eq!(*app.tab.stored(), before);
    app.sign_in(&super::app::good(&state));
}
