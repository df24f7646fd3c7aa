//! The meetings of one worker that still open their families: those that they chair, and those that they were asked to.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::{FamilyId, WorkerId};
use trefoil_core::meeting::{ListingReason, MeetingKind, held_instead};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::meeting::Meeting;
use trefoil_store::meeting::{Listed, listed_for_worker, meetings_of_worker};
use trefoil_store::standing::{FamilyStanding, family_standings};
use trefoil_store::{Fault, Tx};

use super::make::could_take_part;
use crate::door::{App, read_of, refusal};
use crate::families::view::name_of_family;
use crate::high_risk::list::{AtRisk, on_list, whose};

/// A family on a list.
#[derive(Debug, Clone)]
pub struct ListedFamily {
    /// The family.
    pub family: FamilyId,
    /// What it goes by, where the viewer may see that.
    pub name: Option<String>,
    /// Why it is listed.
    pub reason: ListingReason,
}

/// A meeting with what is on its list.
#[derive(Debug, Clone)]
pub struct MyMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// On which day it is held instead, where its own has become a bank holiday.
    pub instead: Option<Date>,
    /// Who takes part beside the chair.
    pub members: Vec<String>,
    /// The families, in the order in which they were listed.
    pub families: Vec<ListedFamily>,
    /// Who is talked of in a daily meeting that is still to come, because they are at high risk by its day: for its chair.
    pub at_risk: Vec<AtRisk>,
}

/// The page of meetings.
#[derive(Debug, Clone, Default)]
pub struct MeetingsPage {
    /// The meetings, the soonest first.
    pub meetings: Vec<MyMeeting>,
    /// Who could be asked to another, where the viewer may arrange one.
    pub could_take_part: Option<Vec<(WorkerId, String)>>,
}

/// The asker's meetings.
///
/// # Errors
/// As the policy refuses.
pub async fn meetings_view(app: &App, asker: &Asker) -> Result<MeetingsPage, Refusal> {
    let act = Act::MeetingsView;
    let permit = app.leave(asker, act, None).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let mut tx = app.read().await?;
    let page = read_page(app, &mut tx, asker, (&permit, me)).await;
    let page = page.map_err(refusal)?;
    drop(tx);
    let families = page.meetings.iter().flat_map(|one| &one.families);
    let at_risk = page.meetings.iter().flat_map(|one| &one.at_risk);
    let at_risk = at_risk.flat_map(|one| one.reasons.iter().map(|one| one.entry.uuid()));
    let read = read_of(families.map(|one| one.family.uuid()).chain(at_risk));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (permit, me): (&Permit, WorkerId),
) -> Result<MeetingsPage, Fault> {
    let now = app.now();
    let listed = listed_for_worker(tx, app.authority, permit, me, now).await?;
    let families: Vec<FamilyId> = listed.iter().map(|one| one.family).collect();
    let standings = family_standings(tx, app.authority, asker, &families, now).await?;
    let calendar = app.calendar(tx).await?;
    let mine = meetings_of_worker(tx, app.authority, permit, me, now).await?;
    let at_risk = at_risk(app, tx, asker, (&mine, me)).await?;
    let mut meetings = Vec::new();
    for (meeting, members) in mine {
        let mut own = Vec::new();
        for one in listed.iter().filter(|one| one.meeting == meeting.meeting) {
            let Some(standing) = standings.get(&one.family) else {
                continue;
            };
            own.push(named(app, tx, asker, one, standing).await?);
        }
        let day = local_date(meeting.held_at);
        let talks = is_coming(&meeting, me, now);
        let by_then = at_risk.iter().filter(|one| talks && one.is_on_by(day));
        meetings.push(MyMeeting {
            at_risk: by_then.cloned().collect(),
            instead: held_instead(meeting.kind, day, &calendar).filter(|_| day >= local_date(now)),
            meeting,
            members,
            families: own,
        });
    }
    let arranges = app.policy.permit(asker, Act::MeetingMake, None).is_ok();
    let could_take_part = if arranges {
        Some(could_take_part(tx, app).await?)
    } else {
        None
    };
    Ok(MeetingsPage {
        meetings,
        could_take_part,
    })
}

/// Whether it is a daily meeting that the worker chairs and whose day is not over: its chair is told who is talked of in it.
fn is_coming(meeting: &Meeting, me: WorkerId, now: Timestamp) -> bool {
    let coming = local_date(meeting.held_at) >= local_date(now);
    coming && meeting.kind == MeetingKind::Daily && meeting.chair_id == me
}

/// Who is on the list, read once for all the meetings in which they may be talked of.
async fn at_risk(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (mine, me): (&[(Meeting, Vec<String>)], WorkerId),
) -> Result<Vec<AtRisk>, Fault> {
    let coming = mine.iter().any(|(one, _)| is_coming(one, me, app.now()));
    let permit = app.policy.permit(asker, Act::HighRiskView, None).ok();
    let Some(permit) = permit.filter(|_| coming) else {
        return Ok(Vec::new());
    };
    on_list(app, tx, whose(app, &permit, me)).await
}

async fn named(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    one: &Listed,
    standing: &FamilyStanding,
) -> Result<ListedFamily, Fault> {
    let sight = app.policy.sight(asker, &standing.family);
    let name = name_of_family(app, tx, one.family, &sight).await?;
    Ok(ListedFamily {
        family: one.family,
        name,
        reason: one.reason,
    })
}
