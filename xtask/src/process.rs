//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// A command with the arguments that are known from the start.
pub(crate) fn command<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// Runs it with this terminal's output; a failure is an error that names the program.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs it with this terminal's output and returns how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    wait(&mut start(command)?, command)
}

/// Starts it.
#[allow(clippy::disallowed_methods, reason = "the one place")]
pub(crate) fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("cannot start {}", name(command)))
}

/// Waits until it ends.
pub(crate) fn wait(child: &mut Child, command: &Command) -> Result<ExitStatus> {
    child.wait().with_context(|| format!("cannot wait for {}", name(command)))
}

/// Runs it quietly and returns what it printed; on failure the error holds all its output.
#[allow(clippy::disallowed_methods, reason = "the one place")]
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", name(command)))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("{} failed ({})\n{text}{}", name(command), output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(text)
}

/// Runs it with standard output and error in one stream, as they were written, and hands over each line.
pub(crate) fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
    let (reader, writer) = std::io::pipe().context("cannot open a pipe")?;
    let copy = writer.try_clone().context("cannot open a pipe")?;
    let mut child = start(command.stdin(Stdio::null()).stdout(copy).stderr(writer))?;
    // The command keeps the pipe's writing ends, and with them open the reader would never see the end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    let mut read = |line: &mut Vec<u8>| {
        reader.read_until(b'\n', line).with_context(|| format!("cannot read what {} prints", name(command)))
    };
    while read(&mut line)? > 0 {
        each(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    wait(&mut child, command)
}

/// The program, its first arguments, and where it runs: a folder that is not there is as much a reason not to start.
fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args().take(3)).map(OsStr::to_string_lossy);
    let line = words.collect::<Vec<_>>().join(" ");
    match command.get_current_dir() {
        Some(folder) => format!("{line} (in {})", folder.display()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_start_is_named_with_its_folder() {
        let said = |error: anyhow::Error| format!("{error:#}");
        let is_whole = |text: String| text.starts_with("cannot start no-such-program a (in no-such-folder): ");
        let absent = || {
            let mut absent = command("no-such-program", ["a"]);
            absent.current_dir("no-such-folder");
            absent
        };
        assert!(run(&mut absent()).map_err(said).is_err_and(is_whole));
        assert!(output(&mut absent()).map_err(said).is_err_and(is_whole));
        assert!(lines(&mut absent(), |_| {}).map_err(said).is_err_and(is_whole));
    }
}
