//! Taking registers in from files: each in parts short enough that pages never wait for more than one. What is known already is left,
//! what has changed is written beside what was known.

use std::collections::BTreeSet;

use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::ids::TermId;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::{Days, School, Urn};
use trefoil_interop::feeds::schools::{self, NotARegister, RegisterFile, RegisterIssue};
use trefoil_policy::{Asker, Permit};
use trefoil_store::Written;
use trefoil_store::school::{COMMON, days_of, days_put, holidays_put, schools_named, schools_put};
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::search::principal_key;

use super::adults::adult_add;
use super::changed_entry;
use crate::door::{App, refusal};

pub use trefoil_interop::feeds::schools::RegisterIssue as Issue;

/// Lines of one transaction.
const PART: usize = 200;

/// What came of a register's file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Rows, those left out included.
    pub rows: u64,
    /// Lines that are new.
    pub created: i64,
    /// Lines that changed; of bank holidays, those that are gone.
    pub updated: i64,
    /// Lines that were known so.
    pub unchanged: i64,
    /// What to look at.
    pub issues: Vec<RegisterIssue>,
}

/// Why nothing of a file was taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It is not one of its kind.
    #[error("{0}")]
    File(String),
    /// The door refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<NotARegister> for NotTaken {
    fn from(why: NotARegister) -> Self {
        Self::File(why.to_string())
    }
}

fn begin<T>(file: &RegisterFile<T>) -> Taken {
    Taken {
        rows: file.rows,
        issues: file.issues.clone(),
        ..Taken::default()
    }
}

async fn leave(app: &App, asker: &Asker) -> Result<Permit, Refusal> {
    app.leave(asker, Act::SchoolsChange, None).await
}

/// Takes schools in, of some areas or of all.
///
/// # Errors
/// `File` where it is no register; `Refused` where the door refuses, with what was acknowledged kept.
pub async fn schools_import(
    app: &App,
    asker: &Asker,
    bytes: &[u8],
    areas: &[i64],
) -> Result<Taken, NotTaken> {
    let _permit = leave(app, asker).await?;
    let file = schools::register(bytes)?;
    let mut taken = begin(&file);
    let wanted = |one: &School| areas.is_empty() || areas.contains(&one.area);
    let lines: Vec<School> = file
        .lines
        .into_iter()
        .map(|(_, one)| one)
        .filter(wanted)
        .collect();
    let (created, updated) = schools_take(app, asker, &lines).await?;
    let all = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    (taken.created, taken.updated, taken.unchanged) = (created, updated, all - created - updated);
    Ok(taken)
}

/// Takes schools in that were read elsewhere: how many are new, and how many changed.
///
/// # Errors
/// As the policy refuses.
pub async fn schools_take(
    app: &App,
    asker: &Asker,
    lines: &[School],
) -> Result<(i64, i64), Refusal> {
    let (mut created, mut updated) = (0, 0);
    for part in lines.chunks(PART) {
        let (part, permit) = (part.to_vec(), leave(app, asker).await?);
        let (door, principal) = (app.clone(), asker.principal);
        let counts = app.write_weighing(WEIGHT_FEED, move |tx| {
            Box::pin(async move {
                let by = principal_key(&principal);
                let value =
                    schools_put(tx, door.authority, &permit, &part, (&by, door.now())).await?;
                Ok(Written {
                    value,
                    entries: vec![changed_entry(&door, principal)],
                })
            })
        });
        let (new, changed) = counts.await?;
        created += new;
        updated += changed;
    }
    Ok((created, updated))
}

/// Takes terms in; those of schools that are not in the register are told of.
///
/// # Errors
/// As [`schools_import`].
pub async fn terms_import(app: &App, asker: &Asker, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let _permit = leave(app, asker).await?;
    let file = schools::terms(bytes)?;
    let mut taken = begin(&file);
    let urns: BTreeSet<Urn> = file.lines.iter().filter_map(|(_, one)| one.urn).collect();
    let known = known(app, &urns).await?;
    let mut lines = Vec::new();
    for (row, one) in file.lines {
        match one.urn {
            Some(urn) if !known.contains(&urn) => taken.issues.push(unknown_school(row)),
            urn => lines.push((urn.map_or(COMMON, Urn::number), one.days)),
        }
    }
    taken.created = terms_take(app, asker, &lines).await?;
    taken.unchanged = i64::try_from(lines.len()).unwrap_or(i64::MAX) - taken.created;
    taken.issues.sort_by_key(|one| one.row);
    Ok(taken)
}

