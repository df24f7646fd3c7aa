//! The guard at the door: every place of a family's people, and its list of those to whom nothing goes, held against what is about to
//! leave. It looks under its own leave, whatever the author may see, and tells nobody but a releaser.

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, PersonId};
use trefoil_core::output::{Addressee, BarredContent, Held};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::CompartmentKind;
use trefoil_interop::guard::files::apart;
use trefoil_interop::guard::{Guard, Needles, PlaceKind};
use trefoil_policy::{Asker, Permit};
use trefoil_store::barred::barred_for_guard;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::place::{CODE_WORD, LocatedOf, located_of_family};
use trefoil_store::sighting::{SightingRow, sightings_of_persons};
use trefoil_store::strand::{StrandRow, strands_of_families};
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};

/// What a family's outputs are held against.
pub(crate) struct Watch {
    /// Whose places, by number: the side of each strand.
    sides: Vec<CompartmentKind>,
    places: Guard,
    barred: Vec<BarredContent>,
    barred_places: Guard,
    /// For the ledger, with the act that asked.
    pub(crate) entry: Entry,
}

/// The guard, who looks whatever the author may see.
fn guard() -> Asker {
    Asker::machine(Principal::Job(Job::Guard))
}

impl Watch {
    /// Over one family, sparing what the text holds that is written for the output's own delivery.
    ///
    /// # Errors
    /// As the store.
    pub(crate) async fn over(app: &App, family: FamilyId, spare: &str) -> Result<Self, Refusal> {
        let permit = app.policy.permit(&guard(), Act::GuardScan, None)?;
        let mut tx = app.read_as(&guard()).await?;
        let gathered = Self::gather(app, &mut tx, &permit, (family, spare)).await;
        drop(tx);
        gathered.map_err(refusal)
    }

    async fn gather(
        app: &App,
        tx: &mut Tx,
        permit: &Permit,
        (family, spare): (FamilyId, &str),
    ) -> Result<Self, Fault> {
        let strands = strands_of_families(tx, app.authority, &[family]).await?;
        let sides: Vec<CompartmentKind> = strands.iter().map(|one| one.kind).collect();
        let persons: Vec<PersonId> = strands.iter().map(|one| one.person).collect();
        let now = app.now();
        let said =
            sightings_of_persons(tx, &app.ring, app.authority, permit, &persons, now).await?;
        let kept = located_of_family(tx, &app.ring, app.authority, family).await?;
        let mut needles = needles(&strands, (&said, &kept), permit);
        needles.spare(spare);
        let barred = barred_for_guard(tx, &app.ring, app.authority, permit, family).await?;
        let mut places = Needles::new();
        for (owner, one) in barred.iter().enumerate() {
            if let Some(place) = &one.place {
                places.value(owner, PlaceKind::Named, place, permit);
            }
        }
        let on = (SubjectKind::Family, Some(family.uuid()));
        let read = read_of(said.iter().map(|(row, _)| row.sighting.uuid()));
        Ok(Self {
            sides,
            places: Guard::new(needles),
            barred_places: Guard::new(places),
            barred,
            entry: app.entry(Principal::Job(Job::Guard), Act::GuardScan, on, read),
        })
    }

    /// Whether what somebody wrote holds a place of the protected side.
    pub(crate) fn finds_protected(&self, text: &str) -> bool {
        let hits = self.places.scan(text.as_bytes());
        hits.iter().map(|hit| self.side(hit.owner)).any(|side| {
            side != CompartmentKind::Perpetrator
                && !(side == CompartmentKind::Child && leaks(Leak::ChildsPlaceCrosses))
        })
    }

    fn side(&self, owner: usize) -> CompartmentKind {
        let side = self.sides.get(owner).copied();
        side.unwrap_or(CompartmentKind::Shared)
    }

    /// Why an output waits: the places in it, and whether its recipient or where it goes is barred.
    ///
    /// # Errors
    /// In words, where the file cannot be looked at: then it is not sent.
    pub(crate) fn held(
        &self,
        bytes: &[u8],
        (addressee, name, delivery): (&Addressee, &str, &str),
    ) -> Result<Vec<Held>, Refusal> {
        let whole = apart(bytes).map_err(|why| Refusal::Conflict(why.to_string()))?;
        let mut held = Vec::new();
        for part in &whole.parts {
            for hit in self.places.scan(&part.bytes) {
                let found = Held::Place {
                    kind: hit.kind.words().to_owned(),
                    side: self.side(hit.owner),
                    at: part.place.clone(),
                };
                if !held.contains(&found) {
                    held.push(found);
                }
            }
        }
        let barred = self
            .barred
            .iter()
            .any(|one| one.bars(addressee.person(), name));
        if (barred && !leaks(Leak::BarredUnheeded))
            || self.barred_places.finds(delivery.as_bytes())
            || self.barred_places.finds(name.as_bytes())
        {
            held.push(Held::Barred);
        }
        if whole.pictures > 0 || whole.tells_where {
            held.push(Held::Pictures);
        }
        Ok(held)
    }
}

/// Every place of a family's people, with the number of the strand whose it is: what sources said, and what is kept with the strands.
fn needles(
    strands: &[StrandRow],
    (said, kept): (&[(SightingRow, Sighting)], &[LocatedOf]),
    permit: &Permit,
) -> Needles {
    let mut needles = Needles::new();
    for (row, sighting) in said.iter().filter(|_| !leaks(Leak::SourcesUnguarded)) {
        // Of one who stands on both sides, the side that protects comes first.
        let owner = strands
            .iter()
            .position(|one| Some(one.person) == row.person);
        needles.places(owner.unwrap_or(0), &sighting.places, permit);
    }
    for one in kept.iter().filter(|_| !leaks(Leak::KeptUnguarded)) {
        let owner = strands
            .iter()
            .position(|strand| strand.strand == one.strand);
        needles.value(owner.unwrap_or(0), kind_of(&one.kind), &one.value, permit);
    }
    needles
}

/// What the guard takes a kind of place for.
fn kind_of(code: &str) -> PlaceKind {
    match code {
        "address" => PlaceKind::House,
        "postcode" => PlaceKind::Postcode,
        "phone" => PlaceKind::Phone,
        "email" => PlaceKind::Email,
        CODE_WORD => PlaceKind::CodeWord,
        _ => PlaceKind::Named,
    }
}

#[cfg(test)]
mod tests;
