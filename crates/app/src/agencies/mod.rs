//! Agencies and their teams, and the tokens with which agencies' systems tell the hub. Looked after by an administrator, each change kept
//! with who made it and what was before; nothing here is about a family.

use trefoil_core::act::Act;
use trefoil_core::change::Change;
use trefoil_core::ids::{AgencyId, ChangeId, TeamId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::agency::{Agency, agencies};
use trefoil_store::change::change_put;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::worker::{Team, teams};
use trefoil_store::{Fault, Tx, Written};
use uuid::Uuid;

use crate::door::App;

pub mod add;
pub mod end;
pub mod rename;
pub mod team;
pub mod token;
pub mod view;

/// The entry of an act on an agency; which one is said beside it.
fn entry_of(app: &App, permit: &Permit, act: Act, purpose: String) -> Entry {
    let on = (SubjectKind::Authority, None);
    Entry {
        purpose,
        ..app.entry(permit.principal(), act, on, Vec::new())
    }
}

/// Keeps what was changed.
pub(crate) async fn changed(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    subject: Uuid,
    change: &Change,
) -> Result<(), Fault> {
    let now = app.now();
    let id = ChangeId::mint(&app.mint(now));
    change_put(tx, app.authority, permit, (id, subject), change, now).await
}

/// Keeps what was changed, with the act's entry.
async fn written<T>(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    subject: (&str, Uuid),
    change: &Change,
    value: T,
) -> Result<Written<T>, Fault> {
    changed(app, tx, permit, subject.1, change).await?;
    let purpose = format!("{} {}", subject.0, subject.1);
    Ok(Written {
        value,
        entries: vec![entry_of(app, permit, permit.act(), purpose)],
    })
}

/// An agency that has not ended.
async fn standing(app: &App, tx: &mut Tx, agency: AgencyId) -> Result<Agency, Fault> {
    let known = agencies(tx, app.authority).await?.into_iter();
    let mut found = known.filter(|one| one.agency == agency && one.ended_at.is_none());
    found.next().ok_or(Fault::Refused(Refusal::NotFound))
}

/// A team that has not ended.
pub(crate) async fn standing_team(app: &App, tx: &mut Tx, team: TeamId) -> Result<Team, Fault> {
    let known = teams(tx, app.authority).await?.into_iter();
    let mut found = known.filter(|one| one.team == team && one.ended_at.is_none());
    found.next().ok_or(Fault::Refused(Refusal::NotFound))
}

/// Leaves the entry of what was refused only inside the act's transaction.
async fn kept<T>(
    app: &App,
    asker: &Asker,
    act: Act,
    came: Result<T, Refusal>,
) -> Result<T, Refusal> {
    let on = (SubjectKind::Authority, None);
    app.refusal_kept(asker, act, on, came).await
}
