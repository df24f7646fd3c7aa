//! Packages: how large they may be, and what may be in them.

use std::io::{Cursor, Write};

use trefoil_core::seeded::{Leak, Opened};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{apart, within};
use crate::guard::files::NotSent;

/// A package of these files beside its body, which is ten bytes long; a name that ends in `/` is a folder.
fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let body: &[(&str, &[u8])] = &[("word/document.xml", b"<w>Sam</w>")];
    for (name, content) in body.iter().chain(files) {
        let options = SimpleFileOptions::default();
        if name.ends_with('/') {
            zip.add_directory(*name, options).unwrap();
        } else {
            zip.start_file(*name, options).unwrap();
            zip.write_all(content).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_package_that_unpacks_to_more_than_there_is_room_for_is_not_sent() {
    let bytes = package(&[("word/more.xml", b"12 Quay St")]);
    assert!(within(&bytes, 21).is_ok());
    // At twenty the last part might go on: what was not read may hold a place.
    for room in [20, 19, 10, 5] {
        assert_eq!(within(&bytes, room), Err(NotSent::Large), "{room}");
    }
}

#[test]
fn a_package_of_more_than_four_thousand_files_is_not_sent() {
    let names: Vec<String> = (0..4_000).map(|nth| format!("word/{nth}.xml")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(apart(&package(&files[1..])).is_ok());
    assert_eq!(apart(&package(&files)), Err(NotSent::Large));
}

#[test]
fn each_part_is_looked_at_or_holds_no_words_or_is_not_sent() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\0\0\0\0 secret";
    for (name, content, place) in [
        (
            "word/media/image1.png",
            &png[..],
            Some("what is written beside a picture in the document"),
        ),
        (
            "xl/printerSettings/printerSettings1.bin",
            b"secret",
            Some("the settings of a printer"),
        ),
        ("word/fonts/font1.odttf", b"secret", None),
        ("word/media/", b"", None),
    ] {
        let whole = apart(&package(&[(name, content)])).expect(name);
        let holding = whole
            .parts
            .iter()
            .filter(|part| part.bytes.windows(6).any(|bytes| bytes == b"secret"));
        let places: Vec<&str> = holding.map(|part| part.place.as_str()).collect();
        assert_eq!(places, place.into_iter().collect::<Vec<&str>>(), "{name}");
        assert_eq!(whole.pictures, usize::from(name.ends_with("png")), "{name}");
    }
    for name in [
        "word/other.bin",
        "word/media/image1.emf",
        "word/unknown",
        "word/activeX/activeX1.xml",
        "xl/externalLinks/externalLink1.xml",
    ] {
        assert_eq!(
            apart(&package(&[(name, b"secret")])),
            Err(NotSent::Inside),
            "{name}"
        );
    }
}

#[test]
fn the_names_of_sheets_are_told_from_those_of_hidden_ones() {
    for (text, place) in [
        ("<sheet name='A'/>", "the names of sheets and cells"),
        (
            "<sheet state='hidden'/>",
            "the names of sheets, some hidden",
        ),
        (
            "<sheet state='veryHidden'/>",
            "the names of sheets, some hidden",
        ),
    ] {
        let whole = apart(&package(&[("xl/workbook.xml", text.as_bytes())])).unwrap();
        let part = whole
            .parts
            .iter()
            .find(|part| part.bytes == text.as_bytes());
        assert_eq!(part.map(|part| part.place.as_str()), Some(place), "{text}");
    }
}

#[test]
fn a_seeded_leak_lets_through_what_is_inside() {
    let file = package(&[("word/activeX/activeX1.xml", b"secret")]);
    assert_eq!(apart(&file), Err(NotSent::Inside));
    let _opened = Opened::on_this_thread(Leak::ObjectsInside);
    assert!(apart(&file).is_ok());
}
