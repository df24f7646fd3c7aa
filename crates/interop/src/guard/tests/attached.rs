//! An address in each corner of each kind of file is found; what cannot be looked at is not sent.

use std::io::{Cursor, Write};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use rust_xlsxwriter::{DocProperties, Note, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::hiding::guard;
use crate::guard::files::{Apart, NotSent, apart};
use crate::guard::needles::PlaceKind;

const SECRET: &str = "12 Quay Street, Fleetwood";

/// Whether the guard finds it in any part, and in which.
fn found_in(file: &[u8]) -> Vec<String> {
    let guard = guard(&[(PlaceKind::House, SECRET)]);
    let whole = apart(file).expect("the file opens");
    let parts = whole
        .parts
        .into_iter()
        .filter(|part| guard.finds(&part.bytes));
    parts.map(|part| part.place).collect()
}

fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BODY: (&str, &str) = (
    "word/document.xml",
    "<w:document><w:p><w:t>Dear Sam</w:t></w:p></w:document>",
);

#[test]
fn every_corner_of_a_word_file_is_looked_at() {
    assert_eq!(found_in(&package(&[BODY])), Vec::<String>::new());
    for (name, text, place) in [
        (
            "word/document.xml",
            "<w:p><w:r><w:t>12 Qu</w:t></w:r><w:r><w:t>ay Street</w:t></w:r></w:p>",
            "the text",
        ),
        (
            "word/document.xml",
            "<w:p><w:del w:id=\"1\"><w:delText>12 Quay Street</w:delText></w:del></w:p>",
            "the text, with changes that are still tracked",
        ),
        (
            "word/comments.xml",
            "<w:comment><w:t>she is at 12 quay st.</w:t></w:comment>",
            "a comment",
        ),
        (
            "docProps/core.xml",
            "<dc:creator>12 Quay Street</dc:creator>",
            "the document's properties",
        ),
        (
            "docProps/custom.xml",
            "<property name=\"12 Quay Street\"/>",
            "the document's properties",
        ),
        ("word/header1.xml", "<w:t>12 Quay Street</w:t>", "a header"),
        (
            "customXml/item1.xml",
            "<x a=\"12&#x20;Quay&#32;Street\"/>",
            "hidden data of the document",
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationship Target=\"https://maps.example/?q=12+Quay%20Street\"/>",
            "the text",
        ),
    ] {
        let files = if name == BODY.0 {
            vec![(name, text)]
        } else {
            vec![BODY, (name, text)]
        };
        assert_eq!(found_in(&package(&files)), [place], "{name}: {text}");
    }
}

#[test]
fn every_corner_of_a_workbook_is_looked_at() {
    let book = |change: &dyn Fn(&mut Workbook)| {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Dear Sam").unwrap();
        change(&mut book);
        book.save_to_buffer().unwrap()
    };
    assert_eq!(found_in(&book(&|_| {})), Vec::<String>::new());
    let corners: [&dyn Fn(&mut Workbook); 5] = [
        &|book| {
            let sheet = book.add_worksheet();
            sheet
                .set_hidden(true)
                .write(0, 0, "12 Quay Street")
                .unwrap();
        },
        &|book| {
            book.worksheet_from_index(0)
                .unwrap()
                .insert_note(0, 0, &Note::new("12 Quay St"))
                .unwrap();
        },
        &|book| {
            book.define_name("Home", "=\"12 Quay Street\"").unwrap();
        },
        &|book| {
            book.set_properties(&DocProperties::new().set_comment("12 Quay Street"));
        },
        &|book| {
            book.add_worksheet().set_name("12 Quay Street").unwrap();
        },
    ];
    for (number, corner) in corners.into_iter().enumerate() {
        assert!(!found_in(&book(corner)).is_empty(), "corner {number}");
    }
}

pub(super) fn pdf(text: &str, title: &str, extra: Option<Stream>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" },
    );
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Tj", vec![Object::string_literal(text)]),
        Operation::new("ET", vec![]),
    ];
    let content = Content { operations };
    let content = document.add_object(Stream::new(dictionary! {}, content.encode().unwrap()));
    let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources });
    let all = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(all));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let info = document.add_object(dictionary! { "Title" => Object::string_literal(title) });
    document.trailer.set("Info", info);
    if let Some(extra) = extra {
        document.add_object(extra);
    }
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_corner_of_a_pdf_is_looked_at() {
    assert_eq!(
        found_in(&pdf("Dear Sam", "Letter", None)),
        Vec::<String>::new()
    );
    assert!(found_in(&pdf("12 Quay Street", "Letter", None)).contains(&"page 1".to_owned()));
    assert_eq!(
        found_in(&pdf("Dear Sam", "12 Quay Street", None)),
        ["the document's properties, notes and links"]
    );
    let hidden = Stream::new(
        dictionary! { "Type" => "Metadata" },
        b"<x>12 Quay Street</x>".to_vec(),
    );
    assert_eq!(
        found_in(&pdf("Dear Sam", "Letter", Some(hidden))),
        ["a part of the document that may not be shown"]
    );
    let inside = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"x".to_vec());
    assert_eq!(
        apart(&pdf("Dear Sam", "Letter", Some(inside))),
        Err(NotSent::Inside)
    );
    let twice = [pdf("12 Quay Street", "Letter", None), b"\n%%EOF\n".to_vec()].concat();
    assert_eq!(apart(&twice), Err(NotSent::Earlier));
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &[0; 4]].concat()
}

