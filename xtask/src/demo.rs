//! `cargo xtask demo`: Clever's emulator and the demo page.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

mod site;

use crate::package;
use crate::process::{command, output, start, wait};
use crate::project::{Project, cargo};

/// The port that is tried first where the user names none.
const PORT: u16 = 8080;

/// Builds what is stale, serves until interrupted.
pub(crate) fn serve(project: &Project, port: Option<u16>) -> Result<ExitCode> {
    package::assemble(project)?;
    let server = emulator(project)?;
    let port = port.map_or_else(|| free_port(PORT), Ok)?;
    // The README's example names the emulator's ports, so they are the next ones wherever these are free.
    let clever = free_port(port + 1)?;
    let api = free_port(clever + 1)?;
    let mut command = command(server, ["--app", "www", "--mount", "/pkg=pkg", "--app-port", &port.to_string()]);
    command
        .args(["--clever-port", &clever.to_string(), "--api-port", &api.to_string()])
        // Whatever ends this program, ends it too: Ctrl-C goes to both, but other signals do not.
        .args(["--while-stdin"])
        .current_dir(&project.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    // Another cargo that builds it into the same folder takes it away for a moment: this one's cargo waits for that.
    let mut server = start(&mut command).or_else(|_| emulator(project).and_then(|_| start(&mut command)))?;
    let _held = server.stdin.take(); // waiting for it would close it
    let mut line = String::new();
    let printed = server.stdout.take().context("the emulator has no output")?;
    BufReader::new(printed).read_line(&mut line).context("cannot read what the emulator prints")?;
    let Ok(origins) = serde_json::from_str::<Value>(&line) else {
        wait(&mut server, &command)?;
        bail!("the emulator did not start on port {port}");
    };
    let address = |origin: &str| origins.get(origin).and_then(Value::as_str).unwrap_or_default().to_owned();
    println!("Clever, emulated: {} (API {})", address("clever"), address("api"));
    println!("Open {}/ and sign in. Ctrl-C ends it.", address("app"));
    let status = wait(&mut server, &command)?;
    bail!("the emulator ended ({status})");
}

/// Builds what is stale and writes the page with everything it loads into a folder.
pub(crate) fn write(project: &Project, folder: &Path) -> Result<()> {
    package::assemble(project)?;
    site::write(project, folder)?;
    println!("Put what is in {} onto any static host, at any path; https, or http on this machine.", folder.display());
    Ok(())
}

/// Where the tests find that page.
pub(crate) fn static_site(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("static-demo");
    site::write(project, &folder)?;
    Ok(folder)
}

/// The emulator's server, built: where it lies then is cargo's to say, and depends on `CARGO_BUILD_TARGET` and the like.
pub(crate) fn emulator(project: &Project) -> Result<PathBuf> {
    let messages = output(
        command(cargo(), ["build", "--quiet", "--message-format", "json-render-diagnostics"])
            .args(["-p", "clever-emulator", "--features", "server"])
            .current_dir(&project.root),
    )?;
    executable(&messages, "clever-emulator").context("cargo does not say where it left the emulator")
}

/// The program of that name among what cargo says of a build.
fn executable(messages: &str, name: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message.pointer("/target/name").and_then(Value::as_str) == Some(name))
        .find_map(|message| message.get("executable")?.as_str().map(PathBuf::from))
}

fn free_port(first: u16) -> Result<u16> {
    (first..first.saturating_add(100))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| format!("no free port from {first} on"))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::executable;

    #[test]
    fn a_program_lies_where_cargo_says() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"clever_emulator","kind":["lib"]},"executable":null}"#,
            "\nnot a message\n",
            r#"{"reason":"compiler-artifact","target":{"name":"clever-emulator","kind":["bin"]},"executable":"/t/any-triple/debug/clever-emulator"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(executable(messages, "clever-emulator"), Some(PathBuf::from("/t/any-triple/debug/clever-emulator")));
        assert_eq!(executable(messages, "clever_emulator"), None);
    }
}
