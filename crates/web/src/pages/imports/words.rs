//! Words about files taken in.

use trefoil_app::imports::view::{Run, RunState};

/// "1,204".
pub(super) fn thousands(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = if count < 0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Where a file stands.
pub(super) fn state(state: RunState) -> &'static str {
    match state {
        RunState::Running => "Being taken in",
        RunState::Finished => "Taken in",
        RunState::Refused => "Stopped",
    }
}

/// How far it is: "1,200 of 5,000 rows done"; with why it stopped, where it did.
pub(super) fn progress(run: &Run, stopped: Option<&str>) -> String {
    let (done, total) = (run.counts.rows, run.total_rows);
    match (run.state, total) {
        (RunState::Running, 0) => "Starting. The rows have not been counted yet.".to_owned(),
        (RunState::Running, _) => format!("{} of {} rows done.", thousands(done), thousands(total)),
        (RunState::Finished, _) => format!("All {} rows are done.", thousands(done)),
        (RunState::Refused, _) => {
            let why = stopped.unwrap_or("The file could not be read.");
            if done == 0 {
                format!("Stopped, and nothing of the file was taken in. {why}")
            } else {
                format!(
                    "Stopped after {} rows. What came before is kept. {why}",
                    thousands(done)
                )
            }
        }
    }
}
