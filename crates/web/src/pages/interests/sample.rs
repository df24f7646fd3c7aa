//! The list with and without anything, and one interest waiting, wrongly answered, and decided.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::interests::list::{InterestListed, InterestRow, InterestsPage, Waiting};
use trefoil_app::interests::view::{FoundIn, InterestPage, TiedTo};
use trefoil_core::clock::Standing;
use trefoil_core::interest::{InterestState, Likeness, Likenesses};
use trefoil_core::name::PersonName;
use trefoil_core::person::BirthDate;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::IncidentRole;

use super::shown::{ListShown, OneShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Custodian);
    let some = InterestsPage {
        pending: vec![Waiting {
            listed: listed(InterestState::Pending),
            standing: Standing::Overdue(SignedDuration::from_hours(3)),
            due: Timestamp::UNIX_EPOCH,
        }],
        decided: vec![listed(InterestState::Refused)],
    };
    let none = InterestsPage {
        pending: Vec::new(),
        decided: Vec::new(),
    };
    let problems = ["state", "reason"].map(|field| Problem::new(field, "Say more."));
    let one = |state, problems: &[Problem]| {
        OneShown::new(&shell, &page(state), &Fields::default(), problems)
    };
    vec![
        Sample::new("interests", &ListShown::new(&shell, &some, true)),
        Sample::new("interests", &ListShown::new(&shell, &none, false)),
        Sample::new("interest", &one(InterestState::Pending, &[])),
        Sample::new("interest", &one(InterestState::Pending, &problems)),
        Sample::new("interest", &one(InterestState::Confirmed, &[])),
    ]
}

fn listed(state: InterestState) -> InterestListed {
    InterestListed {
        row: InterestRow {
            interest: id(1),
            worker: id(2),
            state,
            raised_at: Timestamp::UNIX_EPOCH,
            version: 0,
        },
        name: "O. Price".to_owned(),
        decided_at: Some(Timestamp::UNIX_EPOCH),
    }
}

fn page(state: InterestState) -> InterestPage {
    let found = |contact| FoundIn {
        contact,
        received_at: Timestamp::UNIX_EPOCH,
        role: IncidentRole::Perpetrator,
        name: PersonName::new("Owen", "<Price>"),
        birth: BirthDate::Missing,
        likeness: Likenesses::default().with(Likeness::NameOnly),
        own: contact.is_some(),
        evidence: Vec::new(),
    };
    InterestPage {
        interest: id(1),
        worker: "O. Price".to_owned(),
        state,
        raised_at: Timestamp::UNIX_EPOCH,
        decided_at: Some(Timestamp::UNIX_EPOCH),
        reason: Some("It is another man.".to_owned()),
        found: vec![found(Some(id(3))), found(None)],
        tied: vec![
            TiedTo {
                family: Some(id(4)),
                through: vec![Some(PersonName::new("Leah", "<Price>")), None],
            },
            TiedTo {
                family: None,
                through: vec![None],
            },
        ],
    }
}
