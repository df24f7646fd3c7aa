//! Who answers for what leaves: the register within reach, the list of those to whom nothing goes, and the pages that do it all.

use trefoil_app::Asker;
use trefoil_app::outputs::barred::{barred_add, barred_remove, barred_view};
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::outputs::register::disclosures_view;
use trefoil_app::outputs::send::output_send;
use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;
use trefoil_core::output::{Held, OutputState};
use trefoil_core::refusal::Refusal;

use super::release::{letter, outcome, state};
use crate::hub::house::{Engine, on_both_engines};
use crate::wall::scene::Scene;

on_both_engines! {
    nothing_goes_to_who_is_barred,
    the_register_is_cut_by_reach,
    the_pages_do_it_all,
}

async fn nothing_goes_to_who_is_barred(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let sw = &scene.social_worker;
    let first = output_draft(app, sw, scene.strand(0), &outcome())
        .await
        .unwrap();
    barred_add(
        app,
        &scene.idva,
        scene.family,
        ("pc  dale", "", "He is the father's friend."),
    )
    .await
    .unwrap();
    // What was released before is held again, and its author learns no more than that.
    let again = output_send(app, sw, first).await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    assert_eq!(state(&scene, sw, first).await, OutputState::Waiting);
    let id = output_draft(app, sw, scene.strand(0), &outcome())
        .await
        .unwrap();
    let page = output_view(app, &scene.house.staff.custodian, id)
        .await
        .unwrap();
    assert_eq!(
        (page.row.state, page.facts.held.as_slice()),
        (OutputState::Waiting, &[Held::Barred][..])
    );
    let listed = barred_view(app, sw, scene.family).await.unwrap();
    assert_eq!(listed[0].name, "pc  dale");
    for stranger in [&scene.perpetrator_worker, &scene.team_mate] {
        assert!(barred_view(app, stranger, scene.family).await.is_err());
    }
    barred_remove(app, sw, scene.family, listed[0].barred)
        .await
        .unwrap();
    assert!(
        barred_remove(app, sw, scene.family, listed[0].barred)
            .await
            .is_err()
    );
    let free = output_draft(app, sw, scene.strand(0), &outcome())
        .await
        .unwrap();
    assert_eq!(state(&scene, sw, free).await, OutputState::Released);
}

async fn the_register_is_cut_by_reach(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let hers = output_draft(app, &scene.idva, scene.strand(2), &letter("Well."))
        .await
        .unwrap();
    let his = output_draft(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        &letter("Well."),
    )
    .await
    .unwrap();
    let seen = async |asker: &Asker| {
        let page = disclosures_view(app, asker, 1).await.unwrap();
        let mut all: Vec<OutputId> = page.rows.iter().map(|(row, _)| row.output).collect();
        assert_eq!(page.count, i64::try_from(all.len()).unwrap());
        all.sort();
        all
    };
    let mut both = [hers, his];
    both.sort();
    assert_eq!(seen(&scene.house.staff.custodian).await, both);
    assert_eq!(seen(&scene.their_manager).await, [his]);
    for asker in [
        &scene.idva,
        &scene.perpetrator_worker,
        &scene.house.staff.administrator,
    ] {
        let came = disclosures_view(app, asker, 1).await.err();
        assert!(matches!(came, Some(Refusal::NotAllowed(_))), "{came:?}");
    }
}

async fn the_pages_do_it_all(on: Engine) {
    let scene = Scene::build(on).await;
    let mut idva = scene.house.browser(&scene.idva).await;
    let mut judge = scene.house.browser(&scene.house.staff.custodian).await;
    let list = format!("/strands/{}/outputs", scene.strand(2));
    let strand = idva.open(&format!("/strands/{}", scene.strand(2))).await;
    assert!(strand.body.contains(&list), "{}", strand.words());
    let page = idva.open(&list).await;
    let form = page.form("/outputs", &["Write it"]).unwrap();
    let typed = [
        ("template", "letter"),
        ("to", "person"),
        ("channel", "hand"),
        ("format", "pdf"),
        ("words", "Dear <you>"),
    ];
    let wrong = idva.submit(&form, &typed).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Dear &#60;you&#62;") || wrong.body.contains("Dear &lt;you&gt;"),
        "nothing typed is lost"
    );
    let grounds = [
        ("purpose", "support"),
        ("gateway", "own_matter"),
        ("basis", "6_1_e"),
        ("told", "themselves"),
        ("necessity", "She asked."),
    ];
    let written = idva.submit(&form, &[&typed[..], &grounds].concat()).await;
    assert_eq!(written.status, 303, "{}", written.words());
    let path = written.location().split('?').next().unwrap().to_owned();
    let mine = idva.open(&path).await;
    assert!(
        mine.words().contains("Waiting for release") && mine.form("/release", &[]).is_none(),
        "{}",
        mine.words()
    );
    let register = judge.open("/disclosures").await;
    assert!(register.body.contains(&path), "{}", register.words());
    let theirs = judge.open(&path).await;
    let form = theirs.form("/release", &[]).unwrap();
    assert_eq!(judge.submit(&form, &[("reason", "")]).await.status, 422);
    assert_eq!(
        judge.submit(&form, &[("reason", "It fits.")]).await.status,
        303
    );
    let mine = idva.open(&path).await;
    assert!(
        !mine.words().contains("It fits."),
        "the reason is not its author's"
    );
    let sent = idva.submit(&mine.form("/send", &[]).unwrap(), &[]).await;
    assert_eq!(sent.status, 303);
    let file = idva.get(&format!("{path}/file")).await;
    assert_eq!(
        (file.status, file.header("content-type")),
        (200, Some("application/pdf"))
    );
    let name = file.header("content-disposition").unwrap();
    assert!(
        name.starts_with("attachment; filename=\"")
            && name.ends_with(".pdf\"")
            && !name.contains("Ashdown"),
        "{name}"
    );
    let family = format!("/families/{}/barred", scene.family);
    let barred = idva.open(&family).await;
    let form = barred.form("/barred", &["Put on the list"]).unwrap();
    assert_eq!(
        idva.submit(&form, &[("name", ""), ("why", "x")])
            .await
            .status,
        422
    );
    assert_eq!(
        idva.submit(&form, &[("name", "Gareth"), ("why", "An order.")])
            .await
            .status,
        303
    );
    let barred = idva.open(&family).await;
    assert!(barred.words().contains("Gareth"), "{}", barred.words());
    assert_eq!(
        idva.submit(&barred.form("/remove", &[]).unwrap(), &[])
            .await
            .status,
        303
    );
}
