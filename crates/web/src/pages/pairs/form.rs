//! The form in which somebody says whether two people are one.

use jiff::civil::Date;
use trefoil_app::pairs::one::PairPage;
use trefoil_core::pair::{PairKnown, PairSaid, pair_asks_known};
use trefoil_core::refusal::Problem;

use super::shown::short;
use crate::components::{Button, Choice, Radios, Textarea};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// The controls.
pub(super) struct SayForm {
    pub(super) answer: Radios,
    pub(super) first: Radios,
    pub(super) known: Option<Radios>,
    pub(super) reason: Textarea,
    pub(super) button: Button,
}

fn radios(
    (name, legend): (&'static str, &'static str),
    choices: Vec<Choice>,
    (typed, problems): (&Fields, &[Problem]),
) -> Radios {
    let mut radios = Radios::new(name, legend, choices);
    radios.value = Some(typed.get(name).to_owned().into());
    radios.group.error = error_at(problems, name);
    radios
}

impl SayForm {
    /// The controls with what was typed, and what is wrong with it.
    pub(super) fn new(page: &PairPage, today: Date, given: (&Fields, &[Problem])) -> Self {
        let (typed, problems) = given;
        let said = PairSaid::ALL.iter();
        let said = said.map(|one| Choice::new(one.code(), one.words()));
        let ends = page.pair.ends.iter().zip(["The first", "The second"]);
        let ends = ends.map(|(end, which)| {
            let words = format!("{which}: {}", short(&end.card, today));
            Choice::new(end.person.to_string(), words)
        });
        let question = (
            "first",
            "If they are the same person, whose record stands first?",
        );
        let mut first = radios(question, ends.collect(), given);
        first.group.hint = "New contacts are offered this record. Both stay as they are".into();
        let known = pair_asks_known(page.custodian, &page.pair.row.guards).then(|| {
            let known = PairKnown::ALL.iter();
            let known = known.map(|one| Choice::new(one.code(), one.words()));
            let question = ("known", "If they are the same person, who may know it?");
            radios(question, known.collect(), given)
        });
        let mut reason = Textarea::new("reason", "How do you know?");
        reason.value = typed.raw("reason").to_owned().into();
        reason.rows = 3;
        reason.field.hint =
            "Everybody who may know of it reads this. Do not write where anybody is".into();
        reason.field.error = error_at(problems, "reason");
        Self {
            answer: radios(
                ("answer", "Are they the same person?"),
                said.collect(),
                given,
            ),
            first,
            known,
            reason,
            button: Button::once("Record it"),
        }
    }
}
