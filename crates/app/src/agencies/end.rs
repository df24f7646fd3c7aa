//! Ending an agency. What it has open is somebody's to see to first: its teams, what it was asked, what its systems can still send.

use trefoil_core::act::Act;
use trefoil_core::change::{Change, Changed};
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::agency::{agency_end as end, checks_open, tokens_of};
use trefoil_store::worker::teams;
use trefoil_store::{Fault, Tx};

use super::{kept, standing, written};
use crate::door::App;

/// Ends an agency. What it did stays under its name.
///
/// # Errors
/// `Invalid` saying what it has open; `NotFound` where there is none, or it has ended.
pub async fn agency_end(app: &App, asker: &Asker, agency: AgencyId) -> Result<(), Refusal> {
    let act = Act::AgencyChange;
    let permit = app.leave(asker, act, None).await?;
    let door = app.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            standing(&door, tx, agency).await?;
            if let Some(words) = open(&door, tx, &permit, agency).await? {
                return Err(Refusal::invalid("end", words).into());
            }
            end(tx, door.authority, &permit, (agency, door.now())).await?;
            let change = Change::to(Changed::Ended, "");
            written(&door, tx, &permit, ("agency", agency.uuid()), &change, ()).await
        })
    });
    kept(app, asker, act, came.await).await
}

/// What an agency has open, in words.
async fn open(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    agency: AgencyId,
) -> Result<Option<String>, Fault> {
    let now = app.now();
    let teams = teams(tx, app.authority).await?.into_iter();
    let own = teams.filter(|team| team.agency == agency && team.ended_at.is_none());
    let own: Vec<String> = own.map(|team| team.name).collect();
    let tokens = tokens_of(tx, app.authority, permit, agency).await?;
    let good = tokens.iter().filter(|token| token.is_good(now)).count();
    let asked = checks_open(tx, app.authority, permit, agency).await?;
    let mut words = Vec::new();
    if !own.is_empty() {
        words.push(format!("It has teams: {}. End them first.", own.join(", ")));
    }
    if asked > 0 {
        words.push(format!(
            "It has not answered what it was asked ({asked}). The hub calls that off, or waits for it."
        ));
    }
    if good > 0 {
        words.push(format!(
            "Its systems can send still ({good}). Revoke their tokens first."
        ));
    }
    Ok((!words.is_empty()).then(|| words.join(" ")))
}
