//! A person's own file: passage by passage, of their own side unless somebody says otherwise; and nothing in it tells of the rest.

use std::collections::BTreeMap;

use trefoil_app::families::note::note_write;
use trefoil_app::families::shared::shared_write;
use trefoil_app::outputs::PassageAnswer;
use trefoil_app::outputs::gather::{access_draft, access_view};
use trefoil_app::outputs::send::{output_collect, output_send};
use trefoil_app::outputs::view::output_view;
use trefoil_core::output::passage::WithholdReason;
use trefoil_core::refusal::Refusal;

use super::release::release;
use crate::hub::house::{Engine, on_both_engines};
use crate::wall::scene::Scene;

on_both_engines! {
    a_person_is_given_their_own_side_and_what_somebody_decides,
    his_file_is_the_same_whatever_is_held_of_her,
}

async fn a_person_is_given_their_own_side_and_what_somebody_decides(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let custodian = &scene.house.staff.custodian;
    note_write(app, &scene.idva, scene.strand(2), "She wants to move.")
        .await
        .unwrap();
    note_write(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        "He came on time.",
    )
    .await
    .unwrap();
    note_write(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        "A neighbour told me this.",
    )
    .await
    .unwrap();
    shared_write(app, &scene.idva, scene.family, "The school knows.")
        .await
        .unwrap();
    let gathered = access_view(app, custodian, scene.strand(3)).await.unwrap();
    let unless: Vec<(&str, &str)> = gathered
        .passages
        .iter()
        .map(|one| (one.text.as_str(), one.unless_said.code()))
        .collect();
    for (text, code) in [
        ("She wants to move.", "third_party"),
        ("He came on time.", "give"),
        ("The school knows.", "third_party"),
    ] {
        assert!(unless.contains(&(text, code)), "{unless:?}");
    }
    let neighbour = gathered
        .passages
        .iter()
        .find(|one| one.text.starts_with("A neighbour"))
        .unwrap();
    let said = BTreeMap::from([(
        neighbour.origin.record,
        PassageAnswer::Withhold(WithholdReason::SeriousHarm),
    )]);
    let id = access_draft(app, custodian, scene.strand(3), ("txt", &said))
        .await
        .unwrap();
    assert!(
        output_send(app, custodian, id).await.is_err(),
        "a second person releases it"
    );
    let shown = output_view(app, &scene.social_worker, id).await.unwrap();
    assert_eq!(shown.facts.withheld.len(), 3, "with its reasons");
    assert!(
        output_view(app, &scene.perpetrator_worker, id)
            .await
            .unwrap()
            .facts
            .withheld
            .is_empty()
    );
    release(&scene, &scene.social_worker, id).await.unwrap();
    output_send(app, custodian, id).await.unwrap();
    let file = output_collect(app, custodian, id).await.unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.contains("He came on time."), "{text}");
    for word in ["neighbour", "move", "school", "withh", "left out of"] {
        assert!(!text.to_lowercase().contains(word), "{word}: {text}");
    }
    for asker in [&scene.perpetrator_worker, &scene.idva, &scene.social_worker] {
        let came = access_view(app, asker, scene.strand(3)).await.err();
        assert!(
            matches!(came, Some(Refusal::NotAllowed(_) | Refusal::NotFound)),
            "{came:?}"
        );
    }
    let odd = access_draft(app, custodian, scene.strand(3), ("exe", &said)).await;
    assert!(matches!(odd, Err(Refusal::Invalid(_))), "{odd:?}");
}

/// His file in each format, in a story in which this is written of her. As many notes in each, so that chance draws alike.
async fn file(on: Engine, secret: &str) -> BTreeMap<&'static str, (Vec<u8>, Vec<u8>)> {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let custodian = &scene.house.staff.custodian;
    note_write(app, &scene.idva, scene.strand(2), secret)
        .await
        .unwrap();
    note_write(app, &scene.social_worker, scene.strand(0), secret)
        .await
        .unwrap();
    shared_write(app, &scene.idva, scene.family, secret)
        .await
        .unwrap();
    note_write(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        "He came on time.",
    )
    .await
    .unwrap();
    let mut files = BTreeMap::new();
    for format in ["pdf", "docx", "html", "txt", "xlsx", "csv"] {
        let mut both = Vec::new();
        // Of him; and, as the control, of her.
        for strand in [scene.strand(3), scene.strand(2)] {
            let id = access_draft(app, custodian, strand, (format, &BTreeMap::new()))
                .await
                .unwrap();
            let judge = &scene.social_worker;
            both.push(output_collect(app, judge, id).await.unwrap().bytes);
        }
        let hers = both.pop().unwrap();
        files.insert(format, (both.pop().unwrap(), hers));
    }
    files
}

async fn his_file_is_the_same_whatever_is_held_of_her(on: Engine) {
    let first = file(on, "She wants to move to 4 Quay Street, TR1 9ZZ.").await;
    let second = file(on, "She has told nobody yet.").await;
    for (format, (his, hers)) in &first {
        let (his_too, hers_too) = &second[format];
        assert!(his == his_too, "{format}: his file tells of her");
        assert!(hers != hers_too, "{format}: a comparison that sees nothing");
    }
}
