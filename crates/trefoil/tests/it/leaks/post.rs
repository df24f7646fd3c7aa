//! Post: to the recipient's own address as it is now, and only where it is safe to write to them now.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::places::safe_contact_write;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::output_send;
use trefoil_app::outputs::view::{output_view, outputs_view};
use trefoil_core::ids::StrandId;
use trefoil_core::output::Channel;
use trefoil_core::vocabulary::Known;

use super::seen::Seen;
use super::stage::{Stage, letters};
use crate::outputs::release::{appointment, release};

/// An appointment still to come, that goes in this way.
pub(super) fn by(stage: &Stage, channel: Channel) -> Draft {
    let day = SignedDuration::from_hours(24);
    Draft {
        channel: Some(channel),
        meeting: stage.scene.house.app().now().checked_add(day).ok(),
        ..appointment()
    }
}

/// Whether it may be written at all.
async fn goes(stage: &Stage, who: &Asker, strand: StrandId, channel: Channel) -> bool {
    let draft = by(stage, channel);
    let came = output_draft(stage.scene.house.app(), who, strand, &draft).await;
    came.is_ok()
}

/// The lines before the house's own name: where it goes.
async fn delivered(stage: &Stage, channel: Channel) -> Vec<String> {
    let scene = &stage.scene;
    let app = scene.house.app();
    let draft = by(stage, channel);
    let id = output_draft(app, &scene.idva, scene.strand(2), &draft)
        .await
        .unwrap();
    let text = output_view(app, &stage.custodian, id)
        .await
        .unwrap()
        .facts
        .text;
    let lines = text.lines().map(str::trim);
    let lines = lines.take_while(|line| *line != app.authority_name());
    lines.map(str::to_owned).collect()
}

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, idva, her) = (scene.house.app(), &scene.idva, scene.strand(2));
    let home = ["Rosalind Ashdown", "9 Thistledown Lane", "TR1 9ZZ"];
    let came = delivered(stage, Channel::Post).await;
    seen.when(came != home, format!("posted to {came:?}"));
    let came = delivered(stage, Channel::Hand).await;
    seen.when(!came.is_empty(), format!("given by hand with {came:?}"));
    let secure = goes(stage, idva, her, Channel::Secure).await;
    seen.when(secure, "sent to an agency's mailbox");
    let id = output_draft(app, idva, her, &by(stage, Channel::Post))
        .await
        .unwrap();
    release(scene, &scene.social_worker, id).await.unwrap();
    for (safe, none, what) in [
        (Known::No, true, "not safe now"),
        (Known::Yes, true, "no letters"),
    ] {
        safe_contact_write(app, idva, her, letters(safe, none))
            .await
            .unwrap();
        let goes = goes(stage, idva, her, Channel::Post).await;
        seen.when(goes, format!("posted: {what}"));
        let sent = output_send(app, idva, id).await;
        seen.when(sent.is_ok(), format!("sent: {what}"));
    }
    safe_contact_write(app, idva, her, letters(Known::Yes, false))
        .await
        .unwrap();
    let sade = &scene.social_worker;
    let [linnet, robin, wren] = stage.hiding;
    for (who, strand, what) in [
        (sade, linnet, "to a confidential address"),
        (sade, robin, "to a refuge"),
        (idva, wren, "to somebody in hiding"),
    ] {
        let goes = goes(stage, who, strand, Channel::Post).await;
        seen.when(goes, format!("posted {what}"));
    }
    let offered = outputs_view(app, sade, scene.strand(0)).await.unwrap();
    let father = offered
        .persons
        .iter()
        .any(|(_, name)| name.contains("Gareth"));
    seen.when(father, "the father is offered as the child's parent");
    seen
}
