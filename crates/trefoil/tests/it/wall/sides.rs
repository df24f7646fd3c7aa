//! Where it is not settled who harms whom, each is protected from the other; a record with reasons settles it, and another undoes it.

use trefoil_app::Asker;
use trefoil_app::families::aggressor::aggressor_record;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::places::{place_write, places_view};
use trefoil_app::families::view::family_view;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_core::aggressor::Finding;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{PersonId, StrandId};
use trefoil_core::place::PlaceKind;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;
use trefoil_testkit::{FeedRow, feed};

use super::places::typed;
use super::scene::{Scene, decide};
use crate::hub::house::{Engine, on_both_engines};
use crate::hub::people::family;

on_both_engines! {
    each_is_protected_from_the_other_until_it_is_settled,
    a_record_needs_reasons_and_whose_it_is,
}

const REASONS: &str = "Bodycam, the children's own words, and old injuries.";

/// The same family comes again with the roles exchanged, and both strands stand for each of the two. His victim's strand.
async fn unsettled(on: Engine) -> (Scene, PersonId, StrandId) {
    let scene = Scene::build(on).await;
    let (house, duty) = (&scene.house, &scene.house.staff.duty);
    let app = house.app();
    let before = house_people(&scene).await;
    let rows: Vec<FeedRow<'_>> = family("AGAIN", "Ashdown")
        .into_iter()
        .map(|row| FeedRow {
            role: match row.role {
                "victim" => "perpetrator",
                "perpetrator" => "victim",
                other => other,
            },
            ..row
        })
        .collect();
    house.kit.import(&feed(&rows)).await;
    let again = house.contact("AGAIN").await;
    for one in house.page(duty, again).await.people {
        let name = one.seen.described.name.words();
        let (_, person) = before.iter().find(|(known, _)| *known == name).unwrap();
        match_confirm(app, duty, again, one.row.sighting, *person)
            .await
            .unwrap();
    }
    decide(house, again, Outcome::Referral).await;
    let page = family_view(app, duty, scene.family).await.unwrap();
    let his = page.strands.iter().find(|one| {
        one.strand.kind == CompartmentKind::Victim
            && one.believed.card.name.words().contains("Gareth")
    });
    let his = his.unwrap();
    let (person, strand) = (his.strand.person, his.strand.strand);
    (scene, person, strand)
}

async fn house_people(scene: &Scene) -> Vec<(String, PersonId)> {
    let duty = &scene.house.staff.duty;
    let page = family_view(scene.house.app(), duty, scene.family).await;
    let strands = page.unwrap().strands.into_iter();
    strands
        .map(|one| (one.believed.card.name.words(), one.believed.person))
        .collect()
}

async fn places(scene: &Scene, asker: &Asker, strand: StrandId) -> Option<usize> {
    let page = places_view(scene.house.app(), asker, strand).await.unwrap();
    page.places.map(|all| all.len())
}

/// The kinds of the open strands of a person.
async fn open_kinds(scene: &Scene, person: PersonId) -> Vec<CompartmentKind> {
    let duty = &scene.house.staff.duty;
    let page = family_view(scene.house.app(), duty, scene.family).await;
    let strands = page.unwrap().strands.into_iter().map(|one| one.strand);
    strands
        .filter(|one| one.person == person && one.closed_at.is_none())
        .map(|one| one.kind)
        .collect()
}

async fn each_is_protected_from_the_other_until_it_is_settled(on: Engine) {
    use CompartmentKind::{Perpetrator, Victim};
    let (scene, him, his) = unsettled(on).await;
    let (app, duty, her) = (scene.house.app(), &scene.house.staff.duty, scene.strand(2));
    scene.allocate(1, &scene.child_adviser).await;
    for strand in [her, his] {
        let phone = typed(PlaceKind::Phone, None, "07700 900 982", "");
        place_write(app, duty, strand, &phone).await.unwrap();
    }
    // Her adviser has her places; the children's adviser, whom the table gives the victim's, has neither's now.
    assert_eq!(places(&scene, &scene.idva, her).await, Some(1));
    assert_eq!(places(&scene, &scene.child_adviser, her).await, None);
    assert_eq!(places(&scene, &scene.child_adviser, his).await, None);
    assert_eq!(places(&scene, &scene.social_worker, his).await, Some(1));
    assert_eq!(open_kinds(&scene, him).await, [Victim, Perpetrator]);
    let record = async |person: PersonId, found: Finding| {
        let why = (Some(found), REASONS);
        aggressor_record(app, &scene.social_worker, scene.family, Some(person), why)
            .await
            .unwrap();
        scene
            .house
            .kit
            .world
            .pass(jiff::SignedDuration::from_hours(1));
    };
    let page = family_view(app, &scene.social_worker, scene.family)
        .await
        .unwrap();
    let of = |word: &str| {
        page.asks
            .iter()
            .find(|(_, name)| name.contains(word))
            .unwrap()
            .0
    };
    assert_eq!((page.asks.len(), of("Gareth")), (2, him));
    let she = of("Rosalind");
    record(him, Finding::Harms).await;
    record(she, Finding::Harmed).await;
    assert_eq!(open_kinds(&scene, him).await, [Perpetrator]);
    assert_eq!(open_kinds(&scene, she).await, [Victim]);
    assert_eq!(places(&scene, &scene.child_adviser, her).await, Some(1));
    // Her adviser works on, and his worker too: neither strand of theirs was the one that closed.
    assert_eq!(strands_view(app, &scene.idva).await.unwrap().len(), 1);
    let his_worker = strands_view(app, &scene.perpetrator_worker).await.unwrap();
    assert_eq!(his_worker.len(), 1);
    // Another record undoes it, and both stay to be read.
    record(him, Finding::Harmed).await;
    assert_eq!(open_kinds(&scene, him).await, [Victim]);
    let page = family_view(app, &scene.social_worker, scene.family)
        .await
        .unwrap();
    let held: Vec<bool> = page
        .recorded
        .iter()
        .map(|(_, one)| one.until.is_none())
        .collect();
    assert_eq!(held, [true, true, false]);
    assert_eq!(page.recorded[2].1.finding, Finding::Harms);
    assert_eq!(page.recorded[2].1.reasons.text, REASONS);
}

async fn a_record_needs_reasons_and_whose_it_is(on: Engine) {
    let (scene, him, _) = unsettled(on).await;
    let (app, family) = (scene.house.app(), scene.family);
    let harms = Some(Finding::Harms);
    let record = async |asker: &Asker, person: Option<PersonId>, why| {
        aggressor_record(app, asker, family, person, why).await
    };
    let lead = &scene.social_worker;
    for (person, why) in [
        (Some(him), (harms, "He hit her.")),
        (Some(him), (None, REASONS)),
        (None, (harms, REASONS)),
        (Some(PersonId::from(family.uuid())), (harms, REASONS)),
    ] {
        let refused = record(lead, person, why).await;
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    }
    for other in [&scene.idva, &scene.perpetrator_worker] {
        let refused = record(other, Some(him), (harms, REASONS)).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
        let page = family_view(app, other, family).await.unwrap();
        assert!(page.asks.is_empty());
    }
}
