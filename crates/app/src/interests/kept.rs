//! Workers and the places that are kept with strands: an e-mail address, a telephone number or a home that no source told, and that a
//! worker of the family wrote down. Compared whichever came first, the worker or the place.

use trefoil_core::ids::{PersonId, WorkerId};
use trefoil_core::interest::{Likeness, Likenesses, WorkerIdentity};
use trefoil_core::located::{Located, Opens};
use trefoil_core::looks_like::{email, phone, postcode};
use trefoil_core::place::{PlaceContent, PlaceKind};
use trefoil_core::seal::IndexKey;
use trefoil_core::sighting::{Places, Sighting};
use trefoil_store::interest::{kept_by_keys, worker_of_mail, workers_by_keys};
use trefoil_store::ledger::Entry;
use trefoil_store::sighting::sightings_of_persons;
use trefoil_store::{Fault, Tx};

use super::compare::Known;
use super::raise::{COMPARED, Met, Raising};
use crate::matching::describe::{key_of_mail, keys_around, sighting_record};

/// A worker who is like somebody by what is kept of them.
type Alike = (WorkerId, PersonId, Likenesses);

/// An e-mail address in its plain form.
pub(super) fn mail_of(value: Option<&Located<String>>, leave: &impl Opens) -> Option<String> {
    value
        .and_then(|value| value.open(leave))
        .and_then(|text| email(text))
}

/// What a source would have said, had it told the place; `None` for what is no home and no number.
pub(super) fn told(kind: PlaceKind, place: &PlaceContent) -> Option<Sighting> {
    let places = match kind {
        PlaceKind::Address => Places {
            address: place.value.clone(),
            postcode: place.postcode.clone(),
            ..Places::default()
        },
        PlaceKind::Phone => Places {
            phone: place.value.clone(),
            ..Places::default()
        },
        _ => return None,
    };
    Some(Sighting {
        places,
        ..Sighting::default()
    })
}

/// The lookups under which a worker's home, number and e-mail address, and those of whom they declared, lie among the places kept.
fn keys_kept_of(index: &IndexKey, identity: &WorkerIdentity, leave: &impl Opens) -> Vec<i64> {
    let people = identity.kin.iter().map(|one| &one.person);
    let places = people.chain([&identity.own]).map(|one| &one.places);
    let read = |value: Option<&Located<String>>, kind, plain: fn(&str) -> Option<String>| {
        let text = value.and_then(|value| value.open(leave));
        text.and_then(|text| plain(text))
            .map(|plain| index.hash(kind, &plain))
    };
    let each = places.flat_map(|one| {
        [
            read(one.postcode.as_ref(), "postcode", postcode),
            read(one.phone.as_ref(), "phone", phone),
        ]
    });
    let mail = mail_of(identity.email.as_ref(), leave).map(|mail| key_of_mail(index, &mail));
    let mut keys: Vec<i64> = each.flatten().chain(mail).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Raising<'_> {
    /// Compares somebody of whom a place is kept from now on with every worker who shares it.
    pub(crate) async fn place(
        mut self,
        tx: &mut Tx,
        person: PersonId,
        (kind, place): (PlaceKind, &PlaceContent),
    ) -> Result<Vec<Entry>, Fault> {
        let (index, authority) = (self.app.ring.index(), self.app.authority);
        let mail = (kind == PlaceKind::Email)
            .then(|| mail_of(place.value.as_ref(), &self.permit))
            .flatten();
        let seen = told(kind, place).map(|seen| sighting_record(&seen, &self.permit));
        let around = seen.iter().flat_map(|seen| keys_around(index, seen));
        let keys = around.chain(mail.iter().map(|mail| key_of_mail(index, mail)));
        let met = workers_by_keys(tx, authority, keys.collect()).await?;
        let mut workers: Vec<WorkerId> = met.into_iter().map(|(_, worker)| worker).collect();
        workers.sort_unstable();
        workers.dedup();
        let known = self.known(tx, &workers).await?;
        let permit = &self.permit;
        let like = |(worker, known): (&WorkerId, &Known)| {
            (*worker, person, known.like_kept(kind, place, permit))
        };
        let mut alike: Vec<Alike> = known.iter().map(like).collect();
        if let Some(mail) = mail
            && let Some(worker) = worker_of_mail(tx, authority, &mail).await?
        {
            alike.push((worker, person, Likenesses::default().with(Likeness::Mail)));
        }
        self.raise_in(tx, &alike).await?;
        Ok(self.entries)
    }

    /// Compares a new account with everybody who is reached by its e-mail address.
    pub(crate) async fn account(
        mut self,
        tx: &mut Tx,
        worker: WorkerId,
        mail: &str,
    ) -> Result<Vec<Entry>, Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let keys = [key_of_mail(ring.index(), mail)];
        let kept = kept_by_keys(tx, ring, authority, &self.permit, &keys).await?;
        let is_theirs = |value| mail_of(value, &self.permit).is_some_and(|kept| kept == mail);
        let theirs = kept
            .iter()
            .filter(|one| one.kind == PlaceKind::Email && is_theirs(one.content.value.as_ref()));
        let like = Likenesses::default().with(Likeness::Mail);
        let alike: Vec<Alike> = theirs.map(|one| (worker, one.person, like)).collect();
        self.raise_in(tx, &alike).await?;
        Ok(self.entries)
    }

    /// Compares a worker with everybody of whom a place is kept that may be theirs.
    pub(super) async fn worker_kept(
        &mut self,
        tx: &mut Tx,
        worker: WorkerId,
        (identity, known): (&WorkerIdentity, &Known),
    ) -> Result<(), Fault> {
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let keys = keys_kept_of(ring.index(), identity, &self.permit);
        let mut kept = kept_by_keys(tx, ring, authority, &self.permit, &keys).await?;
        kept.truncate(COMPARED);
        let like = |one: &trefoil_store::interest::Kept| {
            let like = known.like_kept(one.kind, &one.content, &self.permit);
            (worker, one.person, like)
        };
        let alike: Vec<Alike> = kept.iter().map(like).collect();
        self.raise_in(tx, &alike).await
    }

    /// Raises what was found by places kept: in every sighting of whom they are of.
    async fn raise_in(&mut self, tx: &mut Tx, alike: &[Alike]) -> Result<(), Fault> {
        let found = alike.iter().filter(|(_, _, like)| !like.is_empty());
        let found: Vec<&Alike> = found.collect();
        if found.is_empty() {
            return Ok(());
        }
        let mut persons: Vec<PersonId> = found.iter().map(|(_, person, _)| *person).collect();
        persons.sort_unstable();
        persons.dedup();
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let seen =
            sightings_of_persons(tx, ring, authority, &self.permit, &persons, self.now).await?;
        let met = found.into_iter().flat_map(|(worker, person, likeness)| {
            let theirs = seen.iter().filter(|(row, _)| row.person == Some(*person));
            theirs.map(|(row, seen)| Met {
                worker: *worker,
                row,
                seen,
                likeness: *likeness,
            })
        });
        let met = met.collect();
        self.raise(tx, met).await
    }
}
