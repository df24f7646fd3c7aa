//! Nothing leaves but what somebody else released, to the byte; what is held is told to them alone.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::Asker;
use trefoil_app::outputs::decide::{output_refuse, output_release};
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::{output_collect, output_send};
use trefoil_app::outputs::view::{output_view, outputs_view};
use trefoil_core::ids::OutputId;
use trefoil_core::output::disclosure::{Basis, Gateway, Purpose, Told, Typed};
use trefoil_core::output::{Channel, Held, OutputState};
use trefoil_core::refusal::Refusal;

use crate::hub::house::{Engine, now, on_both_engines};
use crate::wall::scene::Scene;

on_both_engines! {
    nothing_is_sent_but_what_somebody_else_released,
    what_is_held_is_told_to_who_decides_and_to_nobody_else,
    fixed_fields_to_an_agency_need_nobody_else,
    post_goes_only_where_it_is_safe,
}

pub(crate) fn grounds() -> Typed {
    Typed {
        asked_by: "PC Dale".to_owned(),
        purpose: Some(Purpose::Support),
        gateway: Some(Gateway::ChildrenAct11),
        basis: Some(Basis::PublicTask),
        necessity: "They asked, and it helps.".to_owned(),
        told: Some(Told::Told),
    }
}

pub(crate) fn letter(words: &str) -> Draft {
    Draft {
        template: "letter".to_owned(),
        format: "txt".to_owned(),
        channel: Some(Channel::Hand),
        to: "person".to_owned(),
        words: words.to_owned(),
        grounds: grounds(),
        ..Draft::default()
    }
}

pub(crate) fn appointment() -> Draft {
    Draft {
        template: "appointment".to_owned(),
        meeting: Some(tomorrow()),
        ..letter("")
    }
}

pub(crate) fn outcome() -> Draft {
    Draft {
        template: "outcome".to_owned(),
        channel: Some(Channel::Secure),
        to: "agency:police".to_owned(),
        recipient: "PC Dale".to_owned(),
        ..letter("")
    }
}

fn tomorrow() -> Timestamp {
    now().checked_add(SignedDuration::from_hours(24)).unwrap()
}

/// The state of an output, as somebody sees it.
pub(crate) async fn state(scene: &Scene, asker: &Asker, id: OutputId) -> OutputState {
    output_view(scene.house.app(), asker, id)
        .await
        .unwrap()
        .row
        .state
}

/// Releases what waits, as it is shown.
pub(crate) async fn release(scene: &Scene, asker: &Asker, id: OutputId) -> Result<(), Refusal> {
    let app = scene.house.app();
    let hash = output_view(app, asker, id).await?.hash;
    output_release(app, asker, id, (&hash, "It fits.")).await
}

async fn nothing_is_sent_but_what_somebody_else_released(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let (idva, other) = (&scene.idva, &scene.social_worker);
    let strand = scene.strand(2);
    let id = output_draft(app, idva, strand, &letter("You did well."))
        .await
        .unwrap();
    assert_eq!(state(&scene, idva, id).await, OutputState::Waiting);
    let sent = output_send(app, idva, id).await;
    assert!(matches!(sent, Err(Refusal::Conflict(_))), "{sent:?}");
    let own = output_release(app, idva, id, (&"0".repeat(64), "Mine.")).await;
    assert!(matches!(own, Err(Refusal::NotAllowed(_))), "{own:?}");
    let unseen = output_release(app, other, id, (&"0".repeat(64), "Unread.")).await;
    assert!(matches!(unseen, Err(Refusal::Conflict(_))), "{unseen:?}");
    assert!(
        output_collect(app, idva, id).await.is_err(),
        "the author holds no bytes yet"
    );
    let judged = output_collect(app, other, id).await.unwrap();
    release(&scene, other, id).await.unwrap();
    assert_eq!(state(&scene, idva, id).await, OutputState::Released);
    output_send(app, idva, id).await.unwrap();
    let collected = output_collect(app, idva, id).await.unwrap();
    assert_eq!(
        collected.bytes, judged.bytes,
        "what was judged is what leaves"
    );
    let text = String::from_utf8(collected.bytes).unwrap();
    assert!(
        text.contains("You did well.")
            && text.contains("Made for Rosalind Ashdown on 17 March 2026"),
        "{text}"
    );
    assert!(output_send(app, idva, id).await.is_err(), "sent once");
    // Its author may be one who may release: still not their own.
    let own = output_draft(app, other, scene.strand(0), &letter("Well done."))
        .await
        .unwrap();
    let came = release(&scene, other, own).await;
    assert!(matches!(came, Err(Refusal::Conflict(_))), "{came:?}");
    let refused = output_draft(app, idva, strand, &letter("Come at once."))
        .await
        .unwrap();
    assert!(
        output_refuse(app, other, refused, " ").await.is_err(),
        "with a reason"
    );
    output_refuse(app, other, refused, "Too short.")
        .await
        .unwrap();
    assert!(output_send(app, idva, refused).await.is_err());
    assert_eq!(state(&scene, idva, refused).await, OutputState::Refused);
}

