//! A server of static files, for this machine only, with the headers a production host should send.

use crate::failure::{About as _, Result, failure};
use crate::{compress, embed, policy};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// How many ports to try before giving up.
const PORTS_TO_TRY: u16 = 50;

/// What is served, and where below the host.
struct Site {
    folder: PathBuf,
    base: String,
    /// The policy of each page, and last of everything else.
    policies: Vec<(PathBuf, String)>,
}

/// Which port to listen on.
#[derive(Clone, Copy)]
pub(crate) enum Port {
    /// This one, or the next free one.
    From(u16),
    /// This one; 0 lets the system choose.
    Exactly(u16),
}

/// Serves a folder in the background, for as long as this program runs, and returns the address; `base` is the
/// path below which the site appears, `/` for the top.
pub(crate) fn start(folder: &Path, port: Port, base: &str) -> Result<String> {
    let folder = fs::canonicalize(folder).about(folder.display())?;
    let mut policies = Vec::new();
    // A page cannot forbid framing in a `<meta>`; only a header can. The one that is made for frames forbids it to nobody:
    // not by `*` either, which a host in a sandbox of its own doesn't match.
    let alone = "; frame-ancestors 'none'";
    for (page, ancestors) in
        [(embed::FRAME, ""), (embed::DEMONSTRATION, alone), ("rates.html", alone), ("index.html", alone)]
    {
        let page = folder.join(page);
        let html = fs::read_to_string(&page)
            .map_err(|error| failure(format!("{}: {error}", page.display())).mend("type: cargo xtask build"))?;
        let policy = policy::of(&html).ok_or_else(|| failure(format!("{} carries no policy", page.display())))?;
        policies.push((page, format!("{policy}{ancestors}")));
    }
    let base = format!("/{}/", base.trim_matches('/')).replace("//", "/");
    let site = Site { folder, base, policies };
    let listener = listen(port)?;
    let address = listener.local_addr().about("the server's address")?;
    let address = format!("http://{address}{}", site.base);
    listener.set_nonblocking(true).about("the server's socket")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().about("the server")?;
    let site = Arc::new(site);
    let answer = move |request: Request<Body>| {
        let site = Arc::clone(&site);
        async move { site.answer(&request) }
    };
    thread::spawn(move || {
        let served = runtime.block_on(async {
            axum::serve(tokio::net::TcpListener::from_std(listener)?, Router::new().fallback(answer)).await
        });
        if let Err(error) = served {
            eprintln!("error: the server stopped: {error}");
        }
    });
    Ok(address)
}

fn listen(port: Port) -> Result<TcpListener> {
    let (first, last) = match port {
        Port::From(first) => (first, first.saturating_add(PORTS_TO_TRY)),
        Port::Exactly(only) => (only, only),
    };
    let mut refusal = String::new();
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => refusal = error.to_string(),
        }
    }
    let ports = if first == last { format!("port {first}") } else { format!("any port from {first} to {last}") };
    Err(failure(format!("cannot listen on {ports}: {refusal}"))
        .mend("choose another with --port N, or --port 0 for any free one"))
}

impl Site {
    fn answer(&self, request: &Request<Body>) -> Response<Body> {
        let found = self.find(request).and_then(|(file, encoding)| {
            let body = fs::read(file_sent(&file, encoding)).map_err(|_| Refusal::not_found())?;
            Ok((StatusCode::OK, self.headers(&file, encoding), body))
        });
        let (status, headers, body) = found.unwrap_or_else(|Refusal { status, text }| {
            (status, self.headers(Path::new("refusal.txt"), None), text.into())
        });
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        for (name, value) in headers {
            // None of ours has a character that a header can't have.
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn find(&self, request: &Request<Body>) -> std::result::Result<(PathBuf, Option<&'static str>), Refusal> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD\n"));
        }
        let path = request.uri().path();
        let within = path.strip_prefix(&self.base).and_then(relative).ok_or_else(Refusal::not_found)?;
        let mut file = self.folder.join(within);
        if file.is_dir() {
            if !path.ends_with('/') {
                return Err(Refusal::not_found());
            }
            file.push("index.html");
        }
        // Links that lead out of the folder end here.
        let file = fs::canonicalize(&file)
            .ok()
            .filter(|file| file.starts_with(&self.folder) && file.is_file())
            .ok_or_else(Refusal::not_found)?;
        let accepted = request.headers().get(header::ACCEPT_ENCODING);
        let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let encoding = [("br", "br"), ("gzip", "gz")]
            .into_iter()
            .find(|(name, ending)| accepts(accepted, name) && compress::beside(&file, ending).is_file());
        Ok((file, encoding.map(|(name, _)| name)))
    }

    fn headers(&self, file: &Path, encoding: Option<&str>) -> Vec<(HeaderName, String)> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let policy = self.policies.iter().find(|(page, _)| page == file).or(self.policies.last());
        let headers = [
            (header::CONTENT_TYPE, media_type(&name)),
            (header::CONTENT_SECURITY_POLICY, policy.map_or("default-src 'none'", |(_, policy)| policy)),
            // A frame in a sandbox has no origin of its own: its scripts and its program are requests of another one.
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (header::CACHE_CONTROL, caching(&name)),
            (header::VARY, "Accept-Encoding"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        ];
        let encoding = encoding.map(|encoding| (header::CONTENT_ENCODING, encoding));
        headers.into_iter().chain(encoding).map(|(name, value)| (name, value.to_owned())).collect()
    }
}

struct Refusal {
    status: StatusCode,
    text: &'static str,
}

impl Refusal {
    fn new(status: StatusCode, text: &'static str) -> Self {
        Self { status, text }
    }

    fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not found\n")
    }
}

fn file_sent(file: &Path, encoding: Option<&str>) -> PathBuf {
    match encoding {
        Some("br") => compress::beside(file, "br"),
        Some(_) => compress::beside(file, "gz"),
        None => file.to_path_buf(),
    }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// A request's path as a path below the folder; `None` when it would lead elsewhere.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = decoded(path)?;
    if decoded.contains(['\\', '\0', ':']) {
        return None;
    }
    let path = PathBuf::from(decoded);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// Trunk puts a hash of the content into file names; what carries one never changes.
fn caching(name: &str) -> &'static str {
    let hashed = name
        .split(['-', '.', '_'])
        .any(|part| (8..=16).contains(&part.len()) && part.chars().all(|digit| digit.is_ascii_hexdigit()));
    if hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::{accepts, caching, relative};
    use std::path::PathBuf;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        assert_eq!(relative("a/b%20c.js"), Some(PathBuf::from("a/b c.js")));
        assert_eq!(relative(""), Some(PathBuf::new()));
        for hostile in [
            "../Cargo.toml",
            "a/../../b",
            "%2e%2e/b",
            "%2E%2E%2Fb",
            "/etc/passwd",
            "%2fetc/passwd",
            "..\\b",
            "..%5cb",
            "c:/b",
            "a%00",
            "a%",
            "a%2",
            "a%zz",
            "%ff",
        ] {
            assert_eq!(relative(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn an_encoding_is_sent_only_where_it_is_accepted() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "br"));
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert!(caching("site-0123456789abcdef_bg.wasm").ends_with("immutable"));
        assert!(caching("late-soon-0a1b2c3d.wasm").ends_with("immutable"));
        assert!(caching("layout-b57d086ac43f47a.css").ends_with("immutable"), "leading zeros are left out");
        assert_eq!(caching("index.html"), "no-cache");
    }
}
