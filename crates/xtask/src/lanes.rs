//! Long work told as it goes: several programs beside each other, and never ten seconds without a word.

use crate::failure::{About as _, Result, failure};
use crate::run;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _, stderr};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is said what is being done: on a line that is written over, and as lines of a log.
const ON_A_TERMINAL: Duration = Duration::from_secs(1);
const IN_A_LOG: Duration = Duration::from_secs(8);

/// Programs that run one after the other.
pub(crate) struct Lane {
    title: String,
    commands: Vec<Command>,
}

impl Lane {
    pub(crate) fn new(title: impl Into<String>, commands: impl IntoIterator<Item = Command>) -> Self {
        Self { title: title.into(), commands: commands.into_iter().collect() }
    }
}

/// What a lane does now, and all that it wrote.
#[derive(Default)]
struct State {
    now: String,
    steps: usize,
    log: String,
    is_done: bool,
}

/// Runs all lanes at once and says every few seconds where each of them is. What a program writes is shown only if it
/// fails.
pub(crate) fn run(lanes: Vec<Lane>) -> Result<()> {
    let start = Instant::now();
    let states: Vec<(String, Mutex<State>)> =
        lanes.iter().map(|lane| (lane.title.clone(), Mutex::new(State::default()))).collect();
    thread::scope(|scope| {
        let workers: Vec<_> = lanes
            .into_iter()
            .zip(&states)
            .map(|(lane, (_, state))| {
                scope.spawn(move || {
                    let outcome = lane.commands.into_iter().try_for_each(|command| watched(command, state));
                    locked(state).is_done = true;
                    outcome
                })
            })
            .collect();
        let telling = if stderr().is_terminal() { ON_A_TERMINAL } else { IN_A_LOG };
        let mut told = Instant::now();
        while !workers.iter().all(thread::ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(50));
            if told.elapsed() >= telling {
                tell(start, &states);
                told = Instant::now();
            }
        }
        wipe();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(failure("a thread of xtask ended before its work was done")))
        })
    })
}

fn watched(mut command: Command, state: &Mutex<State>) -> Result<()> {
    let shown = run::shown_as(&command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| run::not_started(&command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(|| out.map(|pipe| follow(pipe, state)));
        scope.spawn(|| err.map(|pipe| follow(pipe, state)));
    });
    let status = child.wait().about(&shown)?;
    let log = std::mem::take(&mut locked(state).log);
    if status.success() { Ok(()) } else { Err(failure(format!("`{shown}` failed ({status}):\n{log}"))) }
}

/// Keeps what a program writes, and notes which package Cargo is at.
fn follow(pipe: impl Read, state: &Mutex<State>) {
    for line in BufReader::new(pipe).split(b'\n').map_while(std::result::Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let mut state = locked(state);
        if let Some(step) = step(&line) {
            step.clone_into(&mut state.now);
            state.steps += 1;
        }
        state.log.push_str(&line);
        state.log.push('\n');
    }
}

/// `Compiling leptos v0.8.23` as what is being done.
fn step(line: &str) -> Option<&str> {
    let line = line.trim();
    ["Compiling ", "Checking ", "Downloading ", "Downloaded ", "Updating ", "Installing ", "Fetching "]
        .iter()
        .any(|word| line.starts_with(word))
        .then(|| line.split(" (").next().unwrap_or(line))
}

fn tell(start: Instant, states: &[(String, Mutex<State>)]) {
    let mut words = format!("  {} s", start.elapsed().as_secs());
    for (title, state) in states {
        let state = locked(state);
        let now = match (&*state.now, state.is_done) {
            (_, true) => "done".to_owned(),
            ("", false) => "at work".to_owned(),
            (now, false) => format!("{now} ({})", state.steps),
        };
        words.extend(["  ", title, ": ", &now]);
    }
    if stderr().is_terminal() {
        // Cut to a line, so that the next one can be written over it.
        let line: String = words.chars().take(100).collect();
        eprint!("\r\x1b[2K{line}");
        let _ = stderr().flush();
    } else {
        eprintln!("{words}");
    }
}

fn wipe() {
    if stderr().is_terminal() {
        eprint!("\r\x1b[2K");
    }
}

fn locked(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Lane, run, step};
    use std::process::Command;

    #[test]
    fn what_cargo_is_at_is_told_by_its_name() {
        assert_eq!(step("   Compiling leptos v0.8.23 (/a/b)"), Some("Compiling leptos v0.8.23"));
        assert_eq!(step("warning: unused"), None);
    }

    #[test]
    fn all_lanes_run_and_a_failure_shows_what_was_written() {
        let command = |words: &[&str]| {
            let mut cargo = Command::new("cargo");
            cargo.args(words);
            cargo
        };
        assert!(
            run(vec![Lane::new("a", [command(&["--version"])]), Lane::new("b", [command(&["--version"])])]).is_ok()
        );
        let failed = run(vec![Lane::new("a", [command(&["--version"]), command(&["--no-such-option"])])]);
        assert!(failed.is_err_and(|failure| failure.to_string().contains("--no-such-option")));
    }
}
