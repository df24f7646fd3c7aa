//! Which records hide rows of their file, and which only tell a long story.

use std::io::Cursor;

use crate::feeds::police::read;
use crate::feeds::police::scan;
use crate::feeds::police::swallowed::first_line;

const HEADER: &str = "incident_reference,received_at,domestic_abuse,role,surname,summary";

fn line_of(header: &str, record: &str) -> Option<usize> {
    let text = format!("{header}\n");
    let columns = scan(Cursor::new(text.as_bytes())).unwrap().columns;
    first_line(record.as_bytes(), &columns)
}

#[test]
fn rows_inside_a_value_are_seen() {
    let first = "R1,2026-03-01T10:00:00Z,yes,victim,Ash,\"never closed";
    for (record, line) in [
        // As wide as the header, whatever is in the cells.
        (
            format!("{first}\nR2,2026-03-01T10:00:00Z,yes,victim,Oak,\"then closed\""),
            2,
        ),
        (format!("{first}\r\nR2,,,,,\r\nR3,,,,,\""), 2),
        (
            format!("{first}\rmore of the story\rR2,2026-03-01T10:00:00Z,yes,victim,Oak,"),
            3,
        ),
        // Cut where the closing mark opened: fewer cells, but a time where a time belongs.
        (format!("{first}\nR2,2026-03-01T10:00:00Z,yes,\"victim"), 2),
        // Uneven, but a role where a role belongs.
        (format!("{first}\nR2,never,perhaps,child,Oak,\",a,b,c"), 2),
    ] {
        assert_eq!(line_of(HEADER, &record), Some(line), "{record:?}");
    }
}

#[test]
fn a_story_of_several_lines_hides_nothing() {
    let first = "R1,2026-03-01T10:00:00Z,yes,victim,Ash,\"";
    for story in [
        "one line",
        "He came home.\nShe left, with the children, by the back door.\nThey are safe.",
        "Said:\r\n\"\"Get out, now, all of you\"\" and then, later, he wept",
        "a, b, c, d, e, f\n\nnobody, came, to, the, door, then",
        "\n\n,,,,,\n",
    ] {
        assert_eq!(
            line_of(HEADER, &format!("{first}{story}\"")),
            None,
            "{story:?}"
        );
    }
}

#[test]
fn a_large_record_is_looked_through_once() {
    // Two hundred thousand lines that each open a quotation mark: read again from each to its end, it would take minutes.
    let large = "R1,,,,,\"\n".to_owned() + &"x,\"\n".repeat(200_000);
    assert_eq!(line_of(HEADER, &large), None);
}

#[test]
fn the_whole_is_kept_beside_the_contact_it_is_a_row_of() {
    let text = format!(
        "{HEADER}\nR1,2026-03-01T10:00:00Z,yes,victim,Ash,\"open\nR2,2026-03-01T10:00:00Z,yes,child,Oak,\"closed\"\nR3,2026-03-01T10:00:00Z,yes,victim,Elm,fine\n"
    );
    let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
    assert_eq!((file.rows, file.drafts.len()), (2, 2));
    let [kept] = file.quarantined.as_slice() else {
        panic!("the record is kept");
    };
    assert!(kept.attached);
    let told = |issue: &&crate::feeds::police::Issue| issue.code.code() == "swallowed_rows";
    assert_eq!(file.issues.iter().filter(told).count(), 1, "told once");
    assert!(
        file.drafts[0]
            .draft
            .flags
            .iter()
            .any(|flag| flag.code.code() == "swallowed_rows")
    );
}
