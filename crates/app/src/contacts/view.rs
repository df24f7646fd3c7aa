//! Opening a contact: what was told, who it is about, who they may be, what is known of them, and how it was decided;
//! now, or as it was known at any past instant.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::clock::{self, DECISION, Standing as ClockStanding};
use trefoil_core::contact::ContactContent;
use trefoil_core::decision::Answer;
use trefoil_core::family::FamilyFit;
use trefoil_core::ids::{ContactId, FamilyId, MatchId, PersonId, SightingId};
use trefoil_core::link::How;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Permit, Sight, Subject};
use trefoil_store::contact::ContactHead;
use trefoil_store::decision::DecisionRow;
use trefoil_store::person::{Believed, PersonContact};
use trefoil_store::sighting::SightingRow;
use trefoil_store::standing::{contact_standing, person_standings};
use trefoil_store::{Fault, Tx, contact, decision, family, link, person, sighting, worker};

use crate::door::{App, read_of, refusal, subject_of};
use crate::matching::evidence::{Candidate, candidates_for};

/// A link shown beside a sighting.
#[derive(Debug, Clone)]
pub struct LinkShown {
    /// The act that made it, by which it can be undone.
    pub matched: MatchId,
    /// The person.
    pub person: PersonId,
    /// How it came to be.
    pub how: How,
    /// By whom, by name where it was a worker.
    pub made_by: String,
    /// Since when.
    pub since: Timestamp,
}

/// One person of a contact.
pub struct ContactPerson {
    /// The sighting's row.
    pub row: SightingRow,
    /// As described.
    pub seen: Sighting,
    /// Who it is held to be of.
    pub link: Option<LinkShown>,
    /// What is believed of that person, where the viewer may see it.
    pub believed: Option<Believed>,
    /// Where nobody is decided on: who it may be, best first, with the evidence in words.
    pub candidates: Vec<Candidate>,
    /// Other contacts of that person, newest first.
    pub earlier: Vec<PersonContact>,
}

/// A family that the contact is held to be about.
#[derive(Debug, Clone)]
pub struct FamilyShown {
    /// The family.
    pub family: FamilyId,
    /// Its name.
    pub name: String,
    /// Its other members, who are not in this contact.
    pub others: Vec<Believed>,
}

/// The page of a contact.
pub struct ContactPage {
    /// Its row, now.
    pub head: ContactHead,
    /// What was told, in the version known at [`ContactPage::at`].
    pub content: ContactContent,
    /// Where its clock stands.
    pub standing: ClockStanding,
    /// When the time to decide ends.
    pub due: Timestamp,
    /// Its people, in its order.
    pub people: Vec<ContactPerson>,
    /// The whole family that may be confirmed in one act, with its name.
    pub whole_family: Option<(FamilyFit, String)>,
    /// Families that it is held to be about.
    pub families: Vec<FamilyShown>,
    /// Contacts of those families and people, newest first, each once; this one left out.
    pub history: Vec<PersonContact>,
    /// How it was decided; the reasons with it.
    pub decisions: Vec<(DecisionRow, Answer, String)>,
    /// Who has it, by name.
    pub worker: Option<String>,
    /// Workers to whom it can be handed over.
    pub colleagues: Vec<(trefoil_core::ids::WorkerId, String)>,
    /// Why the viewer sees it.
    pub why: &'static str,
    /// The viewer's sight of the contact, which opens its places.
    pub sight: Sight,
    /// Whether the viewer may match, decide, take, hand over and release now.
    pub may: MayDo,
    /// The instant as known at; now, unless a past one was asked for.
    pub at: Timestamp,
    /// Whether a past instant was asked for.
    pub past: bool,
}

/// What the viewer may do on the page; the acts ask again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent leaves, each asked of the policy by its own act"
)]
pub struct MayDo {
    /// Say who people are.
    pub link: bool,
    /// Decide.
    pub decide: bool,
    /// Take on.
    pub take: bool,
    /// Give to somebody else.
    pub hand_over: bool,
    /// Give back to the queue.
    pub release: bool,
}

