//! Who covers for whom: a manager records it, with its end. A cover has the strands of whom they cover for, seen in their own
//! roles: clearance is never inherited.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::cover_put;

use crate::door::App;

/// The longest that one worker covers for another: long leave ends, and is then looked at again.
const LONGEST: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 366);

/// Records that `cover` has the strands of `covered` until an instant.
///
/// # Errors
/// `Invalid` where the two are one, not both of the manager's team, or the end has passed.
pub async fn cover_set(
    app: &App,
    asker: &Asker,
    (covered, cover): (WorkerId, WorkerId),
    until: Timestamp,
) -> Result<(), Refusal> {
    let act = Act::CoverSet;
    let permit = app.leave(asker, act, None).await?;
    let team = asker.worker.as_ref().and_then(|facts| facts.team);
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            if covered == cover {
                return Err(Refusal::invalid("cover", "Nobody covers for themselves.").into());
            }
            if until > now.saturating_add(LONGEST).unwrap_or(until) {
                let words = "A cover lasts a year at most. Choose an earlier end.";
                return Err(Refusal::invalid("until", words).into());
            }
            if until <= now {
                return Err(
                    Refusal::invalid("until", "Choose an end that is still to come.").into(),
                );
            }
            for one in [covered, cover] {
                let facts = worker_at_work(tx, door.authority, one).await?;
                if team.is_none() || facts.and_then(|facts| facts.team) != team {
                    return Err(
                        Refusal::invalid("cover", "Choose two workers of your own team.").into(),
                    );
                }
            }
            cover_put(tx, door.authority, &permit, (covered, cover), (now, until)).await?;
            let on = (SubjectKind::Worker, Some(covered.uuid()));
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
