//! One thing that waits for the custodian: what was done, by whom, who was not seen and why they matter, and to whom it could be given.

use trefoil_core::act::Act;
use trefoil_core::custody::{CustodyState, CutAct};
use trefoil_core::ids::{CustodyId, PersonId, WorkerId};
use trefoil_core::principal::{Principal, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::custody::{Whole, custody_read};
use trefoil_store::family::families_of_persons;
use trefoil_store::interest::closed_to;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::person::{Believed, cards_seen};
use trefoil_store::search::principal_key;
use trefoil_store::worker::workers;
use trefoil_store::{Fault, Tx};

use super::list::{Beside, Task};
use crate::door::{App, read_of, refusal};
use crate::persons::sights_of;

/// The page of one.
pub struct TaskPage {
    /// The task.
    pub task: Task,
    /// Who was not seen, as far as the viewer may see them.
    pub persons: Vec<Believed>,
    /// To whom it can be given.
    pub colleagues: Vec<(WorkerId, String)>,
}

/// The task as the custodian may see it.
///
/// # Errors
/// `NotFound` where there is none that is theirs to answer.
pub async fn task_view(app: &App, asker: &Asker, id: CustodyId) -> Result<TaskPage, Refusal> {
    let act = Act::CustodyView;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Custody, Some(id.uuid()));
    let mut tx = app.read().await?;
    let read = async {
        let found = custody_read(&mut tx, &app.ring, app.authority, &permit, id).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        page(app, &mut tx, asker, found).await
    };
    let came = read.await.map_err(refusal);
    drop(tx);
    let page = app.refusal_kept(asker, act, on, came).await?;
    let persons = page.persons.iter().map(|one| one.person.uuid());
    let read = persons.chain([id.uuid(), page.task.row.contact.uuid()]);
    app.record(asker, act, on, read_of(read)).await?;
    Ok(page)
}

async fn page(app: &App, tx: &mut Tx, asker: &Asker, found: Whole) -> Result<TaskPage, Fault> {
    let persons: Vec<PersonId> = found.1.unseen.iter().map(|one| one.person).collect();
    let sights = sights_of(app, tx, asker, &persons).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let wanted = found.0.state == CustodyState::Open && found.0.act != CutAct::Notice;
    let colleagues = if wanted {
        colleagues(app, tx, &found).await?
    } else {
        Vec::new()
    };
    let beside = Beside::read(app, tx).await?;
    Ok(TaskPage {
        task: beside.task(found),
        persons: cards.into_values().collect(),
        colleagues: colleagues
            .into_iter()
            .map(|facts| (facts.worker, facts.name))
            .collect(),
    })
}

/// Who works the hub and has no interest in whom it is about: everybody but the one who did it.
pub(super) async fn colleagues(
    app: &App,
    tx: &mut Tx,
    (row, content): &Whole,
) -> Result<Vec<WorkerFacts>, Fault> {
    let (authority, now) = (app.authority, app.now());
    let persons: Vec<PersonId> = content.unseen.iter().map(|one| one.person).collect();
    let families = families_of_persons(tx, authority, &persons, now).await?;
    let mut free = Vec::new();
    for (facts, _) in workers(tx, authority).await? {
        let principal = Principal::Worker(facts.worker);
        if !facts.hub_team || principal_key(&principal) == row.principal {
            continue;
        }
        let closed = closed_to(tx, authority, &principal).await?;
        let kin = families
            .iter()
            .any(|(_, family)| closed.family(*family).is_some());
        if !kin && closed.contact(row.contact).is_none() {
            free.push(facts);
        }
    }
    Ok(free)
}
