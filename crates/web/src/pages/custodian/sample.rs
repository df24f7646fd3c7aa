//! The list with and without anything; a decision that waits, with errors; a notice; one that was answered.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::custody::list::{CustodyPage, CustodyRow, Task};
use trefoil_app::custody::one::TaskPage;
use trefoil_core::clock::Standing;
use trefoil_core::custody::{CustodyContent, CustodyState, CutAct, Unseen, UnseenFact};
use trefoil_core::decision::Outcome;
use trefoil_core::name::PersonName;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::ListShown;
use super::shown_one::OneShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

fn task(act: CutAct, state: CustodyState) -> Task {
    let answered = (state != CustodyState::Open).then_some(Timestamp::UNIX_EPOCH);
    let unseen = |person, likely| Unseen {
        person,
        told_as: PersonName::new("Imogen", "<Ashdown>"),
        likely,
        facts: vec![UnseenFact::Hidden, UnseenFact::HighRisk],
    };
    Task {
        row: CustodyRow {
            custody: id(1),
            contact: id(2),
            principal: "worker:x".to_owned(),
            act,
            notice: (act == CutAct::Notice).then(|| id(3)),
            state,
            acted_at: Timestamp::UNIX_EPOCH,
            found_at: Some(Timestamp::UNIX_EPOCH),
            answered_at: answered,
            answered_by: None,
        },
        content: CustodyContent {
            people: vec![PersonName::new("Imogen", "<Ashdown>")],
            outcomes: vec![Outcome::NoFurtherAction],
            unseen: vec![unseen(id(4), true), unseen(id(5), false)],
            reason: answered
                .map(|_| "He is <kin>.".to_owned())
                .unwrap_or_default(),
        },
        by: "F. <Lomas>".to_owned(),
        answered_by: "Ada <Ng>".to_owned(),
        due: Timestamp::UNIX_EPOCH,
        clock: Standing::Overdue(SignedDuration::from_hours(2)),
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Custodian);
    let list = |open, done, said| {
        let page = CustodyPage { open, done };
        Sample::new("custodian", &ListShown::new(&shell, &page, said))
    };
    let one = |task, problems: &[Problem]| {
        let page = TaskPage {
            task,
            persons: Vec::new(),
            colleagues: vec![(id(6), "O. <Price>".to_owned())],
        };
        let given = (&Fields::default(), problems);
        Sample::new("custodian_one", &OneShown::new(&shell, &page, given))
    };
    let decided = task(CutAct::Decision, CustodyState::Open);
    let wrong = ["answer", "to", "reason"].map(|field| Problem::new(field, "Say it."));
    vec![
        list(
            vec![decided.clone()],
            vec![task(CutAct::NewPerson, CustodyState::Rerouted)],
            true,
        ),
        list(Vec::new(), Vec::new(), false),
        one(decided, &wrong),
        one(task(CutAct::Notice, CustodyState::Open), &[]),
        one(task(CutAct::NewPerson, CustodyState::Left), &[]),
    ]
}
