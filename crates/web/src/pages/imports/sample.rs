//! The form with a file that was refused, a file half way, and one with things to look at.

use jiff::Timestamp;
use trefoil_app::imports::view::{Counts, ImportPage, IssueRow, Run, RunState};
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::ImportId;
use trefoil_core::principal::Role;

use super::shown;
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let runs = [
        run(RunState::Running),
        run(RunState::Finished),
        run(RunState::Refused),
    ];
    let wrong = Some("The file is not a CSV file.".to_owned());
    let file = |state, pages| Sample::new("import", &shown::import(&shell, &page(state, pages)));
    vec![
        Sample::new("imports", &shown::list(&shell, &runs, wrong)),
        Sample::new("imports", &shown::list(&shell, &[], None)),
        file(RunState::Running, 1),
        file(RunState::Finished, 3),
        file(RunState::Refused, 1),
    ]
}

/// A file of this state, half done.
pub(super) fn run(state: RunState) -> Run {
    Run {
        import: "018f3a00-0000-7000-8000-00000000000a"
            .parse::<ImportId>()
            .unwrap_or_else(|_| unreachable!()),
        file_name: "police-2021-11-30.csv".to_owned(),
        started_by: String::new(),
        started_at: Timestamp::UNIX_EPOCH,
        finished_at: (state != RunState::Running).then_some(Timestamp::UNIX_EPOCH),
        state,
        parts: 1,
        total_rows: 5_000,
        counts: Counts {
            rows: 1_200,
            people: 1_199,
            created: 400,
            updated: 2,
            unchanged: 1,
            quarantined: 1,
        },
    }
}

fn page(state: RunState, pages: i64) -> ImportPage {
    let column = |column: Option<&str>| IssueRow {
        row: 17,
        column: column.map(str::to_owned),
        code: FlagCode::InvalidDate,
        message: "31 February is not a date".to_owned(),
    };
    let issues = if pages > 1 {
        vec![column(Some("birth_date")), column(None)]
    } else {
        Vec::new()
    };
    let stopped = "Row 1,202: the file could not be read any further.";
    ImportPage {
        run: run(state),
        stopped: (state == RunState::Refused).then(|| stopped.to_owned()),
        issue_total: if pages > 1 { 250 } else { 0 },
        issues,
        page: 2.min(pages),
        pages,
    }
}
