//! Who somebody to whom nothing goes is; what stands on an output; what its releaser reads.

use jiff::Timestamp;

use super::{addressees, person};
use crate::output::{BarredContent, Held, made_for, wanted};
use crate::strand::CompartmentKind;

#[test]
fn each_addressee_is_kept_by_its_own_word_and_a_party_is_a_person() {
    let told = addressees().map(|one| (one.kind(), one.person(), one.is_party()));
    let (first, second) = (Some(person(1)), Some(person(2)));
    assert_eq!(
        told,
        [
            ("person", first, true),
            ("person", second, true),
            ("parent", first, true),
            ("agency", None, false),
            ("school", None, false),
            ("worker", None, false),
            ("public", None, false),
        ]
    );
}

#[test]
fn nothing_goes_to_who_is_barred_by_person_or_by_name_however_it_is_typed() {
    let barred = |whose: Option<u128>, name: &str| BarredContent {
        person: whose.map(person),
        name: name.to_owned(),
        ..BarredContent::default()
    };
    for (one, to, name, bars) in [
        (barred(None, "Lee Ashdown"), None, "Lee Ashdown", true),
        (barred(None, "Lee Ashdown"), Some(2), "lee  ASHDOWN ", true),
        (barred(None, " Lee\tAshdown"), None, "Lee Ashdown", true),
        (barred(None, "Lee Ashdown"), None, "Leigh Ashdown", false),
        (barred(None, "Lee Ashdown"), None, "", false),
        (barred(Some(2), ""), Some(2), "L. Ashdown", true),
        (barred(Some(2), "Lee Ashdown"), Some(2), "L. Ashdown", true),
        (barred(Some(2), "Lee Ashdown"), Some(1), "Lee Ashdown", true),
        (barred(Some(2), "Lee Ashdown"), Some(1), "Kelly", false),
        (barred(Some(2), "Lee Ashdown"), None, "Kelly", false),
        // Where nobody is named, and no person, it is a place that is barred.
        (barred(None, ""), None, "", false),
        (barred(None, " "), None, " ", false),
        (barred(None, ""), Some(1), "Kelly", false),
    ] {
        let to = to.map(person);
        assert_eq!(one.bars(to, name), bars, "{:?} {to:?} {name}", one.name);
    }
}

#[test]
fn a_releaser_reads_why_it_waits() {
    let place = Held::Place {
        kind: "a postcode".to_owned(),
        side: CompartmentKind::Victim,
        at: "page 1".to_owned(),
    };
    let side = CompartmentKind::Victim.words().to_lowercase();
    let words = place.words();
    assert_eq!(
        words,
        format!("It holds a postcode from the {side}, in page 1.")
    );
    assert!(Held::Barred.words().contains("nothing goes"));
    assert!(Held::Pictures.words().contains("pictures"));
}

#[test]
fn an_output_says_for_whom_and_when_it_was_made_and_its_number() {
    let at: Timestamp = "2026-03-17T09:30:00Z".parse().unwrap();
    assert_eq!(
        made_for("Kelly Ashdown", at, "2345-6789"),
        "Made for Kelly Ashdown on 17 March 2026, disclosure 2345-6789."
    );
}

#[test]
fn what_is_wanted_is_asked_for_where_nothing_but_space_was_typed() {
    assert!(wanted("reason", "because", "Say why.").is_none());
    for text in ["", " \n"] {
        let problem = wanted("reason", text, "Say why.").unwrap();
        assert_eq!(
            (problem.field.as_str(), problem.message.as_str()),
            ("reason", "Say why.")
        );
    }
}
