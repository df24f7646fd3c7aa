//! Where somebody is: shown to those whom the table gives places (T13), kept when it changes, and nowhere for anybody else.

use trefoil_app::Asker;
use trefoil_app::families::moving::place_move;
use trefoil_app::families::places::{
    PlaceShown, place_end, place_write, places_view, safe_contact_write,
};
use trefoil_app::families::strand::strand_view;
use trefoil_core::place::{Channel, PlaceKind, PlaceState, PlaceTyped, SafeContactContent};
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::Known;
use trefoil_store::place::{located_of_family, place_keys_held};
use trefoil_store::{Reader, Ring};

use super::scene::Scene;
use crate::hub::house::{Engine, now, on_both_engines};

on_both_engines! {
    a_place_is_moved_out_of_a_note_in_one_act,
    places_are_shown_to_those_whom_the_table_gives_them,
    what_changes_stays_as_a_former_place,
    what_cannot_be_kept_is_said_plainly,
    a_place_is_found_by_its_hash_and_never_listed,
    how_to_contact_somebody_safely_stands_on_every_page_about_them,
}

/// A place as typed.
pub(super) fn typed(
    kind: PlaceKind,
    state: Option<PlaceState>,
    value: &str,
    postcode: &str,
) -> PlaceTyped {
    PlaceTyped {
        kind: Some(kind),
        state,
        value: value.to_owned(),
        postcode: postcode.to_owned(),
    }
}

fn lives(value: &str) -> PlaceTyped {
    let state = Some(PlaceState::Current);
    typed(PlaceKind::Address, state, value, "TR1 9ZZ")
}

async fn seen(scene: &Scene, asker: &Asker, place: usize) -> Result<Option<Vec<String>>, Refusal> {
    let page = places_view(scene.house.app(), asker, scene.strand(place)).await?;
    let value = |one: &PlaceShown| one.value.clone().unwrap_or_default();
    Ok(page.places.map(|all| all.iter().map(value).collect()))
}

async fn places_are_shown_to_those_whom_the_table_gives_them(on: Engine) {
    let scene = Scene::build(on).await;
    scene.allocate(1, &scene.child_adviser).await;
    let app = scene.house.app();
    let duty = &scene.house.staff.duty;
    for (asker, place) in [(&scene.idva, 2), (&scene.social_worker, 0), (duty, 3)] {
        let quay = lives("4 Quay Street");
        place_write(app, asker, scene.strand(place), &quay)
            .await
            .unwrap();
    }
    let quay = || Ok(Some(vec!["4 Quay Street".to_owned()]));
    for (who, asker) in [
        ("idva", &scene.idva),
        ("social worker", &scene.social_worker),
        ("child's adviser", &scene.child_adviser),
        ("emergency duty", duty),
    ] {
        assert_eq!(seen(&scene, asker, 2).await, quay(), "{who}");
    }
    for (who, asker) in [
        ("perpetrator's worker", &scene.perpetrator_worker),
        ("their manager", &scene.their_manager),
        ("their team-mate", &scene.team_mate),
    ] {
        for place in [0, 1, 2] {
            let refused = seen(&scene, asker, place).await;
            assert_eq!(refused, Err(Refusal::NotFound), "{who}");
        }
    }
    // Not even the perpetrator's own: it may be the victim's, or lead there.
    assert_eq!(seen(&scene, &scene.perpetrator_worker, 3).await, Ok(None));
    assert_eq!(seen(&scene, &scene.social_worker, 3).await, quay());
    // Roles that reach many families show again who they are.
    let mut tired = duty.clone();
    tired.worker.as_mut().unwrap().stepped_up = false;
    assert_eq!(seen(&scene, &tired, 2).await, Ok(None));
}

async fn what_changes_stays_as_a_former_place(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let refuge = typed(
        PlaceKind::Address,
        Some(PlaceState::Refuge),
        "HARBOUR-7, PO Box 12",
        "",
    );
    let phone = typed(PlaceKind::Phone, None, "07700 900 982", "");
    for place in [lives("4 Quay Street"), phone, refuge] {
        place_write(app, &scene.idva, her, &place).await.unwrap();
        scene
            .house
            .kit
            .world
            .pass(jiff::SignedDuration::from_hours(1));
    }
    let page = places_view(app, &scene.idva, her).await.unwrap();
    let places = page.places.unwrap();
    let now: Vec<_> = places.iter().filter(|one| one.until.is_none()).collect();
    let kinds: Vec<_> = now.iter().map(|one| (one.kind, one.state)).collect();
    assert_eq!(
        kinds,
        [
            (PlaceKind::Address, PlaceState::Refuge),
            (PlaceKind::Phone, PlaceState::Current)
        ]
    );
    let former: Vec<_> = places.iter().filter(|one| one.until.is_some()).collect();
    assert_eq!(former[0].value.as_deref(), Some("4 Quay Street"));
    assert_eq!(former[0].until, Some(now[0].from));
    let phone = now[1].place;
    place_end(app, &scene.idva, her, phone).await.unwrap();
    let twice = place_end(app, &scene.idva, her, phone).await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
    let elsewhere = place_end(app, &scene.social_worker, scene.strand(0), phone).await;
    assert!(matches!(elsewhere, Err(Refusal::Conflict(_))));
}

