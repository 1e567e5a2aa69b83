//! Who has signed in, and their classes: the same in every framework.

use clever_wasm::{Clever, Error, Options};
use futures_util::TryStreamExt;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    Opening,
    SignedOut,
    SignedIn { name: String, classes: Vec<String> },
    Failed(String),
}

/// The options of this app. Where Clever is reached is the page's business, so that one build runs everywhere.
pub fn options() -> Options {
    let redirect_uri = [origin().as_str(), "/"].concat();
    let mut options = Options::new("c1e7e27a11d0c0de5eed", redirect_uri);
    if let Some(url) = meta("clever-authorize-url") {
        options = options.authorize_url(url);
    }
    if let Some(url) = meta("clever-api-url") {
        options = options.api_url(url);
    }
    options
}

/// Redeems the answer if this page is one, and reads what the token reaches.
pub async fn open(clever: Clever) -> Screen {
    read(&clever).await.unwrap_or_else(|error| Screen::Failed(error.to_string()))
}

async fn read(clever: &Clever) -> Result<Screen, Error> {
    clever.handle_redirect().await?;
    if clever.session().is_none() {
        return Ok(Screen::SignedOut);
    }
    let person = clever.current_user().await?;
    let name = person.name.unwrap_or_default();
    let sections = clever.get_sections_for_user(&person.id).records();
    let classes = sections.map_ok(|section| section.name.unwrap_or_default()).try_collect().await?;
    let words = [name.first, name.last].into_iter().flatten().collect::<Vec<_>>();
    Ok(Screen::SignedIn { name: words.join(" "), classes })
}

fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.origin().ok()).unwrap_or_default()
}

fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}
