//! When schools were told by notices that are older than the recording of it: from where each stands, and its mails. Done once for each,
//! by a job that the change of the schema left; what was recorded meanwhile stands.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::custody::CustodyState;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::NoticeState;
use trefoil_core::notice::told::Told;
use trefoil_core::principal::{Job, Principal};
use trefoil_policy::{Asker, Permit};
use trefoil_store::custody::mail_held;
use trefoil_store::notice::{
    NoticeLinkRow, NoticeRow, ToldRow, Whole, answers_of, links_of, notice_read, told_put,
};
use trefoil_store::{Fault, Tx};

use super::told::before_school;
use crate::door::App;

/// Writes when the school of a notice was told, as far as it is known.
pub(crate) async fn told_before(app: &App, tx: &mut Tx, notice: NoticeId) -> Result<(), Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let job = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&job, Act::NoticeMake, None)?;
    let Some(whole) = notice_read(tx, ring, authority, &permit, notice).await? else {
        return Ok(());
    };
    for (place, link) in (0..).zip(links_of(tx, authority, &permit, notice).await?) {
        if let Some(row) = mail(app, tx, &whole.0, &link).await? {
            put(app, tx, &permit, (&whole, place), row).await?;
        }
    }
    let answers = answers_of(tx, ring, authority, &permit, notice).await?;
    let first = answers.last().map(|(at, _)| *at);
    if let Some(row) = standing(&whole.0, first) {
        put(app, tx, &permit, (&whole, 0), row).await?;
    }
    Ok(())
}

/// Each mail was of a version of its own: the latest of the latest.
async fn put(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (whole, before): (&Whole, i64),
    row: ToldRow,
) -> Result<(), Fault> {
    let notice = NoticeRow {
        version: whole.0.version - before,
        ..whole.0.clone()
    };
    let row = ToldRow {
        before_school: before_school(app, tx, whole, row.at).await?,
        ..row
    };
    told_put(tx, app.authority, permit, &notice, &row).await
}

/// That a mail was taken. It was taken back when its link ended, but where somebody else told the school besides.
async fn mail(
    app: &App,
    tx: &mut Tx,
    row: &NoticeRow,
    link: &NoticeLinkRow,
) -> Result<Option<ToldRow>, Fault> {
    let Some(at) = link.handed_at else {
        return Ok(None);
    };
    let besides = matches!(row.state, NoticeState::PoliceTold | NoticeState::Telephoned)
        && link.ended_at == Some(row.moved_at);
    let held = mail_held(tx, app.authority, link.link).await?;
    let held = matches!(held, Some(CustodyState::Open | CustodyState::Stopped));
    Ok(Some(ToldRow {
        told: if held { Told::Held } else { Told::Mailed },
        known_until: link.ended_at.filter(|_| !besides),
        ..told(Told::Mailed, at, at)
    }))
}

/// What the state of the notice says; `answered` is when the school first answered.
fn standing(row: &NoticeRow, answered: Option<Timestamp>) -> Option<ToldRow> {
    let moved = row.moved_at;
    let at = row.told_at.unwrap_or(moved);
    match row.state {
        NoticeState::PoliceTold => Some(told(Told::Police, at, moved)),
        NoticeState::Telephoned => Some(told(Told::Telephoned, at, moved)),
        NoticeState::Acknowledged | NoticeState::Answered => {
            let at = answered.map_or(moved, |answered| answered.min(moved));
            Some(told(Told::Acknowledged, at, at))
        }
        NoticeState::ToDo | NoticeState::Sent | NoticeState::Read | NoticeState::Cannot => None,
    }
}

fn told(told: Told, at: Timestamp, known_from: Timestamp) -> ToldRow {
    ToldRow {
        told,
        at,
        before_school: false,
        known_from,
        known_until: None,
    }
}
