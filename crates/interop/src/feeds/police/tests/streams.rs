//! Files that are huge, break off, or change between the two readings.

use std::io::{self, Read};

use jiff::Timestamp;
use trefoil_core::flag::FlagCode;

use crate::feeds::police::{Drafted, FileRefused, Item, drafts, read, scan};

const HEADER: &str = "incident_reference,received_at,domestic_abuse,role,summary\n";

fn line(reference: &str, summary: &str) -> String {
    format!("{reference},2026-03-01T10:00:00Z,yes,victim,\"{summary}\"\n")
}

fn items(text: &str) -> Vec<Item> {
    let scan = scan(text.as_bytes()).unwrap();
    drafts(text.as_bytes(), &scan, Timestamp::UNIX_EPOCH).collect()
}

#[test]
fn a_field_of_ten_megabytes_is_cut_flagged_and_apart_from_another() {
    let whole = "x".repeat(10 << 20);
    let one = read(
        format!("{HEADER}{}", line("R1", &whole)).as_bytes(),
        Timestamp::UNIX_EPOCH,
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
        Timestamp::UNIX_EPOCH,
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
    let rows: Vec<Vec<u64>> = items(&text)
        .into_iter()
        .filter_map(|item| match item {
            Item::Draft(Drafted { rows, .. }) => Some(rows),
            _ => None,
        })
        .collect();
    assert_eq!(rows, [vec![3, 4], vec![2, 5]]);
}

#[test]
fn many_rows_of_one_reference_are_one_contact() {
    let text = format!("{HEADER}{}", line("R1", "").repeat(2_001));
    let file = read(text.as_bytes(), Timestamp::UNIX_EPOCH).unwrap();
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
    let file = read(text.as_bytes(), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(
        (file.rows, file.drafts.len(), file.issues.len()),
        (50_000, 30_000, 0)
    );
}

/// Fails after some bytes, as a pulled-out disk does.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("pulled out")),
            count => Ok(count),
        }
    }
}

#[test]
fn a_stream_that_breaks_off_hands_out_no_half_contact() {
    let (first, second) = (line("R1", "a"), line("R2", &"b".repeat(100_000)));
    let text = format!("{HEADER}{first}{second}{second}");
    let scan = scan(text.as_bytes()).unwrap();
    let short = &text.as_bytes()[..HEADER.len() + first.len() + second.len() + 50];
    let items: Vec<Item> = drafts(Failing(short), &scan, Timestamp::UNIX_EPOCH).collect();
    assert!(
        matches!(items.as_slice(), [Item::Draft(whole), Item::Stopped(_)] if whole.rows == [2])
    );
    assert!(matches!(
        super::super::scan(Failing(short)),
        Err(FileRefused::Stopped(_))
    ));
}

#[test]
fn a_file_that_changed_between_the_readings_still_loses_nothing() {
    let before = format!("{HEADER}{}{}", line("R1", "a"), line("R2", "b"));
    let after = format!(
        "{HEADER}{}{}{}",
        line("R3", "a"),
        line("R1", "a"),
        line("R2", "b")
    );
    let scan = scan(before.as_bytes()).unwrap();
    let rows: usize = drafts(after.as_bytes(), &scan, Timestamp::UNIX_EPOCH)
        .map(|item| match item {
            Item::Draft(drafted) => drafted.rows.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(rows, 3);
}
