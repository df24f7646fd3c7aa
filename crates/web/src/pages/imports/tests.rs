//! Progress in words, and cells that no spreadsheet runs.

use trefoil_app::imports::view::RunState;

use super::csv::record;
use super::sample::run;
use super::words::{progress, thousands};

#[test]
fn how_far_a_file_is_is_said() {
    let check = |state, total_rows, stopped, expect: &str| {
        let mut run = run(state);
        run.total_rows = total_rows;
        assert_eq!(progress(&run, stopped), expect);
    };
    check(
        RunState::Running,
        0,
        None,
        "Starting. The rows have not been counted yet.",
    );
    check(RunState::Running, 5_000, None, "1,200 of 5,000 rows done.");
    check(RunState::Finished, 1_200, None, "All 1,200 rows are done.");
    check(
        RunState::Refused,
        5_000,
        Some("Row 1,202: the file could not be read any further."),
        "Stopped after 1,200 rows. What came before is kept. Row 1,202: the file could not be read any further.",
    );
    check(
        RunState::Refused,
        5_000,
        None,
        "Stopped after 1,200 rows. What came before is kept. The file could not be read.",
    );
    let mut none = run(RunState::Refused);
    none.counts.rows = 0;
    assert_eq!(
        progress(
            &none,
            Some("The first row does not name a column incident_reference.")
        ),
        "Stopped, and nothing of the file was taken in. The first row does not name a column incident_reference."
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
