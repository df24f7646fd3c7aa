//! A browser that goes through the router in process: it keeps its cookie, sends a page's forms, and looks at answers.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt as _;

use super::markup::{Form, forms, words};

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Its headers, in order.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body.
    pub(crate) body: String,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Where it sends the reader.
    pub(crate) fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// Its words.
    pub(crate) fn words(&self) -> String {
        words(&self.body)
    }

    /// The form that goes there and has all of these in it.
    pub(crate) fn form(&self, action_ends: &str, has: &[&str]) -> Option<Form> {
        let mut found = forms(&self.body).into_iter();
        found.find(|form| {
            form.action.ends_with(action_ends) && has.iter().all(|one| form.text.contains(one))
        })
    }
}

/// One browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
}

impl Browser {
    /// A browser that nobody has signed in with.
    pub(crate) fn new(router: Router) -> Self {
        Self {
            router,
            cookie: None,
        }
    }

    /// The same, with a session.
    pub(crate) fn with_session(router: Router, secret: &str) -> Self {
        Self {
            router,
            cookie: Some(format!("trefoil={secret}")),
        }
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None, Vec::new()).await
    }

    /// Asks for a page that must be there.
    pub(crate) async fn open(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.words());
        answer
    }

    /// Sends fields.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.send(
            "POST",
            path,
            Some("application/x-www-form-urlencoded".to_owned()),
            body.join("&").into_bytes(),
        )
        .await
    }

    /// Sends a form of a page, with what was typed.
    pub(crate) async fn submit(&mut self, form: &Form, typed: &[(&str, &str)]) -> Answer {
        let mut fields = form.fields.clone();
        fields.extend(
            typed
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(&form.action, &fields).await
    }

    /// Sends a file.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        token: &str,
        name: &str,
        content: impl AsRef<[u8]>,
    ) -> Answer {
        let edge = "----trefoil-test-edge";
        let head = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        let end = format!("\r\n--{edge}--\r\n");
        let body = [head.as_bytes(), content.as_ref(), end.as_bytes()].concat();
        self.send(
            "POST",
            path,
            Some(format!("multipart/form-data; boundary={edge}")),
            body,
        )
        .await
    }

    /// The token of this visit, from a page that is open to everybody signed in.
    pub(crate) async fn token(&mut self) -> String {
        let start = self.get("/").await.location().to_owned();
        let page = self.get(&start).await;
        let form = page.form("/sign-out", &[]);
        form.and_then(|form| form.field("csrf").map(str::to_owned))
            .unwrap_or_default()
    }

    /// Asks as a program does: with these headers, and no cookie.
    pub(crate) async fn program(
        &self,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let start = Request::builder().method(method).uri(path);
        let with = |request: axum::http::request::Builder, (name, value): &(&str, &str)| {
            request.header(*name, *value)
        };
        let request = headers.iter().fold(start, with);
        self.answer(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let line = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap().to_owned())
        };
        let headers: Vec<(String, String)> = response.headers().iter().map(line).collect();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn send(
        &mut self,
        method: &str,
        path: &str,
        kind: Option<String>,
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let answer = self.answer(request.body(Body::from(body)).unwrap()).await;
        if let Some(set) = answer.header("set-cookie") {
            self.cookie = set
                .split(';')
                .next()
                .filter(|pair| !pair.ends_with('='))
                .map(str::to_owned);
        }
        answer
    }
}

/// As a form sends it.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
