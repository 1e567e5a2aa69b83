//! Clever's own pages: plain HTML forms, no script, usable by keyboard and screen reader.

use super::authorize::Checked;
use crate::{persona::Persona, response::Response, token::TokenKind};

const STYLE: &str = "\
:root{color-scheme:light dark}\
*{box-sizing:border-box}\
body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}\
main{max-width:38rem;margin:0 auto;padding:2rem 1rem}\
h1{font-size:1.5rem;margin:0 0 .5rem}\
ul{list-style:none;margin:1.5rem 0;padding:0;display:grid;gap:.5rem}\
button,a.tile{display:block;width:100%;padding:.75rem 1rem;font:inherit;text-align:left;color:inherit;text-decoration:none;\
background:color-mix(in srgb,CanvasText 5%,Canvas);border:1px solid color-mix(in srgb,CanvasText 30%,Canvas);border-radius:.5rem;cursor:pointer}\
button:hover,a.tile:hover{border-color:#1464ff}\
button:focus-visible,a:focus-visible{outline:3px solid #1464ff;outline-offset:2px}\
strong{display:block}small{opacity:.8}\
.plain{width:auto;text-align:center}\
h2{font-size:1rem;margin:1.5rem 0 0}ul.registered{margin:.5rem 0 1.5rem}code{overflow-wrap:anywhere}\
footer{margin-top:2rem;font-size:.875rem;opacity:.8}";

/// No `form-action`: Chromium holds a form's redirects to it, and they lead to the app.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

pub(super) fn page(status: u16, title: &str, main: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n{main}\n\
         <footer>A local emulator of Clever, not affiliated with Clever Inc. Everyone here is made up.</footer>\n</main>\n</body>\n</html>\n"
    );
    Response::html(status, html)
        .with("Content-Security-Policy", POLICY)
        .with("X-Frame-Options", "DENY")
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
}

/// Clever's own error page: the app never hears of it.
pub(super) fn error(status: u16, code: &str, title: &str, text: &str) -> Response {
    page(status, title, &format!("<p role=\"alert\" data-error=\"{}\">{}</p>", escape(code), escape(text)))
}

/// The same where something is not registered: what is, and how more would be.
pub(super) fn unregistered<'a>(
    code: &str,
    title: &str,
    text: &str,
    registered: impl Iterator<Item = &'a str>,
    remedy: &str,
) -> Response {
    let rows: String = registered.map(|one| format!("<li><code>{}</code></li>\n", escape(one))).collect();
    let main = format!(
        "<p role=\"alert\" data-error=\"{}\">{}</p>\n<h2>Registered</h2>\n<ul class=\"registered\">\n{rows}</ul>\n<p>{}</p>",
        escape(code),
        escape(text),
        escape(remedy)
    );
    page(400, title, &main)
}

/// What a page shows of the emulator that sends it.
#[derive(Clone, Copy)]
pub(super) struct Face<'a> {
    pub(super) personas: &'a [Persona],
    /// The path below which this Clever lies at its origin; empty at an origin of its own.
    pub(super) prefix: &'a str,
}

fn form(face: Face<'_>, target: &str, fields: &str) -> String {
    let (target, prefix) = (escape(target), escape(face.prefix));
    format!(
        "<form method=\"post\" action=\"{prefix}/login\">\n<input type=\"hidden\" name=\"continue\" value=\"{target}\">\n{fields}\n</form>"
    )
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::DistrictSso => "District SSO",
        TokenKind::Library => "Library",
        TokenKind::District => "District",
        TokenKind::AllScopes => "All scopes",
    }
}

/// One button for each persona, and a way out.
pub(super) fn login(face: Face<'_>, application: &str, target: &str, shared_device: bool) -> Response {
    let buttons: String = face
        .personas
        .iter()
        .map(|persona| {
            format!(
                "<li><button type=\"submit\" name=\"persona\" value=\"{key}\" data-persona=\"{key}\"><strong>{label}</strong>\
                 <small>{kind} token. {description}</small></button></li>\n",
                key = escape(&persona.key),
                label = escape(&persona.label),
                kind = kind(persona.token_kind),
                description = escape(&persona.description),
            )
        })
        .collect();
    let note =
        if shared_device { "<p>This is a shared device: you will be asked whether it is you.</p>\n" } else { "" };
    let fields = format!(
        "<ul>\n{buttons}</ul>\n<button type=\"submit\" class=\"plain\" name=\"action\" value=\"deny\" data-action=\"deny\">Cancel</button>"
    );
    let text = format!("<p>Choose who signs in to {}.</p>\n{note}{}", escape(application), form(face, target, &fields));
    page(200, "Log in with Clever", &text)
}

/// "Is this you?", for devices that several people use.
pub(super) fn confirm(face: Face<'_>, checked: &Checked, persona: &Persona) -> Response {
    let fields = format!(
        "<ul>\n<li><button type=\"submit\" name=\"action\" value=\"confirm\" data-action=\"confirm\"><strong>Yes, continue</strong>\
         <small>as {}</small></button></li>\n\
         <li><button type=\"submit\" name=\"action\" value=\"switch\" data-action=\"switch\"><strong>No, that is not me</strong>\
         <small>Log in as someone else</small></button></li>\n</ul>\n\
         <button type=\"submit\" class=\"plain\" name=\"action\" value=\"deny\" data-action=\"deny\">Cancel</button>",
        escape(&persona.label)
    );
    let text = format!(
        "<p>{} is signed in to Clever and about to open {}.</p>\n{}",
        escape(&persona.label),
        escape(&checked.client.name),
        form(face, &checked.launch.target, &fields)
    );
    page(200, "Is this you?", &text)
}

pub(super) fn signed_out() -> Response {
    page(200, "Signed out of Clever", "<p data-signed-out>Clever has forgotten you on this browser.</p>")
}
