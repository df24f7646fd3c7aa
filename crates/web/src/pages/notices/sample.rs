//! The list with each way in which a notice stands, one notice with its forms and errors, and telling without a child.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::notices::list::{Listed, NoticeRow, NoticesPage};
use trefoil_app::notices::one::{NoticeLinkRow, NoticePage};
use trefoil_core::name::PersonName;
use trefoil_core::notice::{
    ByHand, ChildToday, Circumstance, FoundHow, Lawful, NoticeAnswer, NoticeContent, NoticeState,
};
use trefoil_core::person::BirthDate;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::school::clock::{CountedBy, DueAtSchool, SchoolClock};
use trefoil_core::school::{Phase, School, Urn};

use super::shown::NoticesShown;
use super::shown_one::NoticeShown;
use super::shown_tell::TellShown;
use super::words::{NoticeLine, line};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

/// A school.
pub(in crate::pages) fn school() -> School {
    School {
        urn: Urn::new(100_001).expect("a number"),
        name: "Marram <Primary>".to_owned(),
        kind: "Academy".to_owned(),
        phase: Phase::Primary,
        area: 890,
        pupils: Some(210),
        opened: None,
        closed: Some(jiff::civil::date(2030, 9, 1)),
        opens: Some(jiff::civil::time(8, 45, 0, 0)),
    }
}

/// An opening.
pub(in crate::pages) fn due() -> DueAtSchool {
    let opens = now() + SignedDuration::from_hours(2);
    DueAtSchool {
        opens,
        alarm: opens - SignedDuration::from_mins(30),
        by: CountedBy::WorkingDays,
        time_known: false,
    }
}

fn now() -> Timestamp {
    "2026-03-02T07:00:00Z".parse().expect("an instant")
}

fn row(state: NoticeState) -> NoticeRow {
    NoticeRow {
        notice: id(1),
        contact: id(2),
        child: id(3),
        state,
        why: (state == NoticeState::Cannot).then(|| "age".to_owned()),
        number: "ABCDE-23456".to_owned(),
        version: 1,
        known_at: now(),
        made_at: now(),
        moved_at: now(),
        moved_by: "job:notices".to_owned(),
        told_at: state.is_told().then(now),
        sent_at: None,
    }
}

fn listed(state: NoticeState, clock: SchoolClock) -> Listed {
    Listed {
        row: row(state),
        child: "Tom <Marsh>".to_owned(),
        school: (state != NoticeState::ToDo).then(|| school().name),
        due: Some(due()),
        clock,
        against: vec![ByHand::NoAgreement, ByHand::School],
        refused: state == NoticeState::Sent,
    }
}

/// A line, as on the page of a contact.
pub(in crate::pages) fn line_shown() -> NoticeLine {
    line(&listed(NoticeState::ToDo, SchoolClock::Overdue), now())
}

fn link(tries: i64, handed_at: Option<Timestamp>) -> NoticeLinkRow {
    NoticeLinkRow {
        link: if tries == 2 { id(6) } else { id(5) },
        notice: id(1),
        worker: id(4),
        made_at: now(),
        tried_at: None,
        tries,
        handed_at,
        ended_at: None,
    }
}

fn page_of(state: NoticeState, sends: bool) -> NoticePage {
    let content = NoticeContent {
        child: PersonName::new("Tom", "<Marsh>"),
        birth: BirthDate::On(jiff::civil::date(2016, 5, 4)),
        words: "I hid <there>.".to_owned(),
        left_out: !sends,
        circumstances: vec![Circumstance::Threats],
        found: FoundHow::Possible,
        lawful: Some(Lawful {
            gateway: "ca2004_s11".to_owned(),
            reason: "He asked us to.".to_owned(),
        }),
        note: "Spoke to Ms Bello.".to_owned(),
        ..NoticeContent::default()
    };
    let answer = NoticeAnswer {
        today: ChildToday::Upset,
        words: "Tired.".to_owned(),
    };
    NoticePage {
        row: row(state),
        content,
        school: sends.then(school),
        possible: vec![school()],
        said: Some("Marram".to_owned()),
        due: Some(due()),
        sends,
        addressee: Some("A. <Novak>".to_owned()),
        against: if sends {
            Vec::new()
        } else {
            vec![ByHand::NoAgreement, ByHand::School]
        },
        links: vec![
            link(0, None),
            link(3, None),
            link(2, None),
            link(1, Some(now())),
        ],
        refused: vec![(id(6), 2)],
        answers: vec![(now(), answer)],
        by: "the system itself, by its rules".to_owned(),
        may_write: true,
        opens: true,
        now: now(),
    }
}

fn lists() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let clocks = [
        SchoolClock::Overdue,
        SchoolClock::Alarm,
        SchoolClock::Running,
    ];
    let all = NoticeState::ALL.iter();
    let open = all.flat_map(|state| clocks.map(|clock| listed(*state, clock)));
    let open: Vec<Listed> = open.collect();
    let full = NoticesPage {
        done: open.clone(),
        open,
        sends: true,
        now: now(),
    };
    let empty = NoticesPage {
        open: Vec::new(),
        done: Vec::new(),
        sends: false,
        now: now(),
    };
    vec![
        Sample::new("notices", &NoticesShown::new(&shell, &full, "dealt")),
        Sample::new("notices", &NoticesShown::new(&shell, &empty, "")),
    ]
}

fn ones() -> Vec<Sample> {
    let (shell, typed) = (shell(Role::Triage), Fields::default());
    let wrong = |fields: &[&str]| -> Vec<Problem> {
        let problem = |field: &&str| Problem::new(*field, "Put this right.");
        fields.iter().map(problem).collect()
    };
    let all = wrong(&[
        "school", "words", "collects", "not_ring", "step", "why", "note", "at-day", "",
    ]);
    let one = |page: &NoticePage, problems: &[Problem]| {
        let shown = NoticeShown::new(&shell, page, &typed, problems, "written");
        Sample::new("notice", &shown)
    };
    let tell = |children, problems: &[Problem]| {
        let shown = TellShown::of(&shell, id(2), children, (&typed, problems));
        Sample::new("notice_tell", &shown)
    };
    let mut closed = page_of(NoticeState::Answered, true);
    closed.may_write = false;
    vec![
        one(&page_of(NoticeState::ToDo, true), &[]),
        one(&page_of(NoticeState::ToDo, false), &all),
        one(&closed, &[]),
        tell(
            vec![(id(3), "Tom <Marsh>".to_owned())],
            &wrong(&["child", "gateway", "reason"]),
        ),
        tell(Vec::new(), &[]),
    ]
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    [lists(), ones()].into_iter().flatten().collect()
}
