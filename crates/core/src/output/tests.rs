//! The way of an output: every state with every step; who is told what; the grounds.

mod file;
mod heard;
mod seeded;

use super::disclosure::{Basis, Gateway, Purpose, Told, Typed};
use super::document::Block;
use super::told::{Composer, Label, may_be_told};
use super::{Addressee, Channel, Held, OutputState, Step, Way, needs_release, number};
use crate::ids::{PersonId, WorkerId};
use crate::refusal::Refusal;
use crate::strand::CompartmentKind;
use crate::vocabulary::Source;
use uuid::Uuid;

fn worker(last: u128) -> WorkerId {
    Uuid::from_u128(last).into()
}

fn person(last: u128) -> PersonId {
    Uuid::from_u128(last).into()
}

#[test]
fn nothing_is_sent_but_what_somebody_else_released() {
    use OutputState::{Refused, Released, Sent, Waiting};
    let (author, other) = (worker(1), worker(2));
    let hash = [7; 32];
    let release = |by, hash| Step::Release { by, hash };
    let steps = [
        release(author, hash),
        release(other, hash),
        release(other, [8; 32]),
        Step::Refuse { by: author },
        Step::Refuse { by: other },
        Step::Send { held: false },
        Step::Send { held: true },
    ];
    for (state, expect) in [
        (
            Waiting,
            [None, Some(Released), None, None, Some(Refused), None, None],
        ),
        (
            Released,
            [None, None, None, None, None, Some(Sent), Some(Waiting)],
        ),
        (Refused, [None; 7]),
        (Sent, [None; 7]),
    ] {
        let way = Way {
            state,
            author,
            hash,
        };
        let came = steps.each_ref().map(|step| way.next(step).ok());
        assert_eq!(came, expect, "{state:?}");
    }
}

fn addressees() -> [Addressee; 7] {
    let party = |last, side| Addressee::Person {
        person: person(last),
        side,
    };
    [
        party(1, CompartmentKind::Victim),
        party(2, CompartmentKind::Perpetrator),
        Addressee::Parent {
            person: person(1),
            child: person(3),
        },
        Addressee::Agency {
            source: Source::Police,
        },
        Addressee::School,
        Addressee::Worker { worker: worker(1) },
        Addressee::Public,
    ]
}

#[test]
fn each_is_told_their_own_and_nothing_else() {
    let labels = [
        Label::House,
        Label::Strand(CompartmentKind::Victim, person(1)),
        Label::Strand(CompartmentKind::Perpetrator, person(2)),
        Label::Strand(CompartmentKind::Perpetrator, person(1)),
        Label::Strand(CompartmentKind::Child, person(3)),
        Label::Shared,
        Label::Outcome,
    ];
    let table = [
        [true, true, false, false, false, false, false],
        [true, false, true, false, false, false, false],
        [true, false, false, false, true, false, false],
        [true, false, false, false, false, false, true],
        [true, false, false, false, false, false, true],
        [true, false, false, false, false, false, false],
        [true, false, false, false, false, false, false],
    ];
    for (addressee, row) in addressees().iter().zip(table) {
        let told = labels.map(|label| may_be_told(addressee, label));
        assert_eq!(told, row, "{addressee:?}");
        let body = labels
            .into_iter()
            .fold(Composer::new(addressee), |composer, label| {
                composer.part(label, Block::words(format!("{label:?}")))
            });
        assert_eq!(
            body.body().len(),
            row.into_iter().filter(|told| *told).count()
        );
    }
}

#[test]
fn free_words_parties_and_what_is_held_need_a_second_person() {
    let held = [Held::Barred];
    for (addressee, exempt) in addressees()
        .iter()
        .zip([false, false, false, true, true, true, true])
    {
        assert_eq!(
            needs_release(false, addressee, &[]),
            !exempt,
            "{addressee:?}"
        );
        assert!(needs_release(true, addressee, &[]));
        assert!(needs_release(false, addressee, &held));
    }
}

#[test]
fn a_channel_fits_its_addressee() {
    for (addressee, fits) in addressees().iter().zip([
        [true, true, false],
        [true, true, false],
        [true, true, false],
        [true, false, true],
        [true, false, true],
        [true, false, true],
        [true, false, true],
    ]) {
        let all: Vec<bool> = Channel::ALL
            .iter()
            .map(|one| addressee.reached_by(*one).is_ok())
            .collect();
        assert_eq!(all, fits, "{addressee:?}");
    }
}

#[test]
fn grounds_are_whole_or_each_gap_is_named() {
    let whole = Typed {
        asked_by: "PC 41".to_owned(),
        purpose: Some(Purpose::Outcome),
        gateway: Some(Gateway::ChildrenAct47),
        basis: Some(Basis::PublicTask),
        necessity: "They made the referral.".to_owned(),
        told: Some(Told::Told),
    };
    assert!(whole.read().is_ok());
    let Err(Refusal::Invalid(problems)) = Typed::default().read() else {
        unreachable!("nothing was said");
    };
    let fields: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["necessity", "purpose", "gateway", "basis", "told"]);
    for (letters, fits) in [(2_000, true), (2_001, false), (3_000, false)] {
        let long = Typed {
            necessity: "é".repeat(letters),
            ..whole.clone()
        };
        assert_eq!(long.read().is_ok(), fits, "{letters}");
    }
}

#[test]
fn a_number_is_read_out_without_mistake() {
    let number = number([0, 31, 32, 255, 9, 1, 2, 3, 4, 5]);
    assert_eq!(number, "2Z2ZB-34567");
}
