//! The content security policy: nothing but the page's own files, and the one inline script that starts it.
//!
//! The page carries its policy in a `<meta>`, so that it holds on any host. The server repeats it as a header.

use crate::failure::{Result, failure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const META: &str = r#"<meta http-equiv="Content-Security-Policy" content=""#;

/// Where the policy goes: ahead of everything that it governs.
const AFTER: &str = "<meta charset=";

/// Puts the policy into a built page, with what `more` allows: further directives, each with `; ` before it.
pub(crate) fn insert(html: &str, more: &str) -> Result<String> {
    insert_policy(html, &(policy(&inline(html, "script")) + more))
}

/// Puts the policy into a page that has everything in it.
pub(crate) fn insert_alone(html: &str) -> Result<String> {
    let (scripts, styles) = (hashes(&inline(html, "script")), hashes(&inline(html, "style")));
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{scripts}; style-src{styles}; img-src data:; base-uri 'none'; \
         form-action 'none'"
    );
    insert_policy(html, &policy)
}

fn insert_policy(html: &str, policy: &str) -> Result<String> {
    if html.contains(META) {
        return Err(failure("index.html already carries a policy")
            .mend("take it out: the build writes it, with the hash of the script that starts the page"));
    }
    let (before, (charset, after)) = html
        .split_once(AFTER)
        .and_then(|(before, rest)| Some((before, rest.split_once('>')?)))
        .ok_or_else(|| failure(format!("index.html has no `{AFTER}...>` to put the policy after")))?;
    Ok(format!("{before}{AFTER}{charset}>\n{META}{policy}\">{after}"))
}

/// The policy that a built page carries.
pub(crate) fn of(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once(META)?;
    rest.split_once('"').map(|(policy, _)| policy)
}

fn hashes(texts: &[&str]) -> String {
    let hash = |text: &&str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    texts.iter().map(hash).collect::<Vec<_>>().concat()
}

fn policy(scripts: &[&str]) -> String {
    let hashes = hashes(scripts);
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; font-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

/// The exact text of each inline script or style, as the browser hashes it.
fn inline<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, tail)) = rest.split_once(&start) {
        let Some((attributes, tail)) = tail.split_once('>') else {
            break;
        };
        let Some((text, tail)) = tail.split_once(&end) else {
            break;
        };
        if !attributes.contains("src=") {
            found.push(text);
        }
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{inline, insert, of};

    #[test]
    fn the_policy_names_the_hash_of_each_inline_script() -> crate::failure::Result<()> {
        let html = "<head><meta charset=\"utf-8\" /></head>\
                    <script src=\"a.js\"></script><script type=\"module\">alert('Hello, world.');</script>";
        assert_eq!(inline(html, "script"), ["alert('Hello, world.');"]);
        let page = insert(html, "; frame-src 'self'")?;
        let policy = of(&page).unwrap_or_default();
        // The hash that the CSP specification gives for this script.
        assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"));
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"));
        assert!(policy.ends_with("form-action 'none'; frame-src 'self'"));
        assert!(insert(&page, "").is_err());
        Ok(())
    }
}
