//! Terms, inset days and other closings: urn (empty: for all of the authority's schools), kind (term, inset, closed), from, to.

use jiff::civil::Date;
use trefoil_core::school::{Days, DaysKind, Urn};

use super::table::{self, Line, NotARegister, RegisterFile};

/// An entry of a calendar of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermLine {
    /// Whose; `None` for all of the authority's schools.
    pub urn: Option<Urn>,
    /// The days.
    pub days: Days,
}

/// Reads entries.
///
/// # Errors
/// Where the file lacks `kind` or `from`.
pub fn read(bytes: &[u8]) -> Result<RegisterFile<TermLine>, NotARegister> {
    table::read(bytes, &["kind", "from"], entry)
}

fn entry(line: &mut Line<'_>) -> Option<TermLine> {
    let urn = match line.get("urn") {
        "" => None,
        text => {
            if let Ok(urn) = text.parse() {
                Some(urn)
            } else {
                line.tell(
                    "urn",
                    "invalid_urn",
                    "the reference number does not have six digits; the row was left out.",
                );
                return None;
            }
        }
    };
    let no_day = "it is no day such as 2026-09-01; the row was left out.";
    let day = |text: &str| text.parse::<Date>().ok();
    let kind = line.read(
        "kind",
        "invalid_kind",
        "write term, inset or closed; the row was left out.",
        DaysKind::from_code,
    )?;
    let from = line.read("from", "invalid_date", no_day, day)?;
    let to = line.read("to", "invalid_date", no_day, day);
    if to.is_none() && !line.get("to").is_empty() {
        return None;
    }
    match Days::new(Some(kind), Some(from), to) {
        Ok(days) => Some(TermLine { urn, days }),
        Err(refusal) => {
            line.tell(
                "to",
                "invalid_days",
                &format!("{refusal} The row was left out."),
            );
            None
        }
    }
}
