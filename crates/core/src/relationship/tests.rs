//! Words as officers write them.

use super::*;

#[test]
fn known_words_are_mapped_and_others_left() {
    let check = |text: &str, expect| assert_eq!(kin_of(text), expect, "{text}");
    check("Ex-partner", Some(Kin::FormerPartner));
    check("ex", Some(Kin::FormerPartner));
    check("MOTHER", Some(Kin::Parent));
    check("mother-in-law", Some(Kin::Relative));
    check("step-father", Some(Kin::Relative));
    check("grandmother", Some(Kin::Grandparent));
    check("daughter", Some(Kin::Child));
    check("lodger", None);
    check("", None);
}
