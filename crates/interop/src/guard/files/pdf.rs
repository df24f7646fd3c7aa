//! PDF: the words of each page, every string and every stream that is no picture, whether a page shows it or not.

use lopdf::{Dictionary, Document, Object, Stream};

use super::{Apart, NotSent, Part, UNPACKED};

pub(super) fn apart(bytes: &[u8]) -> Result<Apart, NotSent> {
    let document = Document::load_mem(bytes).map_err(|_| NotSent::Unreadable)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(NotSent::Locked);
    }
    if earlier(bytes) {
        return Err(NotSent::Earlier);
    }
    let mut whole = Apart::default();
    for page in document.get_pages().into_keys() {
        // A page without a readable font has no words: its streams are looked at below.
        let text = document.extract_text_with_limit(&[page], UNPACKED);
        whole
            .parts
            .push(Part::new(format!("page {page}"), text.unwrap_or_default()));
    }
    let mut strings = Vec::new();
    let mut room = UNPACKED;
    for object in document.objects.values() {
        gather(object, &mut strings);
        if let Object::Stream(stream) = object {
            of_stream(&mut whole, stream, &mut room)?;
        }
    }
    for (_, object) in &document.trailer {
        gather(object, &mut strings);
    }
    whole.parts.push(Part::new(
        "the document's properties, notes and links",
        strings,
    ));
    Ok(whole)
}

/// Whether what it said before it was last saved is still in it. A file made for the web ends twice.
fn earlier(bytes: &[u8]) -> bool {
    let count = |mark: &[u8]| {
        bytes
            .windows(mark.len())
            .filter(|window| *window == mark)
            .count()
    };
    let for_web = bytes
        .get(..1024.min(bytes.len()))
        .is_some_and(|head| head.windows(11).any(|window| window == b"/Linearized"));
    count(b"%%EOF") > if for_web { 2 } else { 1 }
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary
        .get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name)
}

fn of_stream(whole: &mut Apart, stream: &Stream, room: &mut usize) -> Result<(), NotSent> {
    if is(&stream.dict, b"Type", b"EmbeddedFile") {
        return Err(NotSent::Inside);
    }
    if is(&stream.dict, b"Subtype", b"Image") {
        whole.pictures += 1;
        return Ok(());
    }
    let fonts: [&[u8]; 3] = [b"Type1C", b"CIDFontType0C", b"OpenType"];
    let font =
        stream.dict.has(b"Length1") || fonts.iter().any(|name| is(&stream.dict, b"Subtype", name));
    if font {
        return Ok(());
    }
    let content = if stream.dict.has(b"Filter") {
        stream
            .decompressed_content_with_limit(*room)
            .map_err(|_| NotSent::Unreadable)?
    } else {
        stream.content.clone()
    };
    *room = room.checked_sub(content.len()).ok_or(NotSent::Large)?;
    whole.parts.push(Part::new(
        "a part of the document that may not be shown",
        content,
    ));
    Ok(())
}

/// Every string in an object, each on a line.
fn gather(object: &Object, strings: &mut Vec<u8>) {
    match object {
        Object::String(bytes, _) => {
            let text = lopdf::decode_text_string(object).map(String::into_bytes);
            strings.extend(text.unwrap_or_else(|_| bytes.clone()));
            strings.push(b'\n');
        }
        Object::Array(all) => all.iter().for_each(|one| gather(one, strings)),
        Object::Dictionary(dictionary) => {
            dictionary.iter().for_each(|(_, one)| gather(one, strings));
        }
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, one)| gather(one, strings)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
