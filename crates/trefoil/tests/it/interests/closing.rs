//! What an interest closes, and what becomes of the work that the worker had in hand.

use trefoil_app::Asker;
use trefoil_app::contacts::hold::{contact_hand_over, contact_take};
use trefoil_app::contacts::view::contact_view;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::matching::new::match_new;
use trefoil_app::matching::undo::match_undo;
use trefoil_app::persons::search::{PersonSearch, person_search};
use trefoil_app::persons::view::person_view;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{FeedRow, feed};

use super::{gareth, identify};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::wall::scene::Scene;

on_both_engines! {
    a_family_that_comes_in_is_closed_before_anybody_looks,
    a_contact_in_hand_goes_back_to_the_queue,
    what_belongs_to_the_family_later_is_closed_too,
    a_strand_in_hand_waits_for_another_worker,
    work_cannot_be_given_to_them,
    whoever_is_known_from_it_alone_is_not_there,
}

async fn everybody_new(house: &House, contact: ContactId) -> Vec<PersonId> {
    for one in house.page(&house.staff.duty, contact).await.people {
        match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
            .await
            .unwrap();
    }
    house.rest().await;
    let people = house.page(&house.staff.duty, contact).await.people;
    let links = people.iter().filter_map(|one| one.link.as_ref());
    links.map(|link| link.person).collect()
}

async fn queue(house: &House, asker: &Asker) -> Vec<ContactId> {
    let page = queue_view(house.app(), asker, &QueueFilter::default())
        .await
        .unwrap();
    assert_eq!(usize::try_from(page.total).unwrap(), page.rows.len());
    page.rows.iter().map(|row| row.head.contact).collect()
}

fn child(surname: &str) -> PersonSearch {
    PersonSearch {
        given: "Imogen".to_owned(),
        surname: surname.to_owned(),
        birth: "2014-03-14".parse().ok(),
        number: String::new(),
    }
}

async fn finds(house: &House, asker: &Asker, surname: &str) -> usize {
    person_search(house.app(), asker, &child(surname))
        .await
        .unwrap()
        .len()
}

