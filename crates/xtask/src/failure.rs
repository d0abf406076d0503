//! What went wrong, and what the reader can type to mend it.

use std::fmt;

/// A command that could not be carried out.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    mend: Option<String>,
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// A failure without a known mend.
pub(crate) fn failure(what: impl Into<String>) -> Failure {
    Failure { what: what.into(), mend: None }
}

impl Failure {
    /// A failure about which everything has been said.
    pub(crate) fn told() -> Self {
        failure("")
    }

    /// Whether everything has been said.
    pub(crate) fn is_told(&self) -> bool {
        self.what.is_empty()
    }

    /// Adds what to do about it.
    pub(crate) fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.what)?;
        match &self.mend {
            Some(mend) => write!(out, "\n  mend: {}", mend.replace('\n', "\n        ")),
            None => Ok(()),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        failure(error.to_string()).mend("`cargo xtask COMMAND --help` lists what the command takes")
    }
}

/// Says which file or folder an input or output error is about.
pub(crate) trait About<T> {
    fn about(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> About<T> for std::result::Result<T, E> {
    fn about(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| failure(format!("{what}: {error}")))
    }
}
