//! One request through gloo-net: no cookies, no cache, no referrer, no redirect followed, the token in one header.

use super::Clever;
use super::notice::{Notice, RequestEvent};
use super::tab::Tab;
use crate::call::Request;
use crate::error::Code;
use crate::host::Host;
use crate::secret::AccessToken;
use futures_util::future::{Either, select};
use gloo_net::http::{Method, RequestBuilder, Response};
use std::future::Future;
use std::pin::pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

const TOKEN_INFO_MS: f64 = 3000.0;
const LONGEST_TIMER_MS: f64 = 2_147_483_647.0;

/// No answer that a page may read.
#[derive(Debug)]
pub(super) struct Fault;

/// Ends a request when it is dropped, wherever it stands.
pub(super) struct Abort(Option<AbortController>);

impl Abort {
    pub(super) fn new() -> Self {
        Abort(AbortController::new().ok())
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Sends a request; `abort` ends it, also while its body is read.
pub(super) async fn send(request: &Request, token: &AccessToken, abort: &Abort) -> Result<Response, Fault> {
    let method = match request.method {
        "POST" => Method::POST,
        "PATCH" => Method::PATCH,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    let builder = RequestBuilder::new(&request.url)
        .method(method)
        .header("Authorization", &["Bearer ", token.reveal()].concat())
        .header("Accept", "application/json")
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(abort.signal().as_ref());
    let built = match &request.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
        None => builder.build(),
    };
    match built {
        Ok(request) => request.send().await.map_err(|_| Fault),
        Err(_) => Err(Fault),
    }
}

/// The chunks of a body.
pub(super) struct Chunks(Option<ReadableStreamDefaultReader>);

impl Chunks {
    pub(super) fn of(response: &Response) -> Self {
        Chunks(response.body().map(|body| body.get_reader().unchecked_into()))
    }

    /// The next chunk; nothing behind the last.
    pub(super) async fn next(&self) -> Result<Option<Vec<u8>>, Fault> {
        let Some(reader) = &self.0 else { return Ok(None) };
        let read = JsFuture::from(reader.read()).await.map_err(|_| Fault)?;
        let member = |name| js_sys::Reflect::get(&read, &JsValue::from_str(name)).map_err(|_| Fault);
        if member("done")?.is_truthy() {
            return Ok(None);
        }
        let chunk = member("value")?.dyn_into::<js_sys::Uint8Array>().map_err(|_| Fault)?;
        Ok(Some(chunk.to_vec()))
    }
}

/// What `work` comes to, unless it takes longer than `ms`; 0 is no limit. What has come already counts, however late it
/// is looked at.
pub(super) async fn within<T>(ms: f64, work: impl Future<Output = T>) -> Option<T> {
    if ms <= 0.0 {
        return Some(work.await);
    }
    match select(pin!(work), pin!(sleep(ms))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

pub(super) async fn sleep(ms: f64) {
    gloo_timers::future::TimeoutFuture::new(ms.min(LONGEST_TIMER_MS).ceil() as u32).await;
}

/// The body of tokeninfo's 200; nothing for every other answer and for none. One attempt.
pub(super) async fn token_info(clever: &Clever, token: &AccessToken) -> Option<String> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let request = Request {
        method: "GET",
        url: clever.client.config.token_info_url.clone(),
        template: "/oauth/tokeninfo".to_owned(),
        body: None,
        attempt: 1,
    };
    let began = Tab.steady_ms();
    let mut status = None;
    let body = within(TOKEN_INFO_MS, async {
        let abort = Abort::new();
        let response = send(&request, token, &abort).await.ok()?;
        status = Some(response.status()).filter(|status| *status != 0);
        if response.status() == 200 { response.text().await.ok() } else { None }
    })
    .await;
    let code = match (&body, status) {
        (None, _) => Some(Code::Timeout),
        (Some(Some(_)), _) => None,
        (Some(None), Some(status)) if status != 200 => Some(Code::BadRequest),
        (Some(None), _) => Some(Code::Network),
    };
    let body = body.flatten();
    clever.tell(&Notice::Request(RequestEvent {
        method: request.method,
        path_template: request.template,
        status,
        attempt: 1,
        duration_ms: Tab.steady_ms() - began,
        bytes: body.as_ref().map_or(0, String::len),
        code,
    }));
    body
}
