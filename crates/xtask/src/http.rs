//! As much of HTTP/1.1 as a server of static files on one's own machine needs: requests without a body, answers
//! of known length, connections that stay open. One thread for each connection.

use std::io::{BufRead as _, BufReader, Read as _, Result, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// The longest request line and headers that are read.
const LONGEST_HEAD: u64 = 32 * 1024;
/// How long a connection may stay silent.
const SILENCE: Duration = Duration::from_mins(1);

/// A request without its body.
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path and what follows it, as sent.
    pub(crate) target: String,
    version: String,
    headers: Vec<(String, String)>,
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header's value by its name in lower case; empty when it was not sent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn read(from: &mut BufReader<TcpStream>) -> Result<Option<Self>> {
        let mut head = from.take(LONGEST_HEAD);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let mut request = Self { method, target, version, headers: Vec::new() };
        loop {
            let mut line = String::new();
            // A head that ends before its blank line was cut off, or is too long.
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.split_once(':') {
                Some((name, value)) => {
                    request.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                None if line.trim().is_empty() => return Ok(Some(request)),
                None => return Ok(None),
            }
        }
    }

    fn keeps_open(&self) -> bool {
        let has_body =
            !matches!(self.header("content-length"), "" | "0") || !self.header("transfer-encoding").is_empty();
        let closes = self.header("connection").to_ascii_lowercase().contains("close");
        self.version == "HTTP/1.1" && !has_body && !closes
    }
}

/// Answers every request, in the background, for as long as this program runs.
pub(crate) fn serve(listener: TcpListener, answer: impl Fn(&Request) -> Response + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // A reader who has gone away is no failure of the server.
            std::thread::spawn(move || drop(converse(stream, answer.as_ref())));
        }
    });
}

fn converse(stream: TcpStream, answer: &(impl Fn(&Request) -> Response + ?Sized)) -> Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut to = stream.try_clone()?;
    let mut from = BufReader::new(stream);
    while let Some(request) = Request::read(&mut from)? {
        let keeps_open = request.keeps_open();
        let message = answer(&request).written(&request, keeps_open);
        to.write_all(&message)?;
        if !keeps_open {
            break;
        }
    }
    Ok(())
}

impl Response {
    fn written(&self, request: &Request, keeps_open: bool) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            404 => "Not Found",
            405 => "Method Not Allowed",
            _ => "",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str(if keeps_open { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        let mut message = head.into_bytes();
        if request.method != "HEAD" {
            message.extend(&self.body);
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::{Response, serve};
    use std::io::{Read as _, Result, Write as _};
    use std::net::{Ipv4Addr, TcpListener, TcpStream};

    fn said(to_server: &str) -> Result<String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        serve(listener, |request| Response {
            status: 200,
            headers: vec![("Content-Type", "text/plain".to_owned())],
            body: format!("[{} {}]", request.method, request.target).into_bytes(),
        });
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(to_server.as_bytes())?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn a_connection_carries_several_requests() -> Result<()> {
        let text = said(
            "GET /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.0\r\n\r\nGET /d HTTP/1.1\r\n\r\n",
        )?;
        assert!(text.starts_with("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Type: text/plain\r\n"));
        assert!(text.contains("[GET /a]") && text.contains("[GET /c]"));
        assert!(!text.contains("[HEAD /b]"), "HEAD has no body");
        assert!(!text.contains("[GET /d]"), "HTTP/1.0 closes");
        Ok(())
    }

    #[test]
    fn what_is_no_request_gets_no_answer() -> Result<()> {
        for hostile in ["", "\r\n", "GET\r\n\r\n", "GET /a HTTP/1.1\r\n", "GET /a HTTP/1.1\r\nno colon\r\n\r\n"] {
            assert_eq!(said(hostile)?, "", "{hostile:?}");
        }
        let long = format!("GET /a HTTP/1.1\r\nX: {}\r\n\r\n", "y".repeat(40_000));
        assert!(!said(&long).unwrap_or_default().contains("200"));
        Ok(())
    }
}
