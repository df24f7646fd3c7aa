//! Answers as a server writes them, whole and broken.

use super::read;

#[test]
fn answers_are_read() {
    let check = |text: &str, expect: Option<(u16, Option<&str>, &str, bool)>| {
        let found = read(&mut text.as_bytes()).ok();
        let found = found.as_ref().map(|(answer, keep)| {
            let cookie = answer.cookie.as_deref();
            (answer.status, cookie, answer.body.as_str(), *keep)
        });
        assert_eq!(found, expect, "{text}");
    };
    check(
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok and what follows",
        Some((200, None, "ok", true)),
    );
    check(
        "HTTP/1.1 303 See Other\r\nset-cookie: trefoil=ab; Path=/\r\nConnection: close\r\n\r\n",
        Some((303, Some("trefoil=ab"), "", false)),
    );
    check("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncut", None);
    check(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        None,
    );
    check("", None);
}
