//! None, and some of which one is late; one to answer, with errors, and one that is answered.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::checks::own::{Asked, CheckRow};
use trefoil_core::check::{CheckAsked, CheckPerson, CheckTimes};
use trefoil_core::contact::ContactState;
use trefoil_core::name::PersonName;
use trefoil_core::person::BirthDate;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::{IncidentRole, Known, RiskGrade};

use super::shown::{CheckShown, ChecksShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

fn asked(at: u8, answered: bool) -> Asked {
    let then = Timestamp::UNIX_EPOCH;
    let row = CheckRow {
        check: id(at),
        contact: id(at),
        agency: id(at),
        agency_name: "Health".to_owned(),
        times: CheckTimes {
            asked_at: then,
            due: then + SignedDuration::from_hours(2),
            chased_at: (at == 1).then(|| then + SignedDuration::from_hours(3)),
            answered_at: answered.then_some(then),
            ended_at: None,
        },
        asked_by: "worker:x".to_owned(),
        answered_by: None,
    };
    let person = |given: &str, birth| CheckPerson {
        role: IncidentRole::Child,
        name: PersonName::new(given, "Ashdown"),
        birth,
    };
    let people = vec![
        person("Tom <b>", BirthDate::Missing),
        person("Kelly", BirthDate::Unreadable("May".to_owned())),
    ];
    let shown = CheckAsked {
        people,
        grade: RiskGrade::High,
        domestic_abuse: Known::Yes,
    };
    Asked {
        row,
        shown,
        contact: if at == 1 {
            ContactState::Decided
        } else {
            ContactState::Waiting
        },
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let partner = shell(Role::HubPartner);
    let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(4);
    let list = |found: &[Asked], done| ChecksShown::new(&partner, found, now, done);
    let typed = Fields(vec![("words".to_owned(), "Known <since> 2019".to_owned())]);
    let wrong = ["knows", "words"].map(|field| Problem::new(field, "Say it."));
    let one = |answered, given| CheckShown::new(&partner, (&asked(1, answered), now), given);
    vec![
        Sample::new("checks", &list(&[asked(1, false), asked(2, false)], false)),
        Sample::new("checks", &list(&[], true)),
        Sample::new("check", &one(false, (&typed, &wrong))),
        Sample::new("check", &one(true, (&Fields::default(), &[]))),
    ]
}