async fn what_cannot_be_kept_is_said_plainly(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let refuge = typed(
        PlaceKind::Address,
        Some(PlaceState::Refuge),
        "4 Quay Street",
        "TR1 9ZZ",
    );
    let mut browser = scene.house.browser(&scene.idva).await;
    let page = browser.open(&format!("/strands/{her}/places")).await;
    let form = page.form("/places", &[]).unwrap();
    let fields = [
        ("kind", "phone"),
        ("value", "her mum's <number>"),
        ("state", ""),
    ];
    let answer = browser.submit(&form, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("Write the whole phone number"));
    assert!(answer.body.contains("her mum&#39;s &#60;number&#62;"));
    let refused = place_write(app, &scene.idva, her, &refuge).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
    let not_hers = place_write(app, &scene.idva, scene.strand(0), &lives("4 Quay Street")).await;
    assert!(matches!(not_hers, Err(Refusal::NotAllowed(_))));
}

async fn a_place_is_found_by_its_hash_and_never_listed(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let phone = typed(PlaceKind::Phone, None, "+44 (0)7700 900982", "");
    for place in [lives("4 Quay Street"), phone] {
        place_write(app, &scene.idva, her, &place).await.unwrap();
    }
    let duty = &scene.house.staff.duty;
    let his = typed(PlaceKind::Phone, None, "07700 900 111", "");
    place_write(app, duty, scene.strand(3), &his).await.unwrap();
    let (mut tx, authority) = (scene.house.tx().await, app.authority());
    let keys = std::slice::from_ref(&scene.house.kit.key);
    tx.reads_as(Reader::Whole, now()).await.unwrap();
    let ring = Ring::read(&mut tx, authority, keys).await.unwrap().unwrap();
    let hash = |kind: &str, text: &str| ring.index().hash(kind, text);
    let hers = [
        hash("phone", "07700900982"),
        hash("postcode", "TR19ZZ"),
        hash("words", "4quaystreet"),
    ];
    let others = [hash("phone", "07700900111"), hash("phone", "07700900983")];
    let asked = [&hers[..], &others[..]].concat();
    let mut held = place_keys_held(&mut tx, authority, scene.family, &asked)
        .await
        .unwrap();
    held.sort_unstable();
    let mut expect = hers.to_vec();
    expect.sort_unstable();
    assert_eq!(held, expect, "the protected side's, and not his");
    let located = located_of_family(&mut tx, &ring, authority, scene.family)
        .await
        .unwrap();
    let of_place = located.iter().filter(|one| one.strand == her);
    let kinds: Vec<&str> = of_place.map(|one| one.kind.as_str()).collect();
    for kind in ["address", "postcode", "phone"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    assert!(located.iter().all(|one| one.strand != scene.strand(3)));
}

/// Safe contact as typed.
pub(super) fn safe(window: &str) -> Result<SafeContactContent, Refusal> {
    SafeContactContent::new(
        Some(Known::Yes),
        Some(Channel::Phone),
        (window, "marigold"),
        (true, false),
    )
}

async fn how_to_contact_somebody_safely_stands_on_every_page_about_them(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    for window in ["mornings", "weekdays 10 to 12"] {
        safe_contact_write(app, &scene.idva, her, safe(window))
            .await
            .unwrap();
    }
    let page = strand_view(app, &scene.idva, her).await.unwrap();
    assert_eq!(page.safe.unwrap().window, "weekdays 10 to 12");
    let page = places_view(app, &scene.idva, her).await.unwrap();
    let windows: Vec<&str> = page
        .safe
        .iter()
        .map(|one| one.content.window.as_str())
        .collect();
    assert_eq!(windows, ["weekdays 10 to 12", "mornings"]);
    let mut browser = scene.house.browser(&scene.social_worker).await;
    let family = browser.open(&format!("/families/{}", scene.family)).await;
    assert!(family.words().contains("weekdays 10 to 12"));
    assert!(!family.words().contains("marigold"));
    let refused = safe_contact_write(app, &scene.idva, her, safe("on 01632 960 001")).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
}

/// Breach B1: a new address stood in the notes alone.
async fn a_place_is_moved_out_of_a_note_in_one_act(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let path = format!("/strands/{her}");
    let mut browser = scene.house.browser(&scene.idva).await;
    let token = browser.token().await;
    let note = "She moved to 4 Quay Street, TR1 9ZZ on Friday.";
    let fields = [("note", note), ("csrf", token.as_str())];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let refused = browser.post(&format!("{path}/note"), &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("keep it under places instead"));
    let offer = browser.post(&format!("{path}/note/move"), &fields).await;
    assert_eq!(offer.status, 200, "{}", offer.body);
    let words = offer.words();
    assert!(words.contains("The note, kept with it"), "{words}");
    let rest = "She moved to [kept under places] on Friday.";
    assert!(offer.body.contains(rest), "{}", offer.body);
    let place = typed(PlaceKind::Address, None, "4 Quay Street", "TR1 9ZZ");
    // What is known of the address is a person's to say: without it nothing is kept, of either.
    let unsaid = place_move(app, &scene.idva, her, &place, rest).await;
    assert!(matches!(unsaid, Err(Refusal::Invalid(_))), "{unsaid:?}");
    let place = typed(
        PlaceKind::Address,
        Some(PlaceState::Current),
        "4 Quay Street",
        "TR1 9ZZ",
    );
    let again = place_move(app, &scene.idva, her, &place, note).await;
    assert!(matches!(again, Err(Refusal::Invalid(_))), "{again:?}");
    let page = strand_view(app, &scene.idva, her).await.unwrap();
    assert!(page.notes.is_empty());
    place_move(app, &scene.idva, her, &place, rest)
        .await
        .unwrap();
    let page = strand_view(app, &scene.idva, her).await.unwrap();
    assert_eq!(page.notes[0].text, rest);
    let places = places_view(app, &scene.idva, her).await.unwrap().places;
    assert_eq!(places.unwrap()[0].value.as_deref(), Some("4 Quay Street"));
    let his = place_move(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        &place,
        rest,
    )
    .await;
    assert!(matches!(his, Err(Refusal::NotAllowed(_))), "{his:?}");
}
