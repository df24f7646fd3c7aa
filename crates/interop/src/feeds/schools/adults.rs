//! Key adults: urn (0: the authority's officer for children who are in no school), name, email.

use trefoil_core::looks_like::email;
use trefoil_core::school::Urn;

use super::table::{self, Line, NotARegister, RegisterFile};

/// A key adult of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdultLine {
    /// The school.
    pub urn: Urn,
    /// What they are called.
    pub name: String,
    /// Where they are written to.
    pub email: String,
}

/// Reads key adults.
///
/// # Errors
/// Where the file lacks a column.
pub fn read(bytes: &[u8]) -> Result<RegisterFile<AdultLine>, NotARegister> {
    table::read(bytes, &["urn", "name", "email"], adult)
}

fn adult(line: &mut Line<'_>) -> Option<AdultLine> {
    let left = "the row was left out.";
    let urn: Option<Urn> = line.get("urn").parse().ok();
    let Some(urn) = urn else {
        line.tell(
            "urn",
            "invalid_urn",
            &format!("the reference number does not have six digits; {left}"),
        );
        return None;
    };
    let name: String = line.get("name").chars().take(200).collect();
    if name.is_empty() {
        line.tell("name", "missing", &format!("nobody is named; {left}"));
        return None;
    }
    let Some(email) = email(line.get("email")) else {
        line.tell(
            "email",
            "invalid_email",
            &format!("it is no e-mail address; {left}"),
        );
        return None;
    };
    Some(AdultLine { urn, name, email })
}
