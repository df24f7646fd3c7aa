//! A worker before a running server, over the wire.

use std::net::SocketAddr;
use std::time::Duration;

use crate::hub::binary::{Wired, ask, send};
use crate::hub::real;

/// One worker, signed in.
pub(super) struct Desk {
    address: SocketAddr,
    cookie: String,
    token: String,
}

impl Desk {
    pub(super) fn at(address: SocketAddr, cookie: String) -> Self {
        let page = ask(address, "GET", "/queue", &cookie, "").unwrap();
        let (_, rest) = page.text.split_once("name=\"csrf\" value=\"").unwrap();
        let token = rest.split('"').next().unwrap().to_owned();
        Self {
            address,
            cookie,
            token,
        }
    }

    pub(super) fn get(&self, path: &str) -> Wired {
        ask(self.address, "GET", path, &self.cookie, "").unwrap()
    }

    pub(super) fn post(&self, path: &str, fields: &str) -> Wired {
        let form = format!("csrf={}{fields}", self.token);
        ask(self.address, "POST", path, &self.cookie, &form).unwrap()
    }

    /// Sends a file.
    pub(super) fn send(&self, name: &str, text: &str) -> Wired {
        let edge = "----trefoil-test-edge";
        let token = &self.token;
        let body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--{edge}--\r\n"
        );
        let kind = format!("multipart/form-data; boundary={edge}");
        send(self.address, "POST", "/imports", &self.cookie, &kind, &body).unwrap()
    }

    /// Sends a file that is taken; where its page is.
    pub(super) fn upload(&self, name: &str, text: &str) -> String {
        let sent = self.send(name, text);
        let (_, rest) = sent.text.split_once("location: ").unwrap();
        rest.split("\r\n").next().unwrap().to_owned()
    }

    /// Asks until the page is so; not for ever.
    pub(super) fn until(&self, path: &str, so: impl Fn(&Wired) -> bool) {
        let started = real::started();
        loop {
            let read = self.get(path);
            if so(&read) {
                return;
            }
            assert!(
                started.elapsed() < Duration::from_mins(2),
                "{path}: {}",
                read.text
            );
            real::pause(Duration::from_millis(100));
        }
    }
}
