//! Word and Excel: every file in the package. The scan reads through tags, so words that are parted by them, tracked changes and
//! hidden sheets are found like any other.

use std::io::{Cursor, Read};

use trefoil_core::seeded::{Leak, leaks};
use zip::ZipArchive;

use super::{Apart, NotSent, Part, UNPACKED, picture};

/// Files in one package, at most.
const MOST: usize = 4_000;

pub(super) fn apart(bytes: &[u8]) -> Result<Apart, NotSent> {
    within(bytes, UNPACKED)
}

/// Takes a package apart, where its parts together unpack to fewer bytes than there is room for.
fn within(bytes: &[u8], mut room: usize) -> Result<Apart, NotSent> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotSent::Unreadable)?;
    if archive.len() > MOST {
        return Err(NotSent::Large);
    }
    let known = ["word/document.xml", "xl/workbook.xml"];
    if !known
        .iter()
        .any(|name| archive.index_for_name(name).is_some())
    {
        return Err(NotSent::Unknown);
    }
    let mut whole = Apart::default();
    whole.parts.push(Part::new(
        "the package's own notes",
        archive.comment().to_vec(),
    ));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|_| NotSent::Locked)?;
        if file.encrypted() {
            return Err(NotSent::Locked);
        }
        let name = file.name().map_err(|_| NotSent::Unreadable)?.into_owned();
        let mut content = Vec::new();
        let limit = u64::try_from(room).unwrap_or(u64::MAX);
        file.by_ref()
            .take(limit)
            .read_to_end(&mut content)
            .map_err(|_| NotSent::Unreadable)?;
        room = room
            .checked_sub(content.len())
            .filter(|left| *left > 0)
            .ok_or(NotSent::Large)?;
        whole
            .parts
            .push(Part::new("the names of its parts", name.as_bytes()));
        add(&mut whole, &name, content)?;
    }
    Ok(whole)
}

fn add(whole: &mut Apart, name: &str, content: Vec<u8>) -> Result<(), NotSent> {
    let lower = name.to_lowercase();
    let ending = lower.rsplit('.').next().unwrap_or_default();
    let programs = ["vbaproject", "activex", "/embeddings/", "externallinks/"];
    if programs.iter().any(|word| lower.contains(word)) && !leaks(Leak::ObjectsInside) {
        return Err(NotSent::Inside);
    }
    let unread = [
        (Leak::PropertiesUnread, "docprops"),
        (Leak::CommentsUnread, "comments"),
        (Leak::HiddenSheetUnread, "worksheets/sheet2"),
    ];
    if unread
        .into_iter()
        .any(|(leak, name)| lower.contains(name) && leaks(leak))
    {
        return Ok(());
    }
    match ending {
        "xml" | "rels" | "vml" | "txt" => {
            whole
                .parts
                .push(Part::new(place(&lower, &content), content));
            Ok(())
        }
        "jpg" | "jpeg" | "png" => picture::add(whole, "a picture in the document", &content),
        // Settings of a printer, with its name; the shapes of letters.
        "bin" if lower.contains("printersettings") => {
            whole
                .parts
                .push(Part::new("the settings of a printer", content));
            Ok(())
        }
        "odttf" | "ttf" => Ok(()),
        _ if lower.ends_with('/') => Ok(()),
        _ => Err(NotSent::Inside),
    }
}

fn place(name: &str, content: &[u8]) -> String {
    let holds = |mark: &str| {
        content
            .windows(mark.len())
            .any(|window| window == mark.as_bytes())
    };
    let by_name = [
        ("docprops", "the document's properties"),
        ("comments", "a comment"),
        ("header", "a header"),
        ("footer", "a footer"),
        ("notes", "a footnote"),
        ("pivot", "what a pivot table keeps"),
        ("customxml", "hidden data of the document"),
    ];
    if let Some((_, words)) = by_name.iter().find(|(mark, _)| name.contains(mark)) {
        return (*words).to_owned();
    }
    if holds("<w:del ") {
        return "the text, with changes that are still tracked".to_owned();
    }
    match name.rsplit('/').next().unwrap_or(name) {
        "workbook.xml" if holds("hidden") || holds("veryHidden") => {
            "the names of sheets, some hidden".to_owned()
        }
        "workbook.xml" => "the names of sheets and cells".to_owned(),
        _ => "the text".to_owned(),
    }
}

#[cfg(test)]
mod tests;
