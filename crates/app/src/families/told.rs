//! Word from the hub to those who work with the victim and the children of a family: a contact about it was decided, or somebody of it is on
//! the list of high risk. It comes as a warning does and is acknowledged as one. Only strands that somebody works on hear it: what nobody has
//! yet is on the page of whoever allocates. The perpetrator's side hears nothing.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::date_words::moment;
use trefoil_core::decision::{Answer, Decided, Route};
use trefoil_core::high_risk::OnBy;
use trefoil_core::ids::{FamilyId, PersonId, SightingId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::signal::{SignalContent, SignalKind};
use trefoil_core::strand::CompartmentKind;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::Permit;
use trefoil_store::contact::ContactHead;
use trefoil_store::high_risk::{high_risk_rule, high_risk_standing};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::person::cards_for_act;
use trefoil_store::sighting::SightingRow;
use trefoil_store::signal::{signalled, signals_settle};
use trefoil_store::strand::{StrandRow, allocations, strands_of_families};
use trefoil_store::{Fault, Tx, family};

use super::signal::to_strands;
use crate::door::App;

/// A contact was decided: each family that it is about hears what was decided of its own people.
pub(crate) async fn tell_decided(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (head, rows, decided): (&ContactHead, &[SightingRow], &Decided),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let about = family::families_of_contacts(tx, app.authority, &[head.contact], at).await?;
    let families: Vec<FamilyId> = about.into_iter().map(|(_, family)| family).collect();
    let strands = worked_on(app, tx, &families).await?;
    if strands.is_empty() {
        return Ok(Vec::new());
    }
    let members = family::members_of_families(tx, app.authority, &families, at).await?;
    let mut entries = Vec::new();
    for family in families {
        let theirs = members.iter().filter(|(_, of)| *of == family);
        let theirs: BTreeSet<PersonId> = theirs.map(|(person, _)| *person).collect();
        let text = decided_words(head, rows, decided, &theirs);
        let to = strands.iter().filter(|one| one.family == family);
        let word = (SignalKind::Contact, text, None);
        entries.extend(tell(app, tx, permit, (family, to.collect()), word, at).await?);
    }
    Ok(entries)
}

/// What was decided of these people. What helps whoever harms is no word to the other side.
fn decided_words(
    head: &ContactHead,
    rows: &[SightingRow],
    decided: &Decided,
    theirs: &BTreeSet<PersonId>,
) -> String {
    let row_of = |root: SightingId| rows.iter().find(|row| row.root == root);
    let own = |row: &SightingRow| row.person.is_some_and(|person| theirs.contains(&person));
    let concerns = |answer: &&Answer| {
        answer
            .child
            .is_none_or(|root| row_of(root).is_some_and(own))
    };
    let helps = |route: &&Route| {
        row_of(route.adult).is_some_and(|row| own(row) && row.role != IncidentRole::Perpetrator)
    };
    let answers = decided.answers.iter().filter(concerns);
    let answers: BTreeSet<&str> = answers.map(|one| one.outcome.words()).collect();
    let routes = decided.routes.iter().filter(helps);
    let routes: BTreeSet<&str> = routes.map(|one| one.kind.words()).collect();
    let each = |of: BTreeSet<&str>| of.into_iter().collect::<Vec<_>>().join("; ");
    let received = moment(head.facts.received_at);
    let source = head.facts.source.words();
    let said = |what: &str, of: BTreeSet<&str>| {
        (!of.is_empty()).then(|| format!(" {what}: {}.", each(of)))
    };
    let (answers, routes) = (said("Decision", answers), said("Asked for", routes));
    format!(
        "A contact that came {received} ({source}) is decided.{}{}",
        answers.unwrap_or_default(),
        routes.unwrap_or_default()
    )
}

/// Somebody is on the list of high risk: their families hear it once for as long as they are on.
pub(crate) async fn tell_high_risk(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (root, person): (SightingId, PersonId),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let on = high_risk_standing(tx, app.authority, permit, root).await?;
    let Some(since) = on.first().map(|one| one.since) else {
        return Ok(Vec::new());
    };
    let of = family::families_of_persons(tx, app.authority, &[person], at).await?;
    let families: Vec<FamilyId> = of.into_iter().map(|(_, family)| family).collect();
    let mut strands = those_of(app, tx, &families, person).await?;
    let ids: Vec<_> = strands.iter().map(|one| one.strand).collect();
    let told = (SignalKind::HighRisk, person, since);
    let told = signalled(tx, app.authority, permit, told, &ids).await?;
    strands.retain(|one| !told.contains(&one.strand));
    if strands.is_empty() {
        return Ok(Vec::new());
    }
    let text = on_words(app, tx, permit, (person, &on), at).await?;
    tell_each(app, tx, permit, (&families, &strands), (person, text), at).await
}

/// That somebody is on the list, on which grounds, and when the daily meeting talks of them.
async fn on_words(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (person, on): (PersonId, &[OnBy]),
    at: Timestamp,
) -> Result<String, Fault> {
    let rule = high_risk_rule(tx, app.authority, at).await?;
    let calendar = app.calendar(tx).await?;
    let why: BTreeSet<String> = on.iter().map(|one| one.words()).collect();
    let why = why.into_iter().collect::<Vec<_>>().join("; ");
    let since = on.iter().map(|one| one.since).min().unwrap_or(at);
    let meets = moment(rule.meeting_after(since, &calendar));
    let name = name_of(app, tx, permit, person).await?;
    Ok(format!(
        "{name} is on the list of people at high risk: {why}. The first daily meeting about it: {meets}."
    ))
}

/// It is proved who sent the contact by which somebody is on: whoever heard that nobody had proved it hears that too. What they have not
/// acknowledged yet is settled by it.
pub(crate) async fn tell_proved(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (root, person): (SightingId, PersonId),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let on = high_risk_standing(tx, app.authority, permit, root).await?;
    if on.is_empty() {
        return Ok(Vec::new());
    }
    let text = on_words(app, tx, permit, (person, &on), at).await?;
    let text = format!("{text} Somebody at the hub has said who sent what put them on.");
    tell_anew(app, tx, permit, (person, text), at).await
}

/// Tells those who work with somebody what is so now, in the place of what they have not acknowledged yet.
async fn tell_anew(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (person, text): (PersonId, String),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    signals_settle(tx, app.authority, permit, (person, at)).await?;
    let of = family::families_of_persons(tx, app.authority, &[person], at).await?;
    let families: Vec<FamilyId> = of.into_iter().map(|(_, family)| family).collect();
    let strands = those_of(app, tx, &families, person).await?;
    tell_each(app, tx, permit, (&families, &strands), (person, text), at).await
}

/// Somebody came off the list: those who heard that they were on it hear that too, and need not acknowledge first that they were.
pub(crate) async fn tell_off(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let name = name_of(app, tx, permit, person).await?;
    let text = format!("{name} has come off the list of people at high risk: two people agreed.");
    tell_anew(app, tx, permit, (person, text), at).await
}

/// The strands that hear of somebody's risk. Where the same person is worked with as one who harms, their being harmed is their own side's:
/// nobody of the other side hears it but who works with the children.
async fn those_of(
    app: &App,
    tx: &mut Tx,
    families: &[FamilyId],
    person: PersonId,
) -> Result<Vec<StrandRow>, Fault> {
    let mut strands = worked_on(app, tx, families).await?;
    if strands.is_empty() {
        return Ok(strands);
    }
    let all = strands_of_families(tx, app.authority, families).await?;
    let harms = |family: FamilyId| {
        let mut own = all
            .iter()
            .filter(|one| one.family == family && one.person == person);
        own.any(|one| one.kind == CompartmentKind::Perpetrator)
    };
    strands.retain(|one| one.kind == CompartmentKind::Child || !harms(one.family));
    Ok(strands)
}

async fn name_of(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
) -> Result<String, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let cards = cards_for_act(tx, ring, authority, permit, &[person]).await?;
    let card = cards.get(&person);
    Ok(card.map_or_else(|| "Somebody".to_owned(), |one| one.card.name.words()))
}

