//! Opening one interest: in whom it was found, side by side with the worker, in words that say no place.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ConflictId, ContactId, FamilyId, PersonId};
use trefoil_core::interest::{InterestState, Likenesses};
use trefoil_core::name::PersonName;
use trefoil_core::person::BirthDate;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_linkage::Evidence;
use trefoil_policy::{Asker, Permit};
use trefoil_store::interest::{InterestSeen, identities_for_act, interest_seen};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use super::compare::Known;
use super::raise::Raising;
use super::ties::{Tie, ties};
use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};

/// Somebody of a contact in whom the worker was found.
pub struct FoundIn {
    /// The contact, for those who may open every family, and it.
    pub contact: Option<ContactId>,
    /// When it was received.
    pub received_at: Timestamp,
    /// Who they are in it.
    pub role: IncidentRole,
    /// What they are called there.
    pub name: PersonName,
    /// Their birth date there.
    pub birth: BirthDate,
    /// In what they are like each other.
    pub likeness: Likenesses,
    /// Whether it is the worker, and not somebody whom they declared.
    pub own: bool,
    /// Each field in words.
    pub evidence: Vec<Evidence>,
}

/// A family that is closed too, because somebody is in it and in one that is nearer.
pub struct TiedTo {
    /// The family, for those who may open every family.
    pub family: Option<FamilyId>,
    /// Through whom, the nearest first; `None` for somebody whom the asker may not see.
    pub through: Vec<Option<PersonName>>,
}

/// The page of an interest.
pub struct InterestPage {
    /// The interest.
    pub interest: ConflictId,
    /// What the worker is called.
    pub worker: String,
    /// Where it stands.
    pub state: InterestState,
    /// When it was found.
    pub raised_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// In whom.
    pub found: Vec<FoundIn>,
    /// The families that it closes beside theirs, the nearest first.
    pub tied: Vec<TiedTo>,
}

/// The interest as the asker may see it.
///
/// # Errors
/// `NotFound` where there is none that is theirs to decide about: their own is not there.
pub async fn interest_view(
    app: &App,
    asker: &Asker,
    id: ConflictId,
) -> Result<InterestPage, Refusal> {
    let act = Act::ConflictsReview;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Interest, Some(id.uuid()));
    let mut tx = app.read().await?;
    let came = page(app, &mut tx, (asker, &permit), id).await;
    drop(tx);
    let page = app
        .refusal_kept(asker, act, on, came.map_err(refusal))
        .await?;
    let contacts = page.found.iter().filter_map(|one| one.contact);
    let families = page.tied.iter().filter_map(|one| one.family);
    let read = contacts
        .map(ContactId::uuid)
        .chain(families.map(FamilyId::uuid));
    let read = read_of(read);
    app.record(asker, act, on, read).await?;
    Ok(page)
}

/// The interest, where it is the asker's to decide about.
pub(super) async fn seen(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    permit: &Permit,
    id: ConflictId,
) -> Result<Option<InterestSeen>, Fault> {
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Ok(None);
    };
    interest_seen(tx, &app.ring, app.authority, permit, (me, id)).await
}

async fn page(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    id: ConflictId,
) -> Result<InterestPage, Fault> {
    let seen = seen(app, tx, asker, permit, id).await?;
    let seen = seen.ok_or(Refusal::NotFound)?;
    let comparing = Raising::new(app, app.now())?;
    let permit = comparing.permit();
    let worker = seen.listed.row.worker;
    let identities = identities_for_act(tx, &app.ring, app.authority, permit, &[worker]).await?;
    let known = identities.first().map(|(_, one)| Known::new(one, permit));
    let facts = asker.worker.as_ref();
    let whole = facts.is_some_and(|facts| facts.holds(Role::Custodian));
    let tied = tied(app, tx, (asker, permit), &seen).await?;
    let tied = tied.into_iter().map(|one| TiedTo {
        family: whole.then_some(one.family),
        through: one.through,
    });
    let contacts = seen.found.iter().map(|(row, ..)| row.contact);
    let opens = opening(app, tx, asker, contacts.filter(|_| whole)).await?;
    let found = seen.found.into_iter().map(|(row, one, likeness)| {
        let told = known.as_ref().map(|known| known.evidence(&one, permit));
        let (own, evidence) = told.unwrap_or_default();
        FoundIn {
            contact: opens.get(&row.contact).copied(),
            received_at: row.received_at,
            role: row.role,
            name: one.described.name,
            birth: one.described.birth,
            likeness,
            own,
            evidence,
        }
    });
    Ok(InterestPage {
        interest: seen.listed.row.interest,
        worker: seen.listed.name,
        state: seen.listed.row.state,
        raised_at: seen.listed.row.raised_at,
        decided_at: seen.listed.decided_at,
        reason: seen.reason,
        found: found.collect(),
        tied: tied.collect(),
    })
}

/// What it closes beside the families in which it was found: nothing, once it was decided to be none.
async fn tied(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    seen: &InterestSeen,
) -> Result<Vec<Tie>, Fault> {
    if seen.listed.row.state == InterestState::Refused {
        return Ok(Vec::new());
    }
    let rows = || seen.found.iter().map(|(row, ..)| row);
    let persons: Vec<PersonId> = rows().filter_map(|row| row.person).collect();
    let contacts: Vec<ContactId> = rows().map(|row| row.contact).collect();
    ties(app, tx, (asker, permit), (&persons, &contacts)).await
}
