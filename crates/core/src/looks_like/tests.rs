//! What is taken for a place and what is not.

use super::{Trace, email, phone, postcode, trace};

#[test]
fn what_looks_like_a_place_is_seen() {
    for (text, expect) in [
        ("She is at TR1 9ZZ now", Trace::Postcode),
        ("tr19zz", Trace::Postcode),
        ("(EC1A 1BB)", Trace::Postcode),
        ("ring 01632 960 001", Trace::Phone),
        ("+44 (0)7700-900.123", Trace::Phone),
        ("write to kelly.a@example.org.", Trace::Email),
        ("seen at 4 Quay Street", Trace::Street),
        ("flat 2b, 17 Saint Anne's Rd", Trace::Street),
    ] {
        assert_eq!(trace(text), Some(expect), "{text}");
    }
}

#[test]
fn what_does_not_is_left_alone() {
    for text in [
        "",
        "The risk is high.",
        "An order of 3 March 2026 until 4 April 2027: no contact.",
        "He may see the children on Saturdays, 10 to 12, with a supervisor.",
        "Police hold the incident of 12/02/2026, number 1234567.",
        "An order made on 3 March at the county court",
        "Section 47 and conference 2",
        "Place the call at 4 in the afternoon",
    ] {
        assert_eq!(trace(text), None, "{text}");
    }
}

#[test]
fn numbers_and_addresses_are_read_in_one_form() {
    assert_eq!(postcode(" tr1 9zz "), Some("TR19ZZ".to_owned()));
    assert_eq!(postcode("W1A 0AX"), Some("W1A0AX".to_owned()));
    for wrong in ["", "TR1", "9ZZ", "TR1 9Z", "TR1 9ZZZ", "1TR 9ZZ", "TRÉ 9ZZ"] {
        assert_eq!(postcode(wrong), None, "{wrong}");
    }
    for same in ["01632 960001", "+44 1632 960001", "0044 (0)1632-960.001"] {
        assert_eq!(phone(same), Some("01632960001".to_owned()), "{same}");
    }
    assert_eq!(phone("+353 1 496 0000"), Some("+35314960000".to_owned()));
    for wrong in ["", "999", "1632 960001", "01632 96000A", "016329600011"] {
        assert_eq!(phone(wrong), None, "{wrong}");
    }
    assert_eq!(email(" K@Example.org "), Some("k@example.org".to_owned()));
    for wrong in ["", "k@", "k@example", "k k@example.org", "k@example..org"] {
        assert_eq!(email(wrong), None, "{wrong}");
    }
}
