//! Files that are not as they should be, each with the exit code and the counts that the contract gives it.

use super::{Site, counts, json};
use crate::hub::people::family;
use trefoil_testkit::feed;

fn plain() -> String {
    feed(&family("F-1", "Ashdown"))
}

/// The file with its last row's quote never closed.
fn open_quote() -> String {
    plain()
        + "\"F-2\",\"1\",\"2026-03-17T08:30:00Z\",\"yes\",\"medium\",\"p1\",\"child\",\"Never clo"
}

/// A quote that opens by mistake in one incident and closes only in the next but one.
pub(super) fn stray_quote() -> String {
    let row = |reference: &str, surname: &str| {
        format!("{reference},1,2026-03-17T08:30:00Z,yes,medium,p1,child,,Ina,{surname}\n")
    };
    let names = "incident_reference,version,received_at,domestic_abuse,risk_grade,person_reference,role,towards,given_names,surname\n";
    [
        names,
        &row("S-1", "\"Ash"),
        &row("S-2", "Oak"),
        &row("S-3", "\"Elm\""),
        &row("S-4", "Fir"),
    ]
    .concat()
}

fn utf16() -> Vec<u8> {
    let units = plain()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>();
    [vec![0xFF, 0xFE], units].concat()
}

/// Its name, its bytes, the exit code, contacts created with rows in quarantine, a word that must be said.
type Case = (&'static str, Vec<u8>, i32, Option<(i64, i64)>, &'static str);

#[test]
fn each_broken_file_is_told_as_the_contract_says() {
    let cut = plain();
    let cut = &cut.as_bytes()[..cut.len() * 2 / 3];
    let cases: [Case; 9] = [
        ("plain.csv", plain().into_bytes(), 0, Some((1, 0)), ""),
        (
            "open_quote.csv",
            open_quote().into_bytes(),
            2,
            Some((1, 1)),
            "unreadable",
        ),
        (
            "stray_quote.csv",
            stray_quote().into_bytes(),
            2,
            Some((2, 1)),
            "swallowed_rows",
        ),
        ("cut.csv", cut.to_vec(), 2, Some((1, 1)), "unreadable"),
        ("utf16.csv", utf16(), 1, None, "UTF-8"),
        (
            "missing_column.csv",
            plain()
                .replace("incident_reference", "reference")
                .into_bytes(),
            1,
            None,
            "incident_reference",
        ),
        ("empty.csv", Vec::new(), 1, None, ""),
        (
            "odd_date.csv",
            plain().replace("2014-03-14", "2014-02-31").into_bytes(),
            2,
            Some((1, 0)),
            "invalid_date",
        ),
        (
            "nul.csv",
            plain().replace("Larch", "La\0rch").into_bytes(),
            2,
            Some((1, 0)),
            "",
        ),
    ];
    for (name, bytes, code, held, word) in cases {
        let site = Site::new();
        let told = site.import(&site.file(name, &bytes));
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&told.stdout),
            String::from_utf8_lossy(&told.stderr)
        );
        assert_eq!(told.status.code(), Some(code), "{name}: {said}");
        assert!(said.contains(word), "{name}: {said}");
        assert!(!said.contains("panicked"), "{name}: {said}");
        match held {
            Some((created, quarantined)) => {
                assert_eq!(
                    (counts(&told)[0], json(&told)["quarantined_rows"].as_i64()),
                    (created, Some(quarantined)),
                    "{name}: {said}"
                );
            }
            None => assert!(told.stdout.is_empty(), "{name}: {said}"),
        }
    }
}

#[test]
fn the_same_file_twice_is_held_once() {
    let site = Site::new();
    let file = site.file("plain.csv", plain().as_bytes());
    assert_eq!(counts(&site.import(&file)), [1, 0, 0]);
    let report = site.report();
    let again = site.import(&file);
    assert_eq!((again.status.code(), counts(&again)), (Some(0), [0, 0, 1]));
    assert_eq!(site.report(), report);
}

#[test]
fn a_file_that_is_not_there_and_a_command_that_is_none() {
    let site = Site::new();
    assert_eq!(
        site.import(&site.folder.path().join("nowhere.csv"))
            .status
            .code(),
        Some(1)
    );
    let told = crate::hub::binary::run(&site.data(), &["import", "nothing"]);
    assert_eq!(told.status.code(), Some(64));
}
