//! Where somebody is, how they are reached, and how that is done safely: the page of a strand that shows it to those who may see
//! places, and writing it. Nothing is written over: a place that holds no longer stays as a former one.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{PlaceId, SafeContactId, StrandId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::place::{
    PlaceKind, PlaceKinds, PlaceRead, PlaceState, PlaceTyped, SafeContactContent,
};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::Aspect;
use trefoil_policy::{Asker, Permit, Sight};
pub use trefoil_store::place::{Place, SafeContactHeld};
use trefoil_store::place::{
    PlaceAt, place_end as end, place_put, places_end, places_of_strand, safe_contact_put,
    safe_contacts,
};
use trefoil_store::version::{RecordKind, Recording};
use trefoil_store::{Fault, Tx, Written, person};

use super::leave::{Met, leave_on_strand, meet, nowhere};
use super::signal::label_of;
use super::writing::{self, Keeping, watched};
use crate::door::{App, read_of, refusal, subject_of};
use crate::interests::raise::Raising;

/// A place, opened.
#[derive(Clone)]
pub struct PlaceShown {
    /// The place.
    pub place: PlaceId,
    /// Its kind.
    pub kind: PlaceKind,
    /// Of an address: what is known of it.
    pub state: PlaceState,
    /// The address lines, the number, the name.
    pub value: Option<String>,
    /// Of an address.
    pub postcode: Option<String>,
    /// Since when it is known.
    pub from: Timestamp,
    /// Until when it held.
    pub until: Option<Timestamp>,
    /// Who wrote it.
    pub by: String,
}

/// The page of a strand's places.
pub struct PlacesPage {
    /// The strand.
    pub strand: StrandId,
    /// Whose it is.
    pub name: String,
    /// How they are contacted safely, the latest first: for those who see their safety.
    pub safe: Vec<SafeContactHeld>,
    /// Whether the viewer is told the code word.
    pub full: bool,
    /// Of which kinds places are open to the viewer.
    pub kinds: PlaceKinds,
    /// The places of those kinds, newest first; `None` where every kind is closed to the viewer.
    pub places: Option<Vec<PlaceShown>>,
    /// Whether the viewer may write here.
    pub writes: bool,
}

/// The places of a strand, as far as the asker may see them; each that is shown is in the ledger with the read.
///
/// # Errors
/// `NotFound` where there is none, or the asker may not know whose it is.
pub async fn places_view(app: &App, asker: &Asker, id: StrandId) -> Result<PlacesPage, Refusal> {
    let act = Act::StrandView;
    let mut tx = app.read().await?;
    let met = meet(app, &mut tx, asker, id).await?;
    let sees = |met: &Met| {
        let sight = app.policy.sight(asker, &met.standing);
        super::strand::opens(&sight, &met.strand).then_some(sight)
    };
    let Some((met, sight)) = met.and_then(|met| sees(&met).map(|sight| (met, sight))) else {
        drop(tx);
        return app.nothing(asker, act, nowhere(id)).await;
    };
    let _permit = app.leave(asker, act, Some(&met.standing)).await?;
    let page = read_page(app, &mut tx, asker, &met, &sight).await;
    drop(tx);
    let page = page.map_err(refusal)?;
    let places = page.places.iter().flatten().map(|one| one.place.uuid());
    let safe = page.safe.iter().map(|one| one.record.uuid());
    let read = read_of(places.chain(safe).chain([id.uuid()]));
    app.record_seen(asker, act, (&met.standing, &sight), read)
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: &Met,
    sight: &Sight,
) -> Result<PlacesPage, Fault> {
    let strand = &met.strand;
    let card = person::card_of_strand(tx, &app.ring, app.authority, sight, strand).await?;
    let places = places_of_strand(tx, &app.ring, app.authority, sight).await?;
    let mut safe = safe_contacts(tx, &app.ring, app.authority, &[sight]).await?;
    safe.reverse();
    let writes = app
        .policy
        .permit(asker, Act::PlaceWrite, Some(&met.standing))
        .is_ok();
    Ok(PlacesPage {
        strand: strand.strand,
        name: card.map_or_else(|| "Somebody".to_owned(), |card| card.card.name.words()),
        safe,
        full: sight.sees(strand.kind, Aspect::Full),
        kinds: sight.places(),
        places: (!sight.places().is_none() || leaks(Leak::PlaceKinds))
            .then(|| places.iter().map(|one| shown(one, sight)).collect()),
        writes: writes && strand.closed_at.is_none(),
    })
}

fn shown(one: &Place, sight: &Sight) -> PlaceShown {
    let open = |value: Option<&trefoil_core::located::Located<String>>| {
        let opens = sight.of(one.kind);
        value.and_then(|value| value.open(&opens)).cloned()
    };
    PlaceShown {
        place: one.place,
        kind: one.kind,
        state: one.content.state,
        value: open(one.content.value.as_ref()),
        postcode: open(one.content.postcode.as_ref()),
        from: one.from,
        until: one.until,
        by: one.by.clone(),
    }
}

