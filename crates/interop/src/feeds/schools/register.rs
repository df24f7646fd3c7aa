//! The register itself, in the columns of the national one: urn, `la_code`, `school_name`, `school_type`, `pupils_on_roll`; and, where
//! somebody has them, phase, `opened_on`, `closed_on` and `opening_time`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use trefoil_core::school::{Phase, School, Urn, time_typed};

use super::table::{self, Line, NotARegister, RegisterFile};

/// Reads schools; of a number that stands twice, the first line is taken.
///
/// # Errors
/// Where the file has no `urn` or no `school_name`.
pub fn read(bytes: &[u8]) -> Result<RegisterFile<School>, NotARegister> {
    let mut met = BTreeSet::new();
    table::read(bytes, &["urn", "school_name"], |line| {
        let school = school(line)?;
        if met.insert(school.urn) {
            return Some(school);
        }
        line.tell(
            "urn",
            "repeated",
            "this school stands in the file twice; the first row was taken.",
        );
        None
    })
}

/// Why a row is left out, and why a value is.
const NO_URN: &str = "the reference number does not have six digits; the row was left out.";
const NO_NAME: &str = "the school has no name; the row was left out.";
const NO_PHASE: &str = "this phase is not one of the list, and was left out.";
const NO_NUMBER: &str = "it is no number, and was left out.";
const NO_DAY: &str = "it is no day such as 2026-09-01, and was left out.";
const NO_TIME: &str = "it is no time such as 08:45, and was left out.";

fn school(line: &mut Line<'_>) -> Option<School> {
    let urn: Option<Urn> = line.get("urn").parse().ok();
    let Some(urn) = urn.filter(|urn| *urn != Urn::OFFICER) else {
        line.tell("urn", "invalid_urn", NO_URN);
        return None;
    };
    let name: String = line.get("school_name").chars().take(200).collect();
    if name.is_empty() {
        line.tell("school_name", "missing", NO_NAME);
        return None;
    }
    let day = |text: &str| text.parse::<Date>().ok();
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
    // The national register counts a pupil of half days as a half.
    let pupils = |text: &str| match text.strip_suffix(".5") {
        Some(whole) => number(whole).map(|whole| whole + 1),
        None => number(text),
    };
    let phase = line.read("phase", "invalid_phase", NO_PHASE, Phase::from_code);
    let area = line.read("la_code", "invalid_number", NO_NUMBER, number);
    Some(School {
        urn,
        name,
        kind: line.get("school_type").chars().take(200).collect(),
        phase: phase.unwrap_or_default(),
        area: area.unwrap_or(0),
        pupils: line.read("pupils_on_roll", "invalid_number", NO_NUMBER, pupils),
        opened: line.read("opened_on", "invalid_date", NO_DAY, day),
        closed: line.read("closed_on", "invalid_date", NO_DAY, day),
        opens: line.read("opening_time", "invalid_time", NO_TIME, time_typed),
    })
}
