//! Some limits passed, by a worker and by nobody known, and none.

use trefoil_app::budgets::view::WentOver;
use trefoil_core::budget::Budget;
use trefoil_core::principal::Role;

use super::shown::BudgetsShown;
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Custodian);
    let over = |budget, worker: Option<&str>| WentOver {
        budget,
        began_at: "2026-11-30T12:00:00Z".parse().unwrap(),
        times: 61,
        over_at: "2026-11-30T12:41:00Z".parse().unwrap(),
        worker: worker.map(str::to_owned),
    };
    let some = [
        over(Budget::SearchesAnHour, Some("Farah Lomas")),
        over(Budget::TriesFromSource, None),
    ];
    vec![
        Sample::new("budgets", &BudgetsShown::new(&shell, &some)),
        Sample::new("budgets", &BudgetsShown::new(&shell, &[])),
    ]
}
