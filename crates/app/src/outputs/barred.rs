//! A family's list of those to whom nothing goes: kept by the workers of the protected side, held against every output.

use trefoil_core::act::Act;
use trefoil_core::ids::{BarredId, FamilyId};
use trefoil_core::located::Located;
use trefoil_core::output::BarredContent;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;
use trefoil_store::barred::{barred_end, barred_put, barred_seen};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::{RecordKind, compartment_code};

use super::decide::me;
use crate::door::{App, read_of, refusal, subject_of};
use crate::families::leave::leave_on_family;

/// One entry of the list as a worker of the protected side sees it.
pub struct BarredSeen {
    /// The entry.
    pub barred: BarredId,
    /// Whoever it is.
    pub name: String,
    /// Where nothing goes, where the viewer may see places.
    pub place: Option<String>,
    /// Why.
    pub why: String,
}

/// The list.
///
/// # Errors
/// As the policy refuses; `NotFound` where there is no such family for the asker.
pub async fn barred_view(
    app: &App,
    asker: &Asker,
    family: FamilyId,
) -> Result<Vec<BarredSeen>, Refusal> {
    let act = Act::BarredSet;
    let (_permit, standing) = leave_on_family(app, asker, act, family).await?;
    let sight = app.policy.sight(asker, &standing.family);
    let mut tx = app.read_as(asker).await?;
    let all = barred_seen(&mut tx, &app.ring, app.authority, &sight).await;
    drop(tx);
    let all = all.map_err(refusal)?;
    let read = read_of(all.iter().map(|(barred, _)| barred.uuid()));
    app.record(asker, act, subject_of(Subject::Family(family)), read)
        .await?;
    let seen = all.into_iter().map(|(barred, one)| BarredSeen {
        barred,
        place: one
            .place
            .as_ref()
            .and_then(|place| place.open(&sight))
            .cloned(),
        name: one.name,
        why: one.why,
    });
    Ok(seen.collect())
}

/// Puts somebody on the list: by name, by where nothing goes, or by both.
///
/// # Errors
/// `Invalid` where neither is given, or why is not.
pub async fn barred_add(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    (name, place, why): (&str, &str, &str),
) -> Result<(), Refusal> {
    let act = Act::BarredSet;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let content = content(name, place, why)?;
    let by = me(asker)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let barred = BarredId::mint(&door.mint(now));
            let label = compartment_code(Compartment::Family {
                family,
                kind: CompartmentKind::Shared,
                person: None,
            });
            let mut recording = door.recording(now);
            recording.put(RecordKind::Barred, barred.uuid(), 1, &label, &content);
            barred_put(tx, door.authority, &permit, (family, barred), (by, now)).await?;
            let on = (SubjectKind::Family, Some(family.uuid()));
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

fn content(name: &str, place: &str, why: &str) -> Result<BarredContent, Refusal> {
    let (name, place, why) = (name.trim(), place.trim(), why.trim());
    if name.is_empty() && place.is_empty() {
        let words = "Write a name, or an address, number or e-mail to which nothing goes.";
        return Err(Refusal::invalid("name", words));
    }
    if why.is_empty() {
        return Err(Refusal::invalid("why", "Say why, in a sentence."));
    }
    if [name, place, why]
        .iter()
        .any(|text| text.chars().count() > 500)
    {
        return Err(Refusal::invalid(
            "name",
            "Make each of these 500 characters or fewer.",
        ));
    }
    Ok(BarredContent {
        person: None,
        name: name.to_owned(),
        place: (!place.is_empty()).then(|| Located::new(place.to_owned())),
        why: why.to_owned(),
    })
}

/// Takes an entry off the list.
///
/// # Errors
/// `Conflict` where it is off already, or is no entry of this family.
pub async fn barred_remove(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    barred: BarredId,
) -> Result<(), Refusal> {
    let act = Act::BarredSet;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            barred_end(tx, door.authority, &permit, (family, barred), door.now()).await?;
            let on = (SubjectKind::Family, Some(family.uuid()));
            let entry = door.entry(principal, act, on, read_of([barred.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
