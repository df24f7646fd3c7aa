//! What the CSV of a report looks like.

use super::write;

#[test]
fn cells_are_quoted_and_neutralised() {
    for (cell, expected) in [
        ("plain", "plain"),
        ("a,b", "\"a,b\""),
        ("say \"no\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-12", "-12"),
        ("+44 7700 900123", "+44 7700 900123"),
    ] {
        let text = write(&["measure", "value"], [["row", cell]]).unwrap();
        assert_eq!(
            text,
            format!("measure,value\r\nrow,{expected}\r\n"),
            "{cell}"
        );
    }
}

#[test]
fn an_empty_table_is_its_header() {
    let rows: [[&str; 1]; 0] = [];
    assert_eq!(write(&["=a"], rows).unwrap(), "'=a\r\n");
}
