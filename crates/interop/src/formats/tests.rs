//! Every format says the same, to whoever opens it: read back by the guard's own taking apart, and by nothing that wrote it.

use jiff::Timestamp;
use trefoil_core::output::document::{Block, Document, Event};
use trefoil_core::seeded::{Leak, Opened};

use super::pieces::{Piece, escaped, pieces};
use super::{ALL, of_code};
use crate::guard::files::apart;

fn letter() -> Document {
    Document {
        title: "Your appointment".to_owned(),
        from: "Harbour Council".to_owned(),
        delivery: vec!["Łucja Ashdown".to_owned(), "4 Quay Street".to_owned()],
        made_for: "Made for Łucja Ashdown on 17 March 2026, disclosure 2345-6789.".to_owned(),
        blocks: vec![
            Block::heading("When <you> & I meet"),
            Block::words(
                "Dear Łucja,\nwe meet soon. ".to_owned()
                    + &"A long sentence goes on and on. ".repeat(60),
            ),
            Block::Facts(vec![("Day".to_owned(), "=1+1".to_owned())]),
        ],
        event: Some(Event {
            title: "Appointment, one; hour".to_owned(),
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::UNIX_EPOCH,
            uid: "2345-6789".to_owned(),
            made: Timestamp::UNIX_EPOCH,
        }),
    }
}

/// All that a file holds, as text, without its tags.
fn read(bytes: &[u8]) -> String {
    let whole = apart(bytes).expect("our own files open");
    let texts = whole
        .parts
        .iter()
        .map(|part| String::from_utf8_lossy(&part.bytes).into_owned());
    texts.collect::<Vec<String>>().join("\n")
}

#[test]
fn each_format_says_all_of_it() {
    for format in ALL {
        let text = read(&(format.write)(&letter()).expect(format.code));
        let has = |words: &str| {
            let words = words
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            text.contains(&words)
                || text.replace(['\r', '\n'], " ").contains(
                    &words
                        .replace("&amp;", "&")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">"),
                )
        };
        assert!(has("2345-6789"), "{}: {text}", format.code);
        if format.code != "ics" {
            for words in [
                "disclosure 2345-6789",
                "Your appointment",
                "Łucja Ashdown",
                "4 Quay Street",
                "When <you> & I meet",
                "Harbour Council",
            ] {
                assert!(has(words), "{}: {words}: {text}", format.code);
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in ALL {
        let write = || (format.write)(&letter()).expect(format.code);
        assert_eq!(write(), write(), "{}", format.code);
    }
}

#[test]
fn a_calendar_has_no_place_and_no_name() {
    let text = read(&(super::ics::FORMAT.write)(&letter()).unwrap());
    assert!(
        text.contains("SUMMARY:Appointment\\, one\\; hour\r\n"),
        "{text}"
    );
    for word in [
        "LOCATION",
        "ATTENDEE",
        "ORGANIZER",
        "GEO",
        "DESCRIPTION",
        "COMMENT",
        "Ashdown",
        "Quay",
    ] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let none = Document {
        event: None,
        ..letter()
    };
    assert!((super::ics::FORMAT.write)(&none).is_err());
}

#[test]
fn what_the_typeface_lacks_is_said_and_not_left_out() {
    let odd = Document {
        title: "見".to_owned(),
        ..letter()
    };
    let error = (super::pdf::FORMAT.write)(&odd).expect_err("no such letter");
    assert!(error.to_string().contains("Choose Word"), "{error}");
}

#[test]
fn a_format_is_known_by_its_code_alone() {
    for format in ALL {
        assert_eq!(of_code(format.code).map(|one| one.code), Some(format.code));
    }
    assert!(of_code("exe").is_none());
}

#[test]
fn marks_of_xml_are_written_as_entities_and_what_it_cannot_hold_is_left_out() {
    for (text, expect) in [
        ("a & b", "a &amp; b"),
        ("<i>", "&lt;i&gt;"),
        ("\"no\"", "&quot;no&quot;"),
        ("two\n\tlines", "two\n\tlines"),
        ("a\u{0}b\u{1f}c\u{7f}d\r", "abcd"),
        ("a\u{fffe}b\u{ffff}", "ab"),
        ("Łucja", "Łucja"),
    ] {
        assert_eq!(escaped(text), expect, "{text:?}");
    }
}

#[test]
fn a_letter_from_nobody_has_no_empty_line_in_their_place() {
    let line = |from: &str| {
        let document = Document {
            from: from.to_owned(),
            ..Document::default()
        };
        let lines = pieces(&document)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Line(text) => Some(text.to_owned()),
                _ => None,
            });
        lines.collect::<Vec<String>>()
    };
    assert_eq!(line("Harbour Council"), ["Harbour Council"]);
    assert_eq!(line(""), Vec::<String>::new());
}

#[test]
fn a_seeded_leak_tells_in_each_format() {
    for (leak, code) in [
        (Leak::HiddenText, "docx"),
        (Leak::WordAuthor, "docx"),
        (Leak::HtmlComment, "html"),
        (Leak::LetterLoads, "html"),
        (Leak::FormulaRuns, "csv"),
        (Leak::HiddenSheet, "xlsx"),
        (Leak::HiddenRow, "xlsx"),
        (Leak::SheetNote, "xlsx"),
        (Leak::SheetAuthor, "xlsx"),
        (Leak::PdfAuthor, "pdf"),
    ] {
        let write = || (of_code(code).unwrap().write)(&letter()).unwrap();
        let tight = write();
        let opened = Opened::on_this_thread(leak);
        assert_ne!(write(), tight, "{leak:?}");
        drop(opened);
        assert_eq!(write(), tight, "{leak:?}");
    }
}
