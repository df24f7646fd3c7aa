//! What a file is that came with a contact, told by its bytes. Nothing is run or drawn, and nothing is held unpacked but two small parts
//! of an Office file and the lists of what is in a PDF. An Office file is unpacked once, to count what comes out, and no further than a
//! document goes: one that unpacks to a mountain is left at the foot of it. Of any other archive the list of its names is read.

use std::io::{Cursor, Read, copy, sink};

use mail_parser::{MessageParser, MessagePart};
use trefoil_core::attachment::{FileKind, NotTaken};
use zip::ZipArchive;

mod pdf;

/// Names in one package, at most.
const MOST: usize = 4_000;
/// Messages inside messages that are looked into.
const DEPTH: usize = 8;
/// Bytes of a part of an Office file that are read.
const PART: u64 = 1 << 20;
/// Bytes that all parts of an Office file unpack to, at most; as the guard reads of what leaves.
const UNPACKED: u64 = 64 << 20;
/// So many times its own weight a package may unpack to, and [`PART`] more. The XML of a long table packs to a fortieth or so; nothing that
/// somebody wrote packs to less than a two-hundredth.
const SWELLS: u64 = 200;
/// Bytes at the start of a text in which a message's headers end.
const HEAD: usize = 64 << 10;

type Told = Result<FileKind, NotTaken>;

/// What it is.
///
/// # Errors
/// Why it is not taken in.
pub fn tell(bytes: &[u8]) -> Told {
    at_depth(bytes, 0)
}

/// What a file looks like that begins so, in words; `None` where it may be text.
pub fn looks_like(head: &[u8]) -> Option<&'static str> {
    Mark::of(head).map(Mark::words)
}

/// What the first bytes of a file say.
#[derive(Clone, Copy)]
enum Mark {
    Pdf,
    Package,
    Jpeg,
    Png,
    Heic,
    Old,
    Archive,
}

impl Mark {
    fn of(bytes: &[u8]) -> Option<Self> {
        let starts = |mark: &[u8]| bytes.starts_with(mark);
        match bytes {
            _ if starts(b"%PDF-") => Some(Self::Pdf),
            _ if starts(b"PK\x03\x04") => Some(Self::Package),
            _ if starts(b"\xff\xd8\xff") => Some(Self::Jpeg),
            _ if starts(b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            _ if is_heic(bytes) => Some(Self::Heic),
            // Word, Excel and PowerPoint until 2003, what is locked by a password since, and rich text, which can hold any object.
            _ if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || starts(b"{\\rt") => Some(Self::Old),
            _ if is_archive(bytes) => Some(Self::Archive),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF document",
            Self::Package => "an Excel workbook, a Word document or another packed file",
            Self::Jpeg | Self::Heic => "a photo",
            Self::Png => "a picture",
            Self::Old => "a Word or Excel file in an old format, or one with a password",
            Self::Archive => "several files packed into one",
        }
    }
}

/// The same, so many messages deep.
fn at_depth(bytes: &[u8], depth: usize) -> Told {
    if bytes.is_empty() {
        return Err(NotTaken::Empty);
    }
    match Mark::of(bytes) {
        Some(Mark::Pdf) => pdf::tell(bytes),
        Some(Mark::Package) => package(bytes),
        Some(Mark::Jpeg) => Ok(FileKind::Jpeg),
        Some(Mark::Png) => Ok(FileKind::Png),
        Some(Mark::Heic) => Ok(FileKind::Heic),
        Some(Mark::Old) => Err(NotTaken::OldFormat),
        Some(Mark::Archive) => Err(NotTaken::Archive),
        None => text(bytes, depth),
    }
}

fn is_heic(bytes: &[u8]) -> bool {
    let brands: [&[u8]; 5] = [b"heic", b"heix", b"heim", b"mif1", b"msf1"];
    let brand = bytes.get(8..12).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && brands.contains(&brand)
}

fn is_archive(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 7] = [
        b"PK\x05\x06",
        b"Rar!",
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ\0",
        b"MSCF",
    ];
    let tar = bytes.get(257..262) == Some(b"ustar");
    tar || marks.iter().any(|mark| bytes.starts_with(mark))
}

/// How many names an archive says that it lists: looked at before anything is made of them.
fn names_listed(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|mark| mark == b"PK\x05\x06")?;
    let count = bytes.get(at + 10..at + 12)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_le_bytes(*count)))
}

