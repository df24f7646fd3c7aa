//! Whom a contact may be about that its worker did not see whole, and what is known of them. The worker's sight is asked of the policy as
//! it was when they acted: what is only proposed for a contact is seen by name alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use trefoil_core::custody::{LIKELY_FROM, Unseen, UnseenFact};
use trefoil_core::ids::{ContactId, NoticeId, PersonId, SightingId, WorkerId};
use trefoil_core::name::PersonName;
use trefoil_core::principal::Principal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Permit};
use trefoil_store::custody::{Asked, at_work, graded_high, protected, warned};
use trefoil_store::family::{families_of_contacts, families_of_persons, members_of_families};
use trefoil_store::interest::closed_to;
use trefoil_store::link::not_same_of_contact;
use trefoil_store::notice::links_of;
use trefoil_store::person::cards_for_act;
use trefoil_store::sighting::SightingRow;
use trefoil_store::standing::person_standings;
use trefoil_store::worker::worker_facts;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::matching::propose::{Wanted, propose};
use crate::notices::reachable::may_be;

/// How far back a contact that came graded high counts: as a repeat does.
const RISK: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How far back a warning counts.
const WARNING: SignedDuration = SignedDuration::from_hours(24 * 28);
/// The probability of what is certain.
const CERTAIN: f64 = 0.999;

/// One look.
pub(super) struct Look<'a> {
    pub(super) app: &'a App,
    pub(super) permit: &'a Permit,
    pub(super) contact: ContactId,
    pub(super) notice: Option<NoticeId>,
    pub(super) now: Timestamp,
}

/// How much of a person the worker saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saw {
    Nothing,
    Part,
    Whole,
}

/// Whom one of a contact's people may be, and how likely.
struct Maybe {
    sighting: SightingId,
    person: PersonId,
    likelihood: f64,
}