async fn leave_to_write(app: &App, asker: &Asker, id: StrandId) -> Result<(Permit, Met), Refusal> {
    let (permit, met) = leave_on_strand(app, asker, Act::PlaceWrite, id).await?;
    if met.strand.closed_at.is_some() {
        let words = "This side of the family's work was closed while you wrote. Ask the team manager where it belongs.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    Ok((permit, met))
}

/// Writes a place. A new address where somebody lives makes the one before it a former one.
///
/// # Errors
/// `Invalid` naming each field that will not do; `Conflict` where the strand is closed.
pub async fn place_write(
    app: &App,
    asker: &Asker,
    id: StrandId,
    typed: &PlaceTyped,
) -> Result<(), Refusal> {
    keep(app, asker, id, typed, None).await
}

/// Keeps a place, and with it the note out of which it was taken.
pub(super) async fn keep(
    app: &App,
    asker: &Asker,
    id: StrandId,
    typed: &PlaceTyped,
    note: Option<(Permit, NoteContent)>,
) -> Result<(), Refusal> {
    let (permit, met) = leave_to_write(app, asker, id).await?;
    let read = typed.read()?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let beside = writing::Place::Strand(met.strand.clone());
    let watch = match &note {
        Some(_) => watched(app, &beside).await?,
        None => None,
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = (me, door.now());
            let mut recording = door.recording(by.1);
            put(&door, tx, &permit, (id, &met), &read, by, &mut recording).await?;
            let on = subject_of(met.standing.subject);
            let mut entries = vec![door.entry(principal, Act::PlaceWrite, on, recording.touched())];
            recording.write(tx).await?;
            let (person, kept) = (met.strand.person, (read.kind, &read.content));
            entries.extend(Raising::new(&door, by.1)?.place(tx, person, kept).await?);
            if let Some((permit, content)) = note {
                let keeping = Keeping {
                    app: &door,
                    permit: &permit,
                    place: &beside,
                    by,
                };
                let acts = (principal, Act::NoteWrite);
                entries.extend(keeping.keep(tx, acts, &content, watch).await?);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}

async fn put(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, met): (StrandId, &Met),
    read: &PlaceRead,
    (by, now): (WorkerId, Timestamp),
    recording: &mut Recording<'_>,
) -> Result<(), Fault> {
    let index = app.ring.index();
    let keys = read.keys.iter();
    let mut keys: Vec<i64> = keys
        .map(|(name, key)| index.hash_located(name, key))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let lives = read.content.state != PlaceState::Former;
    if read.kind == PlaceKind::Address && lives && !leaks(Leak::OldStaysCurrent) {
        places_end(tx, app.authority, permit, (id, read.kind), now).await?;
    }
    let at = PlaceAt {
        place: PlaceId::mint(&app.mint(now)),
        strand: id,
        kind: read.kind,
        from: now,
        until: (!lives).then_some(now),
        by,
    };
    let label = label_of(&met.strand);
    recording.put(RecordKind::Place, at.place.uuid(), 1, &label, &read.content);
    place_put(tx, app.authority, permit, at, &keys).await
}

/// Says that a place holds no longer.
///
/// # Errors
/// `Conflict` where it is a former one already, or is none of this strand.
pub async fn place_end(
    app: &App,
    asker: &Asker,
    id: StrandId,
    place: PlaceId,
) -> Result<(), Refusal> {
    let (permit, met) = leave_to_write(app, asker, id).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            end(tx, door.authority, &permit, (id, place), door.now()).await?;
            let on = subject_of(met.standing.subject);
            let entry = door.entry(principal, Act::PlaceWrite, on, read_of([place.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Writes how somebody is contacted safely; what was written before stays beneath it.
///
/// # Errors
/// `Invalid` as what was typed is; `Conflict` where the strand is closed, or somebody else wrote at the same time.
pub async fn safe_contact_write(
    app: &App,
    asker: &Asker,
    id: StrandId,
    content: Result<SafeContactContent, Refusal>,
) -> Result<(), Refusal> {
    let (permit, met) = leave_to_write(app, asker, id).await?;
    let content = content?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let sight = app.policy.sight(asker, &met.standing);
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let held = safe_contacts(tx, &door.ring, door.authority, &[&sight]).await?;
            let (record, version) = match held.last() {
                Some(last) => (last.record, last.version + 1),
                None => (SafeContactId::mint(&door.mint(now)), 1),
            };
            let mut recording = door.recording(now);
            let label = label_of(&met.strand);
            let kind = RecordKind::SafeContact;
            recording.put(kind, record.uuid(), version, &label, &content);
            let at = (record, version);
            safe_contact_put(tx, door.authority, &permit, id, at, (me, now)).await?;
            let on = subject_of(met.standing.subject);
            let entry = door.entry(principal, Act::PlaceWrite, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
