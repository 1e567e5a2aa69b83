//! Signing in with Clever from a Yew app.

mod classes;

use classes::{Screen, open, options};
use clever_wasm::browser::{Notice, SignedOut};
use clever_wasm::{Clever, Error, LoginOptions};
use yew::prelude::*;

fn main() {
    // First of all: on the callback's page the answer leaves the address bar here.
    let clever = Clever::new(options());
    yew::Renderer::<App>::with_props(Props { clever }).render();
}

#[derive(PartialEq, Properties)]
struct Props {
    clever: Result<Clever, Error>,
}

#[component]
fn App(props: &Props) -> Html {
    match &props.clever {
        Ok(clever) => html! { <Classes clever={clever.clone()} /> },
        Err(error) => html! { <p data-testid="failure">{error.to_string()}</p> },
    }
}

#[derive(PartialEq, Properties)]
struct ClassesProps {
    clever: Clever,
}

#[component]
fn Classes(props: &ClassesProps) -> Html {
    let screen = use_state(|| Screen::Opening);
    let setter = screen.setter();
    use_effect_with(props.clever.clone(), move |clever| {
        let ended = setter.clone();
        let subscription = clever.on(move |notice| match notice {
            Notice::SignedOut(SignedOut::Replaced) => {}
            Notice::SignedOut(_) => ended.set(Screen::SignedOut),
            _ => {}
        });
        let opening = open(clever.clone());
        yew::platform::spawn_local(async move { setter.set(opening.await) });
        move || drop(subscription)
    });

    let (clever, failed) = (props.clever.clone(), screen.setter());
    let login = move |_| {
        if let Err(error) = clever.login(LoginOptions::new().return_to("/")) {
            failed.set(Screen::Failed(error.to_string()));
        }
    };
    let clever = props.clever.clone();
    let logout = move |_| clever.logout();

    match &*screen {
        Screen::Opening => html! { <p>{"One moment"}</p> },
        Screen::SignedOut => html! { <button data-testid="login" onclick={login}>{"Log in with Clever"}</button> },
        Screen::SignedIn { name, classes } => html! {
            <>
                <h1 data-testid="name">{name}</h1>
                <ul>{for classes.iter().map(|class| html! { <li data-testid="class">{class}</li> })}</ul>
                <button data-testid="logout" onclick={logout}>{"Log out"}</button>
            </>
        },
        Screen::Failed(message) => html! { <p data-testid="failure">{message}</p> },
    }
}
