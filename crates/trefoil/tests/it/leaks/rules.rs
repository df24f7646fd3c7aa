//! Rules that need no record: who may be told what, what waits for a second person, what is given of a file; and what sealing and
//! lookups promise. Each against a table that is written down here once more.

use trefoil_core::ids::PersonId;
use trefoil_core::note::{NOTE_LONGEST, NoteContent};
use trefoil_core::output::document::Block;
use trefoil_core::output::passage::{Answer, Origin};
use trefoil_core::output::told::{Composer, Label};
use trefoil_core::output::{Addressee, Held, needs_release};
use trefoil_core::place::{Channel, SafeContactContent};
use trefoil_core::seal::{Authority32, IndexKey, RecordKey, seal, unseal};
use trefoil_core::strand::CompartmentKind;
use trefoil_core::vocabulary::{Known, Source};

use super::seen::Seen;

fn person(number: u8) -> PersonId {
    format!("00000000-0000-4000-8000-00000000000{number}")
        .parse()
        .unwrap()
}

pub(super) fn sees() -> Seen {
    let mut seen = Seen::default();
    told(&mut seen);
    given(&mut seen);
    for narrative in [false, true] {
        for (party, addressee) in [(true, parent()), (false, Addressee::School)] {
            for held in [Vec::new(), vec![Held::Barred]] {
                let waits = needs_release(narrative, &addressee, &held);
                let must = narrative || party || !held.is_empty();
                seen.when(
                    must && !waits,
                    format!("{narrative} {party} {held:?} is free"),
                );
            }
        }
    }
    let window = SafeContactContent::new(
        Some(Known::Yes),
        Some(Channel::Phone),
        ("on 01632 960 001", ""),
        (true, false),
    );
    seen.when(
        window.is_ok(),
        "a number in how somebody is contacted safely",
    );
    let long = NoteContent::new(&"a".repeat(NOTE_LONGEST + 1));
    seen.when(long.is_ok(), "a note that is too long is taken");
    sealed(&mut seen);
    seen
}

fn parent() -> Addressee {
    Addressee::Parent {
        person: person(1),
        child: person(2),
    }
}

/// Who is told a part with which label: everybody else is told nothing of it.
fn told(seen: &mut Seen) {
    use CompartmentKind::{Child, Perpetrator, Victim};
    let addressees = [
        Addressee::Person {
            person: person(1),
            side: Victim,
        },
        parent(),
        Addressee::Agency {
            source: Source::Police,
        },
        Addressee::School,
        Addressee::Public,
    ];
    let labels = [
        (Label::Strand(Victim, person(1)), "person"),
        (Label::Strand(Child, person(2)), "parent"),
        (Label::Strand(Child, person(4)), ""),
        (Label::Strand(Perpetrator, person(3)), ""),
        (Label::Shared, ""),
        (Label::Outcome, "agency school"),
    ];
    for addressee in &addressees {
        for (label, may) in labels {
            let body = Composer::new(addressee)
                .part(label, Block::words("x"))
                .body();
            let may = may.split(' ').any(|one| one == addressee.kind());
            let what = format!("{addressee:?} is told {label:?}");
            seen.when(!may && !body.is_empty(), what);
        }
    }
}

/// What of a file is given where nobody said anything: the person's own side.
fn given(seen: &mut Seen) {
    use CompartmentKind::{Child, Perpetrator, Shared, Victim};
    let origins = [
        (Child, Some(2), true),
        (Child, Some(4), false),
        (Victim, Some(1), false),
        (Perpetrator, Some(3), false),
        (Shared, None, false),
    ];
    for (kind, whose, own) in origins {
        let origin = Origin {
            record: person(9).uuid(),
            kind,
            person: whose.map(person),
        };
        let answer = Answer::unless_said(origin, person(2), Child);
        seen.when(
            !own && answer == Answer::Give,
            format!("{kind:?} of {whose:?} is given"),
        );
    }
}

fn sealed(seen: &mut Seen) {
    let secret = |byte| Authority32::new([byte; 32]);
    let key = RecordKey::new(&secret(1));
    let note = NoteContent::new("She rang.").unwrap();
    let bytes = seal(&note, &key, [0; 12], b"here").0;
    let moved = unseal::<NoteContent>(&bytes, &key, b"elsewhere");
    seen.when(moved.is_ok(), "sealed bytes open in another place");
    let lookup = |byte| IndexKey::new(&secret(byte)).hash("postcode", "TR19ZZ");
    seen.when(lookup(1) == lookup(2), "a lookup needs no key");
}
