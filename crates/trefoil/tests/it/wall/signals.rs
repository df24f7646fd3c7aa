//! Warnings: each comes to those who must hear it (T13), goes on to others when its clock has run out, and tells its sender nothing.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::record::{contact_form, contact_record};
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::close::strand_close;
use trefoil_app::families::signal::{signal_form, signal_send};
use trefoil_app::families::signals::{Warning, signals_view};
use trefoil_app::families::strand::strand_view;
use trefoil_app::matching::new::match_new;
use trefoil_core::contact_typed::{ContactTyped, PersonTyped};
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;
use trefoil_core::vocabulary::{IncidentRole, Source};

use super::scene::{Scene, opened, team, worker};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    a_warning_comes_to_the_other_sides_workers_and_to_nobody_else,
    one_that_nobody_acknowledged_goes_on_when_its_clock_has_run_out,
    one_that_nobody_can_acknowledge_goes_on_at_once,
    what_cannot_be_sent_is_said_plainly,
    a_mentor_who_sees_nothing_of_the_strand_still_warns,
    where_nobody_of_the_other_side_was_found_emergency_duty_hears,
}

const TEXT: &str = "He said he knows her new street.";

async fn send(scene: &Scene, kind: SignalKind) {
    let sent = signal_send(
        scene.house.app(),
        &scene.perpetrator_worker,
        scene.strand(3),
        Some(kind),
        TEXT,
    );
    sent.await.unwrap();
}

async fn heard(scene: &Scene, asker: &Asker) -> Vec<Warning> {
    signals_view(scene.house.app(), asker).await.unwrap()
}

async fn a_warning_comes_to_the_other_sides_workers_and_to_nobody_else(on: Engine) {
    let scene = Scene::build(on).await;
    scene.allocate(1, &scene.child_adviser).await;
    let app = scene.house.app();
    send(&scene, SignalKind::Threat).await;
    for (who, asker) in [
        ("idva", &scene.idva),
        ("social worker", &scene.social_worker),
        ("child's adviser", &scene.child_adviser),
    ] {
        let warnings = heard(&scene, asker).await;
        assert_eq!(warnings.len(), 1, "{who}");
        assert_eq!(warnings[0].signal.text, TEXT, "{who}");
        let sender = warnings[0].signal.sender;
        assert_eq!(sender, Some(Role::PerpetratorWorker), "{who}");
        assert!(warnings[0].acknowledges && !warnings[0].gone_on, "{who}");
    }
    for (who, asker) in [
        ("perpetrator's worker", &scene.perpetrator_worker),
        ("their team-mate", &scene.team_mate),
        ("their manager", &scene.their_manager),
        ("hub's manager", &scene.house.staff.manager),
        ("emergency duty, in time", &scene.house.staff.duty),
    ] {
        assert!(heard(&scene, asker).await.is_empty(), "{who}");
    }
    let page = strand_view(app, &scene.idva, scene.strand(2)).await;
    let signal = page.unwrap().warnings[0].signal.signal;
    for stranger in [&scene.perpetrator_worker, &scene.child_adviser] {
        let refused = signal_acknowledge(app, stranger, signal).await;
        assert!(refused.is_err(), "{refused:?}");
    }
    signal_acknowledge(app, &scene.idva, signal).await.unwrap();
    let twice = signal_acknowledge(app, &scene.idva, signal).await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
    let warnings = heard(&scene, &scene.idva).await;
    let (_, by) = warnings[0].signal.acknowledged.as_ref().unwrap();
    assert_eq!(by, "Ruchi Patel");
    // Each strand's workers answer for themselves.
    let other = heard(&scene, &scene.social_worker).await;
    assert!(other[0].signal.acknowledged.is_none());
    // The sender sees what they sent, and nothing of what became of it.
    let form = signal_form(app, &scene.perpetrator_worker, scene.strand(3)).await;
    let sent = form.unwrap().sent;
    assert_eq!((sent.len(), sent[0].text.as_str()), (1, TEXT));
}

/// Somebody who manages the team of the victim's and the child's advisers.
async fn their_manager(scene: &Scene) -> Asker {
    let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
    worker(&scene.house, "Gwen Ivory", Role::TeamManager, charity).await
}

async fn one_that_nobody_acknowledged_goes_on_when_its_clock_has_run_out(on: Engine) {
    let scene = Scene::build(on).await;
    let manager = their_manager(&scene).await;
    let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
    send(&scene, SignalKind::Threat).await;
    send(&scene, SignalKind::Missed).await;
    let second_child = heard(&scene, duty).await;
    assert_eq!(second_child.len(), 2, "nobody works with the second child");
    let world = &scene.house.kit.world;
    world.pass(SignedDuration::from_mins(59));
    assert!(heard(&scene, &manager).await.is_empty());
    world.pass(SignedDuration::from_mins(1));
    let late = heard(&scene, &manager).await;
    assert_eq!(late.len(), 1);
    assert!(late[0].late() && late[0].gone_on && late[0].acknowledges);
    assert_eq!(late[0].signal.kind, SignalKind::Threat);
    let all = heard(&scene, duty).await;
    let threats = all.iter().filter(|one| one.late()).count();
    assert_eq!(threats, 3, "emergency duty hears every late one");
    signal_acknowledge(app, &manager, late[0].signal.signal)
        .await
        .unwrap();
    assert!(heard(&scene, &manager).await.is_empty());
    // What can wait until somebody is at work goes on two midnights later.
    world.pass(SignedDuration::from_hours(38));
    let late = heard(&scene, &manager).await;
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].signal.kind, SignalKind::Missed);
}

