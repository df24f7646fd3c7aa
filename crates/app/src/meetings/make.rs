//! Arranging a meeting: whoever does chairs it.

use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::{local_date, start_of};
use trefoil_core::ids::{MeetingId, WorkerId};
use trefoil_core::meeting::{MeetingKind, MeetingTyped, open_until};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::meeting::{made_lately, meeting_put};
use trefoil_store::{Fault, Tx, Written, worker};

use crate::door::{App, read_of, sent_again_since};

/// Arranges a meeting that the asker chairs.
///
/// # Errors
/// `Invalid` naming each field that will not do: the day must come, those who take part must have the role.
pub async fn meeting_make(
    app: &App,
    asker: &Asker,
    typed: &MeetingTyped,
    mut members: Vec<WorkerId>,
) -> Result<(), Refusal> {
    let act = Act::MeetingMake;
    let permit = app.leave(asker, act, None).await?;
    let Some(chair) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (kind, day) = typed.read(local_date(app.now()))?;
    members.sort_unstable();
    members.dedup();
    members.retain(|one| *one != chair);
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            works(&door, tx, kind, day).await?;
            let could = could_take_part(tx, &door).await?;
            if members
                .iter()
                .any(|one| !could.iter().any(|(known, _)| known == one))
            {
                let words = "Choose from those whose work it is to take part in meetings.";
                return Err(Refusal::invalid("members", words).into());
            }
            let (held, since) = (start_of(day), sent_again_since(now));
            let same = (kind, chair);
            let touched = if made_lately(tx, door.authority, &permit, same, (held, since)).await? {
                Vec::new()
            } else {
                let meeting = MeetingId::mint(&door.mint(now));
                let times = (held, open_until(day), now);
                let what = (meeting, kind, chair);
                meeting_put(tx, door.authority, &permit, what, times, &members).await?;
                let touched = members.iter().map(|one| one.uuid());
                read_of(touched.chain([meeting.uuid()]))
            };
            let entry = door.entry(principal, act, (SubjectKind::Authority, None), touched);
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// The daily meeting is held on working days: its clock says so to whoever is at high risk.
async fn works(app: &App, tx: &mut Tx, kind: MeetingKind, day: Date) -> Result<(), Fault> {
    if kind == MeetingKind::Daily && !app.calendar(tx).await?.is_working(day) {
        let words = "The daily meeting is held on working days. Choose one that is no weekend and no bank holiday.";
        return Err(Refusal::invalid("day", words).into());
    }
    Ok(())
}

/// Who can be asked to a meeting.
pub(super) async fn could_take_part(
    tx: &mut Tx,
    app: &App,
) -> Result<Vec<(WorkerId, String)>, Fault> {
    let all = worker::workers(tx, app.authority).await?;
    let members = all
        .into_iter()
        .filter(|(facts, _)| facts.holds(Role::MeetingMember));
    Ok(members
        .map(|(facts, _)| (facts.worker, facts.name))
        .collect())
}
