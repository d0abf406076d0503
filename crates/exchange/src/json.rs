//! JSON, as far as files need it: numbers stay text, and what is too large or too deep is refused.

mod read;
mod write;

pub use read::{Value, read};
pub use write::Writer;

use core::convert::Infallible;
use core::fmt;

use pricing::harmless::start_of;

/// Lists and objects within each other; a scenario has 7.
pub const DEPTH_MAX: usize = 32;

/// Fields of one object; the largest of a scenario has 11.
pub const FIELDS_MAX: usize = 64;

/// Values in all; the largest scenario has 77,000.
pub const VALUES_MAX: usize = 100_000;

/// Bytes of a text; the largest scenario has 3 million.
pub const BYTES_MAX: usize = 5_000_000;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// The steps to the place. While a text is read, they lead to what is read.
    steps: Vec<Step>,
    /// What is wrong there.
    pub message: String,
}

/// One step from a value to one that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Index(usize),
}

impl Wrong {
    /// Goes to a field of the object that is read.
    pub(crate) fn down(&mut self, name: &str) {
        self.steps.push(Step::Field(name.to_owned()));
    }

    /// Goes to an entry of the list that is read.
    pub(crate) fn down_to(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// Goes back: all is well there.
    pub(crate) fn up(&mut self) {
        self.steps.pop();
    }

    /// Something is wrong right here. Nothing is read after that, so the place stays.
    pub(crate) fn refuse(&mut self, message: &[&str]) -> Option<Infallible> {
        self.message = message.concat();
        None
    }

    /// Where it is: `workloads[0].demand.monthly.input`; empty for the whole text.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match step {
                Step::Index(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
                Step::Field(name) if is_plain(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Field(name) => {
                    path.push_str("[\"");
                    path.push_str(&start_of(name));
                    path.push_str("\"]");
                }
            }
        }
        path
    }
}

/// `workloads[0].batch: a share such as "0.4" or "1/3" expected`.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.steps.is_empty() {
            f.write_str(&self.path())?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

impl core::error::Error for Wrong {}

fn is_plain(name: &str) -> bool {
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_' || letter == b'-';
    !name.is_empty() && name.len() <= 40 && name.bytes().all(plain)
}