async fn tell_each(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (families, strands): (&[FamilyId], &[StrandRow]),
    (person, text): (PersonId, String),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    for family in families {
        let to = strands.iter().filter(|one| one.family == *family);
        let word = (SignalKind::HighRisk, text.clone(), Some(person));
        entries.extend(tell(app, tx, permit, (*family, to.collect()), word, at).await?);
    }
    Ok(entries)
}

/// The open strands of the protected side that somebody works on.
async fn worked_on(app: &App, tx: &mut Tx, families: &[FamilyId]) -> Result<Vec<StrandRow>, Fault> {
    if families.is_empty() {
        return Ok(Vec::new());
    }
    let mut strands = strands_of_families(tx, app.authority, families).await?;
    strands.retain(|one| one.closed_at.is_none() && !one.kind.warned().is_empty());
    let ids: Vec<_> = strands.iter().map(|one| one.strand).collect();
    let workers = allocations(tx, app.authority, &ids).await?;
    strands.retain(|one| {
        let mut all = workers.get(&one.strand).into_iter().flatten();
        all.any(|worker| worker.until.is_none())
    });
    Ok(strands)
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (family, to): (FamilyId, Vec<&StrandRow>),
    (kind, text, about): (SignalKind, String, Option<PersonId>),
    at: Timestamp,
) -> Result<Option<Entry>, Fault> {
    if to.is_empty() {
        return Ok(None);
    }
    let mut recording = app.recording(at);
    let content = SignalContent { text };
    let warning = (kind, &content, None);
    to_strands(app, tx, permit, (&to, about, at), warning, &mut recording).await?;
    let job = Principal::Job(Job::Warning);
    let on = (SubjectKind::Family, Some(family.uuid()));
    let entry = app.entry(job, Act::SignalSend, on, recording.touched());
    recording.write(tx).await?;
    Ok(Some(entry))
}
