//! The API origin: identity, data, events, attendance and LMS Connect.

mod assignment;
mod attendance;
mod data;
mod events;
mod identity;
mod links;
mod lms;
mod page;
mod reach;
mod submission;
mod view;
mod write;

use std::sync::Arc;

pub(crate) use assignment::Assignments;
pub(crate) use events::Feed;
pub(crate) use write::Write;

use crate::{
    definitions::{Operation, Route},
    district::Version,
    emulator::Emulator,
    form,
    persona::Role,
    request::Request,
    response::Response,
    token::{Token, TokenKind},
};

/// Recorded on every answer of the Data API. No `Expose-Headers`: a browser cannot read rate limits.
const ALLOWED_HEADERS: &str = "Content-Type,Authorization,X-Requested-With,Accept,Origin,Referer,User-Agent";
const ALLOWED_METHODS: &str = "GET,PATCH,POST,DELETE";
const MINUTE_MS: u64 = 60_000;

/// Who asks, by their token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearer {
    pub(crate) kind: TokenKind,
    pub(crate) user: u32,
    pub(crate) role: Role,
}

/// A call that was routed.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) bearer: Bearer,
    pub(crate) version: Version,
    pub(crate) operation: &'a Operation,
    pub(crate) arguments: Vec<String>,
    pub(crate) request: &'a Request,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) now_ms: u64,
}

impl Call<'_> {
    /// The value of a query parameter that the operation declares.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.operation.parameter(name).and_then(|_| form::value(&self.query, name))
    }

    pub(crate) fn argument(&self, place: usize) -> &str {
        self.arguments.get(place).map_or("", String::as_str)
    }
}

/// What Express says where nothing is routed, or nothing for this kind of token.
pub(crate) fn cannot(request: &Request) -> Response {
    let path = request.path.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let body = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n\
         <pre>Cannot {} {path}</pre>\n</body>\n</html>\n",
        request.method
    );
    Response::html(404, body)
}

pub(crate) fn not_found() -> Response {
    Response::message(404, "Resource not found")
}

impl Emulator {
    /// `instead`: what a fault answers in place of the right thing.
    pub(crate) fn api(&mut self, request: &Request, now_ms: u64, instead: Option<Response>) -> Response {
        let segments: Vec<String> =
            request.path.split('/').filter(|part| !part.is_empty()).map(|part| form::decode(part, false)).collect();
        let mut response = match instead {
            Some(response) => response,
            None if request.method == "OPTIONS" => self.preflight(&segments),
            None => self.answer(request, &segments, now_ms),
        };
        response.set("Cache-Control", "no-store");
        if response.status != 429 || self.options.rate_limit_cors {
            self.allow_origins(&mut response, &segments);
        }
        response
    }

    fn preflight(&self, segments: &[String]) -> Response {
        Response::empty(if is_resources(segments) { 200 } else { 204 })
    }

    fn allow_origins(&self, response: &mut Response, segments: &[String]) {
        if is_resources(segments) && !self.options.resources_cors {
            response.set("Access-Control-Allow-Origin", "*");
            response.set("Access-Control-Allow-Methods", "GET");
            return;
        }
        if !self.options.unrecorded_cors && is_unrecorded(segments) {
            return;
        }
        response.set("Access-Control-Allow-Origin", "*");
        response.set("Access-Control-Allow-Headers", ALLOWED_HEADERS);
        response.set("Access-Control-Allow-Methods", ALLOWED_METHODS);
    }

    fn answer(&mut self, request: &Request, segments: &[String], now_ms: u64) -> Response {
        let Some(text) = request.token() else { return Response::message(401, "No authorization provided") };
        let (lifetime, limit) = (self.options.token_lifetime_secs, self.options.rate_limit_per_minute);
        self.meet(text);
        let Some(token) = self.tokens.valid(text, now_ms, lifetime) else {
            return Response::message(401, "Invalid token");
        };
        let bearer = Bearer { kind: token.kind, user: token.user, role: token.role };
        let (used, minute) = count_request(token, now_ms);
        let response = if used > limit { Response::empty(429) } else { self.route(request, segments, bearer, now_ms) };
        response
            .with("X-RateLimit-Limit", &limit.to_string())
            .with("X-RateLimit-Remaining", &limit.saturating_sub(used).to_string())
            .with("X-RateLimit-Reset", &((minute + 1) * MINUTE_MS / 1_000).to_string())
            .with("X-RateLimit-Bucket", "bearer")
    }

    fn route(&mut self, request: &Request, segments: &[String], bearer: Bearer, now_ms: u64) -> Response {
        let names: Vec<&str> = segments.iter().map(String::as_str).collect();
        let is_get = request.method == "GET";
        match names.as_slice() {
            ["userinfo"] if is_get => return self.userinfo(bearer, request),
            // Unversioned `/me` answered too.
            ["me"] if is_get => return self.me(bearer, Version::V31),
            _ => {}
        }
        let Some((first, rest)) = segments.split_first() else { return cannot(request) };
        let Some(version) = Version::ALL.into_iter().find(|version| version.name() == first) else {
            return cannot(request);
        };
        if rest.first().is_some_and(|segment| segment == "me") && rest.len() == 1 && is_get {
            return self.me(bearer, version);
        }
        let definitions = Arc::clone(&self.definitions);
        match definitions.route(version, &request.method, rest) {
            Route::Found(operation, arguments) => {
                let query = form::pairs(&request.query);
                self.operate(&Call { bearer, version, operation, arguments, request, query, now_ms })
            }
            Route::OtherMethod(operation) if operation.is_lms() => Response::message(405, "Method not allowed"),
            Route::OtherMethod(_) | Route::Nothing => cannot(request),
        }
    }

    fn operate(&mut self, call: &Call<'_>) -> Response {
        if !self.reaches(call) {
            let refused = call.operation.is_lms();
            return if refused { Response::message(403, "Could not authorize token") } else { cannot(call.request) };
        }
        let page_asked = ["limit", "starting_after", "ending_before"].iter().any(|name| call.query(name).is_some());
        if page_asked
            && call.bearer.kind.is_users()
            && self.options.user_token_paging == crate::UserTokenPaging::Refused
        {
            return Response::message(400, "Paging is not available with this token");
        }
        match call.operation.tag.as_str() {
            "Events" => self.events(call),
            "Attendance" => self.attendance(call),
            "LMS Connect" => self.lms(call),
            _ => self.data(call),
        }
    }
}

/// Counts a request in the token's current minute; gives the number and the minute.
fn count_request(token: &mut Token, now_ms: u64) -> (u32, u64) {
    let minute = now_ms / MINUTE_MS;
    let used = if token.minute.0 == minute { token.minute.1 + 1 } else { 1 };
    token.minute = (minute, used);
    (used, minute)
}

fn is_resources(segments: &[String]) -> bool {
    segments.get(1).is_some_and(|segment| segment == "resources")
}

fn is_unrecorded(segments: &[String]) -> bool {
    let is = |place: usize, name: &str| segments.get(place).is_some_and(|segment| segment == name);
    is(0, "userinfo") || is(1, "attendance") || is(3, "assignments")
}
