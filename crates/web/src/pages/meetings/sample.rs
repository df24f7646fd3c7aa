//! With a meeting and without; as a chair with errors, as somebody who takes part.

use jiff::Timestamp;
use trefoil_app::meetings::list::{ListedFamily, Meeting, MeetingsPage, MyMeeting};
use trefoil_core::meeting::{ListingReason, MeetingKind};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::MeetingsShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

/// A meeting.
pub(in crate::pages) fn meeting() -> Meeting {
    Meeting {
        meeting: id(30),
        kind: MeetingKind::Marac,
        held_at: Timestamp::UNIX_EPOCH,
        ends_at: Timestamp::UNIX_EPOCH,
        chair: "A. <Novak>".to_owned(),
        chair_id: id(31),
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let listed = |name: Option<&str>| ListedFamily {
        family: id(1),
        name: name.map(str::to_owned),
        reason: ListingReason::Serious,
    };
    let mine = |members: Vec<String>| MyMeeting {
        meeting: meeting(),
        instead: (!members.is_empty()).then_some(jiff::civil::date(2026, 4, 7)),
        members,
        at_risk: vec![crate::pages::high_risk::sample::at_risk()],
        families: vec![listed(Some("Ashdown family")), listed(None)],
    };
    let chaired = MeetingsPage {
        meetings: vec![mine(vec!["J. Bello".to_owned()])],
        could_take_part: Some(vec![(id(4), "J. <Bello>".to_owned())]),
    };
    let joined = MeetingsPage {
        meetings: vec![mine(Vec::new())],
        could_take_part: None,
    };
    let nothing = MeetingsPage {
        meetings: Vec::new(),
        could_take_part: Some(Vec::new()),
    };
    let wrong = ["kind", "day", "members"].map(|field| Problem::new(field, "Choose."));
    let typed = Fields::default();
    let (chair, member) = (shell(Role::MeetingChair), shell(Role::MeetingMember));
    let shown = |shell, page: &MeetingsPage, problems: &[Problem]| {
        Sample::new(
            "meetings",
            &MeetingsShown::new(shell, page, &typed, problems, "made"),
        )
    };
    vec![
        shown(&chair, &chaired, &wrong),
        shown(&chair, &nothing, &[]),
        shown(&member, &joined, &[]),
    ]
}
