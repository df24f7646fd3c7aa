//! The list with and without anybody; one with errors, one of whom it was asked that they come off, one who came off.

use jiff::Timestamp;
use trefoil_app::high_risk::list::{AtRisk, Counted, HighRisk, OnePage, Reason};
use trefoil_core::high_risk::{HighRiskContent, HighRiskRule, HighRiskStands, HighRiskWhy, OnBy};
use trefoil_core::name::PersonName;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::ListShown;
use super::shown_one::OneShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

/// Somebody on the list.
pub(in crate::pages) fn at_risk() -> AtRisk {
    one(false, false)
}

fn one(asked: bool, off: bool) -> AtRisk {
    let by = || (AT, "F. <Lomas>".to_owned());
    let reason = |why| Reason {
        entry: id(1),
        on: OnBy {
            why,
            since: AT,
            unproved: why == HighRiskWhy::Graded,
        },
        contact: id(2),
        by: "the system itself, by its rules".to_owned(),
    };
    AtRisk {
        person: None,
        root: id(3),
        name: PersonName::new("Kelly", "<Marsh>"),
        reasons: vec![reason(HighRiskWhy::Graded), reason(HighRiskWhy::Repeat)],
        asked: asked.then(by),
        off: off.then(by),
        meeting: AT,
    }
}

/// What was written: with who wrote it, and from before that was kept.
fn said() -> Vec<(HighRiskContent, String)> {
    let by = "F. <Lomas>".to_owned();
    let new = HighRiskContent::of("He <knows>.".to_owned(), None, String::new(), AT);
    let old = HighRiskContent {
        reason: "She has <moved>.".to_owned(),
        ..HighRiskContent::default()
    };
    vec![(new, by), (old, String::new())]
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let list = |on, off, done| {
        let counted = Counted {
            why: HighRiskWhy::Graded,
            people: 2,
            week: 1,
        };
        let page = HighRisk {
            on,
            off,
            counted: vec![counted],
            rule: HighRiskRule::default(),
            next: AT,
            now: AT,
        };
        Sample::new("high_risk", &ListShown::new(&shell, &page, done))
    };
    let page = |one: AtRisk, problems: &[Problem]| {
        let steps = if one.off.is_some() {
            Vec::new()
        } else {
            let stands = HighRiskStands {
                asked: one.asked.is_some(),
                by_me: false,
                unproved: true,
            };
            stands.steps()
        };
        let found = OnePage {
            one,
            said: said(),
            steps,
            opens: [id(2)].into(),
            families: vec![(id(5), Some("Marsh <family>".to_owned())), (id(6), None)],
        };
        let given = (&Fields::default(), problems);
        Sample::new("high_risk_one", &OneShown::new(&shell, &found, given))
    };
    let wrong = ["step", "reason"].map(|field| Problem::new(field, "Say it."));
    vec![
        list(vec![one(true, false)], vec![one(true, true)], true),
        list(Vec::new(), Vec::new(), false),
        page(one(false, false), &wrong),
        page(one(true, false), &[]),
        page(one(true, true), &[]),
    ]
}
