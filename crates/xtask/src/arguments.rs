//! Reads a command's options.

use crate::failure::{Failure, Result, failure};

/// What is left of the command line.
pub(crate) struct Arguments {
    command: String,
    left: Vec<String>,
}

impl Arguments {
    pub(crate) fn new(command: &str, words: Vec<String>) -> Self {
        Self { command: command.to_owned(), left: words }
    }

    /// Takes an option without a value.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.left.len();
        self.left.retain(|word| word != name);
        self.left.len() < before
    }

    /// Takes an option with a value: `--port 80` or `--port=80`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let joined = format!("{name}=");
        let Some(place) = self.left.iter().position(|word| word == name || word.starts_with(&joined)) else {
            return Ok(None);
        };
        let word = self.left.remove(place);
        if let Some(value) = word.strip_prefix(&joined) {
            return Ok(Some(value.to_owned()));
        }
        if place < self.left.len() {
            Ok(Some(self.left.remove(place)))
        } else {
            Err(self.refuse(&format!("{name} needs a value")))
        }
    }

    /// Reads a whole number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str, text: &str) -> Result<N> {
        text.parse().map_err(|_| self.refuse(&format!("{name} cannot be `{text}`")))
    }

    /// Takes everything after `--`.
    pub(crate) fn rest(&mut self) -> Vec<String> {
        match self.left.iter().position(|word| word == "--") {
            Some(place) => self.left.split_off(place).into_iter().skip(1).collect(),
            None => Vec::new(),
        }
    }

    /// Takes all that is left as plain words; refuses options.
    pub(crate) fn words(self) -> Result<Vec<String>> {
        match self.left.iter().find(|word| word.starts_with("--")) {
            None => Ok(self.left),
            Some(word) => Err(self.refuse(&format!("`{word}` is not an option"))),
        }
    }

    /// Refuses what was not taken.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(word) => Err(self.refuse(&format!("`{word}` is not an option"))),
        }
    }

    fn refuse(&self, what: &str) -> Failure {
        let command = &self.command;
        failure(format!("cargo xtask {command}: {what}")).mend(format!("type: cargo xtask {command} --help"))
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn arguments(words: &[&str]) -> Arguments {
        Arguments::new("test", words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn options_are_taken_in_any_order() -> crate::failure::Result<()> {
        let mut some = arguments(&["--list", "--only=size", "--port", "1", "--", "--list"]);
        assert_eq!(some.rest(), ["--list"]);
        assert_eq!(some.value("--port")?.as_deref(), Some("1"));
        assert_eq!(some.value("--only")?.as_deref(), Some("size"));
        assert!(some.flag("--list"));
        assert!(!some.flag("--list"));
        some.finish()
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(arguments(&["--prot", "1"]).finish().is_err());
        assert!(arguments(&["--port"]).value("--port").is_err());
        assert!(arguments(&[]).number::<u16>("--port", "65536").is_err());
    }
}
