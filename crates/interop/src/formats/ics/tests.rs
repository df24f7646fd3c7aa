//! What a calendar is told, line by line.

use jiff::Timestamp;
use trefoil_core::output::document::{Document, Event};
use trefoil_core::seeded::{Leak, Opened};

use super::FORMAT;

fn written(title: &str) -> String {
    let event = Event {
        title: title.to_owned(),
        from: "2026-03-17T09:30:00Z".parse().unwrap(),
        until: "2026-03-17T10:15:00Z".parse().unwrap(),
        uid: "2345-6789".to_owned(),
        made: Timestamp::UNIX_EPOCH,
    };
    let document = Document {
        title: "Letter".to_owned(),
        from: "Harbour Council".to_owned(),
        made_for: "Made for Sam".to_owned(),
        event: Some(event),
        ..Document::default()
    };
    String::from_utf8((FORMAT.write)(&document).unwrap()).unwrap()
}

#[test]
fn an_invitation_says_when_and_what_and_no_more() {
    let expect = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trefoil//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:2345-6789",
        "DTSTAMP:19700101T000000Z",
        "DTSTART:20260317T093000Z",
        "DTEND:20260317T101500Z",
        "SUMMARY:Tea\\, cake\\; a back\\\\slash and more",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    let text = written("Tea, cake; a back\\slash\nand more");
    assert_eq!(text.split("\r\n").collect::<Vec<&str>>(), expect);
}

#[test]
fn a_line_is_folded_where_the_next_letter_would_make_it_too_long() {
    // `SUMMARY:` is eight bytes of the 75.
    for (title, parts) in [
        ("x".repeat(67), 1),
        ("x".repeat(68), 2),
        (format!("{}é", "x".repeat(65)), 1),
        (format!("{}é", "x".repeat(66)), 2),
        // What follows a fold begins with a space, which counts.
        ("x".repeat(67 + 74), 2),
        ("x".repeat(67 + 75), 3),
        ("é".repeat(200), 6),
    ] {
        let text = written(&title);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let from = text.find("SUMMARY:").unwrap();
        let until = text.find("\r\nCLASS").unwrap();
        let summary = &text[from..until];
        assert_eq!(summary.split("\r\n ").count(), parts, "{summary}");
        let whole = summary.replace("\r\n ", "");
        assert_eq!(whole, format!("SUMMARY:{title}"));
    }
}

#[test]
fn a_seeded_leak_tells_in_an_invitation() {
    for (leak, told) in [
        (
            Leak::InvitationTells,
            "SUMMARY:Appointment\\, Harbour Council\r\n",
        ),
        (Leak::InvitationNames, "COMMENT:Made for Sam\r\n"),
        (Leak::InvitationPlace, "LOCATION:Harbour Council\r\n"),
    ] {
        assert!(!written("Appointment").contains(told), "{leak:?}");
        let _opened = Opened::on_this_thread(leak);
        let text = written("Appointment");
        assert!(text.contains(told), "{leak:?}: {text}");
    }
}
