//! Progress in words, and cells that no spreadsheet runs.

use trefoil_app::imports::view::RunState;

use super::csv::record;
use super::sample::run;
use super::words::{progress, thousands};

#[test]
fn how_far_a_file_is_is_said() {
    let check = |state, total_rows, expect: &str| {
        let mut run = run(state);
        run.total_rows = total_rows;
        assert_eq!(progress(&run), expect);
    };
    check(
        RunState::Running,
        0,
        "Starting. The rows have not been counted yet.",
    );
    check(RunState::Running, 5_000, "1,200 of 5,000 rows done.");
    check(RunState::Finished, 1_200, "All 1,200 rows are done.");
    check(
        RunState::Refused,
        5_000,
        "Stopped after 1,200 rows: from there on the file could not be read, or is not a file of this feed. What came before is kept.",
    );
    let mut none = run(RunState::Refused);
    none.counts.rows = 0;
    assert_eq!(
        progress(&none),
        "Stopped: the file could not be read, or is not a file of this feed. Nothing of it was taken in."
    );
}

#[test]
fn numbers_are_grouped() {
    let check = |count, expect: &str| assert_eq!(thousands(count), expect);
    check(0, "0");
    check(999, "999");
    check(1_000, "1,000");
    check(-1_234_567, "-1,234,567");
}

#[test]
fn a_cell_is_quoted_and_never_a_formula() {
    let check = |cells: &[&str], expect: &str| {
        assert_eq!(record(cells.iter().copied()), format!("{expect}\r\n"));
    };
    check(
        &["17", "birth_date", "31 February"],
        "17,birth_date,31 February",
    );
    check(
        &["a,b", "say \"x\"", "two\nlines"],
        "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"",
    );
    for runs in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u{ff1d}1"] {
        check(&[runs], &format!("\"'{runs}\""));
    }
}