/// Takes terms in that were read elsewhere; how many are new.
///
/// # Errors
/// As the policy refuses.
pub async fn terms_take(app: &App, asker: &Asker, lines: &[(i64, Days)]) -> Result<i64, Refusal> {
    let mut created = 0;
    for part in lines.chunks(PART) {
        let (part, permit) = (part.to_vec(), leave(app, asker).await?);
        let (door, principal) = (app.clone(), asker.principal);
        let new = app.write_weighing(WEIGHT_FEED, move |tx| {
            Box::pin(async move {
                let now = door.now();
                let urns: Vec<i64> = part.iter().map(|(urn, _)| *urn).collect();
                let known = days_of(tx, door.authority, &urns).await?;
                let mut met: BTreeSet<(i64, Days)> =
                    known.iter().map(|one| (one.urn, one.days)).collect();
                let new: Vec<(TermId, i64, Days)> = part
                    .into_iter()
                    .filter(|line| met.insert(*line))
                    .map(|(urn, days)| (TermId::mint(&door.mint(now)), urn, days))
                    .collect();
                let by = principal_key(&principal);
                days_put(tx, door.authority, &permit, &new, (&by, now)).await?;
                Ok(Written {
                    value: i64::try_from(new.len()).unwrap_or(i64::MAX),
                    entries: vec![changed_entry(&door, principal)],
                })
            })
        });
        created += new.await?;
    }
    Ok(created)
}

async fn known(app: &App, urns: &BTreeSet<Urn>) -> Result<BTreeSet<Urn>, Refusal> {
    let urns: Vec<Urn> = urns.iter().copied().collect();
    let mut tx = app.read().await?;
    let found = schools_named(&mut tx, app.authority, &urns)
        .await
        .map_err(refusal)?;
    Ok(found.into_keys().chain([Urn::OFFICER]).collect())
}

fn unknown_school(row: u64) -> RegisterIssue {
    RegisterIssue {
        row,
        column: Some("urn".to_owned()),
        code: "unknown_school",
        message: format!(
            "Row {row}, urn: this school is not in the register; the row was left out."
        ),
    }
}

/// Takes key adults in: an account is made for each that has none.
///
/// # Errors
/// As [`schools_import`].
pub async fn adults_import(app: &App, asker: &Asker, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let _permit = leave(app, asker).await?;
    let file = schools::adults(bytes)?;
    let mut taken = begin(&file);
    for (row, one) in file.lines {
        match adult_add(app, asker, one.urn, &one.name, &one.email).await {
            Ok(_) => taken.created += 1,
            Err(Refusal::NotFound) => taken.issues.push(unknown_school(row)),
            Err(Refusal::Invalid(problems))
                if problems.iter().any(|one| one.message.contains("already")) =>
            {
                taken.unchanged += 1;
            }
            Err(Refusal::Invalid(problems)) => {
                let problem = problems.into_iter().next();
                let column = problem.as_ref().map(|one| one.field.clone());
                let words = problem.map(|one| one.message).unwrap_or_default();
                taken.issues.push(RegisterIssue {
                    row,
                    column,
                    code: "refused",
                    message: format!("Row {row}: {words} The row was left out."),
                });
            }
            Err(other) => return Err(other.into()),
        }
    }
    taken.issues.sort_by_key(|one| one.row);
    Ok(taken)
}

/// Takes bank holidays in, in the place of those that are known.
///
/// # Errors
/// As [`schools_import`].
pub async fn holidays_import(app: &App, asker: &Asker, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let permit = leave(app, asker).await?;
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| NotARegister::Unreadable)?;
    let calendar = Calendar::from_json(&text).map_err(|why| NotTaken::File(why.to_string()))?;
    let days = calendar.holidays().to_vec();
    let rows = days.len();
    let (door, principal) = (app.clone(), asker.principal);
    let counts = app.write(move |tx| {
        Box::pin(async move {
            let by = principal_key(&principal);
            let value = holidays_put(tx, door.authority, &permit, &days, (&by, door.now())).await?;
            Ok(Written {
                value,
                entries: vec![changed_entry(&door, principal)],
            })
        })
    });
    let (created, gone) = counts.await?;
    Ok(Taken {
        rows: rows as u64,
        created,
        updated: gone,
        unchanged: i64::try_from(rows).unwrap_or(i64::MAX) - created,
        issues: Vec::new(),
    })
}
