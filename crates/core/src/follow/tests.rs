//! What follows a decision, and the steps that it takes.

use super::*;
use crate::decision::Route;

fn answer(outcome: Outcome, service: Option<&str>) -> Answer {
    Answer {
        child: None,
        outcome,
        reason: "Why.".to_owned(),
        service: service.map(str::to_owned),
    }
}

#[test]
fn each_decision_wants_two_told_and_its_services_asked() {
    for (answers, services) in [
        (vec![answer(Outcome::Referral, None)], vec![]),
        (vec![answer(Outcome::EarlyHelp, None)], vec!["Early help"]),
        (
            vec![
                answer(Outcome::EarlyHelp, Some(" Caring Dads ")),
                answer(Outcome::NoFurtherAction, Some(" ")),
                answer(Outcome::InformationAndAdvice, Some("Lantern Quay")),
            ],
            vec!["Caring Dads", "Lantern Quay"],
        ),
    ] {
        let wanted = wanted(&Decided::from(answers));
        assert_eq!(wanted[0].kind, FollowKind::Referrer);
        assert_eq!(wanted[1].kind, FollowKind::Family);
        let named: Vec<&str> = wanted[2..].iter().map(|one| one.service.as_str()).collect();
        assert_eq!(named, services);
    }
}

#[test]
fn a_step_leads_on_and_never_back() {
    for kind in FollowKind::ALL {
        for from in FollowState::ALL {
            for to in follow_steps(*kind, *from) {
                assert!(!follow_steps(*kind, *to).contains(from), "{kind:?} {to:?}");
            }
            let open = !follow_steps(*kind, *from).is_empty();
            let fits = if kind.is_asked() {
                !matches!(from, FollowState::Told | FollowState::NotTold)
            } else {
                matches!(from, FollowState::ToDo)
            };
            assert!(!fits || open == from.is_open(), "{kind:?} {from:?}");
        }
    }
}

#[test]
fn a_route_follows_for_its_adult_and_has_its_clock() {
    let adult = SightingId::from(uuid::Uuid::nil());
    let route = |kind| Route {
        adult,
        kind,
        service: " Lantern Quay ".to_owned(),
    };
    let decided = Decided {
        answers: vec![answer(Outcome::AdultRoute, None)],
        routes: FollowKind::ROUTES.map(route).to_vec(),
        ..Decided::default()
    };
    let wanted = wanted(&decided);
    let routes: Vec<FollowKind> = wanted[2..].iter().map(|one| one.kind).collect();
    assert_eq!(routes, FollowKind::ROUTES);
    assert!(wanted[2..].iter().all(|one| one.child == Some(adult)));
    assert_eq!(wanted[2].service, "Lantern Quay");
    let limit = |kind, state| follow_rule(kind, state).name;
    assert_eq!(
        limit(FollowKind::Disclosure, FollowState::Asked),
        "disclosure"
    );
    assert_eq!(limit(FollowKind::Disclosure, FollowState::ToDo), "decision");
    assert_eq!(limit(FollowKind::Marac, FollowState::Asked), "decision");
    assert_eq!(
        routes_of(IncidentRole::Perpetrator),
        [FollowKind::AdultSafeguarding]
    );
    let stands = (FollowKind::Marac, FollowState::Accepted, 3);
    let silent = follow_next(stands, step(FollowState::Ended), "", false);
    assert!(silent.is_err(), "what came of it?");
}

fn step(to: FollowState) -> FollowStep {
    FollowStep {
        to: Some(to),
        ..FollowStep::default()
    }
}

fn fields(came: Result<FollowState, Refusal>) -> Vec<String> {
    match came {
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn not_told_needs_why_and_no_needs_words() {
    let next =
        |kind, step, note: &str| follow_next((kind, FollowState::ToDo, 1), step, note, false);
    let not = step(FollowState::NotTold);
    assert_eq!(fields(next(FollowKind::Family, not, "")), ["why"]);
    let unsafe_now = FollowStep {
        why: Some(NotToldWhy::Unsafe),
        ..not
    };
    let came = next(FollowKind::Family, unsafe_now, "");
    assert_eq!(came, Ok(FollowState::NotTold));
    let rung = FollowStep {
        how: Some(ToldHow::Phone),
        ..unsafe_now
    };
    assert_eq!(fields(next(FollowKind::Family, rung, "")), ["how"]);
    let no = step(FollowState::Declined);
    assert_eq!(fields(next(FollowKind::Service, no, " ")), ["note"]);
    assert!(next(FollowKind::Service, no, "No room.").is_ok());
}

#[test]
fn told_needs_how_and_words_and_takes_no_reason() {
    let next = |step, note| {
        let stands = (FollowKind::Referrer, FollowState::NotTold, 2);
        follow_next(stands, step, note, false)
    };
    let told = step(FollowState::Told);
    assert_eq!(fields(next(told, " ")), ["how", "note"]);
    let rung = FollowStep {
        how: Some(ToldHow::Phone),
        ..told
    };
    assert_eq!(
        next(rung, "Ms Reed: she will keep watch."),
        Ok(FollowState::Told)
    );
    let made_up = FollowStep {
        why: Some(NotToldWhy::Unsafe),
        ..rung
    };
    assert_eq!(fields(next(made_up, "Ms Reed.")), ["why"]);
}

#[test]
fn what_was_wrong_is_put_right_in_the_version_that_was_seen() {
    let told = (FollowKind::Referrer, FollowState::Told, 2);
    let rung = FollowStep {
        how: Some(ToldHow::Phone),
        ..step(FollowState::Told)
    };
    let again = |by_them| match follow_next(told, rung, "Ms Reed.", by_them) {
        Err(Refusal::Conflict(words)) => words,
        other => format!("{other:?}"),
    };
    assert!(again(false).starts_with("Somebody else"));
    assert!(again(true).starts_with("You have"));
    let right = |of, to| {
        let step = FollowStep {
            rights: Some(of),
            ..step(to)
        };
        follow_next(told, step, "It was another family.", false)
    };
    assert_eq!(right(2, FollowState::ToDo), Ok(FollowState::ToDo));
    assert!(matches!(
        right(1, FollowState::ToDo),
        Err(Refusal::Conflict(_))
    ));
    assert!(matches!(
        right(2, FollowState::Asked),
        Err(Refusal::Conflict(_))
    ));
    let silent = FollowStep {
        rights: Some(2),
        ..step(FollowState::ToDo)
    };
    assert_eq!(fields(follow_next(told, silent, "", false)), ["note"]);
    assert!(follow_rights(FollowKind::Family, FollowState::ToDo).is_empty());
}
