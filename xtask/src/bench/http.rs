//! A small client of HTTP/1.1 with one connection that is kept, for a server on this machine only. No cookies but the
//! session's, no redirects followed, no compression: as much as a load needs.

use anyhow::{Context as _, bail, ensure};
use std::io::{BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) cookie: Option<String>,
    pub(super) body: String,
}

/// One browser.
pub(super) struct Client {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    cookie: String,
}

impl Client {
    pub(super) fn new(port: u16) -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            connection: None,
            cookie: String::new(),
        }
    }

    /// Opens a one-time sign-in link and keeps its session.
    pub(super) fn sign_in(&mut self, path: &str) -> anyhow::Result<()> {
        let answer = self.get(path)?;
        let cookie = answer.cookie.filter(|_| answer.status == 303);
        self.cookie = cookie.context("the sign-in link did not work")?;
        Ok(())
    }

    pub(super) fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// Sends a form.
    pub(super) fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nSec-Fetch-Site: same-origin\r\n",
            form.len()
        );
        self.ask(&head, form)
    }

    fn ask(&mut self, head: &str, body: &str) -> anyhow::Result<Answer> {
        let cookie = if self.cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {}\r\n", self.cookie)
        };
        let request = format!("{head}Host: {}\r\n{cookie}\r\n{body}", self.address);
        let mut connection = match self.connection.take() {
            Some(open) => open,
            None => self.connect()?,
        };
        connection.get_mut().write_all(request.as_bytes())?;
        let (answer, keep) = read(&mut connection)?;
        self.connection = keep.then_some(connection);
        Ok(answer)
    }

    fn connect(&self) -> anyhow::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(BufReader::with_capacity(1 << 16, stream))
    }
}

/// One answer, and whether the connection stays open behind it.
fn read(from: &mut impl std::io::BufRead) -> anyhow::Result<(Answer, bool)> {
    let mut answer = Answer::default();
    let (mut length, mut keep) = (None, true);
    let status = line(from)?;
    let code = status.split(' ').nth(1).context("no status was answered")?;
    answer.status = code.parse()?;
    loop {
        let header = line(from)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').context("a header has no colon")?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.parse::<u64>()?),
            "transfer-encoding" => bail!("an answer in parts is not understood here"),
            "connection" => keep = !value.eq_ignore_ascii_case("close"),
            "set-cookie" => answer.cookie = value.split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    let mut bytes = Vec::new();
    let length = length.unwrap_or(0);
    from.take(length).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 == length, "the answer was cut short");
    answer.body = String::from_utf8_lossy(&bytes).into_owned();
    Ok((answer, keep))
}

fn line(from: &mut impl std::io::BufRead) -> anyhow::Result<String> {
    let mut text = String::new();
    ensure!(from.read_line(&mut text)? > 0, "the connection was closed");
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests;
