//! The login page's buttons.

use super::{COOKIE, Session, authorize::Launch, pages};
use crate::{emulator::Emulator, form, persona::Persona, request::Request, response::Response};

impl Emulator {
    pub(super) fn login(&mut self, request: &Request, now_ms: u64) -> Response {
        let pairs = form::pairs(&request.text());
        let target = form::value(&pairs, "continue").unwrap_or_default();
        if let Some(key) = form::value(&pairs, "persona") {
            return match self.persona(key).cloned() {
                Some(persona) => self.sign_in_here(&persona, target, now_ms),
                None => {
                    pages::error(400, "unknown_persona", "Nobody of that name", "The login page has no such button.")
                }
            };
        }
        match form::value(&pairs, "action") {
            Some("confirm") => match self.remembered(request, now_ms) {
                Some(persona) => self.go_on(&persona, target, true, now_ms),
                None => self.ask(target),
            },
            Some("switch") => {
                self.forget(request);
                self.ask(target).with("Set-Cookie", &expired_cookie())
            }
            _ => match self.check(target) {
                Ok(checked) => self.refuse(&checked, "access_denied", "The user canceled the login."),
                Err(_) => self.ask(target),
            },
        }
    }

    fn sign_in_here(&mut self, persona: &Persona, target: &str, now_ms: u64) -> Response {
        let name = self.draw_letters(0x5E55, 32);
        self.sessions.insert(name.clone(), Session { persona: persona.key.to_string(), since_ms: now_ms });
        self.go_on(persona, target, false, now_ms)
            .with("Set-Cookie", &format!("{COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax"))
    }

    /// To where the login page interrupted.
    fn go_on(&mut self, persona: &Persona, target: &str, confirmed: bool, now_ms: u64) -> Response {
        if Launch::read(target).is_none() {
            return if target.starts_with("/in/") {
                Response::redirect(&format!("{}{target}", self.clever_prefix()))
            } else {
                self.ask(target)
            };
        }
        match self.check(target) {
            Ok(checked) if checked.launch.asks_confirmation && !confirmed => {
                pages::confirm(self.face(), &checked, persona)
            }
            Ok(checked) => self.grant(&checked, persona, now_ms),
            Err(page) => *page,
        }
    }

    /// The login page for a launch or a portal.
    fn ask(&self, target: &str) -> Response {
        match self.check(target) {
            Ok(checked) => pages::login(self.face(), &checked.client.name, target, checked.launch.asks_confirmation),
            Err(_) if target.starts_with("/in/") => pages::login(self.face(), "the Clever portal", target, false),
            Err(page) => *page,
        }
    }

    fn forget(&mut self, request: &Request) {
        request.cookie(COOKIE).and_then(|name| self.sessions.remove(name));
    }

    /// Clever's own sign-out.
    pub(crate) fn clever_logout(&mut self, request: &Request) -> Response {
        self.forget(request);
        pages::signed_out().with("Set-Cookie", &expired_cookie())
    }
}

fn expired_cookie() -> String {
    format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}
