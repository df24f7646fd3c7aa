//! What is refused as UTF-16, how stray bytes are kept, which characters are hidden.

use super::{hides_something, is_wide, text_of, without_nul};

fn wide(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[test]
fn utf_16_is_told_from_utf_8() {
    let header = "incident_reference,version,role";
    for (bytes, expected) in [
        (wide(header, true), true),
        (wide(header, false), true),
        (wide(&format!("\u{FEFF}{header}"), true), true),
        (vec![0, 0, 0xFE, 0xFF], true),
        (header.as_bytes().to_vec(), false),
        (b"\xEF\xBB\xBFincident_reference".to_vec(), false),
        (b"incident\0_reference,\0role".to_vec(), false),
        (Vec::new(), false),
        (vec![0], false),
    ] {
        assert_eq!(is_wide(&bytes), expected, "{bytes:?}");
    }
}

#[test]
fn no_byte_is_lost() {
    for (bytes, expected, well) in [
        (&b"Jos\xC3\xA9"[..], "José", true),
        (b"Jos\xE9", "José", false),
        (b"O\x92Brien", "O’Brien", false),
        (b"\x81\xFF", "\u{81}ÿ", false),
        (b"\xC3\xA9\xE9", "éé", false),
        (b"", "", true),
    ] {
        let (text, read_well) = text_of(bytes);
        assert_eq!((text.as_ref(), read_well), (expected, well), "{bytes:?}");
    }
}

#[test]
fn a_nul_is_made_visible_and_is_hidden_no_more_than_others() {
    assert_eq!(without_nul("a\0b".into()), "a␀b");
    for (text, expected) in [
        ("a␀b", true),
        ("a\u{7}b", true),
        ("a\u{200B}b", true),
        ("\u{202E}nhoj", true),
        ("a\u{FEFF}", true),
        ("a\u{81}", true),
        ("two\nlines\tand a tab\r", false),
        ("محمد", false),
        ("דוד", false),
        ("Zoë", false),
    ] {
        assert_eq!(hides_something(text), expected, "{text:?}");
    }
}
