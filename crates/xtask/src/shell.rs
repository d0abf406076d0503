//! The static shell: the parts of `index.html` that are written from the pricing core when the page is built.
//!
//! A region reads `<!-- generated:NAME -->...<!-- /generated:NAME -->`. What stands between the two comments is
//! replaced by what the generator of that name writes. A region without a generator keeps its text.

use crate::failure::{Result, failure};

/// Writes the HTML of one region.
type Generator = fn() -> String;

/// Every generated region, by name.
const GENERATORS: &[(&str, Generator)] = &[];

/// Fills every generated region of the page.
pub(crate) fn fill(html: &str) -> Result<String> {
    fill_from(html, GENERATORS)
}

fn fill_from(html: &str, generators: &[(&str, Generator)]) -> Result<String> {
    let mut filled = html.to_owned();
    for (name, generate) in generators {
        let opens = format!("<!-- generated:{name} -->");
        let closes = format!("<!-- /generated:{name} -->");
        let missing = |mark: &str| {
            failure(format!("index.html has no `{mark}`"))
                .mend("put the region back, or take its generator out of crates/xtask/src/shell.rs")
        };
        let (before, rest) = filled.split_once(&opens).ok_or_else(|| missing(&opens))?;
        let (_, after) = rest.split_once(&closes).ok_or_else(|| missing(&closes))?;
        filled = format!("{before}{opens}{}{closes}{after}", generate());
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::{Generator, fill_from};

    const TOTAL: &[(&str, Generator)] = &[("total", || "$11,232".to_owned())];

    #[test]
    fn a_region_is_replaced_and_can_be_replaced_again() -> crate::failure::Result<()> {
        let html = "<p><!-- generated:total -->old<!-- /generated:total --></p>";
        let once = fill_from(html, TOTAL)?;
        assert_eq!(once, "<p><!-- generated:total -->$11,232<!-- /generated:total --></p>");
        assert_eq!(fill_from(&once, TOTAL)?, once);
        Ok(())
    }

    #[test]
    fn a_generator_without_its_region_is_an_error() {
        assert!(fill_from("<p></p>", TOTAL).is_err());
        assert!(fill_from("<!-- generated:total -->", TOTAL).is_err());
    }
}
