//! Signing in with Clever from a Dioxus app.

mod classes;

use classes::{Screen, open, options};
use clever_wasm::browser::{Notice, SignedOut};
use clever_wasm::{Clever, Error, LoginOptions};
use dioxus::prelude::*;
use futures_util::StreamExt;

fn main() {
    // First of all: on the callback's page the answer leaves the address bar here.
    let clever = Clever::new(options());
    dioxus::LaunchBuilder::new().with_context(clever).launch(App);
}

#[component]
fn App() -> Element {
    match use_context::<Result<Clever, Error>>() {
        Ok(clever) => rsx! { Classes { clever } },
        Err(error) => rsx! { p { "data-testid": "failure", "{error}" } },
    }
}

#[component]
fn Classes(clever: Clever) -> Element {
    let mut screen = use_signal(|| Screen::Opening);
    let client = clever.clone();
    use_future(move || {
        let opening = open(client.clone());
        async move { screen.set(opening.await) }
    });
    let client = clever.clone();
    use_future(move || {
        let mut notices = client.notices();
        async move {
            while let Some(notice) = notices.next().await {
                if matches!(notice, Notice::SignedOut(why) if why != SignedOut::Replaced) {
                    screen.set(Screen::SignedOut);
                }
            }
        }
    });

    let client = clever.clone();
    let login = move |_| {
        if let Err(error) = client.login(LoginOptions::new().return_to("/")) {
            screen.set(Screen::Failed(error.to_string()));
        }
    };
    let logout = move |_| clever.logout();

    match screen() {
        Screen::Opening => rsx! { p { "One moment" } },
        Screen::SignedOut => rsx! { button { "data-testid": "login", onclick: login, "Log in with Clever" } },
        Screen::SignedIn { name, classes } => rsx! {
            h1 { "data-testid": "name", "{name}" }
            ul {
                for class in classes {
                    li { "data-testid": "class", "{class}" }
                }
            }
            button { "data-testid": "logout", onclick: logout, "Log out" }
        },
        Screen::Failed(message) => rsx! { p { "data-testid": "failure", "{message}" } },
    }
}
