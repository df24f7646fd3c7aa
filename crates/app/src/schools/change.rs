//! Changing the register by hand: a school, its terms and closings. An inset day may be announced the evening before.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::TermId;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::{Days, School, SchoolTyped, Urn};
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::school::{COMMON, days_end as end, days_of, days_put, school_read, schools_put};
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Tx, Written};

use super::changed_entry;
use crate::door::{App, refusal};

/// Writes a school: a new one, or one that is known in the place of what is known of it.
///
/// # Errors
/// `Invalid` naming each field; `NotFound` where the one to be changed is not there.
pub async fn school_write(
    app: &App,
    asker: &Asker,
    urn: Option<Urn>,
    typed: &SchoolTyped,
) -> Result<Urn, Refusal> {
    let permit = app.leave(asker, Act::SchoolsChange, None).await?;
    let school = changed(app, asker, urn, typed).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = principal_key(&principal);
            let written = std::slice::from_ref(&school);
            schools_put(tx, door.authority, &permit, written, (&by, door.now())).await?;
            Ok(Written {
                value: school.urn,
                entries: vec![changed_entry(&door, principal)],
            })
        })
    })
    .await
}

/// The school as it is to be: what is not typed is taken from what is known.
async fn changed(
    app: &App,
    asker: &Asker,
    urn: Option<Urn>,
    typed: &SchoolTyped,
) -> Result<School, Refusal> {
    let mut tx = app.read().await?;
    let there = async |tx: &mut Tx, urn| {
        let row = school_read(tx, app.authority, urn).await;
        row.map_err(refusal)
    };
    let Some(urn) = urn else {
        let mut school = typed.read(None)?;
        school.area = i64::from(app.authority.code());
        if there(&mut tx, school.urn).await?.is_some() {
            let words = "This school is in the register already.";
            return Err(Refusal::invalid("urn", words));
        }
        return Ok(school);
    };
    let known = there(&mut tx, urn).await?;
    drop(tx);
    if let Some(row) = known {
        typed.read(Some(&row.school))
    } else {
        let on = (SubjectKind::Authority, None);
        app.refused(asker, Act::SchoolsChange, on).await?;
        Err(Refusal::NotFound)
    }
}

/// Adds an entry to the calendar of a school, or (`None`) of all.
///
/// # Errors
/// `Invalid` where it stands there already; `NotFound` where there is no such school.
pub async fn days_add(
    app: &App,
    asker: &Asker,
    urn: Option<Urn>,
    days: Result<Days, Refusal>,
) -> Result<(), Refusal> {
    let permit = app.leave(asker, Act::SchoolsChange, None).await?;
    let days = days?.near(local_date(app.now()))?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now: Timestamp = door.now();
            if let Some(urn) = urn.filter(|urn| *urn != Urn::OFFICER) {
                let there = school_read(tx, door.authority, urn).await?;
                there.ok_or(Fault::Refused(Refusal::NotFound))?;
            }
            let number = urn.map_or(COMMON, Urn::number);
            let known = days_of(tx, door.authority, &[number]).await?;
            if known
                .iter()
                .any(|one| one.urn == number && one.days == days)
            {
                return Err(
                    Refusal::invalid("from", "This stands in the calendar already.").into(),
                );
            }
            let term = TermId::mint(&door.mint(now));
            let by = principal_key(&principal);
            days_put(
                tx,
                door.authority,
                &permit,
                &[(term, number, days)],
                (&by, now),
            )
            .await?;
            Ok(Written {
                value: (),
                entries: vec![changed_entry(&door, principal)],
            })
        })
    })
    .await
}

/// Takes an entry of a calendar back.
///
/// # Errors
/// `Conflict` where it was taken back already.
pub async fn days_end(app: &App, asker: &Asker, term: TermId) -> Result<(), Refusal> {
    let permit = app.leave(asker, Act::SchoolsChange, None).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            end(tx, door.authority, &permit, term, door.now()).await?;
            Ok(Written {
                value: (),
                entries: vec![changed_entry(&door, principal)],
            })
        })
    })
    .await
}
