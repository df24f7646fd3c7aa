//! A whole map is found whole; each way of breaking it is found out, and nothing else is.

use super::standard::requirements;
use super::{MAP, PAGE, RULE, read, table};
use crate::tidy::tree::{File, Tree};

const TEST: &str = "crates/a/tests/it.rs";
const WHOLE: &str = "V1.1.1,2,decoding,not yet,,no time";

/// As the standard counts itself.
#[test]
fn the_standard_is_whole() {
    let all = requirements();
    let of = |wanted: &str| all.iter().filter(|(_, level)| level == wanted).count();
    assert_eq!((all.len(), of("1"), of("2"), of("3")), (345, 70, 183, 92));
}

/// A map whose first line is this; the others are of things not yet done.
fn map(first: &str) -> String {
    let rest = requirements().into_iter().skip(1);
    rest.fold(
        format!("id,level,topic,state,evidence,why\n{first}\n"),
        |text, (id, level)| text + &format!("{id},{level},x,not yet,,no time\n"),
    )
}

/// The page of a map.
fn page(map: &str) -> String {
    let bare = "# Map\n\n| | met | partly | not yet | not applicable | all |\n|\n\nThe end.\n";
    table::put_in(bare, &read(map).unwrap()).unwrap()
}

fn found(map: &str, page: &str) -> Vec<String> {
    let files = vec![
        File::new(MAP, map),
        File::new(PAGE, page),
        File::new(TEST, "//! x\nfn it_holds() {}\n"),
    ];
    let findings = (RULE.look)(&Tree::of(files, Vec::new(), Vec::new()));
    findings.into_iter().map(|one| one.what).collect()
}

#[test]
fn a_line_is_whole_or_says_what_it_lacks() {
    let check = |line: &str, expect: &[&str]| {
        let map = map(line);
        assert_eq!(found(&map, &page(&map)), expect, "{line}");
    };
    check(WHOLE, &[]);
    check("V1.1.1,2,x,met,crates/a/tests/it.rs#it_holds,", &[]);
    check("V1.1.1,2,x,partly,crates/a,half", &[]);
    check("V1.1.1,2,x,not applicable,,none here", &[]);
    check(
        "V1.1.1,2,x,met,,",
        &["V1.1.1: is met and names no evidence"],
    );
    check(
        "V1.1.1,2,x,partly,crates/a,",
        &["V1.1.1: is partly and says not why"],
    );
    check(
        "V1.1.1,2,x,not yet,,",
        &["V1.1.1: is not yet and says not why"],
    );
    check(
        "V1.1.1,2,x,not applicable,, ",
        &["V1.1.1: is not applicable and says not why"],
    );
    check(
        "V1.1.1,2,x,done,crates/a,y",
        &["V1.1.1: `done` is no state"],
    );
    check(
        "V1.1.1,2,,met,crates/a,",
        &["V1.1.1: says not what it is about"],
    );
    check(
        "V1.1.1,2,x,met,crates/b crates/a/tests/it.rs#it_fails,",
        &[
            "V1.1.1: `crates/b` is not in the tree",
            "V1.1.1: `crates/a/tests/it.rs` has no `it_fails`",
        ],
    );
}

#[test]
fn each_requirement_stands_once() {
    let check = |lines: &str, expect: &[&str]| {
        let map = map(lines);
        assert_eq!(found(&map, &page(&map)), expect, "{lines}");
    };
    check(&format!("{WHOLE}\n{WHOLE}"), &["V1.1.1: stands 2 times"]);
    check("V1.1.1,3,x,not yet,,y", &["V1.1.1: is of level 2, not 3"]);
    check(
        "V1.1.9,2,x,not yet,,y",
        &[
            "V1.1.1: is missing",
            "V1.1.9: the standard has no such requirement",
        ],
    );
}

#[test]
fn the_page_says_what_the_map_says() {
    let whole = map(WHOLE);
    let right = page(&whole);
    assert!(right.starts_with("# Map\n\n| |") && right.ends_with("345 |\n\nThe end.\n"));
    let stale = right.replace(
        "| all | 0 | 0 | 345 | 0 | 345 |",
        "| all | 1 | 0 | 344 | 0 | 345 |",
    );
    assert_ne!(stale, right);
    for wrong in [stale.as_str(), "no table\n", ""] {
        let expect = ["does not say what the map says: run `cargo xtask asvs`"];
        assert_eq!(found(&whole, wrong), expect, "{wrong}");
    }
}
