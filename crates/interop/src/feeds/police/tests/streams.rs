//! Files that are huge, break off, or change between the two readings.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use trefoil_core::flag::FlagCode;

use crate::feeds::police::scan::scan_by;
use crate::feeds::police::{FileRefused, Item, drafts, read, scan};

const HEADER: &str = "incident_reference,received_at,domestic_abuse,role,summary\n";

fn line(reference: &str, summary: &str) -> String {
    format!("{reference},2026-03-01T10:00:00Z,yes,victim,\"{summary}\"\n")
}

fn items(text: &str) -> Vec<Item> {
    let open = || Cursor::new(text.as_bytes());
    let scan = scan(open()).unwrap();
    drafts(open, scan, crate::feeds::police::tests::now()).collect()
}

/// The rows of each contact, in the order in which they come; how many records belong to none.
fn rows(items: Vec<Item>) -> (Vec<Vec<u64>>, usize) {
    let (mut rows, mut alone) = (Vec::new(), 0);
    for item in items {
        match item {
            Item::Draft(drafted) => rows.push(drafted.rows),
            Item::Quarantined(_) => alone += 1,
            Item::Issue(_) => {}
            Item::Stopped(issue) => panic!("{}", issue.message),
        }
    }
    (rows, alone)
}

#[test]
fn a_field_of_ten_megabytes_is_cut_flagged_and_apart_from_another() {
    let whole = "x".repeat(10 << 20);
    let one = read(
        format!("{HEADER}{}", line("R1", &whole)).as_bytes(),
        crate::feeds::police::tests::now(),
    )
    .unwrap();
    let [drafted] = one.drafts.as_slice() else {
        panic!("one contact")
    };
    assert_eq!(drafted.draft.summary.as_ref().unwrap().len(), 100_000);
    assert!(
        drafted
            .draft
            .flags
            .iter()
            .all(|flag| flag.code == FlagCode::TooLong)
    );
    assert!(!drafted.draft.flags.is_empty());
    // Only the last of ten million characters differs.
    let other = read(
        format!("{HEADER}{}", line("R1", &format!("{}y", &whole[1..]))).as_bytes(),
        crate::feeds::police::tests::now(),
    )
    .unwrap();
    assert_ne!(other.drafts[0].digest, drafted.digest);
}

#[test]
fn a_contact_comes_as_soon_as_it_is_whole() {
    let text = format!(
        "{HEADER}{}{}{}{}",
        line("R1", "a"),
        line("R2", "b"),
        line("R2", "c"),
        line("R1", "d")
    );
    assert_eq!(rows(items(&text)).0, [vec![3, 4], vec![2, 5]]);
}

#[test]
fn many_rows_of_one_reference_are_one_contact() {
    let text = format!("{HEADER}{}", line("R1", "").repeat(2_001));
    let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
    assert_eq!((file.drafts.len(), file.drafts[0].rows.len()), (1, 2_001));
    assert_eq!(
        file.issues
            .iter()
            .filter(|issue| issue.code == FlagCode::TooManyRows)
            .count(),
        1
    );
}

#[test]
fn many_incidents_are_all_there() {
    let text = (0..50_000).fold(HEADER.to_owned(), |text, number| {
        text + &line(&format!("R{}", number % 30_000), "")
    });
    let file = read(text.as_bytes(), crate::feeds::police::tests::now()).unwrap();
    assert_eq!(
        (file.rows, file.drafts.len(), file.issues.len()),
        (50_000, 30_000, 0)
    );
}

#[test]
fn a_file_of_more_runs_than_are_held_is_read_share_by_share() {
    // Every reference at both ends, the other way round, with records of none between.
    let number = 400;
    let first = (0..number).map(|one| line(&format!("R{one}"), "a"));
    let last = (0..number).rev().map(|one| line(&format!("R{one}"), "b"));
    let between = [line("", "nobody's"), "\n".to_owned(), line("", "nobody's")];
    let lines: Vec<String> = first.chain(between).chain(last).collect();
    let text = format!("{HEADER}{}", lines.concat());
    let open = || Cursor::new(text.as_bytes());
    let read = |most| {
        let scan = scan_by(open(), most).unwrap();
        assert_eq!(scan.rows, 802);
        rows(drafts(open, scan, crate::feeds::police::tests::now()).collect())
    };
    let (whole, alone) = read(10_000);
    assert_eq!((whole.len(), alone), (400, 2));
    assert_eq!(whole.first(), Some(&vec![401, 404]));
    assert_eq!(whole.last(), Some(&vec![2, 803]));
    for most in [1, 7, 100, 799] {
        let (mut shared, alone) = read(most);
        assert_eq!(alone, 2, "told once");
        shared.sort();
        let mut all = whole.clone();
        all.sort();
        assert_eq!(shared, all, "{most} at a time");
    }
}

#[test]
fn versions_of_one_reference_come_in_the_order_of_their_last_rows() {
    let row =
        |version: u8, who: &str| format!("R1,{version},2026-03-01T10:00:00Z,yes,victim,{who}\n");
    let text = format!(
        "incident_reference,version,received_at,domestic_abuse,role,surname\n{}{}{}{}",
        row(2, "a"),
        row(1, "b"),
        row(1, "c"),
        row(2, "d")
    );
    assert_eq!(rows(items(&text)).0, [vec![3, 4], vec![2, 5]]);
}

/// Fails after some bytes, as a pulled-out disk does.
struct Failing<'a>(Cursor<&'a [u8]>);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("pulled out")),
            count => Ok(count),
        }
    }
}

impl Seek for Failing<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_stream_that_breaks_off_hands_out_no_half_contact() {
    let (first, second) = (line("R1", "a"), line("R2", &"b".repeat(100_000)));
    let text = format!("{HEADER}{first}{second}{second}");
    let scan = scan(Cursor::new(text.as_bytes())).unwrap();
    let short = &text.as_bytes()[..HEADER.len() + first.len() + second.len() + 50];
    let open = || Failing(Cursor::new(short));
    let items: Vec<Item> = drafts(open, scan, crate::feeds::police::tests::now()).collect();
    assert!(
        matches!(items.as_slice(), [Item::Draft(whole), Item::Stopped(_)] if whole.rows == [2])
    );
    assert!(matches!(
        super::super::scan(open()),
        Err(FileRefused::Stopped { .. })
    ));
}

#[test]
fn a_file_that_changed_between_the_readings_says_so() {
    let [one, two, three] = ["R1", "R2", "R3"].map(|reference| line(reference, "a"));
    let before = format!("{HEADER}{one}{two}{one}");
    let check = |after: String| {
        let scan = scan(Cursor::new(before.as_bytes())).unwrap();
        let open = || Cursor::new(after.as_bytes());
        let items: Vec<Item> = drafts(open, scan, crate::feeds::police::tests::now()).collect();
        let whole = items.iter().filter(|item| matches!(item, Item::Draft(_)));
        assert!(whole.count() <= 2, "no contact is told of twice: {after}");
        match items.last() {
            Some(Item::Stopped(issue)) => assert!(issue.message.contains("changed"), "{after}"),
            _ => panic!("{after}: the change is not told"),
        }
    };
    check(format!("{HEADER}{three}{one}{two}{one}"));
    check(format!("{HEADER}{one}{two}{three}"));
    check(format!("{HEADER}{one}{two}"));
    check(format!("{HEADER}{one}{two}{one}{three}"));
    check(format!("{HEADER}{one}{}{one}", two.replace('a', "b")));
}
