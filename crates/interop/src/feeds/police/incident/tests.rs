//! The raw copy of a contact: what came, all of it, in order.

use super::raw;
use crate::feeds::police::records::Record;
use crate::feeds::police::rows::Row;
use crate::feeds::police::scan::open;

#[test]
fn the_raw_copy_is_what_came() {
    let header = "incident_reference,role,officer_collar";
    for (bytes, expected) in [
        (
            &b"R1,victim,12\nR1,child,\"1,2\"\n"[..],
            "R1,victim,12\nR1,child,\"1,2\"\n",
        ),
        (
            b"R1,victim,12\r\n\r\nR1,child,more,and more",
            "R1,victim,12\nR1,child,more,and more\n",
        ),
        (b"R1,=1+1,a\0b\n", "R1,=1+1,a\0b\n"),
        (b"R1,Jos\xE9,\n", "R1,José,\n"),
        (b"  R1  ,\"two\nlines\",\n", "  R1  ,\"two\nlines\",\n"),
    ] {
        let file = [b"\xEF\xBB\xBF", header.as_bytes(), b"\n", bytes].concat();
        let (mut records, columns, _) = open(std::io::Cursor::new(file.as_slice())).unwrap();
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.next(&mut record).unwrap() {
            rows.push(Row::of(&record, &columns));
        }
        assert_eq!(raw(&columns, &rows), format!("{header}\n{expected}"));
    }
}
