//! "Add them too": others of a known family, of whom one person of the contact is, come into the contact in one act, so that it is
//! decided about each child. Undone as any match is.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::carried::{Carried, carried};
use trefoil_core::ids::{ContactId, FamilyId, MatchId, PersonId};
use trefoil_core::link::How;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::sighting::{Described, RoleHeld, Sighting};
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::family::{families_of_contacts, members_of_families};
use trefoil_store::interest::closed_to;
use trefoil_store::ledger::Entry;
use trefoil_store::link::Link;
use trefoil_store::person::cards_for_act;
use trefoil_store::sighting::{SightingRow, roles_of_persons};
use trefoil_store::{Fault, Tx, Written};

use super::confirm::may_see;
use super::linking::Linking;
use super::settle::settle;
use crate::contacts::leave::leave_on;
use crate::contacts::name::{add, people_of, take_out};
use crate::door::{App, subject_of};
use crate::persons::sights_of;

/// Who is added, and what each is said to be, where that is asked.
type Said = (PersonId, Option<IncidentRole>);

/// Adds members of a family that the contact is about.
///
/// # Errors
/// `Invalid` where nobody is chosen, or it is to be said what somebody is and it is not: the field is then that person's id;
/// `Conflict` where the contact is decided, or somebody is in it already or in the family no more;
/// `NotFound` where the asker may not see the contact or one of them.
pub async fn match_kin(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    (family, mut persons): (FamilyId, Vec<Said>),
) -> Result<(), Refusal> {
    let act = Act::MatchKin;
    let permit = leave_on(app, asker, act, contact).await?;
    persons.sort_unstable();
    persons.dedup_by_key(|(person, _)| *person);
    let (door, doing) = (app.clone(), asker.clone());
    let on = subject_of(Subject::Contact(contact));
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let whom = (family, persons.as_slice());
            let entry = kin_in(&door, tx, (&doing, &permit), contact, whom).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn kin_in(
    app: &App,
    tx: &mut Tx,
    (doing, permit): (&Asker, &Permit),
    contact: ContactId,
    (family, said): (FamilyId, &[Said]),
) -> Result<Entry, Fault> {
    let persons: Vec<PersonId> = said.iter().map(|(person, _)| *person).collect();
    let persons = persons.as_slice();
    let now = app.now();
    let linking = Linking {
        app,
        permit,
        by: trefoil_store::search::principal_key(&doing.principal),
        matched: MatchId::mint(&app.mint(now)),
        now,
    };
    let before = people_of(app, tx, permit, contact, now).await?;
    if persons.is_empty() {
        return Err(Refusal::invalid("kin", "Choose whom to add.").into());
    }
    still(app, tx, (contact, family), (&before, persons), now).await?;
    for person in persons {
        may_see(app, tx, doing, *person).await?;
    }
    let people = seen(&linking, tx, doing, said).await?;
    let mut recording = app.recording(now);
    let new = (contact, before.as_slice(), people);
    let added = add(app, tx, permit, &mut recording, new, now).await?;
    for ((row, _), person) in added.iter().zip(persons) {
        linking
            .link_known(tx, &mut recording, row, *person, How::Kin)
            .await?;
    }
    settle(&linking, tx, &mut recording, contact).await?;
    let on = subject_of(Subject::Contact(contact));
    let entry = app.entry(doing.principal, Act::MatchKin, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}

/// That the contact is about the family still, and those chosen are of it and not in the contact.
async fn still(
    app: &App,
    tx: &mut Tx,
    (contact, family): (ContactId, FamilyId),
    (before, persons): (&[(SightingRow, Sighting)], &[PersonId]),
    now: Timestamp,
) -> Result<(), Fault> {
    let about = families_of_contacts(tx, app.authority, &[contact], now).await?;
    let about = about.iter().any(|(_, known)| *known == family);
    let members = members_of_families(tx, app.authority, &[family], now).await?;
    let of = |person: &PersonId| members.iter().any(|(member, _)| member == person);
    let here = |person: &PersonId| before.iter().any(|(row, _)| row.person == Some(*person));
    // Somebody of no family that the contact is about is not offered, and so is not there.
    if !about || !persons.iter().all(of) {
        return Err(Refusal::NotFound.into());
    }
    if persons.iter().any(here) {
        let words = "Somebody whom you chose is in this contact already. Open it again to see it as it is now.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    }
    Ok(())
}

/// Each as they are known, in what they were told to be as far as the asker may see it.
async fn seen(
    linking: &Linking<'_>,
    tx: &mut Tx,
    doing: &Asker,
    said: &[Said],
) -> Result<Vec<Sighting>, Fault> {
    let (app, permit, now) = (linking.app, linking.permit, linking.now);
    let (ring, authority) = (&app.ring, app.authority);
    let persons: Vec<PersonId> = said.iter().map(|(person, _)| *person).collect();
    let cards = cards_for_act(tx, ring, authority, permit, &persons).await?;
    let sights = sights_of(app, tx, doing, &persons).await?;
    let closed = closed_to(tx, authority, &doing.principal).await?;
    let told = roles_of_persons(tx, ring, authority, &sights, &closed, now).await?;
    let (mut people, mut problems) = (Vec::with_capacity(said.len()), Vec::new());
    for (person, role) in said {
        let known = cards.get(person).ok_or(Fault::Stale)?;
        match carried_of(&known.card, *person, &told, now).with(*role) {
            Some(roles) => people.push(copied(&known.card, &roles)),
            None => problems.push(unsaid(*person, &known.card)),
        }
    }
    if problems.is_empty() {
        Ok(people)
    } else {
        Err(Refusal::Invalid(problems).into())
    }
}

fn unsaid(person: PersonId, card: &PersonCard) -> Problem {
    let name = card.name.words();
    let words = format!("Choose what {name} is in this contact.");
    Problem::new(person.to_string(), words)
}

/// What goes with somebody into a contact, by their age and the roles in which they were told of.
pub(crate) fn carried_of(
    card: &PersonCard,
    person: PersonId,
    told: &[(PersonId, IncidentRole)],
    now: Timestamp,
) -> Carried {
    let own = told.iter().filter(|(whose, _)| *whose == person);
    let own: Vec<IncidentRole> = own.map(|(_, role)| *role).collect();
    let unborn = matches!(card.birth, BirthDate::Expected(_));
    carried(card.birth.age_on(local_date(now)), unborn, &own)
}

/// What the contact then says of them: who they are, and nothing of what happened, which nobody told.
fn copied(card: &PersonCard, roles: &[IncidentRole]) -> Sighting {
    let held = |role: &IncidentRole| RoleHeld {
        role: *role,
        towards: None,
    };
    let described = Described {
        roles: roles.iter().map(held).collect(),
        name: card.name.clone(),
        birth: card.birth.clone(),
        sex: card.sex,
        added_here: true,
        ..Described::default()
    };
    Sighting {
        described,
        ..Sighting::default()
    }
}

/// Takes those out of the contact whom the undone act itself had put into it.
pub(super) async fn taken_out(
    linking: &Linking<'_>,
    tx: &mut Tx,
    contact: ContactId,
    links: &[Link],
) -> Result<(), Fault> {
    let kin = |row: &SightingRow| {
        let mut own = links.iter().filter(|link| link.how == How::Kin);
        own.any(|link| link.sighting == row.sighting)
    };
    let all = linking.sightings(tx, contact).await?;
    let rows = all.into_iter().map(|(row, _)| row);
    let theirs: Vec<SightingRow> = rows.filter(kin).collect();
    let out = (contact, theirs.as_slice());
    take_out(linking.app, tx, linking.permit, out, linking.now).await
}
