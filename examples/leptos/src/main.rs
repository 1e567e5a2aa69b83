//! Signing in with Clever from a Leptos app.

mod classes;

use classes::{Screen, open, options};
use clever_wasm::browser::{Notice, SignedOut};
use clever_wasm::{Clever, LoginOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;

fn main() {
    // First of all: on the callback's page the answer leaves the address bar here.
    match Clever::new(options()) {
        Ok(clever) => mount_to_body(move || view! { <App clever=clever.clone() /> }),
        Err(error) => mount_to_body(move || view! { <p data-testid="failure">{error.to_string()}</p> }),
    }
}

#[component]
fn App(clever: Clever) -> impl IntoView {
    let screen = RwSignal::new(Screen::Opening);
    let opening = open(clever.clone());
    spawn_local(async move { screen.set(opening.await) });
    let subscription = clever.on(move |notice| match notice {
        Notice::SignedOut(SignedOut::Replaced) => {}
        Notice::SignedOut(_) => screen.set(Screen::SignedOut),
        _ => {}
    });
    on_cleanup(move || drop(subscription));

    let leaving = clever.clone();
    let login = move |_| {
        if let Err(error) = leaving.login(LoginOptions::new().return_to("/")) {
            screen.set(Screen::Failed(error.to_string()));
        }
    };
    let logout = move |_| clever.logout();

    move || match screen.get() {
        Screen::Opening => view! { <p>"One moment"</p> }.into_any(),
        Screen::SignedOut => {
            view! { <button data-testid="login" on:click=login.clone()>"Log in with Clever"</button> }.into_any()
        }
        Screen::SignedIn { name, classes } => view! {
            <h1 data-testid="name">{name}</h1>
            <ul>{classes.into_iter().map(|class| view! { <li data-testid="class">{class}</li> }).collect_view()}</ul>
            <button data-testid="logout" on:click=logout.clone()>"Log out"</button>
        }
        .into_any(),
        Screen::Failed(message) => view! { <p data-testid="failure">{message}</p> }.into_any(),
    }
}
