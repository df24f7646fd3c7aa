//! None, and some of which one is late; a service that said no, a teller with errors.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::follows::list::{Follow, FollowPage, FollowRow, Follows, Reached};
use trefoil_app::follows::police::{PoliceLine, PoliceList};
use trefoil_core::clock::Standing;
use trefoil_core::contact::Referrer;
use trefoil_core::decision::Outcome;
use trefoil_core::follow::{
    FollowContent, FollowEntry, FollowKind, FollowState, NotToldWhy, ToldHow, follow_rule,
};
use trefoil_core::name::PersonName;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::Source;

use super::shown::{FollowLine, FollowShown, FollowsShown, line};
use super::shown_police::PoliceShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::Shell;
use crate::shell::sample::shell;

fn follow(at: u8, kind: FollowKind, state: FollowState) -> Follow {
    Follow {
        row: FollowRow {
            follow: id(at),
            contact: id(at),
            child: None,
            kind,
            state,
            why: (state == FollowState::NotTold).then_some(NotToldWhy::Unsafe),
            version: 1,
            since: Timestamp::UNIX_EPOCH,
            moved_at: Timestamp::UNIX_EPOCH,
            moved_by: "worker:x".to_owned(),
        },
        content: FollowContent {
            people: vec![PersonName::new("Tom <b>", "Ashdown")],
            outcomes: vec![Outcome::EarlyHelp],
            source: Some(Source::School),
            referrer: Some(Referrer {
                name: Some("Ms <Reed>".to_owned()),
                organisation: None,
                reference: Some("7 & 8".to_owned()),
                reached: None,
            }),
            service: "Caring <Dads>".to_owned(),
            ..FollowContent::default()
        },
        told: Vec::new(),
        entries: entries(state),
        reached: Some("01234 5 <6>".to_owned()),
        rule: follow_rule(kind, state),
        due: Timestamp::UNIX_EPOCH,
        clock: Standing::Overdue(SignedDuration::from_hours(2)),
    }
}

/// Nothing; or what was done, and then put right.
fn entries(state: FollowState) -> Vec<(FollowEntry, String)> {
    let entry = |rights| FollowEntry {
        to: state,
        why: (state == FollowState::NotTold).then_some(NotToldWhy::Unsafe),
        how: (state == FollowState::Told).then_some(ToldHow::Phone),
        note: "No room <before> May.".to_owned(),
        by: "worker:x".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        rights,
    };
    match state {
        FollowState::ToDo => Vec::new(),
        _ => vec![
            (entry(false), "Farah <Lomas>".to_owned()),
            (entry(true), "you".to_owned()),
        ],
    }
}

/// Somebody who may be told.
fn may_be_told(mut follow: Follow) -> Follow {
    follow.told = vec![Reached {
        name: PersonName::new("Kelly <b>", "Marsh"),
        safe: "Safe to contact only as they said: mornings & never <by> text".to_owned(),
        reached: Some("01234 <7>".to_owned()),
        routes: vec!["Victim's adviser (IDVA): <Harbour>".to_owned()],
    }];
    follow
}

/// A line of a contact's page.
pub(in crate::pages) fn line_shown() -> FollowLine {
    line(&follow(9, FollowKind::Family, FollowState::NotTold))
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let triage = shell(Role::Triage);
    let list = |to_do, waiting, done| {
        let found = Follows {
            to_do,
            waiting,
            may: true,
            now: Timestamp::UNIX_EPOCH,
        };
        FollowsShown::new(&triage, &found, done)
    };
    let teller = follow(1, FollowKind::Referrer, FollowState::ToDo);
    let service = follow(2, FollowKind::Service, FollowState::Asked);
    let typed = Fields(vec![("note".to_owned(), "She <said>".to_owned())]);
    let wrong = ["step", "why", "note"].map(|field| Problem::new(field, "Say it."));
    let page = |follow: &Follow, right, given| {
        let page = FollowPage {
            follow: follow.clone(),
            may: true,
            opens: right,
        };
        FollowShown::new(&triage, &page, right, given)
    };
    let one = |follow: &Follow, given| page(follow, false, given);
    let telling = may_be_told(follow(6, FollowKind::Family, FollowState::ToDo));
    let told = follow(7, FollowKind::Family, FollowState::Told);
    let none = (&Fields::default(), &[][..]);
    let family = follow(3, FollowKind::Family, FollowState::NotTold);
    let refused = follow(4, FollowKind::Service, FollowState::Declined);
    let route = follow(5, FollowKind::Disclosure, FollowState::Asked);
    let all = vec![
        Sample::new("follow", &one(&route, none)),
        Sample::new("follows", &list(vec![teller.clone()], vec![service], false)),
        Sample::new("follows", &list(Vec::new(), Vec::new(), true)),
        Sample::new("follow", &one(&teller, (&typed, &wrong))),
        Sample::new("follow", &one(&family, none)),
        Sample::new("follow", &one(&refused, none)),
        Sample::new("follow", &one(&telling, none)),
        Sample::new("follow", &page(&told, true, none)),
    ];
    let police = police_samples(&triage, &typed);
    all.into_iter().chain(police).collect()
}

/// The list for the police: with errors, and empty.
fn police_samples(shell: &Shell, typed: &Fields) -> Vec<Sample> {
    let line = PoliceLine {
        follow: id(8),
        reference: "P-<1>".to_owned(),
        received: Timestamp::UNIX_EPOCH,
        decided: Timestamp::UNIX_EPOCH,
        outcomes: vec![Outcome::Referral],
    };
    let police = |lines: Vec<PoliceLine>, without, given| {
        let found = PoliceList {
            lines,
            without,
            may: true,
            until: Timestamp::UNIX_EPOCH,
        };
        Sample::new("follows_police", &PoliceShown::new(shell, &found, given))
    };
    let unsaid = ["how", "note"].map(|field| Problem::new(field, "Say it."));
    let none = (&Fields::default(), &[][..]);
    vec![
        police(vec![line.clone()], 1, (typed, &unsaid[..])),
        police(vec![line.clone(), line], 2, none),
        police(Vec::new(), 0, none),
    ]
}
