//! The file by itself: what was changed, cut, added or moved in it is found wherever it is; and rows are read as they were written.

use super::frame::{Kind, Reading, Writing};
use super::*;
use crate::db::{Kind as Holds, Value};

/// A small file of a few blocks.
fn written() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writing = Writing::begin(&mut bytes).unwrap();
    let blocks: [(Kind, &[u8]); 5] = [
        (Kind::Head, b"{}"),
        (Kind::Table, b"{\"name\":\"contact\"}"),
        (Kind::Rows, &[7; 300]),
        (Kind::Rows, &[7; 300]),
        (Kind::End, b""),
    ];
    for (kind, payload) in blocks {
        writing.block(kind, payload).unwrap();
    }
    assert_eq!(writing.bytes(), bytes_of(&bytes));
    bytes
}

fn bytes_of(bytes: &[u8]) -> u64 {
    bytes.len() as u64
}

/// Reads to the end.
fn read(mut bytes: &[u8]) -> Result<u64, BackupFault> {
    let mut reading = Reading::begin(&mut bytes)?;
    while reading.block()?.0 != Kind::End {}
    reading.end()
}

#[test]
fn what_was_written_reads() {
    let bytes = written();
    assert_eq!(read(&bytes).unwrap(), bytes_of(&bytes));
}

#[test]
fn every_changed_byte_is_found() {
    let whole = written();
    for place in 0..whole.len() {
        for bit in [1, 0x80] {
            let mut changed = whole.clone();
            changed[place] ^= bit;
            assert!(read(&changed).is_err(), "byte {place}");
        }
    }
}

#[test]
fn every_cut_is_found_and_so_is_what_was_added() {
    let whole = written();
    for end in 0..whole.len() {
        let came = read(&whole[..end]);
        assert!(
            matches!(came, Err(BackupFault::Cut(_) | BackupFault::NotABackup)),
            "{end}: {came:?}"
        );
    }
    let longer = [whole.as_slice(), b"x"].concat();
    assert!(matches!(read(&longer), Err(BackupFault::Longer(_))));
}

/// Two blocks alike in all but their place are not taken for one another.
#[test]
fn a_block_that_was_dropped_or_doubled_is_found() {
    let whole = written();
    let length = 5 + 300 + 32;
    let first = whole
        .windows(5)
        .position(|five| five == [b'R', 0, 0, 1, 44])
        .unwrap();
    let without = [&whole[..first], &whole[first + length..]].concat();
    assert!(read(&without).is_err());
    let twice = [&whole[..first + length], &whole[first..]].concat();
    assert!(read(&twice).is_err());
}

#[test]
fn a_length_that_lies_takes_no_memory() {
    let mut whole = written();
    whole.truncate(26);
    whole.extend([b'R', 0x3f, 0xff, 0xff, 0xff, 1, 2, 3]);
    assert!(matches!(read(&whole), Err(BackupFault::Cut(_))));
}

#[test]
fn rows_are_split_and_told_as_they_are() {
    let one: &[u8] = &[
        0, 3, 0, 0, 0, 1, 1, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2, b'h', b'i',
    ];
    let rows = [one, one].concat();
    let (first, rest) = row::first(&rows).unwrap();
    assert_eq!((first, rest), (one, one));
    let mut values = Vec::new();
    let kinds = [Holds::Bool, Holds::Int, Holds::Text];
    row::values(first, &kinds, &mut values).unwrap();
    assert_eq!(
        values,
        [Value::Bool(true), Value::Int(None), Value::from("hi")]
    );
    for end in 0..one.len() {
        assert!(row::first(&one[..end]).is_err(), "{end}");
    }
    let wrong = [Holds::Int, Holds::Int, Holds::Text];
    assert!(row::values(first, &wrong, &mut values).is_err());
    assert!(row::values(first, &kinds[..2], &mut values).is_err());
}

#[test]
fn sums_know_no_order_and_forget_no_row() {
    let sum = |rows: &[&[u8]]| {
        let mut digests = row::Digests::default();
        for row in rows {
            digests.add(row);
        }
        digests.hex()
    };
    assert_eq!(sum(&[b"a", b"b"]), sum(&[b"b", b"a"]));
    assert_ne!(sum(&[b"a", b"b"]), sum(&[b"a"]));
    assert_ne!(sum(&[b"a", b"a"]), sum(&[b"b", b"b"]));
}
