//! What was decided about the children of contacts, by the latest decision.

use trefoil_core::decision::Outcome;

use super::decision_timing::children;
use super::{Measure, Unit, cut};
use crate::case::ChildCase;

const NO_FURTHER_ACTION: Measure = Measure {
    name: "decisions.by_outcome.no_further_action",
    words: "No further action",
    definition: "Children in the contacts received in the period whose latest decision by the end of the period was no further action.",
    unit: Unit::ChildInContact,
    overlaps: None,
    cut: cut::every_contact,
    rows: |case, counted| children(case, counted, |child| is(child, Outcome::NoFurtherAction)),
    share_of: None,
};

pub(super) const MEASURES: &[Measure] = &[
    NO_FURTHER_ACTION,
    Measure {
        name: "decisions.by_outcome.information_and_advice",
        words: "Information and advice",
        definition: "Children in the contacts received in the period whose latest decision by the end of the period was information and advice.",
        rows: |case, counted| {
            children(case, counted, |child| {
                is(child, Outcome::InformationAndAdvice)
            });
        },
        ..NO_FURTHER_ACTION
    },
    Measure {
        name: "decisions.by_outcome.early_help",
        words: "Early help",
        definition: "Children in the contacts received in the period whose latest decision by the end of the period was early help.",
        rows: |case, counted| children(case, counted, |child| is(child, Outcome::EarlyHelp)),
        ..NO_FURTHER_ACTION
    },
    Measure {
        name: "decisions.by_outcome.referral",
        words: "Referral to children's social care",
        definition: "Children in the contacts received in the period whose latest decision by the end of the period was a referral to children's social care.",
        rows: |case, counted| children(case, counted, |child| is(child, Outcome::Referral)),
        ..NO_FURTHER_ACTION
    },
    Measure {
        name: "decisions.by_outcome.strategy_discussion",
        words: "Strategy discussion",
        definition: "Children in the contacts received in the period whose latest decision by the end of the period was a strategy discussion.",
        rows: |case, counted| {
            children(case, counted, |child| {
                is(child, Outcome::StrategyDiscussion)
            });
        },
        ..NO_FURTHER_ACTION
    },
];

fn is(child: &ChildCase, outcome: Outcome) -> bool {
    child
        .settled
        .is_some_and(|settled| settled.outcome == outcome)
}
