//! The register as an administrator keeps it and the hub reads it: the list, and one school with its history.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::clock::DueAtSchool;
use trefoil_core::school::{School, Urn};
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::school::{Adult, AdultRow, COMMON, DaysRow, SchoolRow};
use trefoil_store::school::{
    adults_all, adults_history, adults_of, days_history, school_history, school_read,
    schools_by_words, schools_count, schools_page,
};
use trefoil_store::{Fault, Tx};

use super::calendar::{Calendars, officer};
use crate::door::{App, refusal};
use crate::names::Names;

/// Schools on a page.
pub const PAGE: i64 = 50;

/// A page of the register.
#[derive(Debug, Clone, Default)]
pub struct SchoolsPage {
    /// Schools of the authority's own area.
    pub count: i64,
    /// Schools in the register in all.
    pub all: i64,
    /// This page, from 1.
    pub page: i64,
    /// The schools, each with how many key adults it has.
    pub rows: Vec<(School, i64)>,
    /// How many officers for children in no school there are.
    pub officers: i64,
    /// Whether the viewer may change it.
    pub may_change: bool,
    /// What was looked for; then the rows are what was found.
    pub said: String,
}

/// The register: the authority's own schools by name, or those that may be meant by some words.
///
/// # Errors
/// As the policy refuses.
pub async fn schools_view(
    app: &App,
    asker: &Asker,
    said: &str,
    page: i64,
) -> Result<SchoolsPage, Refusal> {
    let act = Act::SchoolsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let found = read_list(app, &mut tx, &permit, (said.trim(), page.clamp(1, 10_000))).await;
    drop(tx);
    let mut found = found.map_err(refusal)?;
    found.may_change = app.policy.permit(asker, Act::SchoolsChange, None).is_ok();
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(found)
}

async fn read_list(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (said, page): (&str, i64),
) -> Result<SchoolsPage, Fault> {
    let area = i64::from(app.authority.code());
    let adults: BTreeMap<i64, i64> = adults_all(tx, app.authority, permit)
        .await?
        .into_iter()
        .collect();
    let (count, schools) = if said.is_empty() {
        let window = (PAGE, (page - 1) * PAGE);
        let (count, rows) = schools_page(tx, app.authority, permit, area, window).await?;
        (count, rows.into_iter().map(|row| row.school).collect())
    } else {
        let mut found = schools_by_words(tx, app.authority, said).await?;
        found.sort_by(|one, other| {
            (one.area != area, &one.name).cmp(&(other.area != area, &other.name))
        });
        found.truncate(usize::try_from(PAGE).unwrap_or(50));
        (i64::try_from(found.len()).unwrap_or(0), found)
    };
    let with = |school: School| {
        let adults = adults.get(&school.urn.number()).copied().unwrap_or(0);
        (school, adults)
    };
    Ok(SchoolsPage {
        count,
        all: schools_count(tx, app.authority).await?,
        page,
        rows: schools.into_iter().map(with).collect(),
        officers: adults.get(&0).copied().unwrap_or(0),
        may_change: false,
        said: said.to_owned(),
    })
}

/// One school.
#[derive(Debug, Clone)]
pub struct SchoolPage {
    /// As it is known now; `None` for what all of the authority's schools share.
    pub school: Option<School>,
    /// When it opens next.
    pub opens: Option<DueAtSchool>,
    /// Earlier lines of the register, the latest first, each with who recorded it.
    pub earlier: Vec<(SchoolRow, String)>,
    /// Its calendar, the latest days first, with who recorded each; those taken back too.
    pub days: Vec<(DaysRow, String)>,
    /// Its key adults, in order.
    pub adults: Vec<Adult>,
    /// Everybody who was one, with who recorded it.
    pub adults_before: Vec<(AdultRow, String)>,
    /// Whether the viewer may change it.
    pub may_change: bool,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// One school, the officer, or (`None`) what all share.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn school_view(
    app: &App,
    asker: &Asker,
    urn: Option<Urn>,
) -> Result<SchoolPage, Refusal> {
    let act = Act::SchoolsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let found = read_one(app, &mut tx, &permit, urn).await;
    drop(tx);
    let Some(mut page) = found.map_err(refusal)? else {
        app.refused(asker, act, (SubjectKind::Authority, None))
            .await?;
        return Err(Refusal::NotFound);
    };
    page.may_change = app.policy.permit(asker, Act::SchoolsChange, None).is_ok();
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(page)
}

async fn read_one(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    urn: Option<Urn>,
) -> Result<Option<SchoolPage>, Fault> {
    let names = Names::read(app, tx).await?;
    let now = app.now();
    let authority = app.authority;
    let number = urn.map_or(COMMON, Urn::number);
    let days = days_history(tx, authority, permit, number).await?;
    let mut page = SchoolPage {
        school: None,
        opens: None,
        earlier: Vec::new(),
        days: days
            .into_iter()
            .map(|row| (row.clone(), names.of(&row.recorded_by)))
            .collect(),
        adults: Vec::new(),
        adults_before: Vec::new(),
        may_change: false,
        now,
    };
    let Some(urn) = urn else {
        return Ok(Some(page));
    };
    let known = school_read(tx, authority, urn).await?.map(|row| row.school);
    let Some(school) = known.or_else(|| (urn == Urn::OFFICER).then(officer)) else {
        return Ok(None);
    };
    let calendars = Calendars::read(app, tx, &[urn]).await?;
    page.opens = calendars.due(Some(urn), now);
    page.school = Some(school);
    let lines = school_history(tx, authority, permit, urn).await?;
    page.earlier = lines
        .into_iter()
        .map(|row| (row.clone(), names.of(&row.recorded_by)))
        .collect();
    page.adults = adults_of(tx, authority, permit, &[urn]).await?;
    let before = adults_history(tx, authority, permit, urn).await?;
    page.adults_before = before
        .into_iter()
        .map(|row| (row.clone(), names.of(&row.recorded_by)))
        .collect();
    Ok(Some(page))
}
