//! Records out of bytes, however the bytes come, and what a record may hold.

use std::io::{Cursor, Read, Seek, SeekFrom};

use super::{FIELD_KEPT, FIELDS_MOST, RECORD_KEPT, Record, Records};

/// Values of each record, a `!` before those of an unclosed one.
fn read(input: impl Read + Seek) -> Vec<String> {
    let mut records = Records::new(input).unwrap().unwrap();
    let mut record = Record::default();
    let mut all = Vec::new();
    while records.next(&mut record).unwrap() {
        let mark = if record.unclosed { "!" } else { "" };
        all.push(format!(
            "{mark}{}",
            record.texts().collect::<Vec<_>>().join("|")
        ));
    }
    all
}

/// Hands out one byte at a time, as a slow connection may.
struct Dripping<'a>(Cursor<&'a [u8]>);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let short = buffer.len().min(1);
        self.0.read(&mut buffer[..short])
    }
}

impl Seek for Dripping<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn records_are_read_however_the_bytes_come() {
    for (text, expected) in [
        ("a,b\nc,d\n", &["a|b", "c|d"][..]),
        ("a,b\r\nc,d", &["a|b", "c|d"]),
        ("a,b\rc,d\r", &["a|b", "c|d"]),
        ("\u{FEFF}a,b\n", &["a|b"]),
        ("a,\"b,\"\"c\"\"\nd\"\n", &["a|b,\"c\"\nd"]),
        ("a,b\n\n\n  \nc\n", &["a|b", "  ", "c"]),
        ("a,\"b\"", &["a|b"]),
        ("a,b\nc,\"d\ne,f\n", &["a|b", "!c|d\ne,f\n\n"]),
        ("a\n\"", &["a", "!\n"]),
        ("a,b\"c\n", &["a|b\"c"]),
        ("", &[]),
    ] {
        assert_eq!(read(Cursor::new(text.as_bytes())), expected, "{text:?}");
        assert_eq!(
            read(Dripping(Cursor::new(text.as_bytes()))),
            expected,
            "{text:?} byte by byte"
        );
    }
}

#[test]
fn what_came_is_kept_without_its_line_end() {
    let mut records = Records::new(Cursor::new(&b"a,\"b\"\r\n\r\n\"c\",\xFF\r\n"[..]))
        .unwrap()
        .unwrap();
    let mut record = Record::default();
    records.next(&mut record).unwrap();
    assert_eq!(record.raw(), b"a,\"b\"");
    records.next(&mut record).unwrap();
    assert_eq!((record.raw(), record.ordinal), (&b"\"c\",\xFF"[..], 2));
}

#[test]
fn a_long_record_is_cut_and_the_next_is_whole() {
    let fields = |count: usize, length: usize| vec!["x".repeat(length); count].join(",");
    for (line, cut) in [
        (fields(3, 10), false),
        (fields(1, FIELD_KEPT), false),
        (fields(1, FIELD_KEPT + 1), true),
        (fields(5, FIELD_KEPT), true),
        (fields(1, RECORD_KEPT + 1), true),
        (fields(FIELDS_MOST + 1, 1), true),
    ] {
        let text = format!("{line}\nlast,one\n");
        let mut records = Records::new(Cursor::new(text.as_bytes())).unwrap().unwrap();
        let mut record = Record::default();
        records.next(&mut record).unwrap();
        assert_eq!(record.cut, cut, "{} bytes", line.len());
        assert_eq!(record.raw().len(), line.len().min(RECORD_KEPT));
        assert_eq!(record.width, line.split(',').count());
        assert!(
            record.fields.len() <= RECORD_KEPT + FIELD_KEPT,
            "memory is bounded"
        );
        records.next(&mut record).unwrap();
        assert_eq!(
            (record.cut, record.values().collect::<Vec<_>>()),
            (false, vec![&b"last"[..], b"one"])
        );
    }
}

#[test]
fn a_record_is_the_same_when_it_is_read_again() {
    for text in [
        "h,i\na,b\r\nc,\"d\ne\"\r\n\r\n\u{FEFF}f,g\nlast",
        "\u{FEFF}h,i\ra,b\r\rc,d\r",
        "h\na,\"open\n",
    ] {
        let mut records = Records::new(Cursor::new(text.as_bytes())).unwrap().unwrap();
        let mut all = Vec::new();
        let mut record = Record::default();
        let told = |record: &Record| {
            let texts: Vec<String> = record.texts().map(Into::into).collect();
            (record.ordinal, record.offset, record.raw_text(), texts)
        };
        while records.next(&mut record).unwrap() {
            all.push(told(&record));
        }
        assert!(all.len() > 1);
        // Backwards, so that each is a jump.
        for one in all.iter().rev() {
            records.resume(one.1, one.0).unwrap();
            assert!(records.next(&mut record).unwrap());
            assert_eq!(told(&record), *one, "{text:?}");
        }
    }
}
