//! Three listeners around one emulator.

use std::{
    cell::RefCell,
    io::Write,
    net::{Ipv4Addr, Ipv6Addr},
    rc::Rc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use clever_emulator::{Delivery, Emulator, Origin, Origins, Request, Response};
use http_body_util::BodyExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::{
    arguments::Arguments,
    delivery::{Broken, Delivered},
    files::Files,
    policy,
};

/// What every connection shares; one thread serves them all.
struct Site {
    emulator: RefCell<Emulator>,
    files: Files,
    origins: Origins,
    verbose: bool,
}

pub(crate) async fn serve(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let app = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.app_port)).await?;
    let clever = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.clever_port)).await?;
    let api = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.api_port)).await?;
    let app_port = app.local_addr()?.port();
    // `localhost` may mean either loopback; where there is no IPv6, the other one is enough.
    let app_v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, app_port)).await.ok();
    // Another host name than Clever's, on purpose: another site.
    let origins = Origins {
        app: format!("http://localhost:{app_port}"),
        clever: format!("http://{}", clever.local_addr()?),
        api: format!("http://{}", api.local_addr()?),
    };
    let mut options = arguments.options;
    options.origins = origins.clone();
    options.check()?;
    let site = Rc::new(Site {
        emulator: RefCell::new(Emulator::new(options)),
        files: Files::new(arguments.app, arguments.mounts, arguments.spa),
        origins: origins.clone(),
        verbose: arguments.verbose,
    });
    let listeners =
        [(Some(app), Origin::App), (app_v6, Origin::App), (Some(clever), Origin::Clever), (Some(api), Origin::Api)];
    for (listener, origin) in listeners {
        if let Some(listener) = listener {
            tokio::task::spawn_local(accept(listener, origin, Rc::clone(&site)));
        }
    }
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", serde_json::to_string(&origins)?)?;
    stdout.flush()?;
    if arguments.while_stdin {
        tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink())).await??;
        return Ok(());
    }
    std::future::pending().await
}

async fn accept(listener: TcpListener, origin: Origin, site: Rc<Site>) {
    loop {
        // An error here is of one connection, or of too many: go on with the next.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let site = Rc::clone(&site);
        tokio::task::spawn_local(async move {
            let service = service_fn(|request| answer(request, origin, &site));
            // Ends with an error when the browser leaves or a fault breaks it off; neither is news.
            // No connection is used twice: a browser repeats, unseen, what is broken off on a used one.
            let _ = http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(
    request: hyper::Request<Incoming>,
    origin: Origin,
    site: &Site,
) -> Result<hyper::Response<Delivered>, Broken> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Broken)?.to_bytes().to_vec();
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let request = Request {
        origin,
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body,
    };
    let response = respond(&request, site);
    if site.verbose {
        let _ = writeln!(
            std::io::stderr(),
            "{:?} {} {} -> {}",
            request.origin,
            request.method,
            request.path,
            response.status
        );
    }
    let delivery = response.delivery.clone();
    if delivery.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(delivery.delay_ms)).await;
    }
    if delivery.drop_connection {
        return Err(Broken);
    }
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        builder = builder.header(name, value);
    }
    let body = if request.method == "HEAD" { Vec::new() } else { response.body };
    builder.body(Delivered::new(body, &delivery)).map_err(|_| Broken)
}

fn respond(request: &Request, site: &Site) -> Response {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now_ms = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
    let mut response = site.emulator.borrow_mut().handle_with(request, now_ms, |request| page(request, &site.files));
    if request.origin == Origin::App {
        let headers = policy::headers(&request.path, &request.query, &site.origins);
        response.headers.extend(headers.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    response
}

fn page(request: &Request, files: &Files) -> Response {
    let (status, content_type, body) = match files.read(&request.path) {
        Ok(Some(file)) => (200, file.content_type, file.bytes),
        Ok(None) => (404, "text/html; charset=utf-8", b"<!DOCTYPE html><title>Not found</title><p>Not found.".to_vec()),
        Err(error) => (500, "text/plain; charset=utf-8", error.to_string().into_bytes()),
    };
    let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
    Response { status, headers, body, delivery: Delivery::default() }
}
