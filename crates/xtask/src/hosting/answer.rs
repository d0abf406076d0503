//! One request to a server of this machine, and what it answers, byte by byte.

use crate::failure::{About as _, Result, failure};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Asks for a path; `accepted` are the encodings.
    pub(super) fn get(port: u16, path: &str, accepted: &str) -> Result<Self> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).about(path)?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).about(path)?;
        let accepted = if accepted.is_empty() { String::new() } else { format!("Accept-Encoding: {accepted}\r\n") };
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{accepted}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).about(path)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).about(path)?;
        Self::read(&bytes).ok_or_else(|| failure(format!("{path}: no answer that can be read")))
    }

    /// The values of a header, joined; empty where it isn't sent.
    pub(super) fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let answer = Self { status, headers: lines.filter_map(header).collect(), body: bytes.get(end + 4..)?.to_vec() };
        // nginx sends files whole; anything else would have to be put together first.
        (answer.header("transfer-encoding").is_empty() || status != 200).then_some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn an_answer_is_read() {
        let answer =
            Answer::read(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nVary: A\r\nvary: B\r\n\r\na\0b");
        let answer = answer.map(|it| (it.status, it.header("content-type"), it.header("vary"), it.body));
        assert_eq!(answer, Some((404, "text/html".to_owned(), "A, B".to_owned(), b"a\0b".to_vec())));
        assert!(Answer::read(b"HTTP/1.1 200 OK\r\n").is_none());
    }
}
