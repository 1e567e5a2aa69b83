//! The emulator behind HTTP: three listeners for three origins, on loopback.
//!
//! Once all listen, one line of JSON on stdout says where; nothing else is ever printed there.

mod arguments;
mod delivery;
mod files;
mod origins;
mod policy;

use std::{io::Write, process::ExitCode};

use arguments::{Arguments, Parsed, USAGE};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "clever-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Arguments = match arguments::parse()? {
        Parsed::Serve(arguments) => *arguments,
        Parsed::Help => {
            writeln!(std::io::stdout(), "{USAGE}")?;
            return Ok(());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, origins::serve(arguments))
}
