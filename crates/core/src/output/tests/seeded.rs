//! Each leak that can be seeded in an output does what it says, so that a proof which looks for one can trust it.

use uuid::Uuid;

use super::{addressees, person, worker};
use crate::output::passage::{Answer, Origin};
use crate::output::told::{Label, may_be_told};
use crate::output::{BarredContent, Channel, Held, OutputState, Step, Way, needs_release};
use crate::seeded::{Leak, Opened};
use crate::strand::CompartmentKind;

/// The leak is closed at first and its promise holds; opened, it does not.
fn check(leak: Leak, holds: impl Fn() -> bool) {
    assert!(holds(), "{leak:?} is closed");
    let _opened = Opened::on_this_thread(leak);
    assert!(!holds(), "{leak:?} is open");
}

#[test]
fn a_seeded_leak_sends_what_may_not_be_sent() {
    use OutputState::{Refused, Released, Sent, Waiting};
    let (author, other) = (worker(1), worker(2));
    let next = |state, step: Step| {
        let hash = [7; 32];
        let way = Way {
            state,
            author,
            hash,
        };
        way.next(&step).ok()
    };
    let release = |by, hash| Step::Release { by, hash };
    let send = |held| Step::Send { held };
    check(Leak::OwnRelease, || {
        next(Waiting, release(author, [7; 32])).is_none()
    });
    check(Leak::OwnRelease, || {
        next(Waiting, Step::Refuse { by: author }).is_none()
    });
    check(Leak::HashUnbound, || {
        next(Waiting, release(other, [8; 32])).is_none()
    });
    check(Leak::UnreleasedSent, || {
        next(Waiting, send(false)) != Some(Sent)
    });
    check(Leak::RefusedSent, || {
        next(Refused, send(false)) != Some(Sent)
    });
    check(Leak::HeldOnce, || next(Released, send(true)) != Some(Sent));
}

#[test]
fn a_seeded_leak_frees_what_a_second_person_releases() {
    let [party, .., public] = addressees();
    check(Leak::NarrativeFree, || needs_release(true, &public, &[]));
    check(Leak::PartyFree, || needs_release(false, &party, &[]));
    check(Leak::HeldFree, || {
        needs_release(false, &public, &[Held::Barred])
    });
    check(Leak::SharedMailbox, || {
        party.reached_by(Channel::Secure).is_err()
    });
    let barred = BarredContent {
        name: "Lee Ashdown".to_owned(),
        ..BarredContent::default()
    };
    check(Leak::BarredExactly, || barred.bars(None, "lee ashdown"));
}

#[test]
fn a_seeded_leak_tells_whom_it_says_and_no_other() {
    let strand = |kind, last| Label::Strand(kind, person(last));
    let (theirs, child) = (
        strand(CompartmentKind::Perpetrator, 2),
        strand(CompartmentKind::Child, 4),
    );
    let (to_parties, to_others) = (
        [true, true, true, false, false, false, false],
        [false, false, false, true, true, true, true],
    );
    for (leak, label, tells) in [
        (Leak::ToldAll, Label::Shared, [true; 7]),
        (Leak::SharedTold, Label::Shared, to_parties),
        (Leak::AgencyToldStrand, theirs, to_others),
        (
            Leak::OtherChildTold,
            child,
            [false, false, true, false, false, false, false],
        ),
    ] {
        let told = || addressees().map(|one| may_be_told(&one, label));
        let before = told();
        let opened = Opened::on_this_thread(leak);
        let after = told();
        drop(opened);
        for nth in 0..7 {
            assert_eq!(after[nth], before[nth] || tells[nth], "{leak:?} {nth}");
            assert!(!tells[nth] || !before[nth], "{leak:?} {nth}");
        }
    }
    for one in &addressees()[..3] {
        check(Leak::OutcomeTold, || !may_be_told(one, Label::Outcome));
    }
    let _opened = Opened::on_this_thread(Leak::OutcomeTold);
    for one in &addressees()[5..] {
        assert!(!may_be_told(one, Label::Outcome), "{one:?}");
    }
}

#[test]
fn a_seeded_leak_gives_what_is_of_somebody_else() {
    let withheld = |kind, whose: u128| {
        move || {
            let from = Origin {
                record: Uuid::from_u128(9),
                kind,
                person: Some(person(whose)),
            };
            Answer::unless_said(from, person(1), CompartmentKind::Child) != Answer::Give
        }
    };
    let sibling = withheld(CompartmentKind::Child, 2);
    check(Leak::SiblingInFile, sibling);
    let (other, shared) = (
        withheld(CompartmentKind::Victim, 2),
        withheld(CompartmentKind::Shared, 2),
    );
    check(Leak::FileGivesOtherSide, other);
    check(Leak::FileGivesOtherSide, shared);
    check(Leak::FileGivesShared, shared);
    let opened = Opened::on_this_thread(Leak::FileGivesShared);
    assert!(other() && sibling(), "no more than what is shared");
    drop(opened);
    let _opened = Opened::on_this_thread(Leak::SiblingInFile);
    assert!(other() && shared(), "no more than a brother's or sister's");
}
