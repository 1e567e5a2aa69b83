//! The command line.

use std::path::PathBuf;

use clever_emulator::Options;
use lexopt::prelude::{Long, Short, Value, ValueExt};

pub(crate) const USAGE: &str = "\
clever-emulator: Clever, local, on three loopback origins

  --app DIR            the page: static files of the app origin
  --mount /PREFIX=DIR  more files below a path of the app origin; repeatable
  --no-spa             no index.html for unknown paths without extension
  --app-port N         default 0: any free port
  --clever-port N      likewise
  --api-port N         likewise
  --users N            people in the district, 10 to 1000000 (1200)
  --seed N             another district and other tokens (1)
  --options JSON       behaviour, as POST /_emulator/options takes it
  --verbose            one line a request on stderr
  --while-stdin        ends when stdin does, and so with whoever holds its other end

When ready, one line of JSON on stdout: {\"app\":…,\"clever\":…,\"api\":…}";

/// Files below a path of the app origin.
#[derive(Clone, Debug)]
pub(crate) struct Mount {
    /// Begins with `/`, does not end with it; empty for the page itself.
    pub(crate) prefix: String,
    pub(crate) folder: PathBuf,
}

#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) app: Option<PathBuf>,
    pub(crate) mounts: Vec<Mount>,
    pub(crate) spa: bool,
    pub(crate) app_port: u16,
    pub(crate) clever_port: u16,
    pub(crate) api_port: u16,
    pub(crate) verbose: bool,
    pub(crate) while_stdin: bool,
    pub(crate) options: Options,
}

pub(crate) enum Parsed {
    Serve(Box<Arguments>),
    Help,
}

pub(crate) fn parse() -> Result<Parsed, Box<dyn std::error::Error>> {
    let mut arguments = Arguments {
        app: None,
        mounts: Vec::new(),
        spa: true,
        app_port: 0,
        clever_port: 0,
        api_port: 0,
        verbose: false,
        while_stdin: false,
        options: Options::default(),
    };
    let (mut users, mut seed) = (None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("app") => arguments.app = Some(parser.value()?.into()),
            Long("mount") => arguments.mounts.push(mount(&parser.value()?.string()?)?),
            Long("no-spa") => arguments.spa = false,
            Long("app-port") => arguments.app_port = parser.value()?.parse()?,
            Long("clever-port") => arguments.clever_port = parser.value()?.parse()?,
            Long("api-port") => arguments.api_port = parser.value()?.parse()?,
            Long("users") => users = Some(parser.value()?.parse()?),
            Long("seed") => seed = Some(parser.value()?.parse()?),
            Long("options") => arguments.options = serde_json::from_str(&parser.value()?.string()?)?,
            Long("verbose") => arguments.verbose = true,
            Long("while-stdin") => arguments.while_stdin = true,
            Long("help") | Short('h') => return Ok(Parsed::Help),
            Long(_) | Short(_) | Value(_) => return Err(argument.unexpected().into()),
        }
    }
    arguments.options.users = users.unwrap_or(arguments.options.users);
    arguments.options.seed = seed.unwrap_or(arguments.options.seed);
    Ok(Parsed::Serve(Box::new(arguments)))
}

fn mount(text: &str) -> Result<Mount, String> {
    let parts = text
        .split_once('=')
        .filter(|(prefix, folder)| prefix.starts_with('/') && prefix.len() > 1 && !folder.is_empty());
    let (prefix, folder) = parts.ok_or_else(|| format!("--mount takes /PREFIX=DIR, not {text}"))?;
    Ok(Mount { prefix: prefix.trim_end_matches('/').to_owned(), folder: folder.into() })
}
