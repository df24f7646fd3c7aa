//! A person's own file: their own side is given, and of anything else nothing, unless somebody says so.

use uuid::Uuid;

use super::person;
use crate::output::passage::{Answer, Origin, WithholdReason};
use crate::strand::CompartmentKind::{self, Child, Perpetrator, Shared, Victim};

fn origin(kind: CompartmentKind, whose: Option<u128>) -> Origin {
    Origin {
        record: Uuid::from_u128(9),
        kind,
        person: whose.map(person),
    }
}

#[test]
fn a_person_is_given_their_own_side_and_nothing_of_anybody_elses() {
    for (kind, whose, own) in [
        (Victim, Some(1), true),
        (Victim, Some(2), false),
        (Victim, None, false),
        (Perpetrator, Some(1), false),
        (Child, Some(3), false),
        (Shared, None, false),
        (Shared, Some(1), false),
    ] {
        let from = origin(kind, whose);
        assert_eq!(from.is_of(person(1), Victim), own, "{kind:?} {whose:?}");
        let expect = if own {
            Answer::Give
        } else {
            Answer::Withhold(WithholdReason::ThirdParty)
        };
        let answer = Answer::unless_said(from, person(1), Victim);
        assert_eq!(answer, expect, "{kind:?} {whose:?}");
    }
}

#[test]
fn an_answer_comes_back_from_its_code() {
    let reasons = WithholdReason::ALL.iter().copied().map(Answer::Withhold);
    let mut codes = Vec::new();
    for answer in reasons.chain([Answer::Give]) {
        assert_eq!(Answer::from_code(answer.code()), Some(answer));
        codes.push(answer.code());
    }
    assert_eq!(codes.last(), Some(&"give"));
    for code in ["", "Give", "given", "withhold"] {
        assert_eq!(Answer::from_code(code), None, "{code}");
    }
}
