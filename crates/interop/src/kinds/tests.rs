//! Each kind by its bytes, whatever it is called; what can run, hide or swell is not taken in, and costs next to nothing.

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::pdf::tests::long;
use super::*;

/// A package of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
const WORD: (&str, &[u8]) = ("word/document.xml", b"<w:document/>");

#[test]
fn each_kind_is_told_by_its_bytes() {
    let check = |bytes: &[u8], expect: Told| assert_eq!(tell(bytes), expect, "{bytes:.20?}");
    check(&long(1), Ok(FileKind::Pdf));
    check(b"\xff\xd8\xff\xe0JFIF", Ok(FileKind::Jpeg));
    check(b"\x89PNG\r\n\x1a\nIHDR", Ok(FileKind::Png));
    check(b"\0\0\0\x18ftypheic\0\0", Ok(FileKind::Heic));
    check(&packed(&[TYPES, WORD]), Ok(FileKind::Word));
    check(
        &packed(&[TYPES, ("xl/workbook.xml", b"<workbook/>")]),
        Ok(FileKind::Excel),
    );
    check(
        "He has bruises. \u{17b}aneta".as_bytes(),
        Ok(FileKind::Text),
    );
    check(b"caf\xe9 in another alphabet", Ok(FileKind::Text));
    check(
        b"From: a@b.example\r\nSubject: Tom\r\n\r\nHello",
        Ok(FileKind::Message),
    );
    check(b"Subject: about Tom\nShe rang at ten.", Ok(FileKind::Text));
}

#[test]
fn what_can_run_or_hide_is_not_taken_in() {
    let check = |bytes: &[u8], expect: NotTaken| assert_eq!(tell(bytes), Err(expect));
    check(b"", NotTaken::Empty);
    check(b"MZ\x90\0\x03", NotTaken::Unknown);
    check(b"\x7fELF\x02", NotTaken::Unknown);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", NotTaken::OldFormat);
    check(b"{\\rtf1 {\\object}}", NotTaken::OldFormat);
    check(b" <!DOCTYPE html><script>", NotTaken::Unknown);
    check(b"\xef\xbb\xbf<svg onload=x>", NotTaken::Unknown);
    check(b"Rar!\x1a\x07", NotTaken::Archive);
    check(&packed(&[("a.txt", b"a")]), NotTaken::Archive);
    check(b"PK\x03\x04 and nothing else", NotTaken::Broken);
    check(
        &packed(&[TYPES, WORD, ("word/vbaProject.bin", b"x")]),
        NotTaken::Program,
    );
    check(
        &packed(&[
            TYPES,
            ("xl/workbook.xml", b""),
            ("xl/macrosheets/s1.xml", b""),
        ]),
        NotTaken::Program,
    );
    let types: &[u8] =
        b"<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>";
    check(
        &packed(&[("[Content_Types].xml", types), WORD]),
        NotTaken::Program,
    );
    let template: &[u8] =
        b"<Relationship Type=\"http://x/attachedTemplate\" Target=\"http://x/t.dotm\"/>";
    check(
        &packed(&[TYPES, WORD, ("word/_rels/settings.xml.rels", template)]),
        NotTaken::Program,
    );
    check(
        &packed(&[TYPES, WORD, ("word/embeddings/oleObject1.bin", b"x")]),
        NotTaken::Inside,
    );
    check(&packed(&[WORD]), NotTaken::Broken);
}

#[test]
fn a_message_is_what_is_in_it() {
    let with = |content: &[u8]| {
        let head: &[u8] = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=e\r\n\r\n--e\r\n\r\nhello\r\n--e\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=f\r\n\r\n";
        [head, content, b"\r\n--e--\r\n"].concat()
    };
    assert_eq!(tell(&with(b"She rang at ten.")), Ok(FileKind::Message));
    assert_eq!(tell(&with(b"%PDF-1.7")), Err(NotTaken::Inside));
    assert_eq!(tell(&with(b"<script>x")), Err(NotTaken::Inside));
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a bomb that went off takes minutes: the bound is far from both"
)]
fn what_swells_costs_what_it_weighs() {
    let zeros = vec![0_u8; 64 << 20];
    let swollen = packed(&[TYPES, WORD, ("word/media/image1.png", &zeros)]);
    let types = packed(&[("[Content_Types].xml", &zeros), WORD]);
    let many: Vec<(String, Vec<u8>)> = (0..=MOST)
        .map(|at| (format!("{at}.txt"), Vec::new()))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    let many = packed(&many);
    let long = long(500);
    let begun = Instant::now();
    assert_eq!(tell(&swollen), Err(NotTaken::Swells));
    assert_eq!(tell(&types), Err(NotTaken::Broken));
    assert_eq!(tell(&many), Err(NotTaken::Archive));
    assert_eq!(tell(&long), Ok(FileKind::Pdf));
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
}

/// A Word document with this part beside its own; what the package says of the part's size is written over where `said` is given.
fn with_part(content: &[u8], said: Option<u32>) -> Vec<u8> {
    let mut bytes = packed(&[TYPES, WORD, ("word/media/one.xml", content)]);
    let true_size = u32::try_from(content.len()).unwrap().to_le_bytes();
    if let Some(said) = said {
        let places: Vec<usize> = (0..bytes.len() - 4)
            .filter(|at| bytes[*at..*at + 4] == true_size)
            .collect();
        assert!(!places.is_empty(), "the size stands in the package");
        for at in places {
            bytes[at..at + 4].copy_from_slice(&said.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn what_unpacks_to_a_mountain_is_not_taken_in() {
    use NotTaken::{Broken, Swells};
    let mountain = vec![b' '; 80 << 20];
    let hill = vec![b' '; 8 << 20];
    for (bomb, expect, what) in [
        (with_part(&mountain, None), Swells, "more than any document"),
        (
            with_part(&hill, None),
            Swells,
            "a thousand times its weight",
        ),
        (with_part(&mountain, Some(100)), Broken, "and says less"),
        (with_part(&hill, Some(100)), Broken, "the same, of less"),
    ] {
        assert!(bomb.len() < 200 << 10, "{what}: {} bytes", bomb.len());
        assert_eq!(tell(&bomb), Err(expect), "{what}");
    }
    // A long table is no bomb: it packs well, and holds something in every line.
    let row = |row: u32| format!("<c r=\"A{row}\" t=\"s\"><v>{}</v></c>", row % 97);
    let table: String = (0..60_000).map(row).collect();
    let sheet = with_part(table.as_bytes(), None);
    assert_eq!(tell(&sheet), Ok(FileKind::Word));
}
