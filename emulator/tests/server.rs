//! The server binary, over sockets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

struct Server {
    process: Child,
    origins: Value,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clever-emulator"));
        let mut process = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { process, origins: serde_json::from_str(&line).unwrap() }
    }

    /// All bytes until the connection closes.
    fn raw(&self, origin: &str, request: &str) -> Vec<u8> {
        let host = self.origins[origin].as_str().unwrap().trim_start_matches("http://").to_owned();
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
        write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len())
            .unwrap();
        for header in headers.lines() {
            write!(stream, "{header}\r\n").unwrap();
        }
        write!(stream, "\r\n{body}").unwrap();
        let mut answer = Vec::new();
        // A broken-off connection may end with a reset.
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn send(&self, origin: &str, request: &str) -> (u16, String, String) {
        let answer = String::from_utf8_lossy(&self.raw(origin, request)).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_ascii_lowercase(), body.to_owned())
    }

    fn control(&self, path: &str, body: &str) -> Value {
        let (status, _, answer) = self.send("clever", &format!("POST /_emulator/{path}\n\n{body}"));
        assert_eq!(status, 200, "{answer}");
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn three_origins_pages_and_faults() {
    let folder = std::env::temp_dir().join(format!("clever-emulator-server-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("pkg")).unwrap();
    std::fs::write(folder.join("index.html"), "the page").unwrap();
    std::fs::write(folder.join("pkg/a.js"), "the script").unwrap();
    let mount = format!("/lib={}", folder.join("pkg").display());
    let server = Server::start(&["--app", folder.to_str().unwrap(), "--mount", &mount, "--users", "60"]);
    assert!(server.origins["app"].as_str().unwrap().starts_with("http://localhost:"));
    assert!(server.origins["clever"].as_str().unwrap().starts_with("http://127.0.0.1:"));

    let (status, head, body) = server.send("app", "GET /classes?__csp=no-wasm&__coop=1");
    assert_eq!((status, body.as_str()), (200, "the page"));
    assert!(head.contains("script-src 'self';") && head.contains("cross-origin-opener-policy: same-origin"));
    assert!(head.contains("cache-control: no-cache") && head.contains("referrer-policy: no-referrer"));
    assert_eq!(server.send("app", "GET /lib/a.js").2, "the script");
    assert_eq!(server.send("app", "GET /lib/../index.html").0, 404);
    assert_eq!(server.send("app", "GET /missing.css").0, 404);
    let configuration: Value = serde_json::from_str(&server.send("app", "GET /emulator.json").2).unwrap();
    assert_eq!(configuration["apiUrl"], server.origins["api"]);

    let token = server.control("token", r#"{"persona":"explorer"}"#)["access_token"].as_str().unwrap().to_owned();
    let get = |target: &str| format!("GET {target}\nAuthorization: Bearer {token}");
    let (status, head, whole) = server.send("api", &get("/v3.1/users?limit=20"));
    assert_eq!(status, 200);
    assert!(head.contains(&format!("content-length: {}", whole.len())));

    server.control("faults", r#"{"path":"/v3.1/users","effects":[{"kind":"truncate","at":100}]}"#);
    let (_, head, cut) = server.send("api", &get("/v3.1/users?limit=20"));
    assert!(head.contains(&format!("content-length: {}", whole.len())), "the whole is promised");
    assert_eq!(Some(cut.as_str()), whole.get(..100));
    server.control("faults", r#"{"path":"/v3.1/users","effects":[{"kind":"drop"}]}"#);
    assert!(server.raw("api", &get("/v3.1/users?limit=20")).is_empty());
    server.control("faults", r#"{"effects":[{"kind":"drip","chunk":2000,"every_ms":5},{"kind":"latency","ms":30}]}"#);
    let before = Instant::now();
    assert_eq!(server.send("api", &get("/v3.1/users?limit=20")).2, whole);
    assert!(before.elapsed() > Duration::from_millis(30));
    server.control("faults", r#"{"path":"/","effects":[{"kind":"status","status":404,"body":"mine"}]}"#);
    assert_eq!(server.send("app", "GET /").2, "mine");

    let (_, _, journal) = server.send("clever", "GET /_emulator/journal");
    assert!(!journal.contains(&token));
    let journal: Value = serde_json::from_str(&journal).unwrap();
    let statuses: Vec<u64> =
        journal["entries"].as_array().unwrap().iter().map(|entry| entry["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 200, 404, 404, 200, 200, 200, 0, 200, 404]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn it_can_end_with_whoever_started_it() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clever-emulator"));
    let mut server = command.arg("--while-stdin").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut printed = BufReader::new(server.stdout.take().unwrap());
    printed.read_line(&mut String::new()).unwrap();
    assert!(server.try_wait().unwrap().is_none());
    drop(server.stdin.take());
    assert!(server.wait().unwrap().success());
}

#[test]
fn a_bad_command_line_is_refused() {
    let odd_app = r#"{"clients":[{"redirect_uris":["ftp://localhost/"]}]}"#;
    for arguments in [
        ["--mount", "pkg"],
        ["--users", "many"],
        ["--users", "9"],
        ["--nonsense", "1"],
        ["--options", "{\"x\":1}"],
        ["--options", odd_app],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clever-emulator"));
        let output = command.args(arguments).output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            arguments != ["--options", odd_app] || said.contains("the redirect URI \"ftp://localhost/\""),
            "{said}"
        );
    }
}
