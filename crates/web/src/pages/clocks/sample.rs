//! With history and errors, and with neither.

use jiff::Timestamp;
use trefoil_app::clock_rules::ClockRules;
use trefoil_core::high_risk::HighRiskRule;
use trefoil_core::principal::Role;
use trefoil_core::rag::RagRule;
use trefoil_core::refusal::Problem;

use super::shown::{ClocksShown, fields_of};
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let administrator = shell(Role::Administrator);
    let (rule, risk) = (RagRule::default(), HighRiskRule::default());
    let set = ClockRules {
        rule,
        history: vec![(rule, Timestamp::UNIX_EPOCH, "A. <Novak>".to_owned())],
        risk,
        risk_history: vec![(risk, Timestamp::UNIX_EPOCH, "A. <Novak>".to_owned())],
    };
    let never = ClockRules {
        rule,
        history: Vec::new(),
        risk,
        risk_history: Vec::new(),
    };
    let wrong = [
        "opens", "closes", "red", "amber", "green", "repeats", "months", "meets",
    ];
    let wrong = wrong.map(|field| Problem::new(field, "Write it."));
    let fields = fields_of(&set);
    let of = |rules, problems: &[Problem], done| {
        ClocksShown::new(&administrator, rules, &fields, problems, done)
    };
    vec![
        Sample::new("clocks", &of(&set, &wrong, false)),
        Sample::new("clocks", &of(&never, &[], true)),
    ]
}
