//! What is typed and looks like a place: asked about by its shape alone, the same for everybody who may not keep places, whatever is on
//! record; and a place of hers, written on his side, warns her workers and nobody else.

use trefoil_app::families::signals::signals_view;
use trefoil_core::signal::SignalKind;

use crate::hub::browser::Answer;
use crate::hub::house::{Engine, on_both_engines};
use crate::wall::scene::Scene;

on_both_engines! {
    his_worker_cannot_tell_a_place_of_hers_from_any_other,
    her_worker_is_offered_to_keep_it_where_it_is_protected,
}

/// What his worker is shown on typing this, asked and then kept; and how many warnings of it came to her adviser.
async fn story(on: Engine, text: &str) -> (Vec<Answer>, usize) {
    let scene = Scene::build(on).await;
    let mut his = scene.house.browser(&scene.perpetrator_worker).await;
    let path = format!("/strands/{}", scene.strand(3));
    let page = his.open(&path).await;
    let form = page.form("/note", &[]).unwrap();
    let asked = his.submit(&form, &[("note", text)]).await;
    assert!(
        asked
            .words()
            .contains("Take it out, or say why it must stay."),
        "{}",
        asked.words()
    );
    let again = asked.form("/note", &[]).unwrap();
    let kept = his
        .submit(&again, &[("note", text), ("kept", "He said it himself.")])
        .await;
    let after = his.open(&path).await;
    let came = signals_view(scene.house.app(), &scene.idva).await.unwrap();
    let warned = came
        .iter()
        .filter(|one| one.signal.kind == SignalKind::HeMayKnow)
        .count();
    (vec![asked, kept, after], warned)
}

async fn his_worker_cannot_tell_a_place_of_hers_from_any_other(on: Engine) {
    let (hers, warned) = story(on, "He was at 12 Larch Road, FY1 4AA.").await;
    let (other, unwarned) = story(on, "He was at 98 Birch Road, FY2 9ZZ.").await;
    assert_eq!(
        (warned, unwarned),
        (1, 0),
        "her adviser is warned of hers alone"
    );
    for (place, (one, two)) in hers.iter().zip(&other).enumerate() {
        let same = one
            .body
            .replace("12 Larch Road, FY1 4AA", "98 Birch Road, FY2 9ZZ");
        assert_eq!(
            (one.status, &one.headers, &same),
            (two.status, &two.headers, &two.body),
            "{place}"
        );
    }
    assert_eq!(
        hers.iter().map(|one| one.status).collect::<Vec<u16>>(),
        [422, 303, 200]
    );
}

async fn her_worker_is_offered_to_keep_it_where_it_is_protected(on: Engine) {
    let scene = Scene::build(on).await;
    let mut hers = scene.house.browser(&scene.idva).await;
    let strand = format!("/strands/{}", scene.strand(2));
    let family = format!("/families/{}", scene.family);
    for (path, ends) in [(strand, "/note"), (family, "/shared")] {
        let page = hers.open(&path).await;
        let form = page.form(ends, &[]).unwrap();
        let asked = hers
            .submit(&form, &[("note", "She moves to 4 Quay Street.")])
            .await;
        assert_eq!(asked.status, 422);
        assert!(
            asked
                .words()
                .contains("Keep it under places, where it is protected"),
            "{}",
            asked.words()
        );
        assert!(
            asked.body.contains("She moves to 4 Quay Street."),
            "nothing typed is lost"
        );
        let again = asked.form(ends, &[]).unwrap();
        let kept = hers
            .submit(
                &again,
                &[
                    ("note", "She moves to 4 Quay Street."),
                    ("kept", "The court asked."),
                ],
            )
            .await;
        assert_eq!(kept.status, 303);
        let plain = hers.submit(&form, &[("note", "She feels safer.")]).await;
        assert_eq!(plain.status, 303);
    }
}
