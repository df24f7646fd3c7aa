//! The door: what is let through is held against the guard first, says what it says and no more, and is gone when it is taken back.

use trefoil_app::families::access::access_view;
use trefoil_app::families::door::door_view;
use trefoil_app::families::release::{release_make, release_recall};
use trefoil_app::families::shared::{shared_opt_in, shared_recall, shared_write};
use trefoil_app::families::view::family_view;
use trefoil_core::ids::NoteId;
use trefoil_core::release::ReleaseKind;

use super::seen::Seen;
use super::stage::Stage;
use crate::wall::door::fact;

/// What his side is shown of what was let through.
async fn through(stage: &Stage) -> String {
    let scene = &stage.scene;
    let page = family_view(scene.house.app(), &scene.perpetrator_worker, scene.family).await;
    let all = page.unwrap().released.into_iter().map(|one| one.text);
    all.collect::<Vec<String>>().join("\n")
}

async fn item(stage: &Stage, text: &str) -> NoteId {
    let scene = &stage.scene;
    let (app, idva) = (scene.house.app(), &scene.idva);
    shared_write(app, idva, scene.family, text).await.unwrap();
    let page = family_view(app, idva, scene.family).await.unwrap();
    page.shared
        .iter()
        .find(|one| one.text == text)
        .unwrap()
        .note
}

pub(super) async fn sees(stage: &mut Stage) -> Seen {
    let mut seen = Seen::default();
    let number = stage.fresh();
    facts(stage, &mut seen, number).await;
    let scene = &stage.scene;
    let (app, idva, family) = (scene.house.app(), &scene.idva, scene.family);
    let leads = item(
        stage,
        &format!("They meet near thistle down lane, {number}."),
    )
    .await;
    let crossed = shared_opt_in(app, idva, (family, leads), "He asked.")
        .await
        .is_ok();
    seen.when(crossed, "an item that names her street");
    let text = format!("The order ends in {number} days.");
    let order = item(stage, &text).await;
    shared_opt_in(app, idva, (family, order), "He must keep to it.")
        .await
        .unwrap();
    assert!(
        through(stage).await.contains(&text),
        "what is let through is seen"
    );
    for taken in [Some(order), crossed.then_some(leads)]
        .into_iter()
        .flatten()
    {
        let back = shared_recall(app, idva, (family, taken), "It has changed.").await;
        back.unwrap();
    }
    seen.words_in(&through(stage).await, &[&text], "what was taken back");
    let theirs = access_view(app, &scene.their_manager, scene.strand(3))
        .await
        .unwrap();
    let names = theirs.can.iter().map(|one| one.name.as_str());
    let names: Vec<&str> = names.collect();
    seen.words_in(
        &names.join(" "),
        &["Sade Okoro", "Ruchi Patel"],
        "who can see it",
    );
    seen.when(theirs.opened.is_some(), "his side is told who opened it");
    seen
}

async fn facts(stage: &Stage, seen: &mut Seen, number: u32) {
    let scene = &stage.scene;
    let (app, idva, her) = (scene.house.app(), &scene.idva, scene.strand(2));
    for leads in [
        "They meet near thistle down lane.",
        "Not at nettlebank primary school.",
    ] {
        let came = release_make(app, idva, her, &fact(ReleaseKind::Order, leads)).await;
        seen.when(came.is_ok(), format!("a fact: {leads}"));
    }
    let text = format!("The risk is high, {number}.");
    release_make(app, idva, her, &fact(ReleaseKind::Risk, &text))
        .await
        .unwrap();
    let shown = through(stage).await;
    assert!(
        shown.contains(&text),
        "what is let through is seen: {shown}"
    );
    seen.words_in(&shown, &["He works on it."], "what was let through");
    let door = door_view(app, idva, her).await.unwrap();
    let mine = door.releases.iter().find(|one| one.content.text == text);
    let back = release_recall(app, idva, her, mine.unwrap().release, "It has changed.").await;
    back.unwrap();
    seen.words_in(&through(stage).await, &[&text], "what was taken back");
    let door = door_view(app, idva, her).await.unwrap();
    let kept = door.releases.iter().any(|one| one.content.text == text);
    seen.when(!kept, "what was taken back is forgotten");
}