/// The contact as the asker may see it: now, or as known at `at`.
///
/// # Errors
/// `NotFound` where it does not exist, or the asker may not know that it does.
pub async fn contact_view(
    app: &App,
    asker: &Asker,
    contact: ContactId,
    at: Option<Timestamp>,
) -> Result<ContactPage, Refusal> {
    let act = if at.is_some() {
        Act::ContactViewPast
    } else {
        Act::ContactView
    };
    let now = app.now();
    let known_at = at.unwrap_or(now).min(now);
    let mut tx = app.read().await?;
    let Some(head) = contact::head(&mut tx, app.authority, contact)
        .await
        .map_err(refusal)?
    else {
        drop(tx);
        return app.nothing(asker, act, Subject::Contact(contact)).await;
    };
    let standing = contact_standing(&head, asker);
    let permit = app.leave(asker, act, Some(&standing)).await?;
    let sight = app.policy.sight(asker, &standing);
    let page = read_page(
        app,
        &mut tx,
        asker,
        &permit,
        sight,
        head,
        known_at,
        at.is_some(),
    )
    .await
    .map_err(refusal)?;
    drop(tx);
    let Some(page) = page else {
        return app.nothing(asker, act, Subject::Contact(contact)).await;
    };
    let seen = page
        .people
        .iter()
        .map(|one| one.row.sighting.uuid())
        .chain([contact.uuid()]);
    let believed = page
        .people
        .iter()
        .filter_map(|one| one.believed.as_ref())
        .map(|one| one.person.uuid());
    let proposed = page
        .people
        .iter()
        .flat_map(|one| &one.candidates)
        .map(|one| one.believed.person.uuid());
    let touched = read_of(seen.chain(believed).chain(proposed));
    app.record(asker, act, subject_of(Subject::Contact(contact)), touched)
        .await?;
    Ok(page)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one snapshot, one leave, one instant: the facts of one reading"
)]
async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    _permit: &Permit,
    sight: Sight,
    head: ContactHead,
    at: Timestamp,
    past: bool,
) -> Result<Option<ContactPage>, Fault> {
    let id = head.contact;
    let Some(version) = contact::version_at(tx, app.authority, id, at).await? else {
        return Ok(None);
    };
    let Some(content) = contact::content(tx, &app.ring, app.authority, &sight, id, version).await?
    else {
        return Ok(None);
    };
    let seen = sighting::sightings_of_contact(tx, &app.ring, app.authority, &sight, id, at).await?;
    let links = link::links_of_contact(tx, app.authority, id, at).await?;
    let about: Vec<FamilyId> = family::families_of_contacts(tx, app.authority, &[id], at)
        .await?
        .into_iter()
        .map(|(_, family)| family)
        .collect();
    let members = family::members_of_families(tx, app.authority, &about, at).await?;
    let linked = links.iter().map(|link| link.person);
    let mut persons: Vec<PersonId> = linked
        .chain(members.iter().map(|(person, _)| *person))
        .collect();
    persons.sort_unstable();
    persons.dedup();
    let sights = sights_of(app, tx, asker, &persons).await?;
    let cards = person::cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let contacts = person::contacts_of_persons(tx, app.authority, &sights, at).await?;
    let workers: Vec<_> = worker::workers(tx, app.authority)
        .await?
        .into_iter()
        .map(|(facts, _)| facts)
        .collect();
    let candidates = if past {
        Vec::new()
    } else {
        candidates_for(app, tx, asker, id, &seen).await?
    };
    let whole_family = whole_family(app, tx, &sight, &seen, &candidates, at).await?;
    let families = families_shown(app, tx, &sight, &about, &members, &links, &cards).await?;
    let decisions = decision::decisions_of(tx, &app.ring, app.authority, &sight, id, at).await?;
    let name_of = |key: &str| {
        workers
            .iter()
            .find(|facts| key == format!("worker:{}", facts.worker))
            .map_or_else(|| machine_words(key), |facts| facts.name.clone())
    };
    let history = history_of(&contacts, id);
    let people = people_of(seen, &links, &cards, candidates, &contacts, id, &name_of);
    let due = clock::due(&DECISION, head.facts.received_at, &app.calendar);
    let standing = clock::standing(&DECISION, due, at);
    let may = if past {
        MayDo::default()
    } else {
        may_do(app, asker, &head)
    };
    let colleagues = workers
        .iter()
        .filter(|facts| facts.hub_team && Some(facts.worker) != head.worker)
        .map(|facts| (facts.worker, facts.name.clone()));
    Ok(Some(ContactPage {
        worker: head
            .worker
            .and_then(|worker| workers.iter().find(|facts| facts.worker == worker))
            .map(|facts| facts.name.clone()),
        colleagues: colleagues.collect(),
        decisions: decisions
            .into_iter()
            .map(|(row, answer)| {
                let by = name_of(&row.decided_by);
                (row, answer, by)
            })
            .collect(),
        why: sight.reason(),
        head,
        content,
        standing,
        due,
        people,
        whole_family,
        families,
        history,
        sight,
        may,
        at,
        past,
    }))
}

/// What a machine's act is called where a worker's name would stand.
fn machine_words(key: &str) -> String {
    match key.split_once(':') {
        Some(("feed", _)) => "the police feed".to_owned(),
        Some(("console", _)) => "the operator at the console".to_owned(),
        Some(("job", "auto_link")) => "Trefoil, because it is certain and safe".to_owned(),
        _ => "Trefoil".to_owned(),
    }
}

