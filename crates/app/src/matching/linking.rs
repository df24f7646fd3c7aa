//! What every matching act does: links, cards, lookups and proposals kept in step, in one transaction.

use jiff::Timestamp;
use trefoil_core::ids::{ContactId, JobId, LinkId, MatchId, PersonId, SightingId};
use trefoil_core::link::{How, card_of};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_policy::Permit;
use trefoil_store::link::{Link, links_put};
use trefoil_store::person::persons_put;
use trefoil_store::sighting::{SightingRow, sightings_for_act, sightings_of_persons};
use trefoil_store::version::{RecordKind, Recording};
use trefoil_store::{Fault, Tx, candidate, outbox, person, sighting};

use super::describe::{keys_kept, person_record};
use super::evidence::leave_to_compare;
use crate::door::App;

/// One matching act under way.
pub(crate) struct Linking<'a> {
    pub(crate) app: &'a App,
    pub(crate) permit: &'a Permit,
    pub(crate) by: String,
    pub(crate) matched: MatchId,
    pub(crate) now: Timestamp,
}

pub(crate) const GONE: &str =
    "This person is not in the contact any more. Open the contact again to see it as it is now.";
pub(crate) const TAKEN: &str =
    "Somebody has already said who this is. Open the contact again to see it as it is now.";

impl Linking<'_> {
    /// The open sighting of the contact.
    pub(crate) async fn open_sighting(
        &self,
        tx: &mut Tx,
        contact: ContactId,
        sighting: SightingId,
    ) -> Result<(SightingRow, Sighting), Fault> {
        let all = self.sightings(tx, contact).await?;
        let found = all.into_iter().find(|(row, _)| row.sighting == sighting);
        match found {
            None => Err(Refusal::Conflict(GONE.to_owned()).into()),
            Some((row, _)) if row.person.is_some() => {
                Err(Refusal::Conflict(TAKEN.to_owned()).into())
            }
            Some(open) => Ok(open),
        }
    }

    pub(crate) async fn sightings(
        &self,
        tx: &mut Tx,
        contact: ContactId,
    ) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
        sightings_for_act(
            tx,
            &self.app.ring,
            self.app.authority,
            self.permit,
            contact,
            self.now,
        )
        .await
    }

    /// Links the sighting to a known person, whose card then says what is now known.
    pub(crate) async fn link_known(
        &self,
        tx: &mut Tx,
        recording: &mut Recording<'_>,
        row: &SightingRow,
        person: PersonId,
        how: How,
    ) -> Result<(), Fault> {
        self.link(tx, row, person, how).await?;
        self.card_renew(tx, recording, person).await
    }

    /// Links the sighting to somebody new.
    pub(crate) async fn link_new(
        &self,
        tx: &mut Tx,
        recording: &mut Recording<'_>,
        row: &SightingRow,
        seen: &Sighting,
    ) -> Result<PersonId, Fault> {
        let person = PersonId::mint(&self.app.mint(self.now));
        persons_put(tx, self.app.authority, &[(self.now, person, row.protects)]).await?;
        let card = card_of([&seen.described]);
        recording.put(RecordKind::Person, person.uuid(), 1, "shared", &card);
        self.link(tx, row, person, How::New).await?;
        self.keys_renew(tx, person, &[seen]).await?;
        self.tell_others(tx, person).await?;
        Ok(person)
    }

    async fn link(
        &self,
        tx: &mut Tx,
        row: &SightingRow,
        person: PersonId,
        how: How,
    ) -> Result<(), Fault> {
        let link = Link {
            link: LinkId::mint(&self.app.mint(self.now)),
            matched: self.matched,
            sighting: row.sighting,
            person,
            how,
            made_by: self.by.clone(),
            known_from: self.now,
            contact: row.contact,
        };
        links_put(tx, self.app.authority, &[link]).await?;
        sighting::person_set(tx, self.app.authority, row.sighting, Some(person)).await?;
        sighting::keys_drop(tx, self.app.authority, row.sighting).await?;
        candidate::candidates_drop(tx, self.app.authority, row.contact, row.sighting).await
    }

    /// Draws a person's card, protection and lookups anew from what is linked now; ends a person of whom nothing is left.
    pub(crate) async fn card_renew(
        &self,
        tx: &mut Tx,
        recording: &mut Recording<'_>,
        id: PersonId,
    ) -> Result<(), Fault> {
        let cards =
            person::cards_for_act(tx, &self.app.ring, self.app.authority, self.permit, &[id])
                .await?;
        let Some(before) = cards.get(&id) else {
            return Err(Refusal::Conflict("This person is not on record any more. Open the contact again to see it as it is now.".to_owned()).into());
        };
        let mut said = sightings_of_persons(
            tx,
            &self.app.ring,
            self.app.authority,
            self.permit,
            &[id],
            self.now,
        )
        .await?;
        said.sort_by_key(|(row, _)| std::cmp::Reverse((row.known_from, row.sighting)));
        let counted = if leaks(Leak::ProtectionForgotten) {
            1
        } else {
            said.len()
        };
        let protected = said.iter().take(counted).any(|(row, _)| row.protects);
        let ended = said.is_empty().then_some(self.now);
        let seen: Vec<&Sighting> = said.iter().map(|(_, seen)| seen).collect();
        let card = if seen.is_empty() {
            before.card.clone()
        } else {
            card_of(seen.iter().map(|one| &one.described))
        };
        person::person_revise(tx, self.app.authority, id, before.version, protected, ended).await?;
        recording.put(
            RecordKind::Person,
            id.uuid(),
            before.version + 1,
            "shared",
            &card,
        );
        person::keys_drop(tx, self.app.authority, id).await?;
        if ended.is_some() {
            return candidate::person_drop(tx, self.app.authority, id).await;
        }
        self.keys_renew(tx, id, &seen).await?;
        self.tell_others(tx, id).await
    }

    async fn keys_renew(&self, tx: &mut Tx, id: PersonId, said: &[&Sighting]) -> Result<(), Fault> {
        let comparing = leave_to_compare(self.app)?;
        let keys = person_record(said, &comparing)
            .map(|record| keys_kept(self.app.ring.index(), &record))
            .unwrap_or_default();
        let keyed: Vec<(i64, PersonId)> = keys.into_iter().map(|key| (key, id)).collect();
        person::keys_put(tx, self.app.authority, &keyed).await
    }

    /// Other waiting contacts may be about this person too: they are looked at after the commit.
    async fn tell_others(&self, tx: &mut Tx, id: PersonId) -> Result<(), Fault> {
        let job = JobId::mint(&self.app.mint(self.now));
        outbox::job_put(
            tx,
            self.app.authority,
            job,
            crate::jobs::PROPOSE_AGAIN,
            id.uuid(),
            self.now,
        )
        .await
    }
}
