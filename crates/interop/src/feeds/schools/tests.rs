//! Files as the national register has them, and files that are wrong: what is taken, and what is told.

use jiff::civil::date;
use trefoil_core::school::{DaysKind, Phase};

use super::*;

fn codes(issues: &[RegisterIssue]) -> Vec<(u64, &'static str)> {
    issues.iter().map(|one| (one.row, one.code)).collect()
}

#[test]
fn the_national_columns_are_read() {
    let text = "\u{feff}urn,laestab,la_code,la_name,estab,school_name,school_type,pupils_on_roll\r\n\
        100001,2013614,201,Somewhere,3614,\"Marram, the Primary\",Voluntary aided school,234\r\n\
        100002,2021100,890,Elsewhere,1100,Dunlin PRU,Pupil referral unit,\r\n\
        100003,2022065,890,Elsewhere,2065,Sandpiper Nursery,Nursery,349.5\r\n";
    let file = register(text.as_bytes()).unwrap();
    assert_eq!((file.rows, codes(&file.issues)), (3, Vec::new()));
    assert_eq!(file.lines[2].1.pupils, Some(350), "one for half a day");
    let (row, one) = &file.lines[0];
    assert_eq!(
        (*row, one.name.as_str(), one.area, one.pupils),
        (2, "Marram, the Primary", 201, Some(234))
    );
    assert_eq!(file.lines[1].1.pupils, None);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_taken() {
    let text = "school_name,urn,pupils_on_roll,phase,closed_on,opening_time\n\
        No number,12,3,,,\n\
        ,100001,3,,,\n\
        Marram,100002,many,attic,soon,dawn\n\
        Marram again,100002,3,,,\n\
        Dunlin,100003,40,primary,2026-09-01,8:50\n";
    let file = register(text.as_bytes()).unwrap();
    let expect = vec![
        (2, "invalid_urn"),
        (3, "missing"),
        (4, "invalid_phase"),
        (4, "invalid_number"),
        (4, "invalid_date"),
        (4, "invalid_time"),
        (5, "repeated"),
    ];
    assert_eq!((file.rows, codes(&file.issues)), (5, expect));
    assert_eq!(file.lines.len(), 2);
    let dunlin = &file.lines[1].1;
    assert_eq!(
        (dunlin.phase, dunlin.closed),
        (Phase::Primary, Some(date(2026, 9, 1)))
    );
    // What was written is never repeated: it may stand in the wrong column.
    assert!(
        file.issues
            .iter()
            .all(|one| !one.message.contains("attic") && !one.message.contains("dawn"))
    );
}

#[test]
fn a_file_without_its_columns_is_refused() {
    assert_eq!(register(b"name\nx\n"), Err(NotARegister::NoColumn("urn")));
    assert_eq!(register(b""), Err(NotARegister::NoColumn("urn")));
    assert!(matches!(
        register(b"urn,\xff\n"),
        Err(NotARegister::Unreadable)
    ));
    assert_eq!(terms(b"urn,from\n"), Err(NotARegister::NoColumn("kind")));
    assert_eq!(adults(b"urn,name\n"), Err(NotARegister::NoColumn("email")));
}

#[test]
fn terms_are_of_a_school_or_of_all() {
    let text = "urn,kind,from,to\n,term,2026-09-02,2026-10-23\n100001,inset,2026-09-02,\n1,term,2026-09-02,2026-10-23\n,fair,2026-09-02,\n,term,2026-09-02,\n,term,2026-09-02,soon\n,closed,2026-09-05,2026-09-03\n";
    let file = terms(text.as_bytes()).unwrap();
    let expect = vec![
        (4, "invalid_urn"),
        (5, "invalid_kind"),
        (6, "invalid_days"),
        (7, "invalid_date"),
        (8, "invalid_days"),
    ];
    assert_eq!(codes(&file.issues), expect);
    let read: Vec<(bool, DaysKind)> = file
        .lines
        .iter()
        .map(|(_, one)| (one.urn.is_some(), one.days.kind))
        .collect();
    assert_eq!(read, [(false, DaysKind::Term), (true, DaysKind::Inset)]);
}

#[test]
fn a_key_adult_has_a_name_and_can_be_written_to() {
    let text = "urn,name,email\n100001,A. Novak,A.Novak@example.org\n0,An Officer,officer@example.org\n100001,,x@example.org\n100001,B,nowhere\n";
    let file = adults(text.as_bytes()).unwrap();
    assert_eq!(
        codes(&file.issues),
        vec![(4, "missing"), (5, "invalid_email")]
    );
    assert_eq!(file.lines[0].1.email, "a.novak@example.org");
    assert_eq!(file.lines.len(), 2);
}
