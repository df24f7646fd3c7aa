//! Files that came with a contact: which kinds are taken in, how large they may be, and why one is not. What is not taken in is named,
//! so that somebody asks for it again. Nothing here opens a file: what it is is told by its bytes, elsewhere.

use serde::{Deserialize, Serialize};

use crate::hidden::is_hidden;
use crate::vocabulary::closed_list;

closed_list! {
    /// What a file is, told by its bytes and never by its name.
    FileKind {
        Pdf = "pdf", "PDF document";
        Word = "docx", "Word document";
        Excel = "xlsx", "Excel workbook";
        Jpeg = "jpg", "Photo (JPEG)";
        Png = "png", "Picture (PNG)";
        Heic = "heic", "Photo (HEIC)";
        Text = "txt", "Plain text";
        Message = "eml", "E-mail message";
    }
}

closed_list! {
    /// Why a file was not taken in.
    NotTaken {
        Empty = "empty", "It has nothing in it";
        TooLarge = "too_large", "It is larger than a file here may be";
        NoRoom = "no_room", "The files of this contact are too large together";
        TooMany = "too_many", "This contact has too many files";
        Program = "program", "It can run a program (a macro or a script) when it is opened";
        Inside = "inside", "It has another file inside";
        OldFormat = "old_format", "It is in an old format that can hide a program, or is protected by a password";
        Archive = "archive", "It is several files packed into one";
        Swells = "swells", "It unpacks to far more than a document does";
        Broken = "broken", "It cannot be read as what it seems to be";
        Unknown = "unknown", "It is no kind of file that is taken in";
    }
}

/// What is asked for in the place of a file that is not taken in.
pub const ASK_AGAIN: &str = "Ask whoever sent it for a plain PDF, a Word or Excel file without macros, a photo or plain text.";

/// Files that one contact may have, taken in or not.
pub const MOST_FILES: usize = 100;

/// Characters of a file's name that are kept.
const NAME_LONGEST: usize = 120;

/// How large files may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// One file.
    pub each: usize,
    /// All files of one contact together.
    pub contact: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            each: 10 << 20,
            contact: 25 << 20,
        }
    }
}

/// What a contact has already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldFiles {
    /// Files, taken in or not.
    pub files: usize,
    /// Bytes of those taken in.
    pub bytes: usize,
}

impl Sizes {
    /// Why a file of this size finds no place, before anybody looks into it. What is too large is never looked into.
    pub fn refuses(self, size: usize, held: HeldFiles) -> Option<NotTaken> {
        if size == 0 {
            return Some(NotTaken::Empty);
        }
        if size > self.each {
            return Some(NotTaken::TooLarge);
        }
        if held.files >= MOST_FILES {
            return Some(NotTaken::TooMany);
        }
        (held.bytes + size > self.contact).then_some(NotTaken::NoRoom)
    }
}

/// What is kept of a file beside its bytes; sealed, because a name may tell as much as a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentFacts {
    /// What its sender called it.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// SHA-256 of its bytes, in hexadecimal: whether what comes again is the same.
    pub digest: String,
    /// What it is; or why it was not taken in.
    pub told: Result<FileKind, NotTaken>,
}

impl AttachmentFacts {
    /// Of a file with that name.
    pub fn new(name: &str, size: usize, digest: String, told: Result<FileKind, NotTaken>) -> Self {
        Self {
            name: name_kept(name),
            size,
            digest,
            told,
        }
    }
}

/// The bytes of a file that was taken in, as they are sealed. They leave as a download and in no other way.
#[derive(Clone, PartialEq, Eq)]
pub struct AttachmentFile(pub Vec<u8>);

/// A file's name as it is kept: its last part, without what cannot be seen or turns the direction of the text.
fn name_kept(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = last.chars().filter(|c| !c.is_control() && !is_hidden(*c));
    let kept: String = shown.take(NAME_LONGEST).collect();
    match kept.trim() {
        "" => "A file without a name".to_owned(),
        kept => kept.to_owned(),
    }
}

/// "3 KB", "1.4 MB": as people say how large a file is.
pub fn size_words(bytes: usize) -> String {
    const KB: usize = 1 << 10;
    const MB: usize = 1 << 20;
    match bytes {
        0..KB => format!("{bytes} bytes"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => {
            let tenths = bytes.saturating_mul(10) / MB;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_finds_a_place_or_a_reason() {
        let sizes = Sizes {
            each: 10,
            contact: 25,
        };
        let held = |files, bytes| HeldFiles { files, bytes };
        let check = |size, held, expect| assert_eq!(sizes.refuses(size, held), expect, "{size}");
        check(10, held(0, 0), None);
        check(10, held(99, 15), None);
        check(0, held(0, 0), Some(NotTaken::Empty));
        check(11, held(0, 0), Some(NotTaken::TooLarge));
        check(10, held(2, 16), Some(NotTaken::NoRoom));
        check(1, held(100, 0), Some(NotTaken::TooMany));
    }

    #[test]
    fn a_name_is_its_last_part_and_hides_nothing() {
        let check = |name: &str, expect: &str| assert_eq!(name_kept(name), expect);
        check("notes.pdf", "notes.pdf");
        check("../../etc/passwd", "passwd");
        check("C:\\Users\\ama\\school note.docx", "school note.docx");
        check("photo\u{202e}gpj.exe", "photogpj.exe");
        check("line\r\nbreak.txt", "linebreak.txt");
        check("  ", "A file without a name");
        check(&"x".repeat(500), &"x".repeat(NAME_LONGEST));
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let check = |bytes, expect: &str| assert_eq!(size_words(bytes), expect);
        check(0, "0 bytes");
        check(1023, "1023 bytes");
        check(1025, "2 KB");
        check(1 << 20, "1.0 MB");
        check((10 << 20) + (1 << 19), "10.5 MB");
    }
}
