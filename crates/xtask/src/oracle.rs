//! The differential oracle: random scenarios, priced here and again by a Python program that shares no code.

use crate::failure::{Result, failure};
use crate::test::Done;
use crate::{native, places, run};
use std::process::Command;

const SCENARIOS: &str = "20000";

pub(crate) fn step(_: &[String]) -> Result<Done> {
    let check = places::root().join("tests").join("oracle").join("check.py");
    if !check.is_file() {
        return Ok(Done::Absent("there is no tests/oracle/check.py"));
    }
    python()?;
    let vectors = places::target().join("oracle").join("vectors.jsonl");
    let mut write = Command::new(native::program("oracle-vectors")?);
    run::shown(write.args(["--count", SCENARIOS, "--out"]).arg(&vectors).current_dir(places::root()))?;
    for argument in ["--self-test".into(), vectors.into_os_string()] {
        run::shown(Command::new("python3").arg(&check).arg(argument).current_dir(places::root()))?;
    }
    // And every golden case, whose expected values are by hand.
    run::shown(Command::new("python3").arg(check.with_file_name("golden.py")).current_dir(places::root()))?;
    Ok(Done::Check)
}

/// Makes sure that Python runs and is recent enough.
pub(crate) fn python() -> Result<()> {
    let recent = "import sys; sys.exit(sys.version_info < (3, 10))";
    match run::quiet(Command::new("python3").args(["-c", recent])) {
        Ok(_) => Ok(()),
        Err(_) => Err(failure("the oracle needs Python 3.10 or later as `python3`")
            .mend("on Debian: apt-get install python3\nelsewhere: https://www.python.org/downloads/")),
    }
}
