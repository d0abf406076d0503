//! `cargo xtask test --only engines`: the main journey in Chromium, Firefox and `WebKit`, each driven over `WebDriver`.
//!
//! What can't be had on this machine is left out, and said.

use crate::failure::{Result, failure};
use crate::test::{Done, tests};
use crate::{browser, chromium, debian, places, run, tally, tools};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's packages: the browsers, what drives two of them, and a screen for the one that needs one.
const PACKAGES: [&str; 4] = ["chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Where Debian has `WebKit`'s small browser, below the folder of this machine's libraries.
const MINI_BROWSER: [&str; 2] = ["webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser"];

pub(crate) fn step(_: &[String]) -> Result<Done> {
    if !places::dist().join("index.html").is_file() {
        return Err(failure("there is no dist/ to open").mend("type: cargo xtask build"));
    }
    let is_all_there = || on_path("chromedriver").and(firefox()).and(webkit()).is_some();
    if !is_all_there() {
        debian::install(&PACKAGES, "a minute or two, and about 400 MB");
    }
    let mut node = browser::served_to(&["--test", "--test-reporter=spec", "engines/journey.mjs"])?;
    if let Some(driver) = on_path("chromedriver") {
        node.env("CHROMEDRIVER", driver).env("CHROMIUM", chromium::program()?);
    }
    if let Some(firefox) = firefox() {
        match tools::geckodriver().program() {
            Ok(driver) => {
                node.env("GECKODRIVER", driver).env("FIREFOX", firefox);
            }
            Err(error) => println!("Firefox is left out: {error}"),
        }
    }
    if let Some([driver, browser, screen]) = webkit() {
        node.env("WEBKITDRIVER", driver).env("MINI_BROWSER", browser).env("XVFB", screen);
    }
    tests(&mut node, tally::node_test)
}

fn firefox() -> Option<PathBuf> {
    on_path("firefox-esr").or_else(|| on_path("firefox"))
}

/// `WebKit`'s driver, its small browser, and what gives that a screen.
fn webkit() -> Option<[PathBuf; 3]> {
    let libraries = run::quiet(Command::new("dpkg-architecture").args(["-qDEB_HOST_MULTIARCH"]))
        .map_or_else(|_| format!("{}-linux-gnu", env::consts::ARCH), |text| text.trim().to_owned());
    let folder = Path::new("/usr/lib").join(libraries);
    let browser = MINI_BROWSER.iter().map(|name| folder.join(name)).find(|program| program.is_file())?;
    Some([on_path("WebKitWebDriver")?, browser, on_path("Xvfb")?])
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|program| program.is_file())
}
