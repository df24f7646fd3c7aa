//! What a worker of the family writes down of how somebody is reached, held against who workers are: whichever came first.

use trefoil_app::Asker;
use trefoil_app::families::places::place_write;
use trefoil_app::families::strand::strand_view;
use trefoil_app::interests::list::interests_view;
use trefoil_app::interests::view::interest_view;
use trefoil_core::interest::{IdentityTyped, Likeness};
use trefoil_core::place::{PlaceKind, PlaceState, PlaceTyped};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;

use super::{called, identify};
use crate::hub::house::{Engine, on_both_engines};
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    a_place_that_is_kept_is_compared_whichever_came_first,
    the_address_of_an_account_is_compared_too,
}

fn mail(value: &str) -> PlaceTyped {
    PlaceTyped {
        kind: Some(PlaceKind::Email),
        value: value.to_owned(),
        ..PlaceTyped::default()
    }
}

/// What is kept of the mother, who the worker is, and in what they must be found alike.
fn table() -> Vec<(&'static str, PlaceTyped, IdentityTyped, Vec<Likeness>)> {
    let nobody = || called("Una", "Quince", "1970-01-02");
    let reached = |email: &str| IdentityTyped {
        email: email.to_owned(),
        ..nobody()
    };
    let quay = PlaceTyped {
        kind: Some(PlaceKind::Address),
        state: Some(PlaceState::Former),
        value: "4 Quay Street".to_owned(),
        postcode: "TR1 9ZZ".to_owned(),
    };
    vec![
        (
            "an e-mail address, written otherwise",
            mail("Rosa.A@Harbour.example"),
            reached("rosa.a@harbour.example "),
            vec![Likeness::Mail],
        ),
        (
            "another e-mail address",
            mail("rosa.a@harbour.example"),
            reached("rosa.b@harbour.example"),
            vec![],
        ),
        (
            "a number",
            PlaceTyped {
                kind: Some(PlaceKind::Phone),
                value: "07700 900 982".to_owned(),
                ..PlaceTyped::default()
            },
            IdentityTyped {
                phone: "+44 7700 900982".to_owned(),
                ..nobody()
            },
            vec![Likeness::Phone],
        ),
        (
            "a home that she left",
            quay.clone(),
            IdentityTyped {
                address: "4 Quay St".to_owned(),
                postcode: "tr1 9zz".to_owned(),
                ..nobody()
            },
            vec![Likeness::Home],
        ),
        (
            "next door",
            quay.clone(),
            IdentityTyped {
                address: "6 Quay Street".to_owned(),
                postcode: "TR1 9ZZ".to_owned(),
                ..nobody()
            },
            vec![],
        ),
        (
            "the home of somebody whom the worker declared",
            quay,
            IdentityTyped {
                address: "4 Quay Street".to_owned(),
                postcode: "TR1 9ZZ".to_owned(),
                kin: "Ned Quince, same home".to_owned(),
                ..nobody()
            },
            vec![Likeness::Home, Likeness::Kin],
        ),
    ]
}

/// In what the worker was found alike, of one interest at the most.
async fn raised(scene: &Scene) -> Vec<Likeness> {
    let (app, custodian) = (scene.house.app(), &scene.house.staff.custodian);
    let page = interests_view(app, custodian).await.unwrap();
    let [one] = page.pending.as_slice() else {
        assert!(page.pending.is_empty(), "a family is one interest");
        return Vec::new();
    };
    let seen = interest_view(app, custodian, one.listed.row.interest)
        .await
        .unwrap();
    let [found] = seen.found.as_slice() else {
        panic!("found in {} people", seen.found.len());
    };
    assert_eq!(found.name.given, "Rosalind");
    found.likeness.iter().collect()
}

async fn opens(scene: &Scene, asker: &Asker) -> bool {
    let seen = strand_view(scene.house.app(), asker, scene.strand(0)).await;
    match seen {
        Ok(_) => true,
        Err(refusal) => {
            assert_eq!(refusal, Refusal::NotFound);
            false
        }
    }
}

async fn a_place_that_is_kept_is_compared_whichever_came_first(on: Engine) {
    for (what, kept, typed, expect) in table() {
        for place_first in [true, false] {
            let scene = Scene::build(on).await;
            let (house, sade) = (&scene.house, &scene.social_worker);
            let keep = async || {
                place_write(house.app(), &scene.idva, scene.strand(2), &kept)
                    .await
                    .unwrap();
            };
            if place_first {
                keep().await;
            }
            assert!(opens(&scene, sade).await, "{what}");
            identify(house, sade, &typed).await;
            if !place_first {
                keep().await;
            }
            let words = format!("{what}, the place first: {place_first}");
            assert_eq!(raised(&scene).await, expect, "{words}");
            assert_eq!(opens(&scene, sade).await, expect.is_empty(), "{words}");
        }
    }
}

/// Nobody recorded who they are outside work: a teacher of the school, say, who was given her work's address by her own worker.
async fn the_address_of_an_account_is_compared_too(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, sade) = (&scene.house, &scene.social_worker);
    let keep = async |value: &str| {
        place_write(house.app(), &scene.idva, scene.strand(2), &mail(value))
            .await
            .unwrap();
    };
    keep("new.comer@trefoil.example").await;
    assert!(opens(&scene, sade).await);
    keep("Sade.Okoro@trefoil.example").await;
    assert_eq!(raised(&scene).await, [Likeness::Mail]);
    assert!(!opens(&scene, sade).await);
    let office = team(house, "Council", "Second office").await;
    let comer = worker(house, "New Comer", Role::Custodian, office).await;
    let custodian = &house.staff.custodian;
    let page = interests_view(house.app(), custodian).await.unwrap();
    assert_eq!(page.pending.len(), 2, "found when the account was made");
    assert!(!opens(&scene, &comer).await);
}
