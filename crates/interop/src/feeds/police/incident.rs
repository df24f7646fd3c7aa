//! All rows of one reference and version become one contact draft. How single columns are read and joined is in
//! `fields` and `merging`, people in `people`.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use trefoil_core::contact::{ContactDraft, REFERENCE_LONGEST};
use trefoil_core::flag::FlagCode;
use trefoil_core::located::Located;
use trefoil_core::vocabulary::{Known, RiskGrade, RiskInstrument, Source};

use super::columns::{Column, Columns};
use super::encoding;
use super::fields;
use super::issues::Issue;
use super::merging::{self, Merging};
use super::rows::{Key, Row};
use super::{Drafted, checks, people};

/// More rows than this share a reference only by a mistake in the force's system; they are one contact all the same.
const ROWS_LIKELY: usize = 2_000;

/// The contact, what it is flagged for, and the digest of its content. `rows` are in the order of the file.
pub(super) fn drafted(
    columns: &Columns,
    key: Key,
    rows: &[Row],
    now: Timestamp,
) -> (Drafted, Vec<Issue>) {
    let mut issues: Vec<Issue> = rows.iter().flat_map(|row| row.issues(columns)).collect();
    issues.extend(of_the_whole(&key, rows));
    let all: Vec<&Row> = rows.iter().collect();
    let mut merging = Merging::new(columns, &all);
    let mut draft = incident(&mut merging, key, now);
    issues.append(&mut merging.issues);
    let references = merging::references(columns, rows);
    let seen: Vec<people::Seen> = merging::by_person(columns, rows)
        .iter()
        .map(|rows| people::person(columns, rows, &references, &mut issues))
        .collect();
    issues.extend(checks::people(&seen, draft.received_at));
    issues.sort_by_key(|issue| issue.row);
    draft.people = seen.into_iter().map(|seen| seen.sighting).collect();
    draft.flags = issues.iter().map(Issue::flag).collect();
    draft.raw = Located::new(raw(columns, rows));
    let drafted = Drafted {
        draft: Box::new(draft),
        digest: digest(rows),
        rows: rows.iter().map(|row| row.ordinal).collect(),
    };
    (drafted, issues)
}

fn of_the_whole(key: &Key, rows: &[Row]) -> Vec<Issue> {
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    let mut issues = Vec::new();
    if key.reference.chars().count() > REFERENCE_LONGEST {
        let words = "the reference is longer than 40 characters. It is kept as written.";
        issues.push(Issue::of(
            first.ordinal,
            Column::IncidentReference,
            FlagCode::TooLong,
            words,
        ));
    }
    if rows.len() > ROWS_LIKELY {
        let words = format!(
            "{} rows have this reference. They are one contact; ask the force whether the reference stands for several incidents.",
            rows.len()
        );
        issues.push(Issue::of(
            first.ordinal,
            Column::IncidentReference,
            FlagCode::TooManyRows,
            &words,
        ));
    }
    issues
}

/// The contact without its people.
fn incident(merging: &mut Merging<'_>, key: Key, now: Timestamp) -> ContactDraft {
    merging.values(Column::Version, fields::version);
    ContactDraft {
        source: Source::Police,
        reference: Some(key.reference),
        version: key.version,
        received_at: received_at(merging, now),
        incident_started_at: merging.latest(Column::IncidentStartedAt, fields::instant),
        place: merging.text(Column::IncidentPlace).map(Located::new),
        police_attended: police_attended(merging),
        domestic_abuse: domestic_abuse(merging),
        instrument: instrument(merging),
        grade: merging
            .agreed(Column::RiskGrade, "the highest grade counts", fields::grade)
            .into_iter()
            .max()
            .unwrap_or(RiskGrade::Unknown),
        summary: merging.text(Column::Summary),
        people: Vec::new(),
        referrer: None,
        came_by: None,
        flags: Vec::new(),
        raw: Located::new(String::new()),
    }
}

/// Between which instants a contact can have been received: a mistyped year would put a child at the end of the queue, and
/// nobody would look.
fn likely(now: Timestamp) -> (Timestamp, Timestamp) {
    let year = SignedDuration::from_hours(366 * 24);
    let earliest = now.checked_sub(year * 50).unwrap_or(Timestamp::MIN);
    (earliest, now.checked_add(year).unwrap_or(Timestamp::MAX))
}

/// The latest that can be read; without one, the instant of import, so that the contact has a clock.
fn received_at(merging: &mut Merging<'_>, now: Timestamp) -> Timestamp {
    let doubts = merging.issues.len();
    let latest = merging
        .agreed(Column::ReceivedAt, "the latest counts", fields::instant)
        .into_iter()
        .max();
    let (earliest, last) = likely(now);
    if latest.is_some_and(|at| at < earliest || at > last) {
        let words = "this time is long before any record, or more than a year to come. It is kept as written, and the time of this import is used.";
        merging.issues.push(Issue::of(
            merging.first_row(),
            Column::ReceivedAt,
            FlagCode::InvalidTime,
            words,
        ));
        return now;
    }
    latest.unwrap_or_else(|| {
        if merging.issues.len() == doubts {
            let words = "the time is missing. The time of this import is used.";
            merging.issues.push(Issue::of(
                merging.first_row(),
                Column::ReceivedAt,
                FlagCode::Missing,
                words,
            ));
        }
        now
    })
}

/// The latest that is known.
fn police_attended(merging: &mut Merging<'_>) -> Known {
    let values = merging.agreed(
        Column::PoliceAttended,
        "the latest that is known counts",
        fields::known,
    );
    values
        .into_iter()
        .rfind(|value| *value != Known::Unknown)
        .unwrap_or_default()
}

/// Yes before unknown before no (police feed, version 1): abuse that one row tells of is not argued away by another.
fn domestic_abuse(merging: &mut Merging<'_>) -> Known {
    let doubts = merging.issues.len();
    let values = merging.agreed(
        Column::DomesticAbuse,
        "yes counts before unknown, unknown before no",
        fields::known,
    );
    let misread = merging
        .issues
        .iter()
        .skip(doubts)
        .any(|issue| issue.code == FlagCode::InvalidValue);
    if values.is_empty() && !misread {
        let words = "whether this is domestic abuse is missing. It counts as unknown.";
        merging.issues.push(Issue::of(
            merging.first_row(),
            Column::DomesticAbuse,
            FlagCode::Missing,
            words,
        ));
    }
    if values.contains(&Known::Yes) {
        Known::Yes
    } else if misread || values.is_empty() || values.contains(&Known::Unknown) {
        Known::Unknown
    } else {
        Known::No
    }
}

/// The latest tool; a row that names none says nothing against one that does.
fn instrument(merging: &mut Merging<'_>) -> RiskInstrument {
    let values = merging.agreed(
        Column::RiskInstrument,
        "the latest tool counts",
        fields::instrument,
    );
    values
        .into_iter()
        .rfind(|tool| *tool != RiskInstrument::None)
        .unwrap_or(RiskInstrument::None)
}

/// The header and the rows as they came, in order.
fn raw(columns: &Columns, rows: &[Row]) -> String {
    let mut text = columns.raw.clone();
    for row in rows {
        text.push('\n');
        text.push_str(&encoding::text_of(&row.raw).0);
    }
    text.push('\n');
    text
}

/// The same for the same rows in any order, of rows and of columns.
fn digest(rows: &[Row]) -> [u8; 32] {
    let mut each: Vec<&[u8; 32]> = rows.iter().map(|row| &row.digest).collect();
    each.sort_unstable();
    let mut hash = Sha256::new();
    for row in each {
        hash.update(row);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests;
