//! What leaves the house in a history: on her side in one telling, on his in both.

use trefoil_app::Asker;
use trefoil_app::outputs::PassageAnswer;
use trefoil_app::outputs::decide::output_refuse;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::gather::{access_draft, access_view};
use trefoil_app::outputs::send::output_send;
use trefoil_core::ids::OutputId;
use trefoil_core::output::passage::WithholdReason;
use trefoil_core::refusal::Refusal;

use super::kept::Side;
use super::telling::Telling;
use crate::outputs::release::{appointment, letter, outcome, release};

/// Every format in which something of his leaves, with the template that is written in it.
pub(super) const FORMATS: [(&str, &str); 7] = [
    ("pdf", "letter"),
    ("docx", "appointment"),
    ("html", "letter"),
    ("txt", "access"),
    ("xlsx", "access"),
    ("csv", "access"),
    ("ics", "invitation"),
];

fn judge(telling: &Telling, side: Side) -> &Asker {
    match side {
        Side::Child => &telling.scene.house.staff.custodian,
        Side::Victim | Side::Shared => &telling.scene.social_worker,
    }
}

fn addressed(telling: &Telling, side: Side) -> Draft {
    let to = match side {
        Side::Child => format!("parent:{}", telling.person("Rosalind")),
        Side::Victim | Side::Shared => "person".to_owned(),
    };
    Draft {
        to,
        ..letter("You did well.")
    }
}

/// A letter to her, or about a child to the parent whom it lives with: written, released, sent.
pub(super) async fn letter_of(telling: &Telling, side: Side) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let (app, by) = (scene.house.app(), side.worker(telling));
    let strand = scene.strand(side.strand());
    let id = output_draft(app, by, strand, &addressed(telling, side)).await?;
    release(scene, judge(telling, side), id).await?;
    output_send(app, by, id).await
}

/// One that does not leave.
pub(super) async fn refused_letter_of(telling: &Telling, side: Side) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let (app, by) = (scene.house.app(), side.worker(telling));
    let strand = scene.strand(side.strand());
    let id = output_draft(app, by, strand, &addressed(telling, side)).await?;
    output_refuse(app, judge(telling, side), id, "Too short.").await
}

/// Fixed fields to who made the contact.
pub(super) async fn outcome_to_agency(telling: &Telling) -> Result<(), Refusal> {
    let scene = &telling.scene;
    let (app, lead) = (scene.house.app(), &scene.social_worker);
    let id = output_draft(app, lead, scene.strand(0), &outcome()).await?;
    output_send(app, lead, id).await
}

/// What is held of her or of a child, for themselves.
pub(super) async fn own_file_of(telling: &Telling, side: Side) -> Result<(), Refusal> {
    own_file(telling, side.strand(), "txt").await.map(drop)
}

async fn own_file(telling: &Telling, place: usize, format: &str) -> Result<OutputId, Refusal> {
    let scene = &telling.scene;
    let (app, custodian) = (scene.house.app(), &scene.house.staff.custodian);
    let strand = scene.strand(place);
    // Each passage is looked at: where somebody may be is given to nobody, whether or not it is on record in this telling.
    let passages = access_view(app, custodian, strand).await?.passages;
    let places = passages.iter().filter(|one| one.text.contains("Street"));
    let withheld = PassageAnswer::Withhold(WithholdReason::SeriousHarm);
    let said = places.map(|one| (one.origin.record, withheld)).collect();
    let id = access_draft(app, custodian, strand, (format, &said)).await?;
    release(scene, &scene.social_worker, id).await?;
    output_send(app, custodian, id).await?;
    Ok(id)
}

/// Something of his leaves, in this format; which it is.
pub(super) async fn his(
    telling: &Telling,
    (format, template): (&str, &str),
) -> Result<OutputId, Refusal> {
    let scene = &telling.scene;
    if template == "access" {
        return own_file(telling, 3, format).await;
    }
    let (app, him) = (scene.house.app(), &scene.perpetrator_worker);
    let words = match template {
        "letter" => letter("He came on time."),
        _ => appointment(),
    };
    let draft = Draft {
        template: template.to_owned(),
        format: format.to_owned(),
        ..words
    };
    let id = output_draft(app, him, scene.strand(3), &draft).await?;
    release(scene, &scene.social_worker, id).await?;
    output_send(app, him, id).await?;
    Ok(id)
}