/// The asker's sight of each of these persons.
pub(crate) async fn sights_of(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    persons: &[PersonId],
) -> Result<Vec<Sight>, Fault> {
    let standings = person_standings(tx, app.authority, persons).await?;
    Ok(standings
        .values()
        .map(|standing| app.policy.sight(asker, standing))
        .collect())
}

fn may_do(app: &App, asker: &Asker, head: &ContactHead) -> MayDo {
    let standing = contact_standing(head, asker);
    let may = |act| app.policy.permit(asker, act, Some(&standing)).is_ok();
    let mine = asker
        .worker
        .as_ref()
        .is_some_and(|facts| Some(facts.worker) == head.worker);
    let waiting = standing.in_hub;
    MayDo {
        link: waiting && may(Act::MatchConfirm),
        decide: waiting && may(Act::ContactDecide),
        take: waiting && head.worker.is_none() && may(Act::ContactTake),
        hand_over: waiting && may(Act::ContactHandOver),
        release: waiting && mine && may(Act::ContactRelease),
    }
}

fn people_of(
    seen: Vec<(SightingRow, Sighting)>,
    links: &[link::Link],
    cards: &BTreeMap<PersonId, Believed>,
    mut candidates: Vec<(SightingId, Vec<Candidate>)>,
    contacts: &[PersonContact],
    this: ContactId,
    name_of: &dyn Fn(&str) -> String,
) -> Vec<ContactPerson> {
    let mut people = Vec::with_capacity(seen.len());
    for (row, seen) in seen {
        let link = links
            .iter()
            .find(|link| link.sighting == row.sighting)
            .map(|link| LinkShown {
                matched: link.matched,
                person: link.person,
                how: link.how,
                made_by: name_of(&link.made_by),
                since: link.known_from,
            });
        let person = link.as_ref().map(|link| link.person);
        let earlier = contacts
            .iter()
            .filter(|one| Some(one.person) == person && one.contact != this)
            .cloned()
            .collect();
        let candidates = candidates
            .iter_mut()
            .find(|(sighting, _)| *sighting == row.sighting)
            .map(|(_, list)| std::mem::take(list))
            .unwrap_or_default();
        people.push(ContactPerson {
            believed: person.and_then(|person| cards.get(&person)).cloned(),
            row,
            seen,
            link,
            candidates,
            earlier,
        });
    }
    people
}

fn history_of(contacts: &[PersonContact], this: ContactId) -> Vec<PersonContact> {
    let mut history: Vec<PersonContact> = contacts
        .iter()
        .filter(|one| one.contact != this)
        .cloned()
        .collect();
    history.dedup_by_key(|one| one.contact);
    history
}

async fn whole_family(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    seen: &[(SightingRow, Sighting)],
    candidates: &[(SightingId, Vec<Candidate>)],
    at: Timestamp,
) -> Result<Option<(FamilyFit, String)>, Fault> {
    let open: Vec<SightingId> = seen
        .iter()
        .filter(|(row, _)| row.person.is_none())
        .map(|(row, _)| row.sighting)
        .collect();
    let all = candidates.iter().flat_map(|(_, list)| list);
    let persons: Vec<PersonId> = all.clone().map(|one| one.believed.person).collect();
    let families = family::families_of_persons(tx, app.authority, &persons, at).await?;
    let fits: Vec<_> = candidates
        .iter()
        .flat_map(|(sighting, list)| list.iter().map(|one| one.core(*sighting, &families)))
        .collect();
    let Some(fit) = trefoil_core::family::family_fit(&open, &fits) else {
        return Ok(None);
    };
    let names = family::family_names(tx, &app.ring, app.authority, &[fit.family], sight).await?;
    Ok(names.into_iter().next().map(|(_, name)| (fit, name)))
}

async fn families_shown(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    about: &[FamilyId],
    members: &[(PersonId, FamilyId)],
    links: &[link::Link],
    cards: &BTreeMap<PersonId, Believed>,
) -> Result<Vec<FamilyShown>, Fault> {
    let names = family::family_names(tx, &app.ring, app.authority, about, sight).await?;
    let others = |family: FamilyId| {
        let elsewhere = members.iter().filter(move |(person, of)| {
            *of == family && !links.iter().any(|link| link.person == *person)
        });
        elsewhere
            .filter_map(|(person, _)| cards.get(person))
            .cloned()
            .collect()
    };
    Ok(names
        .into_iter()
        .map(|(family, name)| FamilyShown {
            family,
            others: others(family),
            name,
        })
        .collect())
}
