//! How a notice stands, in words: the same on the list and on a contact's page.

use jiff::Timestamp;
use trefoil_app::notices::list::Listed;
use trefoil_core::date_words::{due_soon, moment_short};
use trefoil_core::notice::{ByHand, NoticeState, WhyNot};
use trefoil_core::school::clock::{CountedBy, DueAtSchool, SchoolClock};

use crate::components::{Tag, TagColour};

/// A notice in a list.
pub(in crate::pages) struct NoticeLine {
    pub(in crate::pages) href: String,
    pub(in crate::pages) child: String,
    pub(in crate::pages) school: String,
    pub(in crate::pages) tag: Tag,
    pub(in crate::pages) words: String,
    pub(in crate::pages) against: Vec<&'static str>,
}

/// The line of a notice.
pub(in crate::pages) fn line(one: &Listed, now: Timestamp) -> NoticeLine {
    let open = one.row.state == NoticeState::ToDo;
    let against = one
        .against
        .iter()
        .filter(|why| open && **why != ByHand::NoAgreement);
    NoticeLine {
        href: format!("/notices/{}", one.row.notice),
        child: one.child.clone(),
        school: one
            .school
            .clone()
            .unwrap_or_else(|| "School not known".to_owned()),
        tag: if one.refused {
            Tag::coloured("Mail refused", TagColour::Red)
        } else {
            tag(one.row.state, one.clock)
        },
        words: words(one, now),
        against: against.map(|why| why.words()).collect(),
    }
}

/// Where it stands, in a word or two: said, never by colour alone.
pub(super) fn tag(state: NoticeState, clock: SchoolClock) -> Tag {
    let (words, colour) = match (state, clock) {
        (NoticeState::ToDo, SchoolClock::Overdue) => ("Overdue", TagColour::Red),
        (NoticeState::ToDo, SchoolClock::Alarm) => ("School opens soon", TagColour::Orange),
        (NoticeState::ToDo, SchoolClock::Running) => ("To do", TagColour::Blue),
        (NoticeState::Sent, SchoolClock::Overdue) => ("Not read", TagColour::Red),
        (NoticeState::Sent, _) => ("Sent", TagColour::Yellow),
        (NoticeState::Cannot, _) => ("Not told", TagColour::Grey),
        _ => ("Told", TagColour::Green),
    };
    Tag::coloured(words, colour)
}

fn words(one: &Listed, now: Timestamp) -> String {
    let opened = || {
        one.due.map_or_else(
            || "No day is known on which this school opens again".to_owned(),
            |due| format!("The school opened {}", moment_short(due.opens)),
        )
    };
    match (one.row.state, one.clock) {
        (NoticeState::Sent, _) if one.refused => format!(
            "The mail server refuses the link: the key adult\u{2019}s address may be wrong. Tell the school by telephone. {}",
            due_words(one.due, now)
        ),
        (NoticeState::ToDo, SchoolClock::Overdue) => {
            format!("{}. Nobody has recorded that it was told.", opened())
        }
        (NoticeState::ToDo, _) => due_words(one.due, now),
        (NoticeState::Sent, SchoolClock::Overdue) => format!(
            "{}. The notice was sent and not read: ring the school.",
            opened()
        ),
        (NoticeState::Cannot, _) => {
            let why = one.row.why.as_deref().and_then(WhyNot::from_code);
            why.map_or("Not told", WhyNot::words).to_owned() + "."
        }
        (state, _) => {
            let at = one.row.told_at.unwrap_or(one.row.moved_at);
            let late = one
                .due
                .is_some_and(|due| at >= due.opens && state.is_told());
            let late = if late {
                " That was after the school had opened."
            } else {
                ""
            };
            format!("{}, {}.{late}", state.words(), moment_short(at))
        }
    }
}

/// Until when the school must know.
pub(super) fn due_words(due: Option<DueAtSchool>, now: Timestamp) -> String {
    match due {
        Some(due) => format!(
            "Tell the school before it opens: {}.",
            due_soon(due.opens, now)
        ),
        None => "No day is known on which this school opens again.".to_owned(),
    }
}

/// What the clock was counted by, where that has to be said.
pub(super) fn counted(due: Option<DueAtSchool>) -> Vec<&'static str> {
    let by = due.is_some_and(|due| due.by == CountedBy::WorkingDays);
    let time = due.is_some_and(|due| !due.time_known);
    let each = [
        (
            by,
            "Its terms are not recorded for that day, so this is counted by working days.",
        ),
        (
            time,
            "Its time of opening is not recorded, so half past eight is taken.",
        ),
    ];
    each.into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| words)
        .collect()
}
