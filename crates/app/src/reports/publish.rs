//! Publishing the scrutiny report: small numbers are hidden, also against every report published before, and what leaves is
//! kept, so that the next one can be held against it. The same days as known at the same instant are published once: asked
//! for again, they are given as they were.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::ids::PublicationId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_returns::fold::{PartsFold, ReportFold};
use trefoil_returns::period::Period;
use trefoil_returns::report::Report;
use trefoil_returns::reports::scrutiny::SCRUTINY;
use trefoil_returns::suppress::{self, Earlier, suppress};
use trefoil_store::events::{Counted, events};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::publication::{Publication, publication_put, publication_read, publications};
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written, search};

use super::published::{cells_of, published_of};
use super::scrutiny::{known, period as days};
use crate::door::{App, read_of, refusal};

/// How often a report is made again because another was published meanwhile.
const TRIES: usize = 5;
/// The label of what is about the authority as a whole.
const LABEL: &str = "authority";

/// What was found when a report was about to be published.
enum Found {
    /// It was published before.
    Held(PublicationId, Report),
    /// It is new.
    New(Publication, suppress::Published),
}

/// The report for a period as it is published, with the publication that keeps it, as known at `as_at` (now, where none is given).
///
/// # Errors
/// `NotAllowed` where the asker's role makes no reports; `Invalid` where the period ends before it begins, or `as_at` is yet
/// to come; `Conflict` where others publish all the while.
pub async fn scrutiny_publish(
    app: &App,
    asker: &Asker,
    from: Date,
    to: Date,
    as_at: Option<Timestamp>,
) -> Result<(PublicationId, Report), Refusal> {
    let permit = app.leave(asker, Act::ReportPublish, None).await?;
    let period = days(from, to)?;
    let known = known(app, as_at)?;
    let mut tries = 0;
    loop {
        tries += 1;
        match make(app, asker, &permit, period, known).await? {
            Found::Held(publication, report) => {
                let on = (SubjectKind::Publication, Some(publication.uuid()));
                let read = read_of([publication.uuid()]);
                app.record(asker, Act::ReportPublish, on, read).await?;
                return Ok((publication, report));
            }
            Found::New(publication, made) => {
                let (id, shown) = (publication.publication, made.shown());
                match keep(app, asker, publication, made).await {
                    Ok(()) => return Ok((id, shown)),
                    Err(Refusal::Conflict(_)) if tries < TRIES => {}
                    Err(refused) => return Err(refused),
                }
            }
        }
    }
}

/// Finds the report, or makes it beside those published before, from one snapshot.
async fn make(
    app: &App,
    asker: &Asker,
    permit: &Permit,
    period: Period,
    known: Timestamp,
) -> Result<Found, Refusal> {
    let mut tx = app.read().await?;
    let before = publications(&mut tx, app.authority, permit, SCRUTINY.name)
        .await
        .map_err(refusal)?;
    let same = before
        .iter()
        .find(|one| (one.from, one.to, one.as_at) == (period.from(), period.to(), known));
    if let Some(held) = same {
        let mut published = published_before(app, &mut tx, permit, &[held]).await?;
        let report = published.pop().ok_or(Refusal::NotFound)?.shown();
        return Ok(Found::Held(held.publication, report));
    }
    let periods = before
        .iter()
        .map(|one| days(one.from, one.to))
        .collect::<Result<Vec<Period>, Refusal>>()?;
    let beside: Vec<&Publication> = suppress::related(period, &periods)
        .into_iter()
        .filter_map(|place| before.get(place))
        .collect();
    let published = published_before(app, &mut tx, permit, &beside).await?;
    let (report, parts) = counted(app, &mut tx, permit, (period, known), &published).await?;
    drop(tx);
    let now = app.now();
    let publication = Publication {
        publication: PublicationId::mint(&app.mint(now)),
        ordinal: before.last().map_or(0, |last| last.ordinal) + 1,
        from: period.from(),
        to: period.to(),
        as_at: known,
        published_at: now,
        published_by: search::principal_key(&asker.principal),
    };
    let made = suppress(&report, &Earlier { published, parts });
    Ok(Found::New(publication, made))
}

async fn published_before(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    which: &[&Publication],
) -> Result<Vec<suppress::Published>, Refusal> {
    let mut published = Vec::with_capacity(which.len());
    for one in which {
        let read = publication_read(tx, &app.ring, app.authority, permit, one.publication);
        if let Some((head, cells)) = read.await.map_err(refusal)? {
            published.push(published_of(&head, &cells)?);
        }
    }
    Ok(published)
}

/// The report, and the numbers of each part into which the periods of all these reports cut their days, in one stream.
async fn counted(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (period, known): (Period, Timestamp),
    beside: &[suppress::Published],
) -> Result<(Report, Vec<Report>), Refusal> {
    let periods = beside.iter().map(|one| one.report.period);
    let periods: Vec<Period> = periods.chain([period]).collect();
    let parts = suppress::parts(&periods);
    let calendar = app.calendar(tx).await.map_err(refusal)?;
    let whole = ReportFold::new(&SCRUTINY, period, known, &calendar);
    let mut fold = PartsFold::new(whole, &parts, &calendar);
    events(
        tx,
        app.authority,
        (permit, Counted::Whole),
        (
            parts.first().unwrap_or(&period).begins(),
            parts.last().unwrap_or(&period).is_over(),
        ),
        known,
        |event| fold.push(event),
    )
    .await
    .map_err(refusal)?;
    Ok(fold.finish())
}

/// Writes what leaves before it leaves.
async fn keep(
    app: &App,
    asker: &Asker,
    publication: Publication,
    made: suppress::Published,
) -> Result<(), Refusal> {
    let (door, principal) = (app.clone(), asker.principal);
    let permit = app.leave(asker, Act::ReportPublish, None).await?;
    app.write(move |tx| {
        Box::pin(async move {
            let record = publication.publication.uuid();
            let mut recording = door.recording(publication.published_at);
            recording.put(RecordKind::Publication, record, 1, LABEL, &cells_of(&made));
            let touched = recording.touched();
            publication_put(tx, door.authority, &permit, SCRUTINY.name, &publication).await?;
            recording.write(tx).await?;
            let on = (SubjectKind::Publication, Some(record));
            let entry = door.entry(principal, Act::ReportPublish, on, touched);
            Ok::<_, Fault>(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
