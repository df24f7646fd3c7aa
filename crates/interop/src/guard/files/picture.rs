//! Pictures: what a camera or a program wrote beside the picture. What the picture shows only a person can tell.

use std::io::Cursor;

use exif::{Context, Reader};
use trefoil_core::seeded::{Leak, leaks};

use super::{Apart, NotSent, Part};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG) || bytes.starts_with(JPEG)
}

/// Adds a picture's parts.
pub(super) fn add(whole: &mut Apart, place: &str, bytes: &[u8]) -> Result<(), NotSent> {
    if !is(bytes) {
        return Err(NotSent::Inside);
    }
    whole.pictures += 1;
    if leaks(Leak::PictureUnread) {
        return Ok(());
    }
    match Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        Ok(data) => {
            whole.tells_where |= data
                .fields()
                .any(|field| field.tag.context() == Context::Gps);
            let lines = data
                .fields()
                .map(|field| format!("{}: {}\n", field.tag, field.display_value()));
            let text: String = lines.collect();
            whole
                .parts
                .push(Part::new(format!("what is written beside {place}"), text));
        }
        // A camera's notes that do not read might say where; a picture without any has none to read.
        Err(_) if bytes.windows(6).any(|window| window == b"Exif\0\0") => {
            return Err(NotSent::Unreadable);
        }
        Err(_) => {}
    }
    let beside = if bytes.starts_with(PNG) {
        png(bytes)
    } else {
        jpeg(bytes)
    };
    let beside = beside.ok_or(NotSent::Unreadable)?;
    whole
        .parts
        .push(Part::new(format!("what is written beside {place}"), beside));
    Ok(())
}

/// The chunks that hold text, and what stands after the end.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.get(PNG.len()..)?;
    let mut out = Vec::new();
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (data, after) = after.split_at_checked(length)?;
        rest = after.get(4..)?;
        match kind {
            b"IEND" => {
                out.extend_from_slice(rest);
                return Some(out);
            }
            // Compressed words cannot be read here, and so the picture is not sent.
            b"zTXt" => return None,
            b"iTXt" if compressed(data) => return None,
            b"IDAT" | b"PLTE" => {}
            _ => {
                out.extend_from_slice(data);
                out.push(b'\n');
            }
        }
    }
}

/// Whether the words of an international text chunk are compressed: a flag after its keyword says so.
fn compressed(data: &[u8]) -> bool {
    let mut rest = data.iter().skip_while(|byte| **byte != 0);
    rest.nth(1).is_none_or(|flag| *flag != 0)
}

/// Every segment before the picture itself, and what stands after its end.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.get(2..)?;
    let mut out = Vec::new();
    loop {
        let (marker, after) = rest.split_first_chunk::<2>()?;
        let [0xff, kind] = *marker else {
            return None;
        };
        if kind == 0xd9 {
            out.extend_from_slice(after);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
        let (segment, after) = after.split_at_checked(length)?;
        if matches!(kind, 0xe0..=0xef | 0xfe) {
            out.extend_from_slice(segment.get(2..)?);
            out.push(b'\n');
        }
        rest = after;
        if kind == 0xda {
            let end = rest.windows(2).rposition(|pair| pair == [0xff, 0xd9])?;
            out.extend_from_slice(rest.get(end + 2..)?);
            return Some(out);
        }
    }
}
