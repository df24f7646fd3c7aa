//! Putting a family on a meeting's list, and taking it off: from then on, and no longer, its chair sees the family.

use trefoil_core::act::Act;
use trefoil_core::calendar::{local_date, start_of};
use trefoil_core::ids::{FamilyId, ListingId, MeetingId};
use trefoil_core::meeting::ListingReason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::meeting::{Listing, Meeting};
use trefoil_store::meeting::{listing_end as end, listing_put, meetings_to_come};
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, read_of};
use crate::families::leave::leave_on_family;

/// Lists a family.
///
/// # Errors
/// `Invalid` naming each field that will not do; `Conflict` where it is on that list already.
pub async fn listing_make(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    (meeting, reason): (Option<MeetingId>, Option<ListingReason>),
) -> Result<(), Refusal> {
    let act = Act::ListingMake;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (meeting, reason) = both(meeting, reason)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let coming = meetings_from_today(&door, tx).await?;
            if !coming.iter().any(|one| one.meeting == meeting) {
                let words = "Choose a meeting that is still to come.";
                return Err(Refusal::invalid("meeting", words).into());
            }
            let listing = ListingId::mint(&door.mint(now));
            let what = (listing, meeting, family);
            let put = listing_put(tx, door.authority, &permit, what, reason, (me, now)).await;
            put.map_err(|fault| match fault {
                Fault::Duplicate => {
                    Refusal::Conflict("The family is on that list already.".to_owned()).into()
                }
                other => other,
            })?;
            let on = (SubjectKind::Family, Some(family.uuid()));
            let touched = read_of([listing.uuid(), meeting.uuid()]);
            let entry = door.entry(principal, act, on, touched);
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// The meetings for which a family can be listed now.
pub(crate) async fn meetings_from_today(app: &App, tx: &mut Tx) -> Result<Vec<Meeting>, Fault> {
    let today = start_of(local_date(app.now()));
    meetings_to_come(tx, app.authority, today).await
}

fn both(
    meeting: Option<MeetingId>,
    reason: Option<ListingReason>,
) -> Result<(MeetingId, ListingReason), Refusal> {
    let wanted = |field: &str, words: &str| Problem::new(field, words);
    match (meeting, reason) {
        (Some(meeting), Some(reason)) => Ok((meeting, reason)),
        (meeting, reason) => {
            let no_meeting = meeting
                .is_none()
                .then(|| wanted("meeting", "Choose a meeting."));
            let no_reason = reason
                .is_none()
                .then(|| wanted("reason", "Choose why it is listed."));
            Err(Refusal::Invalid(
                no_meeting.into_iter().chain(no_reason).collect(),
            ))
        }
    }
}

/// Takes a family off a list: whom the list alone let see it sees it no more.
///
/// # Errors
/// `Conflict` where it was taken off already, or is no listing of this family.
pub async fn listing_end(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    listing: ListingId,
) -> Result<(), Refusal> {
    let act = Act::ListingEnd;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = (me, door.now());
            let ended = end(tx, door.authority, &permit, (listing, family), by).await;
            ended.map_err(|fault| match fault {
                Fault::Stale => {
                    Refusal::Conflict("The family is not on that list any more.".to_owned()).into()
                }
                other => other,
            })?;
            let on = (SubjectKind::Family, Some(family.uuid()));
            let entry = door.entry(principal, act, on, read_of([listing.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