impl Look<'_> {
    /// Who was not seen whole, each once, with what is known of them.
    pub(super) async fn unseen(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        people: &[(SightingRow, Sighting)],
    ) -> Result<Vec<Unseen>, Fault> {
        let maybe = self.maybe(tx, people).await?;
        if maybe.is_empty() {
            return Ok(Vec::new());
        }
        let persons: BTreeSet<PersonId> = maybe.iter().map(|one| one.person).collect();
        let persons: Vec<PersonId> = persons.into_iter().collect();
        let saw = self.saw(tx, asker, &persons).await?;
        let mut unseen: BTreeMap<PersonId, Unseen> = BTreeMap::new();
        for one in &maybe {
            let Some((row, told)) = people.iter().find(|(row, _)| row.sighting == one.sighting)
            else {
                continue;
            };
            let facts = match saw.get(&one.person) {
                None | Some(Saw::Nothing) => vec![UnseenFact::Hidden],
                // Of somebody who was said to be another the worker saw enough to say so.
                Some(Saw::Part) if row.person.is_none() => Vec::new(),
                Some(Saw::Part | Saw::Whole) => continue,
            };
            let likely = one.likelihood >= LIKELY_FROM;
            let found = unseen.entry(one.person).or_insert_with(|| Unseen {
                person: one.person,
                told_as: told.described.name.clone(),
                likely,
                facts,
            });
            found.likely |= likely;
        }
        self.known(tx, &mut unseen).await?;
        Ok(unseen.into_values().collect())
    }

    /// Everybody who would be proposed for these people, were there no wall: but those who they are held to be, and those who they were
    /// said not to be.
    async fn maybe(
        &self,
        tx: &mut Tx,
        people: &[(SightingRow, Sighting)],
    ) -> Result<Vec<Maybe>, Fault> {
        let (app, permit) = (self.app, self.permit);
        let held: Vec<PersonId> = people.iter().filter_map(|(row, _)| row.person).collect();
        let wanted = |(row, seen): &(SightingRow, Sighting)| {
            Wanted::new(app, permit, row, seen).but(held.clone())
        };
        let wanted: Vec<Wanted> = people.iter().map(wanted).collect();
        let found = propose(app, tx, permit, &wanted, self.now).await?;
        let proposed = found.proposed.into_iter().map(|one| Maybe {
            sighting: one.sighting,
            person: one.person,
            likelihood: one.probability,
        });
        let certain = found.certain.into_iter().map(|(sighting, person)| Maybe {
            sighting,
            person,
            likelihood: CERTAIN,
        });
        let mut all: Vec<Maybe> = proposed.chain(certain).collect();
        let refused = not_same_of_contact(tx, app.authority, self.contact).await?;
        let root = |sighting| {
            let mut rows = people.iter().map(|(row, _)| row);
            rows.find(|row| row.sighting == sighting)
                .map(|row| row.root)
        };
        all.retain(|one| {
            root(one.sighting).is_none_or(|root| !refused.contains(&(root, one.person)))
        });
        Ok(all)
    }

    /// How much of each the worker saw. The families of the contact itself lay open with it.
    async fn saw(
        &self,
        tx: &mut Tx,
        asker: &Asker,
        persons: &[PersonId],
    ) -> Result<BTreeMap<PersonId, Saw>, Fault> {
        let (app, authority) = (self.app, self.app.authority);
        let about = families_of_contacts(tx, authority, &[self.contact], self.now).await?;
        let about: Vec<_> = about.into_iter().map(|(_, family)| family).collect();
        let members = members_of_families(tx, authority, &about, self.now).await?;
        let beside = |person| members.iter().any(|(member, _)| *member == person);
        let mut standings = person_standings(tx, authority, asker, persons).await?;
        for standing in standings.values_mut() {
            standing.proposed |= !standing.in_hub;
        }
        let saw = standings.iter().map(|(person, standing)| {
            let sight = app.policy.sight(asker, standing);
            let saw = if sight.is_blind() {
                Saw::Nothing
            } else if sight.sees(CompartmentKind::Shared, Aspect::Full) || beside(*person) {
                Saw::Whole
            } else {
                Saw::Part
            };
            (*person, saw)
        });
        Ok(saw.collect())
    }

    /// Adds what is known of each.
    async fn known(
        &self,
        tx: &mut Tx,
        unseen: &mut BTreeMap<PersonId, Unseen>,
    ) -> Result<(), Fault> {
        use UnseenFact as F;
        let persons: Vec<PersonId> = unseen.keys().copied().collect();
        if persons.is_empty() {
            return Ok(());
        }
        let (authority, permit) = (self.app.authority, self.permit);
        let asked = |back| Asked {
            persons: &persons,
            but: self.contact,
            since: self.now.saturating_sub(back).unwrap_or(Timestamp::MIN),
        };
        let (long, short) = (asked(RISK), asked(WARNING));
        let found = [
            (F::HighRisk, graded_high(tx, authority, permit, long).await?),
            (F::AtWork, at_work(tx, authority, permit, long).await?),
            (F::Warned, warned(tx, authority, permit, short).await?),
            (F::Protected, protected(tx, authority, permit, long).await?),
            (F::KeyAdult, self.kin_of_key_adult(tx, &persons).await?),
        ];
        for (fact, of) in found {
            for one in unseen.values_mut() {
                if of.contains(&one.person) {
                    one.facts.push(fact);
                }
            }
        }
        Ok(())
    }

    /// Of whose family the key adult may be who is written to: by an interest that is on record, or by name.
    async fn kin_of_key_adult(
        &self,
        tx: &mut Tx,
        persons: &[PersonId],
    ) -> Result<BTreeSet<PersonId>, Fault> {
        let (app, authority) = (self.app, self.app.authority);
        let Some(adult) = self.key_adult(tx).await? else {
            return Ok(BTreeSet::new());
        };
        let Some(facts) = worker_facts(tx, authority, adult).await? else {
            return Ok(BTreeSet::new());
        };
        let closed = closed_to(tx, authority, &Principal::Worker(adult)).await?;
        let of = families_of_persons(tx, authority, persons, self.now).await?;
        let families: Vec<_> = of.iter().map(|(_, family)| *family).collect();
        let members = members_of_families(tx, authority, &families, self.now).await?;
        let all: Vec<PersonId> = members.iter().map(|(person, _)| *person).collect();
        let cards = cards_for_act(tx, &app.ring, authority, self.permit, &all).await?;
        let named = |family| {
            let mut theirs = members.iter().filter(|(_, of)| *of == family);
            theirs.any(|(person, _)| {
                let cards = cards.get(person).into_iter().map(|one| &one.card);
                let mut names = cards.flat_map(|one| one.aliases.iter().chain([&one.name]));
                names.any(|name: &PersonName| may_be(&facts.name, name))
            })
        };
        let kin = of
            .iter()
            .filter(|(_, family)| closed.family(*family).is_some() || named(*family));
        Ok(kin.map(|(person, _)| *person).collect())
    }

    /// To whom the notice's link goes.
    async fn key_adult(&self, tx: &mut Tx) -> Result<Option<WorkerId>, Fault> {
        let Some(notice) = self.notice else {
            return Ok(None);
        };
        let links = links_of(tx, self.app.authority, self.permit, notice).await?;
        Ok(links.first().map(|link| link.worker))
    }
}
