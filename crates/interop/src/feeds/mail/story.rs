//! The words of a message: its subject, and what was written; of a message inside another, who wrote it and when before them.

use mail_parser::Message;
use trefoil_core::contact::SUBJECT_MARK;

/// The story of one message; `None` where it says nothing.
pub(super) fn of(message: &Message<'_>, depth: usize) -> Option<String> {
    let mut lines = Vec::new();
    if depth > 0 {
        lines.push("A message that was sent on:".to_owned());
        lines.extend(from(message).map(|from| format!("From: {from}")));
        let date = message.date();
        lines.extend(date.map(|date| format!("Sent: {}", date.to_rfc822())));
    }
    let subject = message.subject().map(str::trim);
    let subject = subject.filter(|subject| !subject.is_empty());
    lines.extend(subject.map(|subject| format!("{SUBJECT_MARK}{subject}")));
    let bodies = 0..message.text_body_count();
    let bodies = bodies.filter_map(|at| message.body_text(at));
    let bodies = bodies.map(|text| text.replace("\r\n", "\n").trim().to_owned());
    lines.extend(bodies.filter(|text| !text.is_empty()));
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// Who wrote it, by name alone: an address is a place, and a story is read by more than who sees places.
fn from(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let name = from.name().map(str::trim);
    name.filter(|name| !name.is_empty()).map(str::to_owned)
}
