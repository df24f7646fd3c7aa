//! A police feed about the people of the town, from the years after the town's own story: most of those named in it are
//! known, so that matching has its work. The same file says whom to search for.

use super::asked::Asked;
use super::program::Program;
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// The seed of the town, and of what happens in it later.
pub(super) const SEED: &str = "1";
/// Contacts of which the police's part makes more than 200 pages of 25 that wait.
const CONTACTS: u64 = 13_000;
/// The last year of the feed; it ends with March.
const UNTIL: u64 = 2026;
/// Families and adults that the hub hears of in a year, of 140,000 people: the town's own rate.
const RATE: f64 = 7_080.0 / 140_000.0;
/// Whom to search for, at most.
const SEARCHES: usize = 2_000;

/// A feed file.
pub(super) struct Feed {
    pub(super) path: PathBuf,
    /// Fields of searches by given name, surname and birth date.
    pub(super) searches: Vec<String>,
    /// The last day of the town's own story: the feed begins where it ends.
    pub(super) town_until: String,
}

impl Feed {
    /// Makes the file.
    pub(super) fn make(program: &Program<'_>, asked: &Asked) -> anyhow::Result<Self> {
        let path = program.scratch.join("police.csv");
        let town_until = format!("{}-03-31", UNTIL - years(asked.people));
        program.run(&[
            "town",
            "--people",
            &asked.people.to_string(),
            "--contacts",
            &CONTACTS.to_string(),
            "--seed",
            SEED,
            "--until",
            &format!("{UNTIL}-03-31"),
            "--feed",
            &path.display().to_string(),
        ])?;
        let searches = searches(&path)?;
        Ok(Self {
            path,
            searches,
            town_until,
        })
    }
}

/// How many years the town takes to tell so much; at most ten, because then it tells it faster.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small positive numbers"
)]
fn years(people: u64) -> u64 {
    let years = CONTACTS as f64 / (people as f64 * RATE);
    (years.ceil() as u64).clamp(1, 10)
}

/// Searches for the people of the feed who have both names and a birth date.
fn searches(path: &Path) -> anyhow::Result<Vec<String>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        let found = header.iter().position(|known| known == name);
        found.with_context(|| format!("the feed has no column {name}"))
    };
    let (given, surname) = (column("given_names")?, column("surname")?);
    let birth = column("date_of_birth")?;
    let mut found = Vec::new();
    for row in reader.records().step_by(7) {
        let row = row?;
        let field = |place: usize| row.get(place).unwrap_or_default();
        found.extend(search(field(given), field(surname), field(birth)));
        if found.len() >= SEARCHES {
            break;
        }
    }
    Ok(found)
}

/// The fields of a search; `None` where something is missing.
fn search(given: &str, surname: &str, birth: &str) -> Option<String> {
    let mut parts = birth.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = [year, month, day].iter().all(|part| is_number(part));
    (whole && !given.is_empty() && !surname.is_empty()).then(|| {
        format!(
            "given={}&surname={}&birth-day={day}&birth-month={month}&birth-year={year}",
            encoded(given),
            encoded(surname)
        )
    })
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests;