async fn a_family_that_comes_in_is_closed_before_anybody_looks(on: Engine) {
    let house = House::on(on).await;
    let (app, second) = (house.app(), &house.staff.second);
    identify(&house, second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    house.kit.import(&feed(&family("B", "Birchwood"))).await;
    let (closed, open) = (house.contact("OPEN").await, house.contact("B").await);
    assert_eq!(queue(&house, second).await, [open]);
    assert_eq!(queue(&house, &house.staff.triage).await.len(), 2);
    for at in [None, Some(app.now())] {
        let seen = contact_view(app, second, closed, at).await;
        assert_eq!(seen.err(), Some(Refusal::NotFound));
    }
    let persons = everybody_new(&house, closed).await;
    assert_eq!(persons.len(), 4);
    for person in persons {
        let seen = person_view(app, second, person, None).await;
        assert_eq!(seen.err(), Some(Refusal::NotFound));
        assert!(
            person_view(app, &house.staff.triage, person, None)
                .await
                .is_ok()
        );
    }
    assert_eq!(finds(&house, second, "Ashdown").await, 0);
    assert_eq!(finds(&house, &house.staff.triage, "Ashdown").await, 1);
    let took = contact_take(app, second, closed).await;
    assert_eq!(took, Err(Refusal::NotFound));
    contact_take(app, second, open).await.unwrap();
}

async fn a_contact_in_hand_goes_back_to_the_queue(on: Engine) {
    let house = House::on(on).await;
    let second = &house.staff.second;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    let contact = house.contact("OPEN").await;
    contact_take(house.app(), second, contact).await.unwrap();
    identify(&house, second, &gareth("Ashdown")).await;
    assert_eq!(queue(&house, second).await, []);
    let page = house.page(&house.staff.triage, contact).await;
    assert_eq!((page.head.worker, page.worker), (None, None));
    house.kit.world.pass(jiff::SignedDuration::from_secs(7));
    contact_take(house.app(), &house.staff.triage, contact)
        .await
        .unwrap();
}

/// A contact about the children alone, in the worker's hand: once they are known to be Gareth's family it is closed, and once that
/// is undone it is open again.
async fn what_belongs_to_the_family_later_is_closed_too(on: Engine) {
    let house = House::on(on).await;
    let (app, second, duty) = (house.app(), &house.staff.second, &house.staff.duty);
    identify(&house, second, &gareth("Ashdown")).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    everybody_new(&house, house.contact("OPEN").await).await;
    let imogen = FeedRow {
        person: "q1",
        ..row("SCHOOL", "child", "Imogen", "Ashdown", "2014-03-14")
    };
    house.kit.import(&feed(&[imogen])).await;
    house.rest().await;
    let contact = house.contact("SCHOOL").await;
    assert_eq!(queue(&house, second).await, [contact]);
    contact_take(app, second, contact).await.unwrap();
    let page = house.page(duty, contact).await;
    assert_eq!(page.people[0].candidates.len(), 1, "duty may see who it is");
    let mine = house.page(second, contact).await;
    assert_eq!(mine.people[0].candidates.len(), 0, "the worker may not");
    let (sighting, person) = (
        page.people[0].row.sighting,
        page.people[0].candidates[0].believed.person,
    );
    trefoil_app::matching::confirm::match_confirm(app, duty, contact, sighting, person)
        .await
        .unwrap();
    assert_eq!(queue(&house, second).await, []);
    house.rest().await;
    assert_eq!(house.page(duty, contact).await.head.worker, None);
    let page = house.page(duty, contact).await;
    let matched = page.people[0].link.as_ref().unwrap().matched;
    match_undo(app, duty, contact, matched).await.unwrap();
    assert_eq!(queue(&house, second).await, [contact]);
}

async fn a_strand_in_hand_waits_for_another_worker(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, sade) = (&scene.house, &scene.social_worker);
    let app = house.app();
    assert_eq!(strands_view(app, sade).await.unwrap().len(), 1);
    identify(house, sade, &gareth("Ashdown")).await;
    assert!(strands_view(app, sade).await.unwrap().is_empty());
    for place in 0..4 {
        let seen = strand_view(app, sade, scene.strand(place)).await;
        assert_eq!(seen.err(), Some(Refusal::NotFound));
    }
    let seen = family_view(app, sade, scene.family).await;
    assert_eq!(seen.err(), Some(Refusal::NotFound));
    let listed = strands_view(app, &house.staff.manager).await.unwrap();
    let waiting = listed.iter().flat_map(|one| &one.strands);
    let waiting: Vec<_> = waiting.map(|one| one.strand.strand).collect();
    assert!(
        waiting.contains(&scene.strand(0)),
        "another worker is needed"
    );
}

async fn work_cannot_be_given_to_them(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, adviser) = (&scene.house, &scene.child_adviser);
    let (app, manager) = (house.app(), &house.staff.manager);
    identify(house, adviser, &gareth("Ashdown")).await;
    let to = adviser.worker.as_ref().unwrap().worker;
    let given = strand_allocate(app, manager, scene.strand(1), Some(to)).await;
    let Err(Refusal::Invalid(problems)) = given else {
        panic!("{given:?}");
    };
    assert!(problems[0].message.contains("cannot be allocated here"));
    identify(house, &house.staff.second, &gareth("Birchwood")).await;
    house.kit.import(&feed(&family("B", "Birchwood"))).await;
    let contact = house.contact("B").await;
    let to = house.staff.second.worker.as_ref().unwrap().worker;
    contact_hand_over(app, manager, contact, to).await.unwrap();
    let page = house.page(&house.staff.triage, contact).await;
    assert_eq!(page.head.worker, None, "it goes back without a word");
}

/// The children of the contact are in no family yet and nobody else knows them: who may not know of the contact finds nobody.
async fn whoever_is_known_from_it_alone_is_not_there(on: Engine) {
    let house = House::on(on).await;
    let duty = &house.staff.duty;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    let contact = house.contact("OPEN").await;
    let page = house.page(duty, contact).await;
    let child = page.people.iter().find(|one| one.row.child).unwrap();
    match_new(house.app(), duty, contact, child.row.sighting)
        .await
        .unwrap();
    assert_eq!(finds(&house, duty, "Ashdown").await, 1);
    identify(&house, duty, &gareth("Ashdown")).await;
    assert_eq!(finds(&house, duty, "Ashdown").await, 0);
    assert_eq!(finds(&house, &house.staff.triage, "Ashdown").await, 1);
}
