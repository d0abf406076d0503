//! A server of static files, for this machine only, with the headers a production host should send.

use crate::failure::{About as _, Result, failure};
use crate::{compress, policy};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// How many ports to try before giving up.
const PORTS_TO_TRY: u16 = 50;
const WORKERS: usize = 4;

/// A server that is listening.
pub(crate) struct Listening {
    server: Arc<Server>,
    site: Arc<Site>,
    port: u16,
}

/// What is served, and where below the host.
struct Site {
    folder: PathBuf,
    base: String,
    policy: String,
}

/// Which port to listen on.
#[derive(Clone, Copy)]
pub(crate) enum Port {
    /// This one, or the next free one.
    From(u16),
    /// This one; 0 lets the system choose.
    Exactly(u16),
}

/// Starts to listen; `base` is the path below which the site appears, `/` for the top.
pub(crate) fn listen(folder: &Path, port: Port, base: &str) -> Result<Listening> {
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page)
        .map_err(|error| failure(format!("{}: {error}", page.display())).mend("type: cargo xtask build"))?;
    let policy = policy::of(&html).ok_or_else(|| failure(format!("{} carries no policy", page.display())))?;
    let server = bind(port)?;
    let port = server.server_addr().to_ip().map_or(0, |address| address.port());
    Ok(Listening {
        server: Arc::new(server),
        site: Arc::new(Site {
            folder: fs::canonicalize(folder).about(folder.display())?,
            base: format!("/{}/", base.trim_matches('/')).replace("//", "/"),
            // A page cannot forbid framing in a `<meta>`; only a header can.
            policy: format!("{policy}; frame-ancestors 'none'"),
        }),
        port,
    })
}

fn bind(port: Port) -> Result<Server> {
    let (first, last) = match port {
        Port::From(first) => (first, first.saturating_add(PORTS_TO_TRY)),
        Port::Exactly(only) => (only, only),
    };
    let mut refusal = String::new();
    for port in first..=last {
        match Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(server) => return Ok(server),
            Err(error) => refusal = error.to_string(),
        }
    }
    let ports = if first == last { format!("port {first}") } else { format!("any port from {first} to {last}") };
    Err(failure(format!("cannot listen on {ports}: {refusal}"))
        .mend("choose another with --port N, or --port 0 for any free one"))
}

impl Listening {
    pub(crate) fn address(&self) -> String {
        format!("http://{}:{}{}", Ipv4Addr::LOCALHOST, self.port, self.site.base)
    }

    /// Answers in the background, for as long as this program runs.
    pub(crate) fn start(&self) -> Vec<std::thread::JoinHandle<()>> {
        (0..WORKERS)
            .map(|_| {
                let (server, site) = (Arc::clone(&self.server), Arc::clone(&self.site));
                std::thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        site.answer(request);
                    }
                })
            })
            .collect()
    }
}

impl Site {
    fn answer(&self, request: Request) {
        // A reader who has gone away is no failure of the server.
        let _ = match self.find(&request) {
            Ok((file, encoding)) => {
                let (status, body) = match fs::read(file_sent(&file, encoding)) {
                    Ok(bytes) => (200, bytes),
                    Err(_) => (404, b"Not found\n".to_vec()),
                };
                let mut response = Response::from_data(body).with_status_code(status);
                for header in self.headers(&file, encoding) {
                    response.add_header(header);
                }
                request.respond(response)
            }
            Err(Refusal { status, text }) => {
                let mut response = Response::from_string(text).with_status_code(status);
                for header in self.headers(Path::new("refusal.txt"), None) {
                    response.add_header(header);
                }
                request.respond(response)
            }
        };
    }

    fn find(&self, request: &Request) -> std::result::Result<(PathBuf, Option<&'static str>), Refusal> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Err(Refusal::new(405, "Only GET and HEAD\n"));
        }
        let path = request.url().split(['?', '#']).next().unwrap_or_default();
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
        let accepted = accepted_encodings(request);
        let encoding = [("br", "br"), ("gzip", "gz")]
            .into_iter()
            .find(|(name, ending)| accepts(&accepted, name) && compress::beside(&file, ending).is_file());
        Ok((file, encoding.map(|(name, _)| name)))
    }

    fn headers(&self, file: &Path, encoding: Option<&str>) -> Vec<Header> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let mut headers = vec![
            ("Content-Type", media_type(&name)),
            ("Content-Security-Policy", self.policy.as_str()),
            ("Cache-Control", caching(&name)),
            ("Vary", "Accept-Encoding"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ];
        headers.extend(encoding.map(|encoding| ("Content-Encoding", encoding)));
        headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect()
    }
}

struct Refusal {
    status: u16,
    text: &'static str,
}

impl Refusal {
    fn new(status: u16, text: &'static str) -> Self {
        Self { status, text }
    }

    fn not_found() -> Self {
        Self::new(404, "Not found\n")
    }
}

fn file_sent(file: &Path, encoding: Option<&str>) -> PathBuf {
    match encoding {
        Some("br") => compress::beside(file, "br"),
        Some(_) => compress::beside(file, "gz"),
        None => file.to_path_buf(),
    }
}

fn accepted_encodings(request: &Request) -> String {
    let header = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    header.map_or_else(String::new, |header| header.value.to_string())
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
    let hashed =
        name.split(['-', '.', '_']).any(|part| part.len() == 16 && part.chars().all(|digit| digit.is_ascii_hexdigit()));
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
        assert_eq!(caching("index.html"), "no-cache");
    }
}
