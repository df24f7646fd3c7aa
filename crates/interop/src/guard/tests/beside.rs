//! What stands beside the words of a PDF and beside a picture, and how large a file may be.

use lopdf::{Document, Object, Stream, dictionary};

use super::attached::{jpeg, pdf, png};
use crate::guard::files::{NotSent, apart};

const SECRET: &[u8] = b"12 Quay Street";

/// Where a file's parts hold it.
fn places(file: &[u8]) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|window| window == SECRET);
    let whole = apart(file).expect("it opens");
    let parts = whole.parts.into_iter().filter(|part| holds(&part.bytes));
    parts.map(|part| part.place).collect()
}

#[test]
fn a_file_of_twenty_megabytes_is_looked_at_and_of_a_byte_more_is_not() {
    let mut file = vec![0x81; 20 << 20];
    assert_eq!(apart(&file), Err(NotSent::Unknown));
    file.push(0x81);
    assert_eq!(apart(&file), Err(NotSent::Large));
}

#[test]
fn words_in_any_object_of_a_pdf_are_looked_at() {
    let secret = || Object::string_literal(SECRET);
    for dictionary in [
        dictionary! { "Note" => secret() },
        dictionary! { "Note" => vec![Object::Null, secret()] },
        dictionary! { "Note" => dictionary! { "In" => secret() } },
    ] {
        let file = pdf("Dear Sam", "Letter", Some(Stream::new(dictionary, vec![])));
        assert_eq!(
            places(&file),
            ["the document's properties, notes and links"]
        );
    }
}

#[test]
fn the_shapes_of_letters_and_pictures_in_a_pdf_hold_no_words() {
    for dictionary in [
        dictionary! { "Length1" => 14 },
        dictionary! { "Subtype" => "Type1C" },
        dictionary! { "Subtype" => "Image" },
    ] {
        let stream = Stream::new(dictionary.clone(), SECRET.to_vec());
        let file = pdf("Dear Sam", "Letter", Some(stream));
        assert_eq!(places(&file), Vec::<String>::new(), "{dictionary:?}");
    }
}

#[test]
fn the_pictures_of_a_pdf_are_counted() {
    let file = pdf("Dear Sam", "Letter", None);
    let mut document = Document::load_mem(&file).unwrap();
    for count in 1..=2 {
        document.add_object(Stream::new(dictionary! { "Subtype" => "Image" }, vec![0]));
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        assert_eq!(apart(&bytes).unwrap().pictures, count);
    }
}

#[test]
fn what_stands_after_a_picture_is_looked_at_and_nothing_of_the_picture_itself() {
    let scan = [
        &b"\0\x04\0\0"[..],
        b"light \xff\0 and 1",
        b"\xff\xd9",
        SECRET,
    ]
    .concat();
    let file = [&b"\xff\xd8\xff\xda"[..], &scan].concat();
    let whole = apart(&file).unwrap();
    let beside: Vec<&[u8]> = whole
        .parts
        .iter()
        .map(|part| part.bytes.as_slice())
        .collect();
    assert_eq!(beside, [SECRET]);
    for kind in [b"IDAT", b"PLTE"] {
        assert_eq!(places(&png(kind, SECRET)), Vec::<String>::new());
    }
}

#[test]
fn words_beside_a_picture_that_cannot_be_read_are_not_sent() {
    let broken = jpeg(0xe1, b"Exif\0\0broken");
    let packed = png(b"zTXt", b"Comment\0\0x\x9c");
    let packed_too = png(b"iTXt", b"Comment\0\x01\0\0\0x\x9c");
    let cut = png(b"iTXt", b"Comment");
    for file in [broken, packed, packed_too, cut] {
        assert_eq!(apart(&file), Err(NotSent::Unreadable));
    }
    let plain = png(b"iTXt", b"Comment\0\0\0\0\x0012 Quay Street");
    assert_eq!(places(&plain), ["what is written beside the picture"]);
}
