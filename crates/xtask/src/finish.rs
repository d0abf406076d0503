//! What Trunk leaves undone, as its `post_build` hook: one style sheet, the program in parts, the static shell, the policy.
//!
//! Trunk has written index.html and its files into a staging folder and moves that to its place afterwards.

use crate::failure::{About as _, Result, failure};
use crate::packs::LINKS;
use crate::site::{self, PACKAGE, Purpose};
use crate::{
    alone, compress, embed, fingerprint, html, parts, places, policy, rates_json, rates_page, run, start, styles,
};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the static shell goes.
const SHELL: &str = "<!-- shell -->";

/// What says in the shell that the page can't start.
const WATCH: &str = "<!-- watch -->";

pub(crate) const HELP: &str = "\
Finish what Trunk has put together. Trunk's hook; it isn't made to be typed.

Usage: cargo xtask finish
";

/// `cargo xtask finish`.
pub(crate) fn run() -> Result<()> {
    let told = |name: &str| env::var(name).map_err(|_| failure(format!("{name} isn't set: this is Trunk's hook")));
    let staging = PathBuf::from(told("TRUNK_STAGING_DIR")?);
    finish(Purpose::of_trunk(&told("TRUNK_PROFILE")?), &staging)
}

fn finish(purpose: Purpose, folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).about(page.display())?;
    let html = with_watch(&styles::bundle(&html, folder)?)?;
    let embed = embed::prepare(purpose)?;
    let behind = embed.opener()?;
    match purpose {
        Purpose::Local => {
            let html = extend(&html, folder, &behind)?;
            embed.write(folder)?;
            write_rates(folder)?;
            write(&page, &policy::insert(&html, embed::FRAMES)?)
        }
        Purpose::Production => {
            let program = parts::parted(&site::linked(purpose), &behind, &alone::scripts()?)?;
            let html = html::minify(&filled(&shrink(&program, &html, folder)?, SHELL, &shell()?)?)?;
            embed.write(folder)?;
            alone::write(&html, &program, folder)?;
            write_rates(folder)?;
            let reads_links = program.parts.get(LINKS).map(Vec::as_slice).unwrap_or_default();
            write(&page, &policy::insert(&start::after_shell(&html, reads_links)?, embed::FRAMES)?)?;
            compress::folder(folder)
        }
    }
}

/// The page of all rates, and the same for programs.
fn write_rates(folder: &Path) -> Result<()> {
    rates_json::write(folder)?;
    let rates = folder.join("rates.html");
    fs::write(&rates, policy::insert_alone(&html::minify(&rates_page::page())?)?).about(rates.display())
}

fn write(page: &Path, html: &str) -> Result<()> {
    if let Some(address) = html::absolute_address(html) {
        return Err(failure(format!("index.html points at `{address}`, which breaks below a sub-path"))
            .mend("write the address relative, like `./name`"));
    }
    fs::write(page, html).about(page.display())
}

/// Puts the program in parts in the place of the one that Trunk wrote.
fn shrink(program: &parts::Program, html: &str, folder: &Path) -> Result<String> {
    let noted = parts::noted();
    fs::write(&noted, serde_json::json!(program.parts).to_string()).about(noted.display())?;
    for late in &program.late {
        fs::write(folder.join(&late.name), &late.content).about(&late.name)?;
    }
    let html = replaced(html, folder, "_bg.wasm", &program.module.content)?;
    replaced(&html, folder, ".js", program.script.as_bytes())
}

/// Puts what stands behind the page's script there.
fn extend(html: &str, folder: &Path, behind: &str) -> Result<String> {
    let script = fs::read_to_string(only(folder, ".js")?).about("the page's script")?;
    replaced(html, folder, ".js", (script + "\n" + behind).as_bytes())
}

/// Puts other content in the place of a file of Trunk's, under the name that it asks for.
fn replaced(html: &str, folder: &Path, ending: &str, content: &[u8]) -> Result<String> {
    let path = only(folder, ending)?;
    let before = fs::read(&path).about(path.display())?;
    let old = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let new = format!("{PACKAGE}-{}{ending}", fingerprint::short(content));
    fs::remove_file(&path).about(path.display())?;
    fs::write(path.with_file_name(&new), content).about(&new)?;
    Ok(html.replace(&old, &new).replace(&fingerprint::integrity(&before), &fingerprint::integrity(content)))
}

/// The file of Trunk's whose name ends so.
fn only(folder: &Path, ending: &str) -> Result<PathBuf> {
    let mut found = compress::files(folder)?;
    let is_it = |name: &str| name.starts_with(&format!("{PACKAGE}-")) && name.ends_with(ending);
    found.retain(|file| is_it(&file.file_name().unwrap_or_default().to_string_lossy()));
    let [path] = <[PathBuf; 1]>::try_from(found)
        .map_err(|files| failure(format!("Trunk wrote {} files `{PACKAGE}-*{ending}`, not one", files.len())))?;
    Ok(path)
}

/// Puts the script that says so when the page can't start into the page itself: it must not depend on a file that may not come.
fn with_watch(html: &str) -> Result<String> {
    let path = places::root().join(PACKAGE).join("watch.js");
    let script = fs::read_to_string(&path).about(path.display())?;
    let lines: Vec<&str> = script.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    filled(html, WATCH, &format!("<script>{}</script>", lines.concat()))
}

/// The page as it opens, rendered on this machine by the components that render it in the browser.
fn shell() -> Result<String> {
    let mut render = Command::new("cargo");
    render
        .args(["run", "--quiet", "--package", PACKAGE, "--features", "ssr", "--bin", "shell"])
        .current_dir(places::root());
    Ok(html::still(&run::quiet(&mut render)?))
}

fn filled(html: &str, mark: &str, content: &str) -> Result<String> {
    let (before, after) =
        html.split_once(mark).ok_or_else(|| failure(format!("{PACKAGE}/index.html has no `{mark}`")))?;
    Ok([before, content, after].concat())
}
