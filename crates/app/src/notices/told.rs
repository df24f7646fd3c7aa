//! Recording that a school was told: whether it was before the school opened is judged then, by its days as they are known then. Reports
//! count what stands here; nothing else reads it.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::notice::NoticeState;
use trefoil_core::notice::told::Told;
use trefoil_core::principal::{Job, Principal};
use trefoil_policy::{Asker, Permit};
use trefoil_store::notice::{NoticeLinkRow, ToldRow, Whole, notice_read, told_back, told_put};
use trefoil_store::{Fault, Tx};

use super::one::urn_of;
use crate::door::App;
use crate::schools::calendar::Calendars;

/// A school was told, as the notice stands now.
async fn told(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    whole: &Whole,
    (told, at): (Told, Timestamp),
) -> Result<(), Fault> {
    let row = ToldRow {
        told,
        at,
        before_school: before_school(app, tx, whole, at).await?,
        known_from: app.now(),
        known_until: None,
    };
    told_put(tx, app.authority, permit, &whole.0, &row).await
}

/// Whether an instant lies before the school of a notice opens on its next day. The machine judges: whoever acts may not be one to whom
/// it is open which school it is.
pub(super) async fn before_school(
    app: &App,
    tx: &mut Tx,
    (row, content): &Whole,
    at: Timestamp,
) -> Result<bool, Fault> {
    let job = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&job, Act::NoticeMake, None)?;
    let urn = urn_of(content, &permit);
    let urns: Vec<_> = urn.into_iter().collect();
    let due = Calendars::read(app, tx, &urns)
        .await?
        .due(urn, row.known_at);
    // A school that does not open again has no opening to be late for.
    Ok(due.is_none_or(|due| at < due.opens))
}

/// What a step by hand or by the school says of a notice that stood so and stands so now.
pub(super) async fn moved(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    met: NoticeState,
    whole: &Whole,
) -> Result<(), Fault> {
    use NoticeState::{Acknowledged, Answered, PoliceTold, Telephoned, ToDo};
    let (row, now) = (&whole.0, app.now());
    let at = row.told_at.unwrap_or(now);
    match (met, row.state) {
        (met, state) if met == state => Ok(()),
        (_, ToDo) => told_back(tx, app.authority, permit, row, now).await,
        (_, PoliceTold) => told(app, tx, permit, whole, (Told::Police, at)).await,
        (_, Telephoned) => told(app, tx, permit, whole, (Told::Telephoned, at)).await,
        (Acknowledged, Answered) => Ok(()),
        (_, Acknowledged | Answered) => {
            told(app, tx, permit, whole, (Told::Acknowledged, now)).await
        }
        _ => Ok(()),
    }
}

/// The mail of a link was taken at an instant, or held before it went.
pub(super) async fn mailed(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    link: &NoticeLinkRow,
    (how, at): (Told, Timestamp),
) -> Result<(), Fault> {
    match notice_read(tx, &app.ring, app.authority, permit, link.notice).await? {
        Some(whole) => told(app, tx, permit, &whole, (how, at)).await,
        None => Ok(()),
    }
}