async fn one_that_nobody_can_acknowledge_goes_on_at_once(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, hub) = (scene.house.app(), &scene.house.staff.manager);
    send(&scene, SignalKind::Relapse).await;
    // The second child has no worker: whoever allocates the work hears it.
    let waiting = heard(&scene, hub).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].signal.strand, scene.strand(1));
    signal_acknowledge(app, hub, waiting[0].signal.signal)
        .await
        .unwrap();
    // A worker whose role hears no warnings: their manager does.
    let charity = team(&scene.house, "Second charity", "Helpers").await;
    let helper = worker(&scene.house, "Una Wold", Role::EarlyHelp, charity).await;
    let manager = worker(&scene.house, "Gwen Ivory", Role::TeamManager, charity).await;
    let id = helper.worker.as_ref().unwrap().worker;
    strand_allocate(app, &scene.house.staff.duty, scene.strand(1), Some(id))
        .await
        .unwrap();
    send(&scene, SignalKind::Relapse).await;
    assert!(heard(&scene, &helper).await.is_empty());
    assert_eq!(heard(&scene, &manager).await.len(), 1);
}

async fn what_cannot_be_sent_is_said_plainly(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let him = scene.strand(3);
    let nothing = signal_send(app, &scene.perpetrator_worker, him, None, " ").await;
    let Err(Refusal::Invalid(problems)) = nothing else {
        panic!("{nothing:?}");
    };
    let fields: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["kind", "text"]);
    let threat = Some(SignalKind::Threat);
    // Not from the victim's side, nor by it: neither there nor here.
    let backwards = signal_send(app, &scene.idva, scene.strand(2), threat, TEXT).await;
    assert!(matches!(backwards, Err(Refusal::NotAllowed(_))));
    let through = signal_send(app, &scene.idva, him, threat, TEXT).await;
    assert_eq!(through, Err(Refusal::NotFound));
    strand_close(app, &scene.their_manager, him, "He moved away.")
        .await
        .unwrap();
    let closed = signal_send(app, &scene.house.staff.duty, him, threat, TEXT).await;
    assert!(matches!(closed, Err(Refusal::Conflict(_))), "{closed:?}");
}

async fn a_mentor_who_sees_nothing_of_the_strand_still_warns(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let mentor = &scene.helper_covers().await;
    let him = scene.strand(3);
    let page = strand_view(app, mentor, him).await;
    assert_eq!(page.err(), Some(Refusal::NotFound));
    let form = signal_form(app, mentor, him).await.unwrap();
    assert!(!form.opens && form.sent.is_empty());
    signal_send(app, mentor, him, Some(SignalKind::Threat), TEXT)
        .await
        .unwrap();
    let warnings = heard(&scene, &scene.idva).await;
    assert_eq!(warnings[0].signal.sender, Some(Role::EarlyHelp));
}

async fn where_nobody_of_the_other_side_was_found_emergency_duty_hears(on: Engine) {
    let house = House::on(on).await;
    let (app, duty) = (house.app(), &house.staff.duty);
    let him = PersonTyped {
        role: Some(IncidentRole::Perpetrator),
        given: "Gary".to_owned(),
        surname: "Sole".to_owned(),
        birth: "1 5 1980".to_owned(),
        ..PersonTyped::default()
    };
    let told = ContactTyped {
        source: Some(Source::Probation),
        summary: "He says that he hit her.".to_owned(),
        people: vec![him],
        ..ContactTyped::default()
    };
    let draft = contact_form(app, duty).await.unwrap().fresh;
    let contact = contact_record(app, duty, (draft, None), &told)
        .await
        .unwrap()
        .contact;
    let contact = contact.unwrap();
    let sighting = house.page(duty, contact).await.people[0].row.sighting;
    match_new(app, duty, contact, sighting).await.unwrap();
    let answer = Answer {
        child: None,
        outcome: Outcome::Referral,
        reason: "He asks for help.".to_owned(),
        service: None,
    };
    contact_decide(app, duty, contact, vec![answer])
        .await
        .unwrap();
    let (_, strands) = opened(&house).await;
    assert_eq!(strands.len(), 1, "his alone");
    let strand = strands[0].1;
    let probation = team(&house, "Probation", "Change team").await;
    let his = worker(&house, "Morgan Hughes", Role::PerpetratorWorker, probation).await;
    let manager = worker(&house, "Pat Quill", Role::TeamManager, probation).await;
    let id = his.worker.as_ref().unwrap().worker;
    strand_allocate(app, duty, strand, Some(id)).await.unwrap();
    let threat = Some(SignalKind::Threat);
    signal_send(app, &his, strand, threat, TEXT).await.unwrap();

    let warnings = signals_view(app, duty).await.unwrap();
    assert_eq!(warnings.len(), 1, "at once, not when a clock has run out");
    assert!(warnings[0].acknowledges && warnings[0].gone_on);
    // It says nowhere on his side that there was nobody to warn.
    for asker in [&his, &manager] {
        let page = strand_view(app, asker, strand).await.unwrap();
        assert!(page.warnings.is_empty());
        assert!(signals_view(app, asker).await.unwrap().is_empty());
    }
    signal_acknowledge(app, duty, warnings[0].signal.signal)
        .await
        .unwrap();
}
