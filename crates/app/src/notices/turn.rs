//! What else waits for a key adult: whoever opened one notice with a code turns to the others of their own without another.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{NoticeState, NoticeStep};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Permit;
use trefoil_store::notice::{notice_read, visit_turn, waiting_for};
use trefoil_store::{Fault, Tx, Written};

use super::key_adult::{AdultVisit, LINK_FOR, moved};
use crate::door::App;

fn since(app: &App) -> Timestamp {
    app.now().checked_sub(LINK_FOR).unwrap_or(Timestamp::MIN)
}

/// The other notices that wait for the key adult of a visit.
pub(super) async fn others(
    app: &App,
    tx: &mut Tx,
    visit: &AdultVisit,
    permit: &Permit,
) -> Result<Vec<(NoticeId, String, NoticeState)>, Fault> {
    let Some(facts) = &visit.asker.worker else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for notice in waiting_for(tx, app.authority, facts.worker, since(app)).await? {
        if notice == visit.notice {
            continue;
        }
        if let Some((row, content)) =
            notice_read(tx, &app.ring, app.authority, permit, notice).await?
        {
            all.push((notice, content.child.words(), row.state));
        }
    }
    Ok(all)
}

/// Turns the visit to another notice of the key adult's, which is read from then on.
///
/// # Errors
/// `NotFound` for a notice of which they have no live link.
pub async fn notice_turn(app: &App, visit: &AdultVisit, to: NoticeId) -> Result<(), Refusal> {
    let permit = app.leave(&visit.asker, Act::NoticeOpen, None).await?;
    let (door, hash) = (app.clone(), visit.hash.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let not_theirs = |fault| match fault {
                Fault::Stale => Fault::Refused(Refusal::NotFound),
                other => other,
            };
            visit_turn(tx, door.authority, &hash, (to, since(&door)))
                .await
                .map_err(not_theirs)?;
            let entry = moved(&door, tx, &permit, (to, NoticeStep::Read)).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
