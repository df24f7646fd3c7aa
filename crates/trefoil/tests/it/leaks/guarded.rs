//! The guard at the door: a letter from his side into which somebody wrote where she is, in many ways, waits and is told as held to who
//! decides; and what looks like a place is asked about where it is typed.

use trefoil_app::families::note::note_typed;
use trefoil_app::families::shared::shared_typed;
use trefoil_app::families::writing::Typed;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::outputs::view::output_view;
use trefoil_core::refusal::Refusal;

use super::seen::Seen;
use super::stage::Stage;
use crate::outputs::release::letter;

/// Where she and her children are, as somebody may write it.
pub(super) const WAYS: &[&str] = &[
    "Do not go to 9 Thistledown Lane.",
    "Do not go to 9 THISTLEDOWN LANE.",
    "Do not go to 9 T h i s t l e d o w n L a n e.",
    "Do not go to 9 Thistledown Ln.",
    "Do not go to 9 Thistle<b></b>down La<i></i>ne.",
    "Do not go to 9 Thistl&#101;down L&#97;ne.",
    "They live in Thistledown Lane now.",
    "Do not write to TR1 9ZZ.",
    "Do not wait at Nettlebank Primary School.",
    "Do not go to 12 Larch Road.",
    "Do not go to 9 \u{422}histled\u{43e}wn Lane.",
    "Do not ring oh seven seven double oh, nine double oh, nine eight two.",
    "OSBUaGlzdGxlZG93biBMYW5l",
    "Do not ring +44 7700 900982.",
];

/// Whether a letter with these words is not held.
pub(super) async fn missed(stage: &Stage, words: &str) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let app = scene.house.app();
    for (text, must) in [(words, true), ("We are glad that you came.", false)] {
        let draft = letter(text);
        let id = output_draft(app, &scene.perpetrator_worker, scene.strand(3), &draft)
            .await
            .unwrap();
        let page = output_view(app, &stage.custodian, id).await.unwrap();
        let held = !page.facts.held.is_empty();
        // The control: what says nothing is not held.
        assert!(must || !held, "{text}");
        seen.when(must && !held, format!("not held: {text}"));
    }
    seen
}

/// Whether something that looks like a place is kept without a question.
pub(super) async fn unasked(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, idva) = (scene.house.app(), &scene.idva);
    for text in [
        "She moves to 4 Quay Street.",
        "She is at 50.1234, -5.1234 now.",
        "See https://maps.google.com/maps?q=here.",
    ] {
        let typed = Typed { text, kept: "" };
        let asked = |came: Result<(), Refusal>| matches!(came, Err(Refusal::Invalid(_)));
        let note = note_typed(app, idva, scene.strand(2), typed).await;
        seen.when(!asked(note), format!("a note: {text}"));
        let item = shared_typed(app, idva, scene.family, typed).await;
        seen.when(!asked(item), format!("a shared item: {text}"));
    }
    seen
}
