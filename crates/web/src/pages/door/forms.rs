//! The two forms of a strand's door: letting facts through, and sharing the strand.

use trefoil_app::families::door::DoorPage;
use trefoil_core::place::PlaceKinds;
use trefoil_core::release::{REVIEW_CHOICES, REVIEW_DAYS, ReleaseKind};
use trefoil_core::share::{LawfulBasis, SHARE_CHOICES, SHARE_DAYS, SharePurpose};

use super::shown::{Typed, aspects};
use crate::components::{
    Button, Checkboxes, Choice, ChoiceItem, Content, Input, Radios, Select, SelectItem, Textarea,
};
use crate::pages::problems::error_at;

/// Letting facts through.
pub(super) struct ReleaseForm {
    pub(super) first: bool,
    pub(super) kinds: Checkboxes,
    pub(super) known: Checkboxes,
    pub(super) reason: Input,
    pub(super) review: Select,
    pub(super) button: Button,
}

/// Sharing the strand.
pub(super) struct ShareForm {
    pub(super) to: Select,
    pub(super) aspect: Radios,
    pub(super) places: Option<Checkboxes>,
    pub(super) purpose: Select,
    pub(super) basis: Select,
    pub(super) days: Select,
    pub(super) button: Button,
}

/// What may be spoken of.
fn known(typed: &Typed) -> Checkboxes {
    let kinds = ReleaseKind::OF_STRAND.iter();
    let kinds = kinds.map(|one| Choice::new(one.code(), one.words()));
    let legend = "Which of it does the person who harms know already?";
    let mut known = Checkboxes::new("known", legend, kinds.collect());
    known.group.hint =
        "Their worker may speak with them about what they know, and about nothing else.".into();
    let ticked = typed.form.all("known").map(|one| one.to_owned().into());
    known.values = ticked.collect();
    known
}

/// With nothing let through yet, what is usual is ticked: a person still writes each and sends the form.
pub(super) fn release_form(page: &DoorPage, typed: &Typed) -> ReleaseForm {
    let first = page.releases.is_empty();
    let sent = !typed.problems.is_empty();
    let kinds = ReleaseKind::OF_STRAND.iter();
    let item = |kind: &ReleaseKind| -> Choice {
        let name = format!("text-{}", kind.code());
        let mut text = Textarea::new(name.clone(), "What they may know");
        text.value = typed.form.raw(&name).to_owned().into();
        text.field.error = error_at(&typed.problems, &name);
        text.rows = 2;
        ChoiceItem {
            value: kind.code().into(),
            content: Content::from(kind.words()),
            conditional: Content::from(text),
            ..ChoiceItem::default()
        }
        .into()
    };
    let legend = "What may the other side's workers know?";
    let mut boxes = Checkboxes::new("kind", legend, kinds.map(item).collect());
    boxes.values = if sent {
        let ticked = typed.form.all("kind").map(|one| one.to_owned().into());
        ticked.collect()
    } else if first {
        ReleaseKind::FIRST
            .iter()
            .map(|one| one.code().into())
            .collect()
    } else {
        Vec::new()
    };
    boxes.group.error = error_at(&typed.problems, "kind");
    let mut reason = Input::new("reason", "Why should they know?");
    reason.value = Some(typed.form.raw("reason").to_owned().into());
    reason.field.error = error_at(&typed.problems, "reason");
    let days = REVIEW_CHOICES.iter();
    let days = days.map(|one| SelectItem::new(one.to_string(), format!("In {one} days")));
    let mut review = Select::new("review", "When will you look at it again?", days.collect());
    review.value = Some(chosen(typed, "review", REVIEW_DAYS).into());
    review.field.error = error_at(&typed.problems, "review");
    ReleaseForm {
        first,
        known: known(typed),
        kinds: boxes,
        reason,
        review,
        button: Button::new("Let it through"),
    }
}

fn chosen(typed: &Typed, name: &str, otherwise: i64) -> String {
    match typed.form.get(name) {
        "" => otherwise.to_string(),
        sent => sent.to_owned(),
    }
}

/// Who, how much, what for, on which law, until when.
pub(super) fn share_form(page: &DoorPage, typed: &Typed) -> ShareForm {
    let select = |name: &'static str, label: &'static str, items: Vec<SelectItem>| {
        let first = [SelectItem::new("", "Choose")];
        let mut select = Select::new(name, label, first.into_iter().chain(items).collect());
        select.value = Some(typed.form.get(name).to_owned().into());
        select.field.error = error_at(&typed.problems, name);
        select
    };
    let worker = page.could.iter();
    let worker =
        worker.map(|(id, name, role)| SelectItem::new(id.to_string(), format!("{name}, {role}")));
    let purpose = SharePurpose::ALL.iter();
    let purpose = purpose.map(|one| SelectItem::new(one.code(), one.words()));
    let basis = LawfulBasis::ALL.iter();
    let basis = basis.map(|one| SelectItem::new(one.code(), one.words()));
    let days = SHARE_CHOICES.iter();
    let days = days.map(|one| SelectItem::new(one.to_string(), format!("{one} days")));
    let aspects = aspects(page.most).map(|one| Choice::new(one.code(), one.words()));
    let mut aspect = Radios::new("aspect", "How much may they see?", aspects.collect());
    aspect.value = Some(typed.form.get("aspect").to_owned().into());
    aspect.group.error = error_at(&typed.problems, "aspect");
    let mut days = Select::new("days", "For how long?", days.collect());
    days.value = Some(chosen(typed, "days", SHARE_DAYS).into());
    days.field.error = error_at(&typed.problems, "days");
    ShareForm {
        to: select("to", "With whom?", worker.collect()),
        aspect,
        places: (!page.places.is_none()).then(|| places(page.places, typed)),
        purpose: select("purpose", "What is it for?", purpose.collect()),
        basis: select("basis", "On which law?", basis.collect()),
        days,
        button: Button::new("Share it"),
    }
}

/// Of each kind of place that the giver sees, whether it is given: none until somebody ticks it.
fn places(offered: PlaceKinds, typed: &Typed) -> Checkboxes {
    let kinds = offered.iter();
    let kinds = kinds.map(|one| Choice::new(one.code(), one.words()));
    let mut boxes = Checkboxes::new("places", "Which places may they see?", kinds.collect());
    boxes.group.hint =
        "Tick only what they need for what it is for. What you leave unticked they do not see, nor whether there is any."
            .into();
    let ticked = typed.form.all("places").map(|one| one.to_owned().into());
    boxes.values = ticked.collect();
    boxes.group.error = error_at(&typed.problems, "places");
    boxes
}
