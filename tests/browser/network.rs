//! `fetch`, answered by the emulator, and what it was asked.

use clever_emulator::{Emulator, Origin, Request, Response};
use js_sys::{Function, Promise, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// A request as it left the page.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) request: web_sys::Request,
    pub(super) body: String,
}

impl Sent {
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).unwrap()
    }

    /// The path below its origin.
    pub(super) fn target(&self) -> String {
        let url = web_sys::Url::new(&self.request.url()).unwrap();
        [url.pathname(), url.search()].concat()
    }

    pub(super) fn is_aborted(&self) -> bool {
        self.request.signal().aborted()
    }
}

/// What comes instead of the emulator's answer.
#[derive(Clone, Debug)]
pub(super) enum Instead {
    /// A status without a body.
    Status(u16),
    /// Nothing, ever.
    Silence,
    /// No connection.
    Fault,
    /// The answer without its last bytes, and then nothing.
    Stall,
    /// This body.
    Body(&'static str),
}

/// The network of one test.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) emulator: Emulator,
    pub(super) sent: Vec<Sent>,
    pub(super) script: VecDeque<Instead>,
}

impl Network {
    /// Every request of the page goes through it from now on.
    pub(super) fn install(emulator: Emulator) -> Rc<RefCell<Network>> {
        let network = Rc::new(RefCell::new(Network { emulator, sent: Vec::new(), script: VecDeque::new() }));
        let own = network.clone();
        let fetch = Closure::<dyn Fn(web_sys::Request) -> Promise>::new(move |request: web_sys::Request| {
            let own = own.clone();
            future_to_promise(async move { answer(&own, request).await })
        });
        let function: Function = fetch.into_js_value().unchecked_into();
        js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str("fetch"), &function).unwrap();
        network
    }
}

async fn answer(network: &Rc<RefCell<Network>>, request: web_sys::Request) -> Result<JsValue, JsValue> {
    let text = JsFuture::from(request.clone().unwrap().text().unwrap()).await?;
    let sent = Sent { request, body: text.as_string().unwrap_or_default() };
    let (instead, response) = {
        let mut network = network.borrow_mut();
        network.sent.push(sent.clone());
        (network.script.pop_front(), handled(&mut network.emulator, &sent))
    };
    match instead {
        None => Ok(made(&response, &response.body, false)),
        Some(Instead::Status(status)) => Ok(made(&Response { status, ..response }, b"", false)),
        Some(Instead::Body(body)) => {
            let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
            Ok(made(&Response { status: 200, headers, ..response }, body.as_bytes(), false))
        }
        Some(Instead::Stall) => Ok(made(&response, &response.body[..response.body.len() - 5], true)),
        Some(Instead::Fault) => Err(js_sys::TypeError::new("Failed to fetch").into()),
        Some(Instead::Silence) => JsFuture::from(Promise::new(&mut |_, _| {})).await,
    }
}

fn handled(emulator: &mut Emulator, sent: &Sent) -> Response {
    let origins = emulator.options().origins.clone();
    let url = sent.request.url();
    let (origin, target) = match url.strip_prefix(&*origins.api) {
        Some(target) => (Origin::Api, target.to_owned()),
        None => {
            (Origin::Clever, url.strip_prefix(&*origins.clever).unwrap_or_else(|| panic!("sent to {url}")).to_owned())
        }
    };
    let mut request = Request::new(origin, &sent.request.method(), &target).header("Origin", &origins.app);
    for name in ["authorization", "accept", "content-type"] {
        if let Some(value) = sent.header(name) {
            request = request.header(name, &value);
        }
    }
    if !sent.body.is_empty() {
        request = request.body(&sent.body);
    }
    emulator.handle(&request, js_sys::Date::now() as u64)
}

/// The platform's response; one that stalls gives its body and no end.
fn made(response: &Response, body: &[u8], stalls: bool) -> JsValue {
    let init = web_sys::ResponseInit::new();
    init.set_status(response.status);
    let headers = web_sys::Headers::new().unwrap();
    if let Some(kind) = response.header("content-type") {
        headers.set("content-type", kind).unwrap();
    }
    init.set_headers(&headers);
    if matches!(response.status, 204 | 304) {
        return web_sys::Response::new_with_opt_str_and_init(None, &init).unwrap().into();
    }
    let bytes = Uint8Array::from(body);
    if !stalls {
        return web_sys::Response::new_with_opt_js_u8_array_and_init(Some(&bytes), &init).unwrap().into();
    }
    let source = js_sys::Object::new();
    let start = Closure::once_into_js(move |controller: JsValue| {
        let enqueue: Function = js_sys::Reflect::get(&controller, &"enqueue".into()).unwrap().unchecked_into();
        enqueue.call1(&controller, &bytes).unwrap();
    });
    js_sys::Reflect::set(&source, &"start".into(), &start).unwrap();
    let stream = web_sys::ReadableStream::new_with_underlying_source(&source).unwrap();
    web_sys::Response::new_with_opt_readable_stream_and_init(Some(&stream), &init).unwrap().into()
}
