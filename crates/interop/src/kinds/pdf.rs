//! Whether a PDF does nothing but show. One that runs a script, starts something, sends a form away or holds another file is not taken
//! in, and neither is one into which nobody can look. Looked at twice: by its own list of what is in it, unpacked, and by its bytes,
//! because a reader that mends a file finds what the list leaves out.

use std::panic::catch_unwind;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object};
use trefoil_core::attachment::{FileKind, NotTaken};

use super::Told;

/// Bytes of all packed lists of objects together, unpacked: a file of a few kilobytes can unpack to gigabytes.
const UNPACKED: usize = 32 << 20;
/// Bytes of one of them.
const LIST: usize = 4 << 20;
/// Bytes that each may have at the least, where there are many.
const LIST_LEAST: usize = 32 << 10;
/// Objects in objects.
const DEPTH: usize = 200;

/// What makes something happen: kinds of actions, and what holds them.
const RUNS: [&[u8]; 9] = [
    b"JavaScript",
    b"JS",
    b"XFA",
    b"Launch",
    b"ImportData",
    b"SubmitForm",
    b"GoToR",
    b"Rendition",
    b"RichMediaExecute",
];
/// What holds another file.
const HOLDS: [&[u8]; 7] = [
    b"EmbeddedFile",
    b"EF",
    b"RF",
    b"GoToE",
    b"FileAttachment",
    b"RichMedia",
    b"3D",
];

pub(super) fn tell(bytes: &[u8]) -> Told {
    // The reader is not ours, and is given what strangers send.
    catch_unwind(|| look(bytes)).unwrap_or(Err(NotTaken::Broken))
}

fn look(bytes: &[u8]) -> Told {
    let named = Named::in_bytes(bytes);
    named.told?;
    let most = UNPACKED / named.packed.max(1);
    if most < LIST_LEAST {
        return Err(NotTaken::Broken);
    }
    let options = LoadOptions::with_max_decompressed_size(most.min(LIST));
    let document = Document::load_mem_with_options(bytes, options);
    let document = document.map_err(|_| NotTaken::Broken)?;
    if document.is_encrypted() {
        return Err(NotTaken::OldFormat);
    }
    if !is_whole(&document, named.lists) {
        return Err(NotTaken::Broken);
    }
    starts(&document)?;
    for object in document.objects.values() {
        shows(object, 0)?;
    }
    of_dictionary(&document.trailer, 0)?;
    Ok(FileKind::Pdf)
}

/// Names as they stand in the bytes, whether the file's own list leads to them or not.
struct Named {
    /// Packed lists of objects.
    lists: usize,
    /// Those, and packed lists of where objects stand.
    packed: usize,
    told: Result<(), NotTaken>,
}

impl Named {
    fn in_bytes(bytes: &[u8]) -> Self {
        let mut named = Self {
            lists: 0,
            packed: 0,
            told: Ok(()),
        };
        let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        for (at, _) in starts {
            let name = name_at(bytes.get(at + 1..).unwrap_or_default());
            named.lists += usize::from(name == b"ObjStm");
            named.packed += usize::from(name == b"ObjStm" || name == b"XRef");
            // A short name stands in any packed picture by chance.
            if name.len() > 5 && named.told.is_ok() {
                named.told = of_name(&name);
            }
        }
        named
    }
}

/// A name, of which any letter may be written as its number.
fn name_at(bytes: &[u8]) -> Vec<u8> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(byte);
    let mut rest = bytes
        .iter()
        .copied()
        .take(60)
        .take_while(|byte| !ends(byte));
    let mut name = Vec::new();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let coded = || {
            let mut ahead = rest.clone();
            let (high, low) = (digit(ahead.next())?, digit(ahead.next())?);
            u8::try_from(high * 16 + low).ok()
        };
        match (byte == b'#').then(coded).flatten() {
            Some(coded) => {
                name.push(coded);
                rest.next();
                rest.next();
            }
            None => name.push(byte),
        }
    }
    name
}

fn of_name(name: &[u8]) -> Result<(), NotTaken> {
    if RUNS.contains(&name) {
        Err(NotTaken::Program)
    } else if HOLDS.contains(&name) {
        Err(NotTaken::Inside)
    } else {
        Ok(())
    }
}

/// Whether everything that it lists was read, and every packed list of objects is listed.
fn is_whole(document: &Document, lists: usize) -> bool {
    let read = |number: u32, generation: u16| {
        let id = (number, generation);
        document.objects.contains_key(&id)
    };
    let mut listed = document.reference_table.entries.iter();
    let all = listed.all(|(number, entry)| match entry {
        XrefEntry::Normal { generation, .. } => read(*number, *generation),
        XrefEntry::Compressed { .. } => read(*number, 0),
        XrefEntry::Free | XrefEntry::UnusableFree => true,
    });
    let streams = document
        .objects
        .values()
        .filter_map(|one| one.as_stream().ok());
    let known = streams.filter(|one| one.dict.has_type(b"ObjStm")).count();
    all && !document.objects.is_empty() && known >= lists
}

/// What happens when it is opened: to go to one of its own pages is nothing.
fn starts(document: &Document) -> Result<(), NotTaken> {
    let holders = document
        .objects
        .values()
        .filter_map(|one| one.as_dict().ok());
    for holder in holders {
        if holder.has(b"AA") {
            return Err(NotTaken::Program);
        }
        let Ok(opens) = holder.get(b"OpenAction") else {
            continue;
        };
        let opens = document
            .dereference(opens)
            .map_or(opens, |(_, found)| found);
        if let Ok(action) = opens.as_dict() {
            let goes = action.get(b"S").and_then(Object::as_name);
            if goes.ok() != Some(b"GoTo".as_slice()) || action.has(b"Next") {
                return Err(NotTaken::Program);
            }
        }
    }
    Ok(())
}

fn shows(object: &Object, depth: usize) -> Result<(), NotTaken> {
    if depth > DEPTH {
        return Err(NotTaken::Broken);
    }
    match object {
        Object::Array(all) => all.iter().try_for_each(|one| shows(one, depth + 1)),
        Object::Dictionary(dictionary) => of_dictionary(dictionary, depth),
        // The bytes of a stream that has a file of its own are elsewhere.
        Object::Stream(stream) if stream.dict.has(b"F") => Err(NotTaken::Inside),
        Object::Stream(stream) => of_dictionary(&stream.dict, depth),
        _ => Ok(()),
    }
}

fn of_dictionary(dictionary: &Dictionary, depth: usize) -> Result<(), NotTaken> {
    // A font, a colour or a style may be called anything; what something is and does stands under these.
    let says: [&[u8]; 3] = [b"S", b"Type", b"Subtype"];
    for (key, value) in dictionary {
        of_name(key)?;
        if let (true, Ok(name)) = (says.contains(&key.as_slice()), value.as_name()) {
            of_name(name)?;
        }
        shows(value, depth + 1)?;
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests;
