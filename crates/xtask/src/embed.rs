//! The calculator for pages of other sites: `dist/embed/v1/`, which loads the page's own files through another door, the
//! custom element, the dialog that offers it, and a page that shows three. And what the page fetches after a trap.
//!
//! The sources are in `site/embed/`. A word in capitals there stands for a name or a text that only the build knows.

use crate::failure::{About as _, Result, failure};
use crate::site::{PACKAGE, Purpose};
use crate::{fingerprint, html, node, parts, places, policy, run, styles};
use exchange::link;
use exchange::presets;
use std::fs;
use std::path::{Path, PathBuf};

/// Where it lies in the site. The number is the protocol's: a page that embeds it keeps working.
pub(crate) const FOLDER: &str = "embed/v1";
/// The page that the element puts into a frame.
pub(crate) const FRAME: &str = "embed/v1/index.html";
/// The page with three of them.
pub(crate) const DEMONSTRATION: &str = "embed/demo.html";
/// The custom element.
pub(crate) const ELEMENT: &str = "embed/v1/bedrock-calculator.js";

/// Where the file lies that the page fetches after a trap.
pub(crate) const AGAIN: &str = "again";

/// What a frame of the page's own is allowed by.
pub(crate) const FRAMES: &str = "; frame-src 'self'";

/// The scripts that the build joins to the one of the frame.
const FRAME_SCRIPTS: [&str; 3] = ["tokens.js", "lock.js", "frame.js"];

/// The demonstration's second scenario.
const YOURS: &str =
    "v1&rates=2026-10-25&w1.name=Chat&w1.model=claude-haiku-4.5&w1.tokens=120000000,30000000&w1.cached=0.5&end";

/// What doesn't depend on the page: made first, since the page's script names the dialog.
pub(crate) struct Embed {
    sources: Sources,
    scenario: String,
    dialog: File,
    dialog_style: File,
    again: File,
}

/// A file to be written, by its name.
struct File {
    name: String,
    content: Vec<u8>,
}

/// Names and the texts that stand for them.
type Words<'a> = [(&'static str, &'a str)];

impl File {
    /// A file with its fingerprint in its name.
    fn hashed(stem: &str, extension: &str, content: String) -> Self {
        let name = format!("{stem}-{}.{extension}", fingerprint::short(content.as_bytes()));
        Self { name, content: content.into_bytes() }
    }

    fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(&self.name);
        fs::write(&path, &self.content).about(path.display())
    }
}

/// Makes what the page's script needs to know of.
pub(crate) fn prepare(purpose: Purpose) -> Result<Embed> {
    let sources = Sources { folder: places::root().join(PACKAGE).join("embed"), purpose };
    let scenario = link::encode(&presets::default_scenario());
    let dialog_style = File::hashed("dialog", "css", styles::minify(&sources.text("dialog.css")?));
    let words = [("DIALOG_STYLE", dialog_style.name.as_str()), ("DEFAULT_SCENARIO", scenario.as_str())];
    let dialog = File::hashed("dialog", "js", filled(&sources.script(&["dialog.js"])?, &words)?);
    let again = File::hashed("again", "js", sources.script(&["../again.js"])?);
    Ok(Embed { sources, scenario, dialog, dialog_style, again })
}

impl Embed {
    /// What stands behind the page's script: it opens the dialog, and begins anew after a trap.
    pub(crate) fn opener(&self) -> Result<String> {
        let open = filled(&self.sources.text("open.js")?, &[("DIALOG", &self.dialog.name)])?;
        Ok(open + &filled(&self.sources.text("../trap.js")?, &[("AGAIN", &self.again.name)])?)
    }

    /// Writes everything below `embed/`, once the page's own files have their names.
    pub(crate) fn write(&self, dist: &Path) -> Result<()> {
        let folder = dist.join(FOLDER);
        let own = |extension: &str| own_file(dist, extension);
        let (page_style, program, page_script) = (own("css")?, own("wasm")?, own("js")?);
        fs::create_dir_all(&folder).about(folder.display())?;
        let again = dist.join(AGAIN);
        fs::create_dir_all(&again).about(AGAIN)?;
        self.again.write(&again)?;
        self.dialog.write(&folder)?;
        self.dialog_style.write(&folder)?;
        let element = self.sources.script(&["element.js"])?;
        fs::write(dist.join(ELEMENT), element).about(ELEMENT)?;

        let names = [("SITE_SCRIPT", page_script.as_str()), ("SITE_PROGRAM", program.as_str())];
        let frame = File::hashed("frame", "js", filled(&self.sources.script(&FRAME_SCRIPTS)?, &names)?);
        let style = File::hashed("frame", "css", styles::minify(&self.sources.text("frame.css")?));
        frame.write(&folder)?;
        style.write(&folder)?;
        let escaped = self.scenario.replace('&', "&amp;");
        let words = [
            ("PAGE_STYLE", page_style.as_str()),
            ("FRAME_STYLE", &style.name),
            ("SITE_PROGRAM", &program),
            ("FRAME_SCRIPT", &frame.name),
            ("DEFAULT_SCENARIO", &escaped),
        ];
        let page = policy::insert(&html::minify(&filled(&self.sources.text("frame.html")?, &words)?)?, "")?;
        fs::write(dist.join(FRAME), page).about(FRAME)?;
        self.demonstrate(dist, &escaped)
    }