async fn what_is_held_is_told_to_who_decides_and_to_nobody_else(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let him = &scene.perpetrator_worker;
    let strand = scene.strand(3);
    let leak = "Do not go near 12 larch rd., FY14AA.";
    let id = output_draft(app, him, strand, &letter(leak)).await.unwrap();
    let clean = output_draft(app, him, strand, &letter("Well done."))
        .await
        .unwrap();
    for one in [id, clean] {
        let page = output_view(app, him, one).await.unwrap();
        assert_eq!(
            (page.row.state, page.facts.held.len()),
            (OutputState::Waiting, 0)
        );
        assert!(!page.judges && !page.collects);
        let manager = output_view(app, &scene.their_manager, one).await.unwrap();
        assert!(
            manager.facts.held.is_empty() && !manager.judges,
            "his side does not judge"
        );
        let tried = output_release(app, &scene.their_manager, one, (&manager.hash, "Fits.")).await;
        assert!(matches!(tried, Err(Refusal::NotAllowed(_))), "{tried:?}");
    }
    for judge in [&scene.social_worker, &scene.house.staff.custodian] {
        let page = output_view(app, judge, id).await.unwrap();
        let said: Vec<String> = page.facts.held.iter().map(Held::words).collect();
        assert!(
            said.iter().any(|one| one.contains("an address")),
            "{said:?}"
        );
        assert!(
            said.iter().any(|one| one.contains("a postcode")),
            "{said:?}"
        );
        assert!(!said.join(" ").to_lowercase().contains("larch"), "{said:?}");
        assert!(
            output_view(app, judge, clean)
                .await
                .unwrap()
                .facts
                .held
                .is_empty()
        );
    }
    // Nobody else is told that there is anything.
    for stranger in [&scene.team_mate, &scene.idva, &scene.house.staff.triage] {
        assert_eq!(
            output_view(app, stranger, id).await.err(),
            Some(Refusal::NotFound)
        );
        assert!(outputs_view(app, stranger, strand).await.is_err());
    }
}

async fn fixed_fields_to_an_agency_need_nobody_else(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let id = output_draft(app, &scene.social_worker, scene.strand(0), &outcome())
        .await
        .unwrap();
    assert_eq!(
        state(&scene, &scene.social_worker, id).await,
        OutputState::Released
    );
    output_send(app, &scene.social_worker, id).await.unwrap();
    let file = output_collect(app, &scene.social_worker, id).await.unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(
        text.contains("Referral to children's social care"),
        "{text}"
    );
    for word in ["Ashdown", "Imogen", "Rosalind", "Gareth", "Larch", "Tobias"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    // An agency that made no contact is told nothing.
    let school = Draft {
        to: "agency:school".to_owned(),
        ..outcome()
    };
    let refused = output_draft(app, &scene.social_worker, scene.strand(0), &school).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    for wrong in [
        Draft {
            recipient: " ".to_owned(),
            ..outcome()
        },
        Draft {
            format: "ics".to_owned(),
            ..outcome()
        },
        Draft {
            channel: Some(Channel::Post),
            ..outcome()
        },
        Draft {
            grounds: Typed::default(),
            ..outcome()
        },
        Draft {
            to: "person".to_owned(),
            ..outcome()
        },
        Draft {
            template: "access".to_owned(),
            ..outcome()
        },
        Draft {
            meeting: Some(now()),
            ..appointment()
        },
    ] {
        let came = output_draft(app, &scene.social_worker, scene.strand(0), &wrong).await;
        assert!(matches!(came, Err(Refusal::Invalid(_))), "{came:?}");
    }
}

async fn post_goes_only_where_it_is_safe(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let post = Draft {
        channel: Some(Channel::Post),
        ..appointment()
    };
    // Her worker may see where she is, and she said how she may be written to.
    let id = output_draft(app, &scene.idva, scene.strand(2), &post)
        .await
        .unwrap();
    let page = output_view(app, &scene.social_worker, id).await.unwrap();
    assert!(
        page.facts
            .text
            .starts_with("Rosalind Ashdown\n12 Larch Road\nFY1 4AA\n")
            || page
                .facts
                .text
                .starts_with("Rosalind Ashdown\r\n12 Larch Road\r\nFY1 4AA\r\n"),
        "{}",
        page.facts.text
    );
    assert!(
        page.facts.held.is_empty(),
        "its own delivery is no leak: {:?}",
        page.facts.held
    );
    release(&scene, &scene.social_worker, id).await.unwrap();
    output_send(app, &scene.idva, id).await.unwrap();
    // Of him nobody has said so, and his worker sees no place: both are told the same.
    let his = output_draft(app, &scene.perpetrator_worker, scene.strand(3), &post).await;
    assert!(matches!(his, Err(Refusal::Invalid(_))), "{his:?}");
    // A child's parent, on the child's side.
    let parents = outputs_view(app, &scene.social_worker, scene.strand(0))
        .await
        .unwrap()
        .persons;
    let parent = parents.iter().find_map(|(addressee, name)| {
        (name == "Rosalind Ashdown").then(|| addressee.person().unwrap())
    });
    let to = format!("parent:{}", parent.unwrap());
    let id = output_draft(
        app,
        &scene.social_worker,
        scene.strand(0),
        &Draft { to, ..post.clone() },
    )
    .await
    .unwrap();
    assert!(
        output_view(app, &scene.house.staff.custodian, id)
            .await
            .unwrap()
            .facts
            .held
            .is_empty()
    );
    let father = Draft {
        to: format!("parent:{}", scene.family),
        ..post
    };
    assert!(
        output_draft(app, &scene.social_worker, scene.strand(0), &father)
            .await
            .is_err()
    );
}
