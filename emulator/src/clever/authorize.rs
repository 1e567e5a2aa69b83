//! `/oauth/authorize` and `/oauth/instant-login`: from a question to a redirect.

use super::{Code, pages};
use crate::{
    client::Client,
    emulator::Emulator,
    form,
    options::{ImplicitDisabled, PortalLaunch},
    persona::Persona,
    request::Request,
    response::Response,
};

/// How the emulator is told of more; a real Clever has its dashboard for that.
const REGISTER_URI: &str = "To register another one with this emulator: npx clever-wasm emulator --redirect-uri URL, \
    or redirectUri of createEmulator() (redirectUris of one of its clients), or POST /_emulator/clients. \
    With Clever itself it is done in the developer dashboard.";
const REGISTER_CLIENT: &str = "To register another one with this emulator: npx clever-wasm emulator --client-id ID, \
    or clientId or clients of createEmulator(), or POST /_emulator/clients. With Clever itself the id is in the developer dashboard.";

/// What a sign-in was asked to do.
#[derive(Clone, Debug)]
pub(super) struct Launch {
    pub(super) response_type: String,
    client_id: String,
    redirect_uri: Option<String>,
    state: Option<String>,
    /// Clever's "is this you?" page is wanted.
    pub(super) asks_confirmation: bool,
    /// Begun by Clever: a portal tile or an Instant Login link.
    clever_began: bool,
    return_unshared: bool,
    /// Path and query, to come back to after the login page.
    pub(super) target: String,
}

impl Launch {
    /// Reads a path and query; `None` for other paths.
    pub(super) fn read(target: &str) -> Option<Self> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let instant = path == "/oauth/instant-login";
        if !instant && path != "/oauth/authorize" {
            return None;
        }
        let pairs = form::pairs(query);
        let value = |name: &str| form::value(&pairs, name).map(str::to_owned);
        let portal = form::value(&pairs, "channel") == Some("clever-portal");
        Some(Self {
            response_type: if instant { "code".to_owned() } else { value("response_type").unwrap_or_default() },
            client_id: value("client_id").unwrap_or_default(),
            redirect_uri: value("redirect_uri"),
            state: value("state").filter(|_| !instant),
            asks_confirmation: form::value(&pairs, "confirmed") == Some("false"),
            clever_began: instant || portal,
            return_unshared: form::value(&pairs, "return_unshared") == Some("true"),
            target: target.to_owned(),
        })
    }
}

/// A launch whose client and redirect URI are known.
pub(super) struct Checked {
    pub(super) launch: Launch,
    pub(super) client: Client,
    redirect_uri: String,
}

impl Emulator {
    pub(super) fn authorize(&mut self, request: &Request, now_ms: u64) -> Response {
        let target = format!("{}?{}", request.path, request.query);
        let checked = match self.check(&target) {
            Ok(checked) => checked,
            Err(page) => return *page,
        };
        match checked.launch.response_type.as_str() {
            "token" | "code" => {}
            "" => return self.refuse(&checked, "invalid_request", "response_type is missing"),
            _ => return self.refuse(&checked, "unsupported_response_type", "response_type must be token or code"),
        }
        match self.remembered(request, now_ms) {
            None => pages::login(
                self.face(),
                &checked.client.name,
                &checked.launch.target,
                checked.launch.asks_confirmation,
            ),
            Some(persona) if checked.launch.asks_confirmation => pages::confirm(self.face(), &checked, &persona),
            Some(persona) => self.grant(&checked, &persona, now_ms),
        }
    }

