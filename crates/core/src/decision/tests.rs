//! Every way a set of answers can fail to answer its contact.

use uuid::Uuid;

use super::*;

fn child(n: u128) -> SightingId {
    Uuid::from_u128(n).into()
}

fn answer(child: Option<SightingId>, reason: &str) -> Answer {
    Answer {
        child,
        outcome: Outcome::EarlyHelp,
        reason: reason.to_owned(),
        service: None,
    }
}

#[test]
fn answers_must_cover_the_children_once_each() {
    let (one, two) = (child(1), child(2));
    let check = |children: &[SightingId], answers: &[Answer], fine: bool| {
        assert_eq!(
            contact_decide(ContactState::Waiting, children, answers).is_ok(),
            fine,
            "{children:?} {answers:?}"
        );
    };
    check(
        &[one, two],
        &[answer(Some(two), "b"), answer(Some(one), "a")],
        true,
    );
    check(
        &[],
        &[answer(None, "an adult-only contact is decided too")],
        true,
    );
    check(&[one, two], &[answer(Some(one), "a")], false);
    check(
        &[one],
        &[answer(Some(one), "a"), answer(Some(one), "a")],
        false,
    );
    check(&[one], &[answer(None, "a")], false);
    check(&[], &[], false);
}

#[test]
fn a_reason_is_required_and_named_by_its_place() {
    let refused = contact_decide(
        ContactState::Waiting,
        &[child(1), child(2)],
        &[answer(Some(child(1)), "why"), answer(Some(child(2)), " \n")],
    );
    assert_eq!(
        refused,
        Err(Refusal::Invalid(vec![Problem::new(
            "reason-1",
            "Give the reason for this decision."
        )]))
    );
    let long = "x".repeat(REASON_LONGEST + 1);
    assert!(
        contact_decide(
            ContactState::Waiting,
            &[child(1)],
            &[answer(Some(child(1)), &long)]
        )
        .is_err()
    );
}

#[test]
fn a_decided_contact_is_not_decided_twice() {
    assert!(matches!(
        contact_decide(
            ContactState::Decided,
            &[child(1)],
            &[answer(Some(child(1)), "why")]
        ),
        Err(Refusal::Conflict(_))
    ));
}

fn adult(root: SightingId, role: IncidentRole) -> Adult {
    Adult {
        root,
        role,
        in_doubt: false,
    }
}

#[test]
fn whoever_is_known_on_both_sides_has_no_route_until_somebody_says_who_harms() {
    let him = child(5);
    let check = |in_doubt, kind, harmed: Vec<SightingId>| {
        let adults = [Adult {
            in_doubt,
            ..adult(him, IncidentRole::Victim)
        }];
        let answers = vec![Answer {
            outcome: Outcome::AdultRoute,
            ..answer(None, "Why.")
        }];
        let route = Route {
            adult: him,
            kind,
            service: String::new(),
        };
        let decided = Decided {
            answers,
            routes: vec![route],
            harmed,
            sure: false,
        };
        match routes_check(&adults, &decided) {
            Ok(()) => String::new(),
            Err(Refusal::Invalid(problems)) => problems[0].field.clone(),
            Err(other) => format!("{other:?}"),
        }
    };
    let idva = FollowKind::VictimAdviser;
    assert_eq!(check(true, idva, vec![]), format!("harm-{him}"));
    assert_eq!(check(true, idva, vec![him]), "");
    assert_eq!(check(false, idva, vec![]), "");
    assert_eq!(check(true, FollowKind::AdultSafeguarding, vec![]), "");
}

#[test]
fn a_route_is_for_an_adult_of_the_contact() {
    let [woman, man, nobody] = [1_u128, 2, 3].map(|n| SightingId::from(Uuid::from_u128(n)));
    let adults = [
        adult(woman, IncidentRole::Victim),
        adult(man, IncidentRole::Perpetrator),
    ];
    let route = |adult, kind| Route {
        adult,
        kind,
        service: String::new(),
    };
    let check = |child, outcome, routes: Vec<Route>| {
        let answer = Answer {
            child,
            outcome,
            reason: "Why.".to_owned(),
            service: None,
        };
        let decided = Decided {
            answers: vec![answer],
            routes,
            ..Decided::default()
        };
        routes_check(&adults, &decided)
    };
    let marac = || vec![route(woman, FollowKind::Marac)];
    assert!(check(None, Outcome::AdultRoute, marac()).is_ok());
    assert!(check(Some(nobody), Outcome::Referral, marac()).is_ok());
    assert!(check(None, Outcome::AdultRoute, Vec::new()).is_err());
    assert!(check(Some(nobody), Outcome::AdultRoute, marac()).is_err());
    let his = vec![route(man, FollowKind::VictimAdviser)];
    assert!(check(None, Outcome::AdultRoute, his).is_err(), "never his");
    let his = vec![route(man, FollowKind::AdultSafeguarding)];
    assert!(check(None, Outcome::AdultRoute, his).is_ok());
    let gone = check(
        None,
        Outcome::AdultRoute,
        vec![route(nobody, FollowKind::Marac)],
    );
    assert!(matches!(gone, Err(Refusal::Conflict(_))));
}

#[test]
fn whoever_does_nothing_for_somebody_at_high_risk_is_asked() {
    use Outcome::{NoFurtherAction, Referral};
    let (mother, son) = (child(8), child(1));
    let asked = |outcome, routes: bool, sure, at_risk: &[SightingId]| {
        let answers = vec![Answer {
            outcome,
            ..answer(Some(son), "Why.")
        }];
        let route = Route {
            adult: mother,
            kind: FollowKind::VictimAdviser,
            service: String::new(),
        };
        let routes = routes.then_some(route).into_iter().collect();
        let decided = Decided {
            answers,
            routes,
            sure,
            ..Decided::default()
        };
        risk_check(&decided, at_risk).is_err()
    };
    assert!(asked(NoFurtherAction, false, false, &[mother]));
    assert!(!asked(NoFurtherAction, false, true, &[mother]), "they know");
    assert!(!asked(NoFurtherAction, true, false, &[mother]), "her route");
    assert!(asked(NoFurtherAction, true, false, &[son]), "another's");
    assert!(!asked(Referral, false, false, &[mother]));
    assert!(!asked(NoFurtherAction, false, false, &[]));
}

#[test]
fn nothing_is_asked_for_whom_nothing_is_done() {
    let (mother, son) = (child(8), child(1));
    let adults = [adult(mother, IncidentRole::Victim)];
    let marac = || Route {
        adult: mother,
        kind: FollowKind::Marac,
        service: String::new(),
    };
    let said = |whom, service: Option<&str>, routes: Vec<Route>| {
        let answers = vec![Answer {
            outcome: Outcome::NoFurtherAction,
            service: service.map(str::to_owned),
            ..answer(whom, "Why.")
        }];
        let decided = Decided {
            answers,
            routes,
            ..Decided::default()
        };
        match routes_check(&adults, &decided) {
            Ok(()) => String::new(),
            Err(Refusal::Invalid(problems)) => problems[0].message.clone(),
            Err(other) => format!("{other:?}"),
        }
    };
    assert_eq!(said(None, None, vec![marac()]), NOTHING_AND_A_ROUTE);
    assert_eq!(
        said(Some(son), Some("Mentor"), vec![]),
        NOTHING_AND_A_SERVICE
    );
    // A child for whom nothing is done, beside the mother's own route, is no contradiction.
    assert_eq!(said(Some(son), None, vec![marac()]), "");
    assert_eq!(said(None, Some(" "), vec![]), "");
}
