//! The covers of a manager's team: looking at them, and ending one.

use trefoil_core::act::Act;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::strand::Cover;
use trefoil_store::strand::{cover_end as put, covers_of_team};
use trefoil_store::{Written, worker};

use crate::door::{App, refusal};

/// The covers that have not ended, and the team's workers.
#[derive(Debug, Clone, Default)]
pub struct CoversPage {
    /// The covers.
    pub covers: Vec<Cover>,
    /// Who can be covered or cover.
    pub workers: Vec<(WorkerId, String)>,
}

/// The covers of the asker's team.
///
/// # Errors
/// As the policy refuses.
pub async fn covers_view(app: &App, asker: &Asker) -> Result<CoversPage, Refusal> {
    let act = Act::CoversView;
    let permit = app.leave(asker, act, None).await?;
    let team = asker.worker.as_ref().and_then(|facts| facts.team);
    let mut page = CoversPage::default();
    if let Some(team) = team {
        let mut tx = app.read().await?;
        page.covers = covers_of_team(&mut tx, app.authority, &permit, team, app.now())
            .await
            .map_err(refusal)?;
        let all = worker::workers(&mut tx, app.authority)
            .await
            .map_err(refusal)?;
        let own = all
            .into_iter()
            .filter(|(facts, _)| facts.team == Some(team));
        page.workers = own.map(|(facts, _)| (facts.worker, facts.name)).collect();
    }
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    Ok(page)
}

/// Ends the cover of one worker by another now.
///
/// # Errors
/// `Conflict` where there is none in the asker's team, or it has ended.
pub async fn cover_end(
    app: &App,
    asker: &Asker,
    (covered, cover): (Option<WorkerId>, Option<WorkerId>),
) -> Result<(), Refusal> {
    let act = Act::CoverSet;
    let permit = app.leave(asker, act, None).await?;
    let team = asker.worker.as_ref().and_then(|facts| facts.team);
    let gone = || Refusal::Conflict("This cover has ended already.".to_owned());
    let team = team.ok_or_else(gone)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let covers = covers_of_team(tx, door.authority, &permit, team, now).await?;
            let theirs = covers
                .into_iter()
                .filter(|one| Some(one.covered.0) == covered && Some(one.cover.0) == cover);
            let theirs: Vec<Cover> = theirs.collect();
            if theirs.is_empty() {
                return Err(gone().into());
            }
            for one in &theirs {
                put(tx, door.authority, &permit, one, now).await?;
            }
            let on = (SubjectKind::Worker, covered.map(WorkerId::uuid));
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
