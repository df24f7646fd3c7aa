//! An invitation as calendars read it (RFC 5545). It has no place, nobody's name and no description: calendars show themselves on
//! locked screens and travel between devices (threat T23). Nor does it say for whom it was made, as other outputs do: its number tells.

use jiff::Timestamp;
use trefoil_core::output::document::{Document, Event};
use trefoil_core::seeded::{Leak, leaks, or_leak};

use super::{Format, NotWritten};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "ics",
    media_type: "text/calendar; charset=utf-8",
    words: "Calendar invitation",
    write: document,
};

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace(['\r', '\n'], " ")
}

/// Bytes of a line without its end, at most.
const LINE: usize = 75;

/// A line, folded where the next letter would make it too long.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out + "\r\n"
}

fn lines(event: &Event) -> Vec<String> {
    vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Trefoil//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", event.uid),
        format!("DTSTAMP:{}", instant(event.made)),
        format!("DTSTART:{}", instant(event.from)),
        format!("DTEND:{}", instant(event.until)),
        format!("SUMMARY:{}", escaped(&event.title)),
        "CLASS:PRIVATE".to_owned(),
        "TRANSP:OPAQUE".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ]
}

fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let Some(event) = &document.event else {
        return Err(NotWritten(
            "Only an invitation can go into a calendar. Choose another kind of file.".to_owned(),
        ));
    };
    let told = |title| format!("{title}, {}", document.from);
    let event = &or_leak(Leak::InvitationTells, event.clone(), |event| Event {
        title: told(event.title),
        ..event
    });
    let mut lines = lines(event);
    if leaks(Leak::InvitationNames) {
        lines.insert(9, format!("COMMENT:{}", escaped(&document.made_for)));
    }
    if leaks(Leak::InvitationPlace) {
        lines.insert(9, format!("LOCATION:{}", escaped(&document.from)));
    }
    let text: String = lines.iter().map(|line| folded(line)).collect();
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests;