fn package(bytes: &[u8]) -> Told {
    if names_listed(bytes).ok_or(NotTaken::Broken)? > MOST {
        return Err(NotTaken::Archive);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotTaken::Broken)?;
    let names = archive.file_names();
    let names: Result<Vec<String>, _> = names
        .map(|name| name.map(|one| one.to_lowercase()))
        .collect();
    let names = names.map_err(|_| NotTaken::Broken)?;
    let has = |part: &str| names.iter().any(|name| name.contains(part));
    let kind = if has("word/document.xml") {
        FileKind::Word
    } else if has("xl/workbook.xml") {
        FileKind::Excel
    } else {
        return Err(NotTaken::Archive);
    };
    if ["vbaproject", "activex", "macrosheets", "vbadata", ".exe"]
        .into_iter()
        .any(has)
    {
        return Err(NotTaken::Program);
    }
    if has("/embeddings/") {
        return Err(NotTaken::Inside);
    }
    let types = part(&mut archive, "[Content_Types].xml").ok_or(NotTaken::Broken)?;
    // A template that is fetched when the document is opened may bring the macro that the document has not.
    let template = part(&mut archive, "word/_rels/settings.xml.rels").unwrap_or_default();
    let runs = types.contains("macroenabled") || types.contains("vbaproject");
    if runs || template.contains("attachedtemplate") {
        return Err(NotTaken::Program);
    }
    unpack(&mut archive, bytes.len())?;
    Ok(kind)
}

/// Unpacks every part, and keeps nothing of it. What the parts say of their size is asked first; one that says less than comes out of it
/// cannot be read.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, weight: usize) -> Result<(), NotTaken> {
    let weight = u64::try_from(weight).unwrap_or(UNPACKED);
    let mut left = UNPACKED.min(weight.saturating_mul(SWELLS).saturating_add(PART));
    let said = archive.decompressed_size().ok_or(NotTaken::Swells)?;
    if said > u128::from(left) {
        return Err(NotTaken::Swells);
    }
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| NotTaken::Broken)?;
        let came = copy(&mut part.take(left.saturating_add(1)), &mut sink());
        let came = came.map_err(|_| NotTaken::Broken)?;
        left = left.checked_sub(came).ok_or(NotTaken::Swells)?;
    }
    Ok(())
}

/// A small part of the package, in lower case; `None` where it is not there, or is no small part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let mut content = Vec::new();
    file.take(PART).read_to_end(&mut content).ok()?;
    let whole = u64::try_from(content.len()).ok()? < PART;
    whole.then(|| String::from_utf8_lossy(&content).to_lowercase())
}

/// Words without a byte that words have not: plain text, or a message. A page of the web is neither, because it runs.
fn text(bytes: &[u8], depth: usize) -> Told {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let plain = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c);
    if !wide && !bytes.iter().all(plain) {
        return Err(NotTaken::Unknown);
    }
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let first = head.trim_start_matches('\u{feff}').trim_start();
    let first: String = first.chars().take(16).collect();
    let first = first.to_lowercase();
    let page = ["<!doctype", "<html", "<?xml", "<svg", "<script", "<?php"];
    if page.iter().any(|mark| first.starts_with(mark)) {
        return Err(NotTaken::Unknown);
    }
    if is_message(&head) {
        return message(bytes, depth);
    }
    Ok(FileKind::Text)
}

/// A message is taken in with what is in it, or not at all: a program that is handed on is a program.
fn message(bytes: &[u8], depth: usize) -> Told {
    let parsed = MessageParser::default().parse(bytes);
    let parsed = parsed.filter(|one| depth < DEPTH && one.attachment_count() <= MOST);
    let parsed = parsed.ok_or(NotTaken::Inside)?;
    let fits = |part: &MessagePart<'_>| at_depth(part.contents(), depth + 1).is_ok();
    if parsed.attachments().all(fits) {
        Ok(FileKind::Message)
    } else {
        Err(NotTaken::Inside)
    }
}

/// Whether a text begins with the headers of a message (RFC 5322): two or more of those that say whence it came.
pub(crate) fn is_message(head: &str) -> bool {
    let known = [
        "from",
        "to",
        "date",
        "subject",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "delivered-to",
    ];
    let mut found = 0;
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            break;
        };
        if known.contains(&name.trim().to_lowercase().as_str()) {
            found += 1;
        }
    }
    found >= 2
}

#[cfg(test)]
mod tests;
