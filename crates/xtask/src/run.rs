//! Runs other programs: silently, in view, or in view and kept.

use crate::failure::{About as _, Result, failure};
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, ErrorKind, Read};
use std::process::{Command, ExitStatus, Stdio};

/// Runs a program and returns what it wrote to standard output. Nothing is shown unless it fails.
pub(crate) fn quiet(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failure(format!(
            "`{}` failed:\n{}{}",
            shown_as(command),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )))
    }
}

/// Runs a program whose output goes straight to the reader.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    succeeded(command, status)
}

/// What a program wrote, and whether it succeeded.
pub(crate) struct Kept {
    pub(crate) text: String,
    pub(crate) outcome: Result<()>,
}

/// Runs a program whose output goes to the reader and is also kept, to count tests in it.
pub(crate) fn kept(command: &mut Command) -> Result<Kept> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let stderr = child.stderr.take();
    let errors =
        std::thread::spawn(move || stderr.map_or_else(String::new, |pipe| echo(pipe, |line| eprint!("{line}"))));
    let mut text = child.stdout.take().map_or_else(String::new, |pipe| echo(pipe, |line| print!("{line}")));
    let status = child.wait().about(shown_as(command))?;
    text.push_str(&errors.join().unwrap_or_default());
    Ok(Kept { text, outcome: succeeded(command, status) })
}

/// The command line as a reader would type it.
pub(crate) fn shown_as(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn echo(pipe: impl Read, show: impl Fn(&str)) -> String {
    let mut text = String::new();
    let mut pipe = BufReader::new(pipe);
    let mut line = Vec::new();
    while matches!(pipe.read_until(b'\n', &mut line), Ok(read) if read > 0) {
        let shown = String::from_utf8_lossy(&line);
        show(&shown);
        text.push_str(&shown);
        line.clear();
    }
    text
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { Err(failure(format!("`{}` failed ({status})", shown_as(command)))) }
}

pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> crate::failure::Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        failure(format!("`{program}` is not installed, or not on PATH"))
    } else {
        failure(format!("`{program}` could not be started: {error}"))
    }
}
