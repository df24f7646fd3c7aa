//! Reach equals sight: for random worlds and every role, the queue's rows and the search's persons are exactly those that
//! the role may open. The lists are cut in SQL by the reach; opening asks the policy: two ways to one answer.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::date;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use trefoil_app::Asker;
use trefoil_app::accounts::workers::{NewAccount, team_create, worker_create};
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_app::persons::search::{PersonSearch, person_search};
use trefoil_app::persons::view::person_view;
use trefoil_app::queue::{QueueFilter, QueueOrder, queue_view};
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{ContactId, PersonId, TeamId};
use trefoil_core::interest::IdentityTyped;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{FeedRow, console, feed};

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::interests::{called, gareth, identify};
use crate::matching::decide;

on_both_engines! {
    lists_hold_what_may_be_opened_and_nothing_else,
}

const SURNAMES: [&str; 4] = ["Ashdown", "Birchwood", "Cedarholm", "Dogwood"];
const PEOPLE: [(&str, &str, &str); 3] = [
    ("victim", "Rosalind", "1991-04-02"),
    ("perpetrator", "Gareth", "1988-11-21"),
    ("child", "Imogen", "2014-03-14"),
];

const ORDERS: [QueueOrder; 6] = [
    QueueOrder::Time,
    QueueOrder::Risk,
    QueueOrder::Source,
    QueueOrder::Family,
    QueueOrder::Earlier,
    QueueOrder::Worker,
];

/// A world: its house, everybody who asks, everything there is.
struct World {
    house: House,
    askers: Vec<(&'static str, Asker)>,
    contacts: Vec<ContactId>,
    /// By surname and place in [`PEOPLE`].
    persons: BTreeMap<(String, usize), BTreeSet<PersonId>>,
}

async fn outsider(house: &House, name: &str, role: Role, team: TeamId) -> Asker {
    let email = format!("{}@trefoil.example", name.replace(' ', "."));
    let account = NewAccount {
        name: name.to_owned(),
        email,
        role,
        team: Some(team),
        password: None,
    };
    let worker = worker_create(house.app(), &console(), account)
        .await
        .unwrap()
        .worker;
    Asker::worker(WorkerFacts {
        worker,
        name: name.to_owned(),
        roles: vec![role],
        team: Some(team),
        hub_team: false,
        stepped_up: true,
    })
}

impl World {
    async fn random(seed: u64, on: Engine) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let house = House::on(on).await;
        let night = team_create(house.app(), &console(), "Council", "Night team", false)
            .await
            .unwrap();
        let duty = outsider(&house, "Noor Aziz", Role::EmergencyDuty, night).await;
        let manager = outsider(&house, "Tom Birkett", Role::TeamManager, night).await;
        let mut askers: Vec<(&str, Asker)> = house
            .staff
            .roles()
            .map(|(name, asker)| (name, asker.clone()))
            .to_vec();
        askers.extend([
            ("duty outside the hub", duty.clone()),
            ("manager outside the hub", manager),
        ]);
        let mut world = Self {
            house,
            askers,
            contacts: Vec::new(),
            persons: BTreeMap::new(),
        };
        for number in 0..10 {
            world.happen(&mut chance, number, &duty).await;
        }
        world.house.rest().await;
        // Three of those who ask may be, or be kin of, somebody of it: what is closed to them is closed in lists too.
        let (staff, house) = (&world.house.staff, &world.house);
        identify(house, &staff.triage, &gareth(SURNAMES[0])).await;
        identify(house, &duty, &gareth(SURNAMES[1])).await;
        let kin = IdentityTyped {
            kin: format!("Imogen {}, 14 3 2014", SURNAMES[2]),
            ..called("Una", "Quince", "1970-01-02")
        };
        identify(house, &staff.manager, &kin).await;
        world
    }

    /// One more contact, and what some worker does with it.
    async fn happen(&mut self, chance: &mut ChaCha8Rng, number: usize, duty: &Asker) {
        let mut draw = |of: u32| chance.next_u32() % of;
        let house = &self.house;
        house.kit.world.pass(SignedDuration::from_secs(7));
        let reference = format!("W-{number}");
        let surname = SURNAMES[draw(4) as usize];
        let rows = PEOPLE.map(|(role, given, born)| FeedRow {
            person: given,
            ..row(&reference, role, given, surname, born)
        });
        house.kit.import(&feed(&rows)).await;
        house.rest().await;
        let contact = house.contact(&reference).await;
        self.contacts.push(contact);
        match draw(4) {
            0 => contact_take(house.app(), &house.staff.triage, contact)
                .await
                .unwrap(),
            1 => contact_take(house.app(), duty, contact).await.unwrap(),
            _ => {}
        }
        for (place, _) in PEOPLE.iter().enumerate() {
            let page = house.page(&house.staff.triage, contact).await;
            let one = &page.people[place];
            let known = one.candidates.first().map(|found| found.believed.person);
            match (draw(3), known) {
                (0, _) => continue,
                (1, Some(person)) => match_confirm(
                    house.app(),
                    &house.staff.triage,
                    contact,
                    one.row.sighting,
                    person,
                )
                .await
                .unwrap(),
                _ => match_new(house.app(), &house.staff.triage, contact, one.row.sighting)
                    .await
                    .unwrap(),
            }
            let page = house.page(&house.staff.triage, contact).await;
            let person = page.people[place].link.as_ref().unwrap().person;
            self.persons
                .entry((surname.to_owned(), place))
                .or_default()
                .insert(person);
        }
        if draw(2) == 0 {
            decide(house, contact).await;
        }
    }