    /// The client and the redirect URI of a launch, or Clever's own error page: what is not known is
    /// never redirected to.
    pub(super) fn check(&self, target: &str) -> Result<Checked, Box<Response>> {
        let page = |code: &str, title: &str, text: &str| Box::new(pages::error(400, code, title, text));
        let launch =
            Launch::read(target).ok_or_else(|| page("not_found", "There is no such page.", "This is no sign-in."))?;
        let Some(client) = self.clients.iter().find(|client| client.client_id == launch.client_id) else {
            let ids = self.clients.iter().map(|client| client.client_id.as_str());
            let text = format!("No application has the client id {:?}.", launch.client_id);
            let unknown = pages::unregistered("unknown_client", "Unknown application", &text, ids, REGISTER_CLIENT);
            return Err(Box::new(unknown));
        };
        let redirect_uri = launch.redirect_uri.clone().unwrap_or_else(|| client.primary().to_owned());
        if !client.redirect_uris.contains(&redirect_uri) {
            let text = format!(
                "{} is not one of the redirect URIs registered for {}, compared as a whole.",
                redirect_uri, client.name
            );
            let uris = client.redirect_uris.iter().map(String::as_str);
            let unknown = pages::unregistered("redirect_uri", "Unknown redirect URI", &text, uris, REGISTER_URI);
            return Err(Box::new(unknown));
        }
        Ok(Checked { client: client.clone(), redirect_uri, launch })
    }

    /// The redirect that ends a sign-in.
    pub(super) fn grant(&mut self, checked: &Checked, persona: &Persona, now_ms: u64) -> Response {
        if self.options.unshared.iter().any(|key| persona.key == *key) {
            if checked.launch.return_unshared {
                return Response::redirect(&with_query(&checked.redirect_uri, "error=unauthorized-user"));
            }
            let text = format!("{} is not shared with {}.", checked.client.name, persona.label);
            return pages::error(400, "unshared", "You do not have access to this application", &text);
        }
        let implicit = checked.client.implicit_enabled;
        let began_as_token = self.options.portal_launch == PortalLaunch::Token && checked.launch.clever_began;
        match checked.launch.response_type.as_str() {
            "token" if !implicit && self.options.implicit_disabled == ImplicitDisabled::Error => {
                self.refuse(checked, "unauthorized_client", "implicit grant is not enabled for this application")
            }
            "token" if implicit => self.token_redirect(checked, persona, now_ms),
            _ if implicit && began_as_token => self.token_redirect(checked, persona, now_ms),
            _ => self.code_redirect(checked, persona, now_ms),
        }
    }

    fn token_redirect(&mut self, checked: &Checked, persona: &Persona, now_ms: u64) -> Response {
        let token = self.token(persona.token_kind, persona, &checked.client.client_id, now_ms);
        let scope = persona.token_kind.scopes().join(" ");
        let expires_in = self.options.fragment_expires_in.map(|secs| secs.to_string());
        let mut pairs = vec![("access_token", token.as_str()), ("token_type", "bearer")];
        pairs.extend(checked.launch.state.as_deref().map(|state| ("state", state)));
        pairs.extend(self.options.fragment_scope.then_some(("scope", scope.as_str())));
        pairs.extend(expires_in.as_deref().map(|secs| ("expires_in", secs)));
        Response::redirect(&format!("{}#{}", checked.redirect_uri, form::query(&pairs)))
    }

    fn code_redirect(&mut self, checked: &Checked, persona: &Persona, now_ms: u64) -> Response {
        let code = self.draw_letters(0xC0DE, 40);
        let scope = persona.token_kind.scopes().join(" ");
        let mut pairs = vec![("code", code.as_str()), ("scope", scope.as_str())];
        pairs.extend(checked.launch.state.as_deref().map(|state| ("state", state)));
        let location = with_query(&checked.redirect_uri, &form::query(&pairs));
        let issued = Code {
            client_id: checked.client.client_id.clone(),
            redirect_uri: checked.redirect_uri.clone(),
            persona: persona.key.to_string(),
            issued_ms: now_ms,
        };
        self.codes.insert(code, issued);
        Response::redirect(&location)
    }

    /// An error that the app gets to see: in the fragment for implicit grant, else in the query.
    pub(super) fn refuse(&self, checked: &Checked, error: &str, description: &str) -> Response {
        let mut pairs = vec![("error", error), ("error_description", description)];
        let state = checked.launch.state.as_deref().filter(|_| self.options.state_on_error);
        pairs.extend(state.map(|state| ("state", state)));
        let answer = form::query(&pairs);
        let location = if checked.launch.response_type == "token" {
            format!("{}#{answer}", checked.redirect_uri)
        } else {
            with_query(&checked.redirect_uri, &answer)
        };
        Response::redirect(&location)
    }
}

fn with_query(uri: &str, query: &str) -> String {
    let separator = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{separator}{query}")
}