pub(super) fn png(kind: &[u8], data: &[u8]) -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(kind, data),
        chunk(b"IEND", b""),
    ]
    .concat()
}

pub(super) fn jpeg(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [
        &[0xff, 0xd8, 0xff, marker][..],
        &length,
        data,
        &[0xff, 0xd9],
    ]
    .concat()
}

/// A camera's note with one field: the words of whoever took the picture, or where it was taken.
fn camera(located: bool) -> Vec<u8> {
    let text = b"12 Quay Street\0";
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    if located {
        // A pointer to the position, and in it the reference of the latitude, north.
        tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0");
        tiff.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    } else {
        tiff.extend(b"\x01\x0e\0\x02\0\0\0\x0f\0\0\0\x1a\0\0\0\0");
        tiff.extend(text);
    }
    [b"Exif\0\0".to_vec(), tiff].concat()
}

#[test]
fn what_is_written_beside_a_picture_is_looked_at() {
    let Apart {
        pictures,
        tells_where,
        ..
    } = apart(&png(b"tIME", b"2026")).unwrap();
    assert_eq!((pictures, tells_where), (1, false));
    assert!(!found_in(&png(b"tEXt", b"Comment\x0012 Quay Street")).is_empty());
    assert!(!found_in(&[png(b"tIME", b""), b"12 Quay Street".to_vec()].concat()).is_empty());
    assert!(!found_in(&jpeg(0xfe, b"12 Quay Street")).is_empty());
    assert!(!found_in(&jpeg(0xe1, &camera(false))).is_empty());
    assert!(apart(&jpeg(0xe1, &camera(true))).unwrap().tells_where);
    assert!(!apart(&jpeg(0xe1, &camera(false))).unwrap().tells_where);
}

#[test]
fn text_is_looked_at() {
    for text in [
        "x 12 Quay Street",
        "BEGIN:VCALENDAR\r\nLOCATION:12 Quay\r\n  Street\r\n",
        "a,b\r\n12,Quay Street\r\n",
    ] {
        assert_eq!(found_in(text.as_bytes()), ["the text"], "{text}");
    }
    let wide: Vec<u8> = "\u{feff}12 Quay Street"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(found_in(&wide), ["the text"]);
}

#[test]
fn what_cannot_be_looked_at_is_not_sent() {
    let zip = package(&[("readme.txt", "12 Quay Street")]);
    let macros = package(&[BODY, ("word/vbaProject.bin", "x")]);
    let inside = package(&[BODY, ("word/embeddings/oleObject1.bin", "x")]);
    let odd = package(&[BODY, ("word/media/image1.emf", "x")]);
    let large = vec![b' '; (20 << 20) + 1];
    for (file, why) in [
        (zip.as_slice(), NotSent::Unknown),
        (&macros, NotSent::Inside),
        (&inside, NotSent::Inside),
        (&odd, NotSent::Inside),
        (b"%PDF-1.7 broken", NotSent::Unreadable),
        (b"PK\x03\x04 broken", NotSent::Unreadable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotSent::Unknown),
        (b"GIF89a\x01\x00", NotSent::Unknown),
        (b"\xff\xd8\xff\xe1\x00", NotSent::Unreadable),
        (&large, NotSent::Large),
    ] {
        assert_eq!(apart(file), Err(why), "{:?}", file.get(..20));
    }
}