    /// The queue's rows in any order; none for one whose role has no queue.
    async fn queue(&self, asker: &Asker) -> BTreeSet<ContactId> {
        let usual = self.queue_by(asker, QueueFilter::default()).await;
        for order in ORDERS {
            for reversed in [false, true] {
                let filter = QueueFilter {
                    order,
                    reversed,
                    ..QueueFilter::default()
                };
                let rows = self.queue_by(asker, filter).await;
                assert_eq!(rows, usual, "{order:?} {reversed}");
            }
        }
        usual
    }

    async fn queue_by(&self, asker: &Asker, filter: QueueFilter) -> BTreeSet<ContactId> {
        match queue_view(self.house.app(), asker, &filter).await {
            Ok(page) => {
                assert_eq!(
                    usize::try_from(page.total).unwrap(),
                    page.rows.len(),
                    "the count obeys the same cut"
                );
                page.rows.iter().map(|row| row.head.contact).collect()
            }
            Err(refusal) => {
                assert!(
                    matches!(refusal, Refusal::NotAllowed(_) | Refusal::NotFound),
                    "{refusal:?}"
                );
                BTreeSet::new()
            }
        }
    }

    /// Waiting contacts that the role may open.
    async fn opened(&self, asker: &Asker) -> BTreeSet<ContactId> {
        let mut opened = BTreeSet::new();
        for contact in &self.contacts {
            let page = contact_view(self.house.app(), asker, *contact, None).await;
            if page.is_ok_and(|page| page.head.state == ContactState::Waiting) {
                opened.insert(*contact);
            }
        }
        opened
    }

    async fn found(&self, asker: &Asker, surname: &str, place: usize) -> BTreeSet<PersonId> {
        let (_, given, born) = PEOPLE[place];
        let search = PersonSearch {
            given: given.to_owned(),
            surname: surname.to_owned(),
            birth: Some(born.parse().unwrap_or(date(2000, 1, 1))),
            number: String::new(),
        };
        let found = match person_search(self.house.app(), asker, &search).await {
            Ok(found) => found,
            Err(Refusal::NotAllowed(_) | Refusal::NotFound) => Vec::new(),
            Err(refusal) => panic!("{refusal:?}"),
        };
        found.iter().map(|one| one.believed.person).collect()
    }
}

async fn lists_hold_what_may_be_opened_and_nothing_else(on: Engine) {
    let (mut shown, mut hidden) = (0, 0);
    for seed in 1..=2 {
        let world = World::random(seed, on).await;
        for (name, asker) in &world.askers {
            let (queue, opened) = (world.queue(asker).await, world.opened(asker).await);
            assert_eq!(queue, opened, "world {seed}, {name}: the queue");
            (shown, hidden) = (
                shown + queue.len(),
                hidden + world.contacts.len() - queue.len(),
            );
            for ((surname, place), persons) in &world.persons {
                let mut seen = BTreeSet::new();
                for person in persons {
                    if person_view(world.house.app(), asker, *person, None)
                        .await
                        .is_ok()
                    {
                        seen.insert(*person);
                    }
                }
                let found = world.found(asker, surname, *place).await;
                for other in found.difference(persons) {
                    let page = person_view(world.house.app(), asker, *other, None).await;
                    assert!(
                        page.is_ok(),
                        "world {seed}, {name}: {other} is found and cannot be opened"
                    );
                }
                let found: BTreeSet<PersonId> = found.intersection(persons).copied().collect();
                (shown, hidden) = (shown + seen.len(), hidden + persons.len() - seen.len());
                assert_eq!(
                    found, seen,
                    "world {seed}, {name}: the search for {surname} {place}"
                );
            }
        }
    }
    assert!(
        shown > 40 && hidden > 40,
        "the worlds say little: {shown} shown, {hidden} hidden"
    );
}