    /// The page with three of them.
    fn demonstrate(&self, dist: &Path, estate: &str) -> Result<()> {
        let folder = dist.join("embed");
        let style = File::hashed("demo", "css", styles::minify(&self.sources.text("demo.css")?));
        let script = File::hashed("demo", "js", self.sources.script(&["demo.js"])?);
        style.write(&folder)?;
        script.write(&folder)?;
        let yours = YOURS.replace('&', "&amp;");
        let words = [
            ("DEMO_STYLE", style.name.as_str()),
            ("DEMO_SCRIPT", &script.name),
            ("SCENARIO_ESTATE", estate),
            ("SCENARIO_YOURS", &yours),
        ];
        let page = policy::insert(&html::minify(&filled(&self.sources.text("demo.html")?, &words)?)?, FRAMES)?;
        fs::write(dist.join(DEMONSTRATION), page).about(DEMONSTRATION)
    }
}

/// A page's folder `embed/`, and what is made of its files.
struct Sources {
    folder: PathBuf,
    purpose: Purpose,
}

impl Sources {
    fn text(&self, name: &str) -> Result<String> {
        let path = self.folder.join(name);
        fs::read_to_string(&path).about(path.display())
    }

    /// Scripts joined to one, for the public without what only its readers in the repository need.
    fn script(&self, names: &[&str]) -> Result<String> {
        match self.purpose {
            Purpose::Local => names.iter().map(|name| self.text(name)).collect(),
            Purpose::Production => {
                let mut minify = node::program("terser/bin/terser");
                minify.args(names.iter().map(|name| self.folder.join(name)));
                let text = run::quiet(minify.args(["--module", "--compress", "passes=2", "--mangle"]))?;
                Ok(text.trim_end().to_owned())
            }
        }
    }
}

/// Puts what the build knows in place of the words that stand for it. Each must be there.
fn filled(text: &str, words: &Words<'_>) -> Result<String> {
    let mut filled = text.to_owned();
    for (word, value) in words {
        if !filled.contains(word) {
            return Err(failure(format!("a file of embed/ has no `{word}` for the build to fill")));
        }
        filled = filled.replace(word, value);
    }
    Ok(filled)
}

/// The page's own file of a kind, by its name.
fn own_file(dist: &Path, extension: &str) -> Result<String> {
    for entry in fs::read_dir(dist).about(dist.display())? {
        let name = entry.about(dist.display())?.file_name().to_string_lossy().into_owned();
        let is_it = Path::new(&name).extension().is_some_and(|it| it == extension);
        if is_it && !parts::is_late(Path::new(&name)) {
            return Ok(name);
        }
    }
    Err(failure(format!("the page has no file of `.{extension}` that an embed could load")))
}

#[cfg(test)]
mod tests {
    use super::{FRAME_SCRIPTS, PACKAGE, Purpose, Sources, YOURS, filled};
    use crate::places;
    use exchange::link;
    use pricing::price::price;
    use pricing::rates::RateCard;

    #[test]
    fn every_word_must_be_there() -> crate::failure::Result<()> {
        assert_eq!(filled("a NAME b NAME", &[("NAME", "c")])?, "a c b c");
        assert!(filled("a", &[("NAME", "c")]).is_err());
        Ok(())
    }

    #[test]
    fn the_demonstration_has_a_price() {
        let decoded = link::decode(YOURS, &RateCard::dates());
        assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
        assert!(decoded.scenario.is_some_and(|scenario| price(&scenario, &RateCard::newest()).is_ok()));
    }

    #[test]
    fn no_script_writes_html() -> crate::failure::Result<()> {
        let others = ["element.js", "dialog.js", "open.js", "demo.js", "../again.js", "../trap.js"];
        let sources = Sources { folder: places::root().join(PACKAGE).join("embed"), purpose: Purpose::Local };
        for name in FRAME_SCRIPTS.into_iter().chain(others) {
            let text = sources.text(name)?;
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
        Ok(())
    }
}
