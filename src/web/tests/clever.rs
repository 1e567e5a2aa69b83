//! Clever in process, asked as a browser asks a server of another origin.

use super::page;
use clever_emulator::{Emulator, Options, Origin, Request, Response};

/// What a page gets to see of a request.
#[derive(Debug)]
pub(super) enum Fetched {
    /// No answer, or one that this page may not read.
    Lost,
    /// An answer.
    Came(Response),
    /// A redirect, which is not followed.
    Redirect,
}

/// Clever, and the addresses it is reached at.
#[derive(Debug)]
pub(super) struct Clever {
    pub(super) emulator: Emulator,
    /// Tokens that were seen in addresses, none of which an error may hold.
    pub(super) tokens: Vec<String>,
}

impl Clever {
    /// A small district, this page's origin being the app's.
    pub(super) fn new(mut options: Options) -> Clever {
        options.origins.app = page::origin();
        options.rate_limit_per_minute = options.rate_limit_per_minute.max(10_000);
        Clever { emulator: Emulator::new(options), tokens: Vec::new() }
    }

    pub(super) fn authorize_url(&self) -> String {
        [&self.emulator.options().origins.clever, "/oauth/authorize"].concat()
    }

    pub(super) fn api_url(&self) -> String {
        self.emulator.options().origins.api.clone()
    }

    /// Signs in as that persona at the authorize page; gives the address it leads back to.
    pub(super) fn sign_in(&mut self, authorize_url: &str, persona: &str) -> String {
        self.press(authorize_url, &["persona=", persona].concat())
    }

    /// Presses the authorize page's button for "no".
    pub(super) fn deny(&mut self, authorize_url: &str) -> String {
        self.press(authorize_url, "action=deny")
    }

    fn press(&mut self, authorize_url: &str, button: &str) -> String {
        let target = authorize_url.strip_prefix(&*self.emulator.options().origins.clever).unwrap().to_owned();
        let shown = self.handle(&Request::get(Origin::Clever, &target));
        assert_eq!(shown.status, 200, "{}", shown.text());
        let form = format!("{button}&continue={}", js_sys::encode_uri_component(&target));
        let answer = self.handle(&Request::post(Origin::Clever, "/login", &form));
        assert_eq!(answer.status, 302, "{}", answer.text());
        let back = answer.header("location").unwrap().to_owned();
        let token = back.split(['#', '&']).find_map(|pair| pair.strip_prefix("access_token="));
        self.tokens.extend(token.map(str::to_owned));
        back
    }

    /// A GET or a change with a bearer token, as `fetch` makes it from this page: a preflight first, then the request,
    /// then only as much of the answer as may be read.
    pub(super) fn fetch(&mut self, method: &str, url: &str, token: &str, body: Option<&str>) -> Fetched {
        let origins = self.emulator.options().origins.clone();
        let (origin, target) = match url.strip_prefix(&*origins.api) {
            Some(target) => (Origin::Api, target),
            None => (Origin::Clever, url.strip_prefix(&*origins.clever).unwrap_or_else(|| panic!("sent to {url}"))),
        };
        let preflight = Request::new(origin, "OPTIONS", target)
            .header("Origin", &origins.app)
            .header("Access-Control-Request-Method", method);
        let allowed = self.handle(&preflight);
        if !allows(&allowed, &origins.app, method, body.is_some()) {
            return Fetched::Lost;
        }
        let mut request = Request::new(origin, method, target)
            .bearer(token)
            .header("Accept", "application/json")
            .header("Origin", &origins.app);
        if let Some(body) = body {
            request = request.header("Content-Type", "application/json").body(body);
        }
        let mut response = self.handle(&request);
        if response.delivery.drop_connection || !readable(&response, &origins.app) {
            return Fetched::Lost;
        }
        if (300..400).contains(&response.status) {
            return Fetched::Redirect;
        }
        let exposed = response.header("access-control-expose-headers").unwrap_or_default().to_ascii_lowercase();
        response.headers.retain(|(name, _)| {
            let name = name.to_ascii_lowercase();
            name == "content-type" || exposed.split(',').any(|shown| shown.trim() == name)
        });
        Fetched::Came(response)
    }

    fn handle(&mut self, request: &Request) -> Response {
        self.emulator.handle(request, js_sys::Date::now() as u64)
    }
}

fn readable(response: &Response, origin: &str) -> bool {
    response.header("access-control-allow-origin").is_some_and(|allowed| allowed == "*" || allowed == origin)
}

fn allows(preflight: &Response, origin: &str, method: &str, has_body: bool) -> bool {
    let lists = |header: &str, wanted: &str| {
        let listed = preflight.header(header).unwrap_or_default();
        listed.split(',').any(|one| one.trim().eq_ignore_ascii_case(wanted))
    };
    (200..300).contains(&preflight.status)
        && readable(preflight, origin)
        && lists("access-control-allow-headers", "authorization")
        && (!has_body || lists("access-control-allow-headers", "content-type"))
        && (matches!(method, "GET" | "POST") || lists("access-control-allow-methods", method))
}
