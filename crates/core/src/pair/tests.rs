//! Who may know that two are one follows from what guards them; what is lacking is named.

use uuid::Uuid;

use super::*;

fn ends() -> [PersonId; 2] {
    [1, 2].map(|n| PersonId::from(Uuid::from_u128(n)))
}

fn typed(said: PairSaid, known: Option<PairKnown>) -> PairTyped {
    PairTyped {
        said: Some(said),
        first: Some(ends()[1]),
        known,
        reason: " The same school. ".to_owned(),
    }
}

#[test]
fn who_may_know_follows_from_what_guards_them() {
    use PairGuard as G;
    use PairKnown::{Both, Custodian};
    // Custodian, guards, typed; then who may know that they are one, and that they are two. `None` is asked for.
    type Line<'a> = (bool, &'a [G], Option<PairKnown>, [Option<PairKnown>; 2]);
    let table: &[Line<'_>] = &[
        (false, &[], None, [Some(Both), Some(Both)]),
        (true, &[], None, [None, Some(Both)]),
        (true, &[], Some(Custodian), [Some(Custodian), Some(Both)]),
        (
            true,
            &[G::Strand],
            Some(Both),
            [Some(Both), Some(Custodian)],
        ),
        (
            true,
            &[G::Sides, G::Protected],
            None,
            [None, Some(Custodian)],
        ),
        (
            true,
            &[G::Apart],
            Some(Both),
            [Some(Custodian), Some(Custodian)],
        ),
        (
            true,
            &[G::Strand, G::Number],
            Some(Both),
            [Some(Custodian), Some(Custodian)],
        ),
    ];
    for (custodian, guards, known, expect) in table {
        let came = PairSaid::ALL.iter().map(|said| {
            let answer = pair_answer(ends(), (*custodian, guards), &typed(*said, *known));
            answer.ok().map(|answer| answer.known)
        });
        assert_eq!(came.collect::<Vec<_>>(), expect, "{custodian} {guards:?}");
    }
}

#[test]
fn what_is_lacking_is_named() {
    let fields = |typed: &PairTyped| match pair_answer(ends(), (true, &[]), typed) {
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
        came => vec![format!("{came:?}")],
    };
    assert_eq!(fields(&PairTyped::default()), ["answer", "reason"]);
    let stranger = PairTyped {
        first: Some(PersonId::from(Uuid::from_u128(3))),
        reason: " ".to_owned(),
        ..typed(PairSaid::One, None)
    };
    assert_eq!(fields(&stranger), ["first", "known", "reason"]);
    let two = PairTyped {
        first: None,
        ..typed(PairSaid::Two, None)
    };
    let came = pair_answer(ends(), (false, &[]), &two);
    assert_eq!(
        came.map(|answer| (answer.first, answer.content.reason)),
        Ok((ends()[0], "The same school.".to_owned()))
    );
}
